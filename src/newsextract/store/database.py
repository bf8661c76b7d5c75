"""A store of records: whole articles go in, batch by batch, each batch one transaction."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal, Self

from newsextract.errors import StoreError
from newsextract.record import content_id
from newsextract.store.across import update_reprints, update_things
from newsextract.store.engines import Engine, Row
from newsextract.store.layout import LATEST, layout
from newsextract.store.migrate import check_not_newer, upgrade
from newsextract.store.rows import Prepared, document_id, failed_input_id, failed_input_row, prepare
from newsextract.store.statements import Tables
from newsextract.store.urls import parse_url

IfExists = Literal["skip", "replace", "fail"]
# A batch is stored when it holds so many rows, or when its first article has waited so long: what a killed
# program loses is one batch, which the next run does again.
_BATCH_ROWS = 20_000
_BATCH_SECONDS = 2.0

ARTICLE_TABLES = (
    *("documents", "entities", "identifiers", "mentions", "positions", "facts", "fact_mentions"),
    *("times", "events", "event_times", "event_participants", "rejects", "texts"),
)
"""Tables with rows of articles, in the order in which rows come; they go in the opposite order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the articles that were handed over."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0

    def __str__(self) -> str:
        words = f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged"
        return f"{words}, {self.deleted} deleted" if self.deleted else words


@dataclass(frozen=True, slots=True)
class Known:
    """An article that the database holds."""

    document_id: str
    key: str
    content_id: str
    record_hash: str
    extractor: str
    input_hash: str | None


_KNOWN = ("document_id", "document_key", "content_id", "record_hash", "extractor", "input_hash")


def open_store(url: str, *, extractor: str = "", if_exists: IfExists = "replace", create: bool = True) -> Store:
    """The store of a URL, made or brought to the newest layout if need be.

    ``extractor`` names what makes the records; ``if_exists`` says what becomes of a changed article: ``skip`` leaves
    the stored one, ``replace`` takes the new one, ``fail`` raises StoreError.
    """
    engine = open_engine(url, create=create)
    try:
        if create:
            upgrade(engine)
        elif (number := check_not_newer(engine)) < LATEST:
            hint = "is not a database of newsextract" if number == 0 else f"has layout {number}, wanted is {LATEST}"
            advice = "load something into it first" if number == 0 else f"run: newsextract db upgrade {engine.shown}"
            raise StoreError(f"{engine.shown}: {hint}; {advice}")
    except BaseException:
        engine.close()
        raise
    return Store(engine, extractor, if_exists)


def open_engine(url: str, *, create: bool = True) -> Engine:
    """A connection to the database of a URL, whatever layout it has."""
    target = parse_url(url)
    if target.kind == "sqlite":
        from newsextract.store.sqlite import SqliteEngine

        return SqliteEngine(target, create=create)
    if target.kind in ("postgresql", "mysql"):
        from newsextract.store.sql import SqlEngine

        return SqlEngine(target)
    from newsextract.store.arrow import DuckDbEngine, ParquetEngine

    return (DuckDbEngine if target.kind == "duckdb" else ParquetEngine)(target, create=create)


class Store:
    """An open database of records. Use it in a ``with`` block: what was added is stored when the block ends."""

    def __init__(self, engine: Engine, extractor: str = "", if_exists: IfExists = "replace") -> None:
        self.engine = engine
        self._tables = Tables(engine)
        self.counts = Counts()
        self.extractor = extractor
        self.layout = LATEST
        self._if_exists = if_exists
        self._batch: dict[str, Prepared] = {}
        self._names: list[str] = []
        self._failures: list[Row] = []
        self._rows = 0
        self._since = 0.0
        self._run = _Run(extractor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None or not issubclass(kind, StoreError):  # an interrupted run keeps what it has done
                self.flush()
        finally:
            self.engine.close()

    # ---------------------------------------------------------------------------------------- writing

    def add(
        self,
        document: Mapping[str, Any],
        name: str | None = None,
        input_hash: str | None = None,
        line: bytes | None = None,
        text: str | None = None,
    ) -> None:
        """Hand over a valid record in plain JSON values.

        ``name`` and ``input_hash`` are those of its article, ``line`` is the record as it was written, where it was
        read from there; ``text`` is the original text, where it is to be kept.
        Raises ValidationError for a record that databases cannot hold; the store goes on without it.
        """
        prepared = prepare(document, self.extractor, self.engine.number, input_hash, line, text)
        if prepared.document_id in self._batch:
            self.flush()
        if not self._batch:
            self._since = time.monotonic()
        self._batch[prepared.document_id] = prepared
        self._rows += sum(map(len, prepared.tables.values()))
        if name is not None:
            self._names.append(name)
        if self._rows >= _BATCH_ROWS or time.monotonic() - self._since >= _BATCH_SECONDS:
            self.flush()

    def note_read(self, names: Iterable[str]) -> None:
        """Note inputs that are well: where they failed before, that is over."""
        self._names.extend(names)

    def fail(self, name: str, message: str) -> None:
        """Note an input that could not be read or extracted."""
        self._failures.append(failed_input_row(name, message))

    def flush(self) -> None:
        """Store what was handed over, in one transaction."""
        batch, names, failures = self._batch, self._names, self._failures
        self._batch, self._names, self._failures, self._rows = {}, [], [], 0
        stale, fresh = self._failed_inputs(names, failures)
        known = self._known(batch)
        texts = self._missing_texts(batch, known)
        if not (stale or fresh or texts or self._split(batch, known)[2] or _reread(batch, known)):
            self.counts = replace(self.counts, unchanged=self.counts.unchanged + len(batch))
            return
        with self.engine.begin():
            known = self._known(batch)  # once more: now no other program can write
            added, changed, wanted = self._split(batch, known)
            self._replace([prepared.document_id for prepared in changed], wanted)
            self._tables.insert("texts", self._missing_texts(batch, self._known(batch)))
            self._tables.update("documents", ["input_hash"], "document_id", _reread(batch, known))
            self._tables.delete("rejects", "reject_id", stale)
            self._tables.insert("rejects", fresh)
            counts = Counts(len(added), len(changed), len(batch) - len(wanted))
            if wanted:
                self._note(counts, [(known.get(p.document_id), p) for p in wanted])
        self.counts = _sum(self.counts, counts)

    def _split(
        self, batch: Mapping[str, Prepared], known: Mapping[str, Known]
    ) -> tuple[list[Prepared], list[Prepared], list[Prepared]]:
        """Of a batch: what is new, what replaces another version, and both."""
        added = [prepared for prepared in batch.values() if prepared.document_id not in known]
        changed = [
            prepared
            for prepared in batch.values()
            if (old := known.get(prepared.document_id)) and old.record_hash != prepared.record_hash
        ]
        if changed and self._if_exists == "fail":
            keys = ", ".join(repr(prepared.key) for prepared in changed[:3])
            raise StoreError(f"{self.engine.shown}: holds other versions of {len(changed)} articles ({keys})")
        if self._if_exists == "skip":
            changed = []
        return added, changed, added + changed

    def _missing_texts(self, batch: Mapping[str, Prepared], known: Mapping[str, Known]) -> list[Row]:
        """Rows of texts that are to be kept of articles that are stored as they are, but without their text."""
        pairs = ((new, known.get(new.document_id)) for new in batch.values())
        same = [new for new, old in pairs if old and old.content_id == new.content_id]
        rows = {new.document_id: new.tables["texts"][0] for new in same if new.tables.get("texts")}
        kept = {row[0] for row in self._tables.select("texts", ["document_id"], "document_id", list(rows))}
        return [row for own, row in rows.items() if own not in kept]

    def stored_lines(self, hashes: Sequence[str]) -> dict[str, str]:
        """Of record hashes, those that are stored as they are, with their document ids."""
        rows = self._tables.select("documents", ("record_hash", "document_id"), "record_hash", hashes)
        return {record: own for record, own in rows if own not in self._batch}

    def count_unchanged(self) -> None:
        """Count an article that was left out because it is stored as it is."""
        self.counts = replace(self.counts, unchanged=self.counts.unchanged + 1)

    def _known(self, ids: Iterable[str]) -> dict[str, Known]:
        rows = self._tables.select("documents", _KNOWN, "document_id", list(ids))
        return {row[0]: Known(*row) for row in rows}

    def known(self, keys: Iterable[str]) -> dict[str, Known]:
        """Those of the articles that the database holds, by key."""
        return {known.key: known for known in self._known(map(document_id, keys)).values()}

    def _insert(self, batch: Sequence[Prepared]) -> None:
        for table in ARTICLE_TABLES:
            self._tables.insert(table, [row for prepared in batch for row in prepared.tables.get(table, ())])

    def _replace(self, went: Sequence[str], came: Sequence[Prepared]) -> None:
        """Take out articles and put in others, with all that hangs on them across articles."""
        links = self._values("entities", "link_id", went)
        signatures = self._values("documents", "signature_id", went)
        for table in reversed(ARTICLE_TABLES):
            self._tables.delete(table, "document_id", went)
        self._insert(came)
        update_things(self._tables, {link.id: link for new in came for link in new.links.values()}, links)
        update_reprints(self._tables, {new.signature.id: new.signature for new in came}, signatures)

    def _values(self, table: str, column: str, ids: Sequence[str]) -> list[str]:
        """What the articles have in a column, each once."""
        found = (row[0] for row in self._tables.select(table, [column], "document_id", ids))
        return sorted({value for value in found if value is not None})

    def delete(self, key: str) -> bool:
        """Withdraw an article; whether it was there."""
        with self.engine.begin():
            known = self._known([document_id(key)])
            self._replace(list(known), [])
            counts = Counts(deleted=len(known))
            if known:
                self._note(counts, [(old, None) for old in known.values()])
        self.counts = _sum(self.counts, counts)
        return bool(known)

    # ---------------------------------------------------------------------------------------- history

    def _note(self, counts: Counts, pairs: Iterable[tuple[Known | None, Prepared | None]]) -> None:
        """Write down what changes in this transaction."""
        now = datetime.now(UTC)
        stamp = self.engine.stamp(now)
        self._write_run(counts, stamp)
        rows = []
        for old, new in pairs:
            action = "deleted" if new is None else "added" if old is None else "changed"
            article = new or old
            assert article is not None
            versions = (
                *(old and old.content_id, new and new.content_id),
                *(old and old.record_hash, new and new.record_hash, old and old.extractor),
            )
            identity = content_id("c", now.isoformat(), self._run.id, article.document_id, *versions)
            rows.append((identity, stamp, self._run.id, action, article.document_id, article.key, *versions))
        self._tables.insert("changes", rows)

    def changes(self, since: datetime | None = None) -> Iterator[Row]:
        """When, what was done, key, content id and record hash before and after; in order of time."""
        names = (
            "changed_at",
            "action",
            "document_key",
            "content_before",
            "content_after",
            "record_before",
            "record_after",
        )
        dialect = self.engine.dialect
        where = f" WHERE changed_at > {dialect.mark}" if since else ""
        sql = (
            f"SELECT {dialect.columns(names)} FROM {dialect.table('changes')}{where} ORDER BY changed_at, document_key"
        )
        yield from self.engine.query(sql, [self.engine.stamp(since.astimezone(UTC))] if since else [])

    def _write_run(self, counts: Counts, stamp: object) -> None:
        total = _sum(self.counts, counts)
        values = (stamp, total.added, total.changed, total.unchanged, total.deleted)
        names = ("finished_at", "added", "changed", "unchanged", "deleted")
        if self._tables.has("runs", "run_id", self._run.id):
            self._tables.update("runs", names, "run_id", [(*values, self._run.id)])
            return
        begun = (self._run.id, self.engine.stamp(self._run.started), self._run.extractor)
        self._tables.insert("runs", [(*begun, *values)], ("run_id", "started_at", "extractor", *names))

    def _failed_inputs(self, names: Iterable[str], failures: Iterable[Row]) -> tuple[list[str], list[Row]]:
        """Rejects of inputs that are well now or fail otherwise, and those that are new."""
        now: dict[str, Row | None] = {failed_input_id(name): None for name in names}
        now |= {row[0]: row for row in failures}
        columns = layout()["rejects"].names
        before = {row[0]: row for row in self._tables.select("rejects", columns, "reject_id", list(now))}
        stale = [identity for identity in before if before[identity] != now[identity]]
        return stale, [row for identity, row in now.items() if row and row != before.get(identity)]


def _reread(batch: Mapping[str, Prepared], known: Mapping[str, Known]) -> list[tuple[str, str]]:
    """Input hashes, with document ids, of articles that were read otherwise and came out the same."""
    return [
        (new.input_hash, old.document_id)
        for old in known.values()
        if (new := batch[old.document_id]).record_hash == old.record_hash
        and new.input_hash not in (None, old.input_hash)
        and new.input_hash is not None
    ]


class _Run:
    """This load: its id tells when, where and by which process it ran."""

    def __init__(self, extractor: str) -> None:
        self.started = datetime.now(UTC)
        self.extractor = extractor
        self.id = content_id("u", self.started.isoformat(), platform.node(), os.getpid(), id(self))


def _sum(one: Counts, other: Counts) -> Counts:
    return Counts(
        added=one.added + other.added,
        changed=one.changed + other.changed,
        unchanged=one.unchanged + other.unchanged,
        deleted=one.deleted + other.deleted,
    )
