"""What is written: the output contract as frozen dataclasses.

Field names are the JSON names. Every span is a pair of Unicode code point offsets, end exclusive, into the
original text; ``text`` is exactly that slice and ``clean`` the same passage after cleaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Any, Literal, NamedTuple

SCHEMA_VERSION = "1.0"

EntityType = Literal["person", "place", "organization"]
Modifier = Literal["exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"]
FactKind = Literal["quantity", "change", "share", "rank"]
Basis = Literal["year_on_year", "month_on_month", "quarter_on_quarter", "since", "from_previous"]
Modality = Literal["actual", "planned", "forecast", "estimated", "limit", "denied"]
Status = Literal["current", "former", "acting", "appointed"]
PeriodSource = Literal["phrase", "sentence", "paragraph", "article"]


class Range(NamedTuple):
    """A half-open range of code points, [start, end)."""

    start: int
    end: int


def content_id(prefix: str, *parts: object) -> str:
    """An id that is the same on every machine: prefix and 16 hex digits of the SHA-256 of the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the article where something is named."""

    start: int
    end: int
    text: str
    clean: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place or organization with all its mentions."""

    id: str
    type: EntityType
    subtype: str | None
    name: str
    name_hans: str
    identifiers: Mapping[str, str]
    mentions: tuple[Mention, ...]
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """Who holds which office; the span is the title's."""

    person: str
    title: str
    title_key: str
    organization: str | None
    place: str | None
    status: Status
    start: int
    end: int
    text: str
    clean: str


@dataclass(frozen=True, slots=True)
class Period:
    """The time that a figure covers, inclusive ISO dates."""

    start: str | None
    end: str | None
    edtf: str
    text: str
    from_: PeriodSource
    cumulative: bool
    inferred: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """A numeric fact. ``value``, ``low`` and ``high`` are exact; None where the contract says null."""

    id: str
    kind: FactKind
    indicator: str | None
    indicator_key: str | None
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    increment: bool | None
    unit: str | None
    unit_inferred: bool
    dimension: str | None
    period: Period | None
    place: str | None
    subject: str | None
    basis: Basis | None
    price_basis: Literal["constant", "current"] | None
    release_status: Literal["preliminary", "revised"] | None
    scope: str | None
    of: str | None
    modality: Modality
    speaker: str | None
    sentence: Range
    confidence: float
    rule: str
    mentions: tuple[Mention, ...]
    start: int
    end: int
    text: str
    clean: str


@dataclass(frozen=True, slots=True)
class Time:
    """One mention of a date, a period or a time of day."""

    id: str
    edtf: str
    start_date: str | None
    end_date: str | None
    clock: str | None
    text: str
    clean: str
    start: int
    end: int
    inferred: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part in an event, and as what."""

    entity: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; ``times`` are ids of Time."""

    id: str
    type: str
    name: str
    times: tuple[str, ...]
    place: str | None
    participants: tuple[Participant, ...]
    start: int
    end: int
    text: str
    clean: str


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A number or name that was seen and could not be used."""

    code: str
    message: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801  (Warning is a built-in)
    """Something the reader of the record should know; the span may be absent."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """The article itself: where it came from and what cleaning did."""

    id: str
    key: str
    source_id: str | None
    uri: str | None
    sha256: str
    encoding: str
    length: int
    script: Literal["Hans", "Hant", "mixed"] | None
    region: Literal["CN", "TW", "HK", "MO"] | None
    headline: str | None
    publisher: str | None
    published: str | None
    published_from: str | None
    authors: tuple[str, ...]
    cleaning: Mapping[str, int]
    text: str | None = None
    clean_text: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that one article yields."""

    document: DocumentInfo
    entities: tuple[Entity, ...] = ()
    positions: tuple[Position, ...] = ()
    facts: tuple[Fact, ...] = ()
    times: tuple[Time, ...] = ()
    events: tuple[Event, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    warnings: tuple[Warning_, ...] = ()
    sentences: tuple[Range, ...] | None = None
    words: tuple[Range, ...] | None = None
    schema_version: str = field(default=SCHEMA_VERSION)

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values in the order of the contract."""
        return _record_dict(self)


# Left out of the JSON when they are None or empty: additions that most records do not carry.
_OPTIONAL = {("DocumentInfo", "text"), ("DocumentInfo", "clean_text"), ("Entity", "candidates")}
_OPTIONAL |= {("Record", "sentences"), ("Record", "words")}


def _plain(value: Any) -> Any:
    if isinstance(value, Range):
        return {"start": value.start, "end": value.end}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return _number(value)
    if hasattr(value, "__dataclass_fields__"):
        return _plain_dataclass(value)
    if isinstance(value, Mapping):
        return dict(value)
    return value


def _plain_dataclass(value: Any) -> dict[str, Any]:
    kind = type(value).__name__
    out: dict[str, Any] = {}
    for name in (f.name for f in fields(value)):
        item = getattr(value, name)
        if (kind, name) in _OPTIONAL and not item:
            continue
        out[name.rstrip("_")] = _plain(item)
        if kind == "Fact" and name == "value":
            out["value_text"] = None if item is None else format_decimal(item)
    return out


def _record_dict(record: Record) -> dict[str, Any]:
    plain = _plain_dataclass(record)
    return {"schema_version": plain.pop("schema_version"), **plain}


def _number(value: Decimal) -> int | float:
    """A JSON number: an integer where it is one, else the nearest double (``value_text`` stays exact)."""
    return int(value) if value == value.to_integral_value() else float(value)


def format_decimal(value: Decimal) -> str:
    """Plain decimal notation, no exponent and no trailing zeros: 3500000000, -1.66."""
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1)) if value.adjusted() < 27 else value, "f")
    return format(value.normalize(), "f")
