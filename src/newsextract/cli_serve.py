"""The command line's part about the server and what people correct there: ``serve`` and ``gold``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.cli_options import add_lexicon, read_lexicon

if TYPE_CHECKING:
    import socket

_ENV = "NEWSEXTRACT_TOKEN"
_MOST_JOBS = 4


def configure_serve(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``serve``."""
    parser.description = (
        "Serve a web page and an HTTP API: read articles, look through a database, correct what was found."
    )
    parser.epilog = (
        "examples:\n  newsextract serve\n  newsextract serve --to sqlite:///news.db --port 8080\n"
        f"  {_ENV}=secret newsextract serve --host 0.0.0.0 --to postgresql://me@localhost/news"
    )
    add = parser.add_argument
    add(
        "--to",
        metavar="URL",
        default="sqlite:///newsextract.db",
        help="database; default: %(default)s, made when needed",
    )
    add("--host", default="127.0.0.1", metavar="ADDRESS", help="where to listen; others than this machine need a token")
    add("--port", type=int, default=8000, help="default: %(default)s; 0 takes a free one")
    add("--token", help=f"what clients must show (Authorization: Bearer ...); default: the variable {_ENV}")
    add(
        "--jobs",
        type=int,
        metavar="N",
        help=f"processes that read articles; default: as many as cores, at most {_MOST_JOBS}",
    )
    add("--timeout", type=float, default=30.0, metavar="SECONDS", help="of one article, then 503; default: %(default)s")
    add(
        "--max-size",
        type=int,
        default=8 << 20,
        metavar="BYTES",
        help="of one article, above it 413; default: %(default)s",
    )
    add_lexicon(parser)


def run_serve(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    """Serve until Ctrl-C. Ends with status 2 where the address needs a token and there is none."""
    from newsextract.store.urls import parse_url

    token = arguments.token or os.environ.get(_ENV) or None
    if parse_url(arguments.to).kind == "parquet":
        parser.error("--to: Parquet folders have no views; name a database, e.g. sqlite:///news.db")
    if min(arguments.jobs or 1, arguments.timeout, arguments.max_size) <= 0:
        parser.error("--jobs, --timeout and --max-size are more than 0")
    _load()
    from newsextract.serve.app import Settings, make_app
    from newsextract.serve.guards import LOCAL

    if token is None and arguments.host not in LOCAL:
        parser.error(f"--host {arguments.host}: others than this machine need a token; give --token or {_ENV}")
    jobs = arguments.jobs or min(os.cpu_count() or 1, _MOST_JOBS)
    lexicon = read_lexicon(arguments)
    settings = Settings(arguments.to, token, jobs, arguments.timeout, arguments.max_size, lexicon)
    import uvicorn

    config = uvicorn.Config(
        make_app(settings),
        host=arguments.host,
        port=arguments.port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=3,
    )
    listening = config.bind_socket()
    sys.stderr.write(f"newsextract: {_address(listening)} reads articles; Ctrl-C ends it\n")
    uvicorn.Server(config).run(sockets=[listening])
    return 0


def _load() -> None:
    """Say what to install where the server's packages are missing."""
    from newsextract.errors import InputError

    try:
        import fastapi
        import prometheus_client
        import uvicorn  # noqa: F401
    except ImportError as error:
        raise InputError(f"serve needs {error.name}; run: pip install 'newsextract[serve]'") from None
    del fastapi, prometheus_client


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def configure_gold(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``gold``."""
    parser.description = "Write the articles that people corrected or accepted as annotated articles, for evaluate."
    parser.epilog = (
        "examples:\n  newsextract gold sqlite:///news.db -o reviewed\n  newsextract evaluate reviewed --errors"
    )
    parser.add_argument("url", metavar="URL", help="database, as of serve --to")
    parser.add_argument("-o", "--output", type=Path, metavar="FOLDER", required=True, help="folder to write into")


def run_gold(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    """Write the annotation; status 1 where nobody has looked at anything."""
    from newsextract.evaluate.reviewed import reviewed_files
    from newsextract.store import open_store
    from newsextract.write.files import open_atomic

    count = 0
    with open_store(arguments.url, create=False) as store:
        for path, data in reviewed_files(store):
            target = arguments.output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with open_atomic(target) as stream:
                stream.write(data)
            count += path.endswith(".gold.json")
    sys.stderr.write(f"{arguments.output}: {count} annotated articles\n")
    return 0 if count else 1
