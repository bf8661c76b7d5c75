"""A record as rows of the database's tables, and the hashes that tell whether anything changed."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from newsextract.errors import ValidationError
from newsextract.record import content_id, format_decimal
from newsextract.store.dialects import LONGEST
from newsextract.store.layout import layout
from newsextract.store.reprints import Signature, make_signature
from newsextract.store.things import Link, find_links
from newsextract.write.json import format_jsonl
from newsextract.write.rows import COLUMNS, Cell, record_rows

Json = Mapping[str, Any]
Row = tuple[Any, ...]
Number = Callable[[Decimal], object]
"""Turns an exact number into what the database takes for one."""

_FLATTENED = (
    *("documents", "entities", "positions", "facts", "times", "events", "event_times", "event_participants"),
    *("unresolved", "warnings"),
)
# What no database holds: NUL and lone surrogates. Each becomes one U+FFFD, so that offsets and lengths still hold.
_SUSPECT = re.compile(rb"\xed[\xa0-\xbf]|\\u(?:0000|[dD][89a-fA-F])")
UNSTORABLE = {0: "\ufffd", **dict.fromkeys(range(0xD800, 0xE000), "\ufffd")}


@dataclass(frozen=True, slots=True)
class Prepared:
    """One record, ready to be stored."""

    document_id: str
    key: str
    content_id: str
    record_hash: str
    extractor: str
    input_hash: str | None
    tables: Mapping[str, Sequence[Row]]
    links: Mapping[str, Link]
    signature: Signature


def document_id(key: str) -> str:
    """The database's id of the article with this key."""
    return content_id("d", key)


def prepare(
    document: Json,
    extractor: str,
    number: Number,
    input_hash: str | None = None,
    line: bytes | None = None,
    text: str | None = None,
) -> Prepared:
    """The rows of a valid record in plain JSON values; ``line`` is the record as it was written, where it was read so;
    ``text`` the original text, where it is to be kept.

    Raises ValidationError for a record with a key or code that is longer than every database takes.
    """
    written = format_jsonl(document).encode("utf-8", "surrogatepass") if line is None else line
    digest = record_hash(written, extractor)
    if (b"\\u" in written or b"\xed" in written) and _SUSPECT.search(written):
        document = _storable(document)
    info = document["document"]
    own = document_id(info["key"])
    rows = record_rows(document, own, _FLATTENED)
    links = find_links(document["entities"], document["positions"], info["region"])
    signature = make_signature(document)
    made = (extractor, digest, input_hash, signature.id)
    tables: dict[str, Sequence[Row]] = {
        "documents": [_document_row(document, rows["documents"][0], made, own)],
        "entities": [(*row[:7], (link := links.get(str(row[1]))) and link.id) for row in rows["entities"]],
        "identifiers": _unique(_identifiers(document, own)),
        "mentions": _unique(_mentions(own, document["entities"])),
        "positions": _unique(_position_row(row) for row in rows["positions"]),
        "facts": [_fact_row(row, fact, number) for row, fact in zip(rows["facts"], document["facts"], strict=True)],
        "fact_mentions": _unique(_mentions(own, document["facts"])),
        "times": rows["times"],
        "events": rows["events"],
        "event_times": _unique(rows["event_times"]),
        "event_participants": _unique(rows["event_participants"]),
        "rejects": _unique(_reject_rows(own, rows)),
    }
    if text is not None:
        tables["texts"] = [(own, text.translate(UNSTORABLE))]
    _check_lengths(tables, info["key"])
    return Prepared(own, info["key"], info["id"], digest, extractor, input_hash, tables, links, signature)


def record_hash(line: bytes, extractor: str) -> str:
    """Tells whether a record changed; ``line`` is the record as the program writes it."""
    return hashlib.sha256(b"\n".join((extractor.encode(), line.strip()))).hexdigest()


def failed_input_row(name: str, message: str) -> Row:
    """The row of ``rejects`` for an input that failed as a whole."""
    row = (failed_input_id(name), None, name, "input", "failed", message, None, None, None)
    return tuple(cell and cell.translate(UNSTORABLE) for cell in row)


def failed_input_id(name: str) -> str:
    """The id of that row: the same for every failure of the input."""
    return content_id("r", "input", name)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.translate(UNSTORABLE)
    if isinstance(value, Mapping):
        return {name: _storable(item) for name, item in value.items()}
    return [_storable(item) for item in value] if isinstance(value, list) else value


def _unique(rows: Iterable[tuple[Any, ...]]) -> list[Row]:
    return list(dict.fromkeys(rows))


# What follows goes by position in newsextract.write.rows.COLUMNS; tests hold the two layouts together.


def _document_row(document: Json, row: tuple[Cell, ...], made: tuple[str | None, ...], own: str) -> Row:
    content, key, *rest, _, cleaning = row
    authors = json.dumps(document["document"]["authors"], ensure_ascii=False)
    return (own, key, content, *rest, authors, cleaning, document["schema_version"], *made)


def _identifiers(document: Json, own: str) -> Iterator[Row]:
    for entity in document["entities"]:
        yield from ((own, entity["id"], scheme, code) for scheme, code in entity["identifiers"].items())
        yield from ((own, entity["id"], "candidate", code) for code in entity.get("candidates", ()))


def _mentions(own: str, owners: Iterable[Json]) -> Iterator[Row]:
    for owner in owners:
        for mention in owner["mentions"]:
            yield own, owner["id"], mention["start"], mention["end"], mention["text"], mention["clean"]


def _position_row(row: tuple[Cell, ...]) -> Row:
    return (row[0], content_id("p", *row[1:9]), *row[1:])


_SURE = COLUMNS["facts"].index("confidence")


def _fact_row(row: tuple[Any, ...], fact: Json, number: Number) -> Row:
    value = None if row[5] is None else number(row[5])
    bounds = (*_pair(row[6], number), *_pair(row[7], number))
    return (*row[:5], fact["value_text"], value, *bounds, *row[8:_SURE], fact["confidence"], *row[_SURE + 1 :])


def _pair(value: Decimal | None, number: Number) -> tuple[str | None, object]:
    return (None, None) if value is None else (format_decimal(value), number(value))


def _reject_rows(own: str, rows: Mapping[str, list[tuple[Cell, ...]]]) -> Iterator[Row]:
    for kind, table in (("unresolved", "unresolved"), ("warning", "warnings")):
        for _, code, message, start, end, text in rows[table]:
            reject = content_id("r", own, kind, code, message, start, end)
            yield reject, own, None, kind, code, message, start, end, text


def _check_lengths(tables: Mapping[str, Sequence[Row]], key: str) -> None:
    for table, rows in tables.items():
        cells = list(zip(*rows, strict=True))
        for number, most, name in _bounded(table) if rows else ():
            if max(map(len, filter(None, cells[number])), default=0) > most:
                longest = max(filter(None, cells[number]), key=len)
                shown = f"{table}.{name} {longest[:40]!r}... has {len(longest)} characters"
                raise ValidationError(f"record {key!r}: {shown}, databases take {most}; shorten it in the record")


# Ids that we make ourselves, and words that the schema lists.
_SHORT = frozenset(
    (
        *("document_id", "position_id", "reject_id", "signature_id", "link_id", "record_hash", "input_hash"),
        *("schema_version", "script", "region", "entity_type", "subtype", "gb2260", "status", "kind", "modifier"),
        *("period_from", "basis", "price_basis", "release_status", "modality"),
    )
)


@cache
def _bounded(table: str) -> tuple[tuple[int, int, str], ...]:
    columns = layout()[table].columns
    return tuple(
        (i, LONGEST[c.type], c.name) for i, c in enumerate(columns) if c.type in LONGEST and c.name not in _SHORT
    )
