"""What a schema cannot say: slices equal the text, ids resolve, bounds are in order, dates exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import regex

Json = Mapping[str, Any]

_PART = r"(?:\.\.|Y?-?[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?(?:T[\d:Z+-]+)?[?~%]?)"
_EDTF = regex.compile(rf"{_PART}?(?:/{_PART}?)?|[\[{{][\dX,.? ~%-]+[\]}}]")


def find_faults(document: Json, text: str | None) -> list[str]:
    """Every fault of a record that keeps the schema; without ``text``, the original, slices are not compared."""
    return [
        *_span_faults(document, text),
        *_id_faults(document),
        *_reference_faults(document),
        *_fact_faults(document["facts"]),
        *_date_faults(document),
    ]


def spans(document: Json) -> Iterator[tuple[str, Json]]:
    """Every span of the record that carries its text, with the name of its place."""
    for entity in document["entities"]:
        yield from ((f"entity {entity['id']}", mention) for mention in entity["mentions"])
    for fact in document["facts"]:
        yield from ((f"fact {fact['id']}", mention) for mention in fact["mentions"])
    for table in ("positions", "facts", "times", "events", "unresolved", "warnings"):
        yield from ((table, span) for span in document[table] if span["start"] is not None)


def _ranges(document: Json) -> Iterator[tuple[str, Json]]:
    yield from ((f"sentence of {fact['id']}", fact["sentence"]) for fact in document["facts"])
    for table in ("sentences", "words"):
        yield from ((table, span) for span in document.get(table, ()))


def _span_faults(document: Json, text: str | None) -> Iterator[str]:
    length = document["document"]["length"]
    if text is not None and len(text) != length:
        yield f"document.length is {length}, the text has {len(text)} code points"
    for where, span in (*spans(document), *_ranges(document)):
        start, end = span["start"], span["end"]
        if end is None or not 0 <= start < end <= length:
            yield f"{where}: span {start}-{end} does not lie in 0-{length}"
        elif text is not None and "text" in span and text[start:end] != span["text"]:
            yield f"{where}: the text at {start}-{end} is {text[start:end][:40]!r}, not {span['text'][:40]!r}"
    for table in ("sentences", "words"):
        yield from _order_faults(table, document.get(table, ()))


def _order_faults(table: str, ranges: Iterable[Json]) -> Iterator[str]:
    end = 0
    for span in ranges:
        if span["start"] < end:
            yield f"{table}: {span['start']}-{span['end']} begins before {end}"
        end = span["end"]


def _ids(document: Json, table: str) -> list[str]:
    return [item["id"] for item in document[table]]


def _id_faults(document: Json) -> Iterator[str]:
    for table in ("entities", "facts", "times", "events"):
        ids = _ids(document, table)
        yield from (f"{table}: id {i} stands {n} times" for i, n in Counter(ids).items() if n > 1)


def _references(document: Json) -> Iterator[tuple[str, str | None, frozenset[str]]]:
    """Where an id is used, the id, and the ids that it may be."""
    entities = frozenset(_ids(document, "entities"))
    facts, times = (frozenset(_ids(document, table)) for table in ("facts", "times"))
    subjects = entities.union(_ids(document, "events"))
    for position in document["positions"]:
        yield from (("position", position[key], entities) for key in ("person", "organization", "place"))
    for fact in document["facts"]:
        where = f"fact {fact['id']}"
        yield from ((where, fact[key], entities) for key in ("place", "speaker"))
        yield where, fact["subject"], subjects
        yield where, fact["of"], facts
    for event in document["events"]:
        where = f"event {event['id']}"
        yield where, event["place"], entities
        yield from ((where, time, times) for time in event["times"])
        yield from ((where, participant["entity"], entities) for participant in event["participants"])


def _reference_faults(document: Json) -> Iterator[str]:
    for where, used, known in _references(document):
        if used is not None and used not in known:
            yield f"{where}: id {used} does not resolve"


def _fact_faults(facts: Iterable[Json]) -> Iterator[str]:
    for fact in facts:
        value, low, high = fact["value"], fact["low"], fact["high"]
        if low is not None and high is not None and low > high:
            yield f"fact {fact['id']}: low {low} is over high {high}"
        if (value is None) != (fact["value_text"] is None):
            yield f"fact {fact['id']}: value and value_text must both be there or both be null"
        elif value is not None and float(Decimal(fact["value_text"])) != float(value):
            yield f"fact {fact['id']}: value {value} is not value_text {fact['value_text']}"
        if value is None and low is None and high is None:
            yield f"fact {fact['id']}: neither a value nor a range"
        if round(fact["confidence"], 2) != fact["confidence"]:
            yield f"fact {fact['id']}: confidence {fact['confidence']} has more than two decimals"


def _date_faults(document: Json) -> Iterator[str]:
    yield from _interval_faults("document.published", document["document"]["published"], None)
    periods = ((f"period of {fact['id']}", fact["period"]) for fact in document["facts"] if fact["period"])
    for where, period in periods:
        yield from _interval_faults(where, period["start"], period["end"])
        yield from _edtf_faults(where, period["edtf"])
    for time in document["times"]:
        yield from _interval_faults(f"time {time['id']}", time["start_date"], time["end_date"])
        yield from _edtf_faults(f"time {time['id']}", time["edtf"])


def _interval_faults(where: str, start: str | None, end: str | None) -> Iterator[str]:
    for day in (start, end):
        if day is not None and not _is_date(day):
            yield f"{where}: {day} is not a day of the calendar"
    if start is not None and end is not None and start > end:
        yield f"{where}: {start} is after {end}"


def _is_date(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _edtf_faults(where: str, edtf: str) -> Iterator[str]:
    if not _EDTF.fullmatch(edtf):
        yield f"{where}: {edtf!r} is not EDTF"
