"""The command line's part about batches: ``batch``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract.cli_options import (
    INCLUDES,
    add_config,
    add_inputs,
    make_config,
    parse_count,
    parse_includes,
    parse_size,
)

if TYPE_CHECKING:
    from newsextract.batch.folder import Job
    from newsextract.batch.run import Engine, Summary

Complain = Callable[[str], None]
ENGINES = ("local", "ray", "spark")
_ARTICLES = 250
_EPILOG = """\
Stopped anywhere (Ctrl-C, kill, power), the same command goes on and does no finished shard again. The output is the
same for any --jobs and any --engine. Articles that cannot be read, take too long, or kill their process are rows in
DIR/rejects/, with the reason; the batch goes on.

exit status: 0 all well, 1 at least one article was rejected, 2 wrong usage

examples:
  newsextract batch crawl/ --out batch --jobs 8
  newsextract batch 'crawl/2024-*.warc.gz' news.parquet --out batch --to postgresql://me@localhost/news
  newsextract batch crawl/ --out sqlite:///news.db --jobs 8
  newsextract batch crawl/ --out /shared/batch --engine ray --address auto"""


def configure_batch(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``batch``."""
    parser.description = (
        "Read very many articles, into a folder of shards or a database; it can be stopped and resumed."
    )
    parser.epilog = _EPILOG
    add_inputs(parser)
    add = parser.add_argument
    add("--out", required=True, metavar="DIR|URL", help="folder for the shards; of a URL, they are kept beside it")
    add("--to", metavar="URL", help="also load the finished shards into a database")
    add("--jobs", type=parse_count, default=1, metavar="N", help="processes of the local engine; default 1")
    add(
        "--timeout", type=parse_count, default=60, metavar="SECONDS", help="of the processor for an article; default 60"
    )
    size = f"articles of a shard; default {_ARTICLES}"
    add("--shard-size", type=parse_count, default=_ARTICLES, metavar="N", help=size)
    add("--engine", choices=ENGINES, default="local", help="what runs the shards; default local")
    add("--address", metavar="ADDRESS", help="of the Ray cluster (auto, HOST:6379) or of the Spark master")
    add_config(parser)
    add("--include", type=parse_includes, default=(), metavar="PART,...", help=f"add {', '.join(INCLUDES)}")


def run_batch_command(parser: argparse.ArgumentParser, arguments: argparse.Namespace, complain: Complain) -> int:
    """Run the batch; how many articles were rejected or could not be loaded."""
    if arguments.address and arguments.engine == "local":
        parser.error("--address is that of a cluster: name it with --engine ray or --engine spark")
    if "://" in arguments.out and arguments.to:
        parser.error("--out URL and --to URL are two databases; name the folder of the shards with --out")
    from newsextract.batch.folder import Job
    from newsextract.batch.progress import Progress
    from newsextract.batch.recipe import Recipe
    from newsextract.batch.run import run_batch, size_of
    from newsextract.read import Reading

    url = arguments.to or (arguments.out if "://" in arguments.out else None)
    job = Job(_folder(arguments.out), Recipe(make_config(arguments), arguments.encoding, arguments.timeout))
    reading = Reading(arguments.encoding, arguments.input_format, arguments.max_size)
    progress = Progress(size_of(arguments.files), sys.stderr)
    try:
        summary = run_batch(arguments.files, reading, arguments.shard_size, job, _engine(arguments), progress)
    except KeyboardInterrupt:
        progress.clear()
        complain(f"interrupted; finished shards are kept in {job.folder}, the same command goes on from there")
        return INTERRUPTED
    progress.clear()
    _tell(job, summary)
    failed: int = sum(summary.totals["rejects"].values())
    return failed + (_load(url, job.folder, complain) if url else 0)


INTERRUPTED = -1


def _folder(out: str) -> Path:
    """Where the shards go; those of a database into a folder that is named after it."""
    if "://" not in out:
        return Path(out).absolute()  # other machines have another current folder
    from newsextract.store.urls import parse_url

    target = parse_url(out)
    if target.kind in ("sqlite", "duckdb", "parquet"):
        path = Path(target.path)
        return path.absolute().with_name(f"{path.name}.batch")
    return Path(f"newsextract-{sha256(target.shown.encode()).hexdigest()[:8]}.batch").absolute()


def _engine(arguments: argparse.Namespace) -> Engine:
    if arguments.engine == "ray":
        from newsextract.batch.ray import run_ray

        return partial(run_ray, address=arguments.address)
    if arguments.engine == "spark":
        from newsextract.batch.spark import run_spark

        return partial(run_spark, master=arguments.address)
    from newsextract.batch.local import run_local

    return partial(run_local, jobs=arguments.jobs)


def _tell(job: Job, summary: Summary) -> None:
    """What came of it, on stderr."""
    totals = summary.totals
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in totals["rejects"].items())
    rejects = f"{sum(totals['rejects'].values()):,} rejects" + (f" ({reasons}; see rejects/)" if reasons else "")
    counts = f"{totals['articles']:,} articles, {totals['records']:,} records, {totals['facts']:,} facts, {rejects}"
    again = f", {summary.found:,} of them finished before" if summary.found else ""
    sys.stderr.write(f"{job.folder}: {counts}; {summary.shards:,} shards{again}\n")


def _load(url: str, folder: Path, complain: Complain) -> int:
    from newsextract.cli_store import load_files

    return load_files(url, [str(folder)], complain)


# ---------------------------------------------------------------------------------------------- link


def configure_link(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``link``."""
    parser.description = "Find the things and reprints across a finished batch, without a database."
    parser.epilog = (
        "Writes DIR/across/: articles.parquet (the story of each article), things.parquet, entities.parquet (the\n"
        "thing of each entity); the same that a database would hold.\n\nexamples:\n  newsextract link batch --jobs 8"
    )
    add = parser.add_argument
    add("folder", type=Path, metavar="DIR", help="the folder of a batch")
    add("--jobs", type=parse_count, default=1, metavar="N", help="processes; default 1")
    add("--memory", type=parse_size, default=parse_size("2G"), metavar="SIZE", help="for joining; default 2G")


def run_link(arguments: argparse.Namespace) -> None:
    """Link the batch and tell what there is."""
    from newsextract.batch.across import link_batch

    counts = link_batch(arguments.folder, arguments.jobs, arguments.memory)
    words = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    sys.stderr.write(f"{arguments.folder}: {words}\n")
