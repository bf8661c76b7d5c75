"""What is written: the output contract as frozen dataclasses.

Field names are the JSON names. Every span is a pair of Unicode code point offsets, end exclusive, into the
original text; ``text`` is exactly that slice and ``clean`` the same passage after cleaning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from operator import attrgetter
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


def _record_dict(record: Record) -> dict[str, Any]:
    plain = _RECORD(record)
    return {"schema_version": plain.pop("schema_version"), **plain}


def _number(value: Decimal) -> int | float:
    """A JSON number: an integer where it is one, else the nearest double (``value_text`` stays exact)."""
    return int(value) if value == value.to_integral_value() else float(value)


def format_decimal(value: Decimal) -> str:
    """Plain decimal notation, no exponent and no trailing zeros: 3500000000, -1.66."""
    if value == value.to_integral_value():
        return format(value.quantize(Decimal(1)) if value.adjusted() < 27 else value, "f")
    return format(value.normalize(), "f")


class _Plain:
    """Makes a dict of JSON values of each instance of a class.

    ``converted`` says how the fields become JSON that are not JSON already (None stays), ``optional`` which ones are
    left out when they are None or empty: additions that most records do not carry. What is asked of the class is asked
    once; a record has hundreds of instances.
    """

    def __init__(
        self, kind: type, converted: Mapping[str, Callable[[Any], Any]] | None = None, optional: Sequence[str] = ()
    ) -> None:
        converted = converted or {}
        names = [f.name for f in fields(kind)]
        if "value_text" in converted:
            names.insert(names.index("value") + 1, "value_text")
        self._get = attrgetter(*("value" if name == "value_text" else name for name in names))
        self._keys = tuple(name.rstrip("_") for name in names)
        self._converted = tuple((name, converted[name]) for name in names if name in converted)
        self._optional = tuple(optional)

    def __call__(self, value: Any) -> dict[str, Any]:
        out = dict(zip(self._keys, self._get(value), strict=True))
        for name, convert in self._converted:
            if (item := out[name]) is not None:
                out[name] = convert(item)
        for name in self._optional:
            if not out[name]:
                del out[name]
        return out

    def each(self, values: Sequence[Any]) -> list[dict[str, Any]]:
        """The same for every one of several."""
        return [self(value) for value in values]


def _plain_range(value: Range) -> dict[str, int]:
    return {"start": value.start, "end": value.end}


def _plain_ranges(values: Sequence[Range]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in values]


_MENTIONS = _Plain(Mention).each
_FACT = _Plain(
    Fact,
    {
        "value": _number,
        "value_text": format_decimal,
        "low": _number,
        "high": _number,
        "period": _Plain(Period),
        "sentence": _plain_range,
        "mentions": _MENTIONS,
    },
)
_ENTITY = _Plain(Entity, {"identifiers": dict, "mentions": _MENTIONS, "candidates": list}, optional=["candidates"])
_RECORD = _Plain(
    Record,
    {
        "document": _Plain(DocumentInfo, {"authors": list, "cleaning": dict}, optional=["text", "clean_text"]),
        "entities": _ENTITY.each,
        "positions": _Plain(Position).each,
        "facts": _FACT.each,
        "times": _Plain(Time).each,
        "events": _Plain(Event, {"times": list, "participants": _Plain(Participant).each}).each,
        "unresolved": _Plain(Unresolved).each,
        "warnings": _Plain(Warning_).each,
        "sentences": _plain_ranges,
        "words": _plain_ranges,
    },
    optional=["sentences", "words"],
)
