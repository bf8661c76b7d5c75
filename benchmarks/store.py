"""Speed of storing: python -m benchmarks.store [--articles N] [--facts N] [URL ...]

Prints a table in Markdown. Records are made (no file is read), the database is new, everything is committed and the
indexes are kept up. What is measured, each in one process with one connection:

- whole records: from the record as Python values to rows in all tables, with things, reprints and history
- fact rows: rows of the table of facts alone, its indexes included, as the store inserts them
- load: newsextract's ``load``, from the bytes of JSON Lines, held against the schema
- unchanged: the same load again; nothing is written
- ids: looking up which of so many articles are stored
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "stores"))

from made_records import make_records

from newsextract.store import open_store
from newsextract.store.layout import layout
from newsextract.store.load import load_records
from newsextract.store.rows import prepare
from newsextract.write.json import format_jsonl


def main() -> None:
    """Measure each database and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--facts", type=int, default=25, help="of each article")
    parser.add_argument("urls", nargs="*", metavar="URL", help="empty databases; default: SQLite in a temporary folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        records = make_records(arguments.articles, facts=arguments.facts)
        lines = Path(folder) / "records.jsonl"
        lines.write_text("".join(format_jsonl(record) for record in records), "utf-8")
        print(f"{arguments.articles} articles with {arguments.facts} facts each\n")
        print("| database | whole records, facts/s | fact rows/s | load, facts/s | unchanged, articles/s | ids/s |")
        print("|---|---:|---:|---:|---:|---:|")
        for url in arguments.urls or [f"sqlite:///{folder}/news.db"]:
            figures = " | ".join(f"{figure:,.0f}" for figure in measure(url, records, lines))
            print(f"| {url.split(':')[0]} | {figures} |", flush=True)


def measure(url: str, records: list[dict[str, object]], lines: Path) -> list[float]:
    """The figures of one database, a row of the table."""
    facts = sum(len(record["facts"]) for record in records)  # type: ignore[arg-type]
    keys = [f"made-7-{number}" for number in range(len(records))] * 5
    mark = "&" if "?" in url else "?"
    whole = _seconds(lambda: _store(f"{url}{mark}prefix=a_", records))
    rows = _seconds(_fact_inserter(f"{url}{mark}prefix=b_", records))
    load = _seconds(lambda: _load(f"{url}{mark}prefix=c_", lines))
    again = _seconds(lambda: _load(f"{url}{mark}prefix=c_", lines))
    with open_store(f"{url}{mark}prefix=c_") as store:
        ids = _seconds(lambda: store.known(keys))
    return [facts / whole, facts / rows, facts / load, len(records) / again, len(keys) / ids]


def _store(url: str, records: list[dict[str, object]]) -> None:
    with open_store(url, extractor="benchmark") as store:
        for record in records:
            store.add(record)


def _fact_inserter(url: str, records: list[dict[str, object]]) -> Callable[[], None]:
    """What inserts the fact rows; the rest of the records is stored before."""
    engine = open_store(url).engine
    prepared = [prepare(record, "benchmark", engine.number) for record in records]
    with engine.begin():
        for table in ("documents", "entities"):
            engine.insert(table, layout()[table].names, [row for p in prepared for row in p.tables[table]])
    rows = [row for p in prepared for row in p.tables["facts"]]

    def insert() -> None:
        for start in range(0, len(rows), 20_000):
            with engine.begin():
                engine.insert("facts", layout()["facts"].names, rows[start : start + 20_000])
        engine.close()

    return insert


def _load(url: str, lines: Path) -> None:
    with open_store(url, extractor="benchmark") as store:
        assert not list(load_records(store, [str(lines)]))


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
