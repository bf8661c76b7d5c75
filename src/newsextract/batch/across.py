"""Things and reprints across a whole batch, without a database: sketches by shard, then merged.

DuckDB joins the sketches, on disk where they do not fit into memory; what hangs together is found by union-find over
the pairs that remain. The outcome is that of a database into which the same articles were loaded.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.batch.folder import MANIFEST, find_receipt
from newsextract.batch.sketches import TABLES, Portion, write_sketch
from newsextract.errors import BatchError
from newsextract.store.across import Sets
from newsextract.store.reprints import THRESHOLD, pair_similarities

if TYPE_CHECKING:
    import duckdb

ACROSS = "across"
_ARTICLES = 50_000  # of a sketch
_PAIRS = 10_000  # compared at a time


def link_batch(folder: Path, jobs: int = 1, memory: int = 2 << 30) -> dict[str, int]:
    """Write ``across/`` of a finished batch, and tell how many articles, stories and things there are.

    ``articles.parquet`` has the story of each article, ``things.parquet`` the things, ``entities.parquet`` the thing of
    each entity. Sketches that are there are not made again. DuckDB takes at most so much ``memory``. Raises BatchError
    for a batch that is not finished.
    """
    sketches = folder / ACROSS / "sketches"
    sketches.mkdir(parents=True, exist_ok=True)
    portions = list(_portions(folder))
    _sketch(portions, sketches, jobs)
    with _connect(folder / ACROSS, jobs, memory) as connection:
        for table in TABLES:
            files = [str(portion.path(sketches, table)) for portion in portions]
            connection.read_parquet(files).create_view(f"all_{table}")
        return _merge(connection, folder / ACROSS)


def _sketch(portions: Iterable[Portion], place: Path, jobs: int) -> None:
    if jobs == 1:
        for portion in portions:
            write_sketch(portion, place)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        for done in [pool.submit(write_sketch, portion, place) for portion in portions]:
            done.result()


def _portions(folder: Path) -> Iterator[Portion]:
    try:
        shards = json.loads((folder / MANIFEST).read_bytes())["shards"]
    except FileNotFoundError:
        raise BatchError(f"{folder}: has no {MANIFEST}: the batch is not finished; run its command again") from None
    portion: list[str] = []
    first = articles = 0
    for name in shards:
        receipt = find_receipt(name, folder)
        if receipt is None:
            raise BatchError(f"{folder}: shard {name} has gone; run the command of the batch again")
        portion.append(name)
        articles += receipt.records
        if articles - first >= _ARTICLES:
            yield Portion(folder, tuple(portion), first)
            portion, first = [], articles
    if portion:
        yield Portion(folder, tuple(portion), first)


@contextmanager
def _connect(place: Path, jobs: int, memory: int) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        import duckdb
    except ImportError:
        raise BatchError("linking a batch needs duckdb; run: pip install 'newsextract[arrow]'") from None
    work = place / "work"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    try:
        with duckdb.connect(str(work / "merge.duckdb")) as connection:
            connection.execute(f"SET threads = {jobs}; SET memory_limit = '{memory}B'")
            yield connection
    finally:
        shutil.rmtree(work, ignore_errors=True)


# The later version of an article replaces the earlier one, as in a database; what only that had is left out.
_LIVE = """
CREATE TABLE articles AS SELECT number, key, signature FROM all_articles
    QUALIFY row_number() OVER (PARTITION BY key ORDER BY number DESC) = 1;
CREATE TABLE entities AS SELECT * FROM all_entities WHERE number IN (SELECT number FROM articles);
CREATE TABLE signatures AS SELECT DISTINCT * FROM all_signatures
    WHERE minhash IS NOT NULL AND signature IN (SELECT signature FROM articles);
CREATE TABLE bands AS SELECT DISTINCT * FROM all_bands WHERE signature IN (SELECT signature FROM signatures);
CREATE TABLE links AS SELECT DISTINCT * FROM all_links WHERE link IN (SELECT link FROM entities);
CREATE TABLE anchors AS SELECT DISTINCT * FROM all_anchors WHERE link IN (SELECT link FROM links);
"""
_ALIKE = """
SELECT one.signature, other.signature, one.minhash, other.minhash
FROM (SELECT DISTINCT a.signature AS one, b.signature AS other
      FROM bands a JOIN bands b ON a.band = b.band AND a.signature < b.signature) pairs
JOIN signatures one ON one.signature = pairs.one JOIN signatures other ON other.signature = pairs.other
"""
_JOINED = """
SELECT DISTINCT first, link FROM (SELECT link, min(link) OVER (PARTITION BY anchor) AS first FROM anchors)
WHERE first <> link
"""
_THINGS = """
CREATE TABLE placed AS
SELECT links.*, coalesce(sets.root, link) AS root FROM links LEFT JOIN link_sets sets USING (link);
CREATE TABLE things AS
SELECT root, 'x_' || left(sha256(min(anchor)), 16) AS thing_id,
    arg_min(type, list_position(['company', 'body', 'person', 'place'], type)) AS type,
    first(name ORDER BY length(name) DESC, name) AS name, min(anchor) AS anchor
FROM placed GROUP BY root;
"""
_COUNTS = """
SELECT count(*), count(DISTINCT coalesce(root, signature)), (SELECT count(*) FROM things)
FROM articles LEFT JOIN signature_sets USING (signature)
"""
_ID = "lower(lpad(printf('%x', {}), 16, '0'))"
_RESULTS = {
    "articles": f"""
        SELECT key, 's_' || {_ID.format("signature")} AS signature_id,
            's_' || {_ID.format("coalesce(root, signature)")} AS story_id
        FROM articles LEFT JOIN signature_sets USING (signature) ORDER BY number""",
    "entities": """
        SELECT key, entity AS entity_id, thing_id FROM entities
        JOIN articles USING (number) JOIN placed USING (link) JOIN things USING (root) ORDER BY number, entity""",
    "things": """
        SELECT thing_id, things.type, things.name, things.anchor, count(DISTINCT number) AS articles FROM things
        JOIN placed USING (root) JOIN entities USING (link) GROUP BY ALL ORDER BY thing_id""",
}


def _merge(connection: duckdb.DuckDBPyConnection, place: Path) -> dict[str, int]:
    connection.execute(_LIVE)
    _keep(connection, "signature", _sets(_pairs(connection)))
    _keep(connection, "link", _sets(_rows(connection, _JOINED)))
    connection.execute(_THINGS)
    for name, sql in _RESULTS.items():
        new = place / f".{name}.parquet"
        connection.execute(f"CREATE TABLE result AS {sql}")
        connection.table("result").to_parquet(str(new), compression="zstd")
        connection.execute("DROP TABLE result")
        new.replace(place / f"{name}.parquet")
    ((articles, stories, things),) = connection.execute(_COUNTS).fetchall()
    return {"articles": articles, "stories": stories, "things": things}


def _rows(connection: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    found = connection.cursor().execute(sql)
    while rows := found.fetchmany(_PAIRS):
        yield from rows


def _pairs(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[int, int]]:
    """Signatures that are alike."""
    found = connection.cursor().execute(_ALIKE)
    while rows := found.fetchmany(_PAIRS):
        shares = pair_similarities([row[2] for row in rows], [row[3] for row in rows])
        yield from ((row[0], row[1]) for row, share in zip(rows, shares, strict=True) if share >= THRESHOLD)


def _sets(pairs: Iterator[tuple[int, int]]) -> Sets[int]:
    sets = Sets[int]()
    for one, other in pairs:
        sets.join(one, other)
    return sets


def _keep(connection: duckdb.DuckDBPyConnection, name: str, sets: Sets[int]) -> None:
    """Write down to which set each name belongs that is in one, and by what it is known."""
    import pyarrow

    members = list(sets)
    arrow = pyarrow.table(
        {
            name: pyarrow.array(members, pyarrow.uint64()),
            "root": pyarrow.array(map(sets.find, members), pyarrow.uint64()),
        }
    )
    connection.register("arrow", arrow)
    connection.execute(f"CREATE TABLE {name}_sets AS SELECT * FROM arrow")
    connection.unregister("arrow")
