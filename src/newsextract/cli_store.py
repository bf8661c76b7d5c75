"""The command line's part about databases: ``load``, ``db`` and ``--to``."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from newsextract.cli_options import make_config
from newsextract.record import format_decimal

if TYPE_CHECKING:
    from newsextract.batch.parallel import Done
    from newsextract.read import Failure
    from newsextract.read.article import Article
    from newsextract.store.database import IfExists, Store

Complain = Callable[[str], None]
EXISTING = ("skip", "replace", "fail")
_URL_HELP = "sqlite:///FILE, postgresql://USER@HOST/NAME, mysql://..., duckdb:///FILE, parquet:///FOLDER"


def add_store_options(parser: argparse.ArgumentParser) -> None:
    """Options of the main job."""
    add = parser.add_argument
    add("--to", metavar="URL", help="also store in a database, e.g. sqlite:///news.db")
    add("--if-exists", choices=EXISTING, default="replace", help="what becomes of articles that changed (with --to)")
    add("--keep-text", action="store_true", help="store the text too, so that it can be shown and corrected (serve)")
    add("--no-output", action="store_true", help="store only; what the database holds unchanged is not read anew")


def open_extracted(arguments: argparse.Namespace) -> AbstractContextManager[Store | None]:
    """The store of ``--to``; None without it. Its extractor names the program and the options that make a record."""
    if arguments.to is None:
        return nullcontext()
    from newsextract.batch.recipe import extractor_name
    from newsextract.store import open_store

    return open_store(arguments.to, extractor=extractor_name(make_config(arguments)), if_exists=arguments.if_exists)


def skip_known(store: Store, inputs: Iterator[Article | Failure]) -> Iterator[Article | Failure]:
    """The inputs without the articles that the store holds as they are, made by the same program."""
    from newsextract.store.known import unknown_inputs

    return unknown_inputs(store, inputs)


def store_done(store: Store, done: Done, keep_text: bool = False) -> str | None:
    """Hand one result over, with its text if that is to be kept; what is wrong where it cannot be stored."""
    from newsextract.errors import ValidationError
    from newsextract.store.known import input_hash

    try:
        text = done.article.text if keep_text else None
        store.add(done.record.to_dict(), done.article.name, input_hash(done.article), text=text)
    except ValidationError as error:
        return str(error)
    return None


# ---------------------------------------------------------------------------------------------- load


def configure_load(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``load``."""
    parser.description = "Store records that were extracted elsewhere, each held against the contract."
    parser.epilog = (
        "examples:\n  newsextract load records.jsonl --to sqlite:///news.db\n"
        "  zcat records.jsonl.gz | newsextract load - --to postgresql://me@localhost/news"
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="RECORDS", help="JSON lines (.gz), the folder of a batch; '-' standard input")
    add("--to", metavar="URL", required=True, help=_URL_HELP)
    add("--if-exists", choices=EXISTING, default="replace", help="what becomes of articles that changed")
    add("--extractor", default="", metavar="NAME", help="what made the records, e.g. 'newsextract 0.1.0'")


def run_load(arguments: argparse.Namespace, complain: Complain) -> int:
    """Store records; the number of those that could not be."""
    return load_files(arguments.to, arguments.files, complain, arguments.extractor, arguments.if_exists)


def load_files(
    url: str, files: Sequence[str], complain: Complain, extractor: str = "", if_exists: IfExists = "replace"
) -> int:
    """Store the records of files and of folders of batches; the number of those that could not be."""
    from newsextract.store import open_store
    from newsextract.store.load import load_records

    count = 0
    with open_store(url, extractor=extractor, if_exists=if_exists) as store:
        for failed in load_records(store, files):
            complain(f"{failed.name}: {failed.message}")
            count += 1
    report_counts(store)
    return count


def report_counts(store: Store) -> None:
    """One line on stderr: what became of the articles."""
    sys.stderr.write(f"{store.engine.shown}: {store.counts}\n")


# ---------------------------------------------------------------------------------------------- db


def configure_db(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``db``."""
    parser.description = "Look after a database of records."
    parser.epilog = (
        "examples:\n  newsextract db info sqlite:///news.db\n  newsextract db check sqlite:///news.db\n"
        "  newsextract db upgrade sqlite:///news.db\n  newsextract db delete news-7 sqlite:///news.db\n"
        "  newsextract db changes --since 2024-05-31 sqlite:///news.db\n"
        "  newsextract db query 'SELECT * FROM current_offices' sqlite:///news.db\n"
        "  newsextract db datasette sqlite:///news.db > metadata.json"
    )
    jobs = parser.add_subparsers(dest="job", metavar="COMMAND", required=True)
    for name, words in _JOBS.items():
        job = jobs.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        if name == "delete":
            job.add_argument(
                "key", metavar="KEY", help="document.key of the article: its id, else uri, else content id"
            )
        if name == "query":
            job.add_argument("sql", metavar="SQL", help="e.g. 'SELECT * FROM current_offices'")
        job.add_argument("url", metavar="URL", help=_URL_HELP)
        if name == "changes":
            since = "moments after this one; a date begins at 00:00 UTC"
            job.add_argument("--since", type=_moment, metavar="YYYY-MM-DD[THH:MM:SS]", help=since)


_JOBS = {
    "info": "print the layout, the numbers of rows and the hash of the content",
    "check": "verify that all rows that others refer to are there",
    "upgrade": "bring the database to the newest layout",
    "delete": "withdraw an article",
    "changes": "list what came, changed and went",
    "query": "print what an SQL statement gives, as TSV; it may not change anything",
    "datasette": "print metadata for Datasette: comments of tables and columns, queries",
}


def run_db(arguments: argparse.Namespace, complain: Complain) -> int:
    """Run one of the jobs; the number of faults."""
    return _RUNNERS[arguments.job](arguments, complain)


def _info(arguments: argparse.Namespace, _: Complain) -> int:
    from newsextract.store.inspect import content_hash, count_rows

    with _open(arguments) as store:
        engine = store.engine
        sys.stdout.write(f"database: {engine.shown}\nlayout: {store.layout}\n")
        sys.stdout.write("".join(f"{name}: {count}\n" for name, count in count_rows(engine).items()))
        sys.stdout.write(f"content: {content_hash(engine)}\n")
    return 0


def _check(arguments: argparse.Namespace, complain: Complain) -> int:
    from newsextract.store.inspect import find_faults

    with _open(arguments) as store:
        faults = list(find_faults(store.engine))
        for fault in faults:
            complain(f"{store.engine.shown}: {fault}")
        if not faults:
            sys.stdout.write(f"{store.engine.shown}: layout {store.layout}, no faults\n")
    return len(faults)


def _upgrade(arguments: argparse.Namespace, complain: Complain) -> int:
    from newsextract.store.database import open_engine
    from newsextract.store.migrate import layout_number, upgrade

    engine = open_engine(arguments.url, create=False)
    try:
        if layout_number(engine) == 0:
            complain(f"{engine.shown}: is not a database of newsextract; load something into it first")
            return 1
        before, after = upgrade(engine)
        sys.stdout.write(f"{engine.shown}: layout {before} -> {after}\n")
    finally:
        engine.close()
    return 0


def _delete(arguments: argparse.Namespace, complain: Complain) -> int:
    with _open(arguments) as store:
        if not store.delete(arguments.key):
            complain(f"{store.engine.shown}: holds no article with key {arguments.key!r}")
            return 1
    report_counts(store)
    return 0


def _changes(arguments: argparse.Namespace, _: Complain) -> int:
    with _open(arguments) as store:
        for change in store.changes(arguments.since):
            sys.stdout.write("\t".join(map(str, change)) + "\n")
    return 0


_READING = re.compile(r"\s{0,99}(?:SELECT|WITH|VALUES|EXPLAIN|SHOW|DESCRIBE)\b", re.IGNORECASE)


def _query(arguments: argparse.Namespace, complain: Complain) -> int:
    if not _READING.match(arguments.sql):  # MySQL drops tables even where it promised to read only
        complain("db query only reads: begin the statement with SELECT or WITH")
        return 1
    with _open(arguments) as store:
        names, rows = store.engine.read(arguments.sql)
    for row in (names, *rows):
        sys.stdout.write("\t".join(map(_plain, row)) + "\n")
    return 0


def _plain(cell: object) -> str:
    """A cell of TSV: whole numbers without a point, no tabs and ends of lines."""
    if cell is None:
        return ""
    if isinstance(cell, float | Decimal):
        return format_decimal(Decimal(str(cell)))
    return re.sub(r"[\t\r\n]", " ", str(cell))


def _datasette(arguments: argparse.Namespace, _: Complain) -> int:
    import json

    from newsextract.store.datasette import datasette_metadata
    from newsextract.store.urls import parse_url

    metadata = datasette_metadata(parse_url(arguments.url))
    sys.stdout.write(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n")
    return 0


def _open(arguments: argparse.Namespace) -> Store:
    from newsextract.store import open_store

    return open_store(arguments.url, create=False)


def _moment(word: str) -> datetime:
    try:
        moment = datetime.fromisoformat(word)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{word!r} is no moment like 2024-05-31 or 2024-05-31T08:00:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_RUNNERS = {
    **{"info": _info, "check": _check, "upgrade": _upgrade, "delete": _delete, "changes": _changes},
    **{"query": _query, "datasette": _datasette},
}
