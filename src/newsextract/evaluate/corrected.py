"""A record as people corrected it. The extraction is the start, corrections are applied in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from newsextract.clean.cleaned import CleanText
from newsextract.clean.script import simplify
from newsextract.errors import InputError
from newsextract.record import content_id
from newsextract.store.corrections import Correction

Json = dict[str, Any]

_NAMED = {"place": "place", "subject": "organization", "speaker": "person", "person": "person"}
_NAMED |= {"organization": "organization"}
_PLAIN = ("kind", "indicator", "modifier", "increment", "unit", "basis", "scope", "modality")


def effective(corrections: Iterable[Correction]) -> dict[tuple[str, str], Correction]:
    """What is said of each target in the end, in the order in which it was first spoken of.

    A change of something that was added, or changed before, is told with the fields of both.
    """
    state: dict[tuple[str, str], Correction] = {}
    for new in corrections:
        own = (new.target, new.target_id)
        before = state.get(own)
        if new.action == "undo":
            state.pop(own, None)
        elif before is not None and new.action == "change" and before.action in ("add", "change"):
            fields = {**before.fields, **new.fields}
            state[own] = Correction(new.key, new.content_id, new.target, before.action, new.target_id, fields)
        else:
            state[own] = new
    return state


def correct_record(record: Mapping[str, Any], clean: CleanText, corrections: Iterable[Correction]) -> Json:
    """The record with everything as it should be; what was not spoken of stays as it was extracted."""
    return _corrected(record, clean, corrections).finish()


def correct_with_ids(
    record: Mapping[str, Any], clean: CleanText, corrections: Iterable[Correction]
) -> tuple[Json, list[str]]:
    """The same, and what corrections call each of its positions, which have no ids of their own."""
    draft = _corrected(record, clean, corrections)
    return draft.finish(), [own for own, _ in draft.offices()]


def _corrected(record: Mapping[str, Any], clean: CleanText, corrections: Iterable[Correction]) -> _Draft:
    said = effective(corrections)
    draft = _Draft(record, clean)
    for target in ("entity", "position", "fact"):  # names first: the others refer to them
        for (kind, own), correction in said.items():
            if kind == target:
                draft.apply(target, own, correction)
    return draft


def position_id(position: Mapping[str, Any]) -> str:
    """What a correction calls a position, which has no id of its own in a record."""
    return content_id("office", position["person"], position["title_key"], position["start"], position["end"])


class _Draft:
    """A record while it is being corrected."""

    def __init__(self, record: Mapping[str, Any], clean: CleanText) -> None:
        self._clean = clean
        self._record = record
        self._parts: dict[str, dict[str, Json]] = {
            "entity": {entity["id"]: dict(entity) for entity in record["entities"]},
            "fact": {fact["id"]: dict(fact) for fact in record["facts"]},
            "position": {position_id(position): dict(position) for position in record["positions"]},
        }

    def apply(self, target: str, own: str, correction: Correction) -> None:
        """One correction. A change of what is no longer found does nothing: the extraction has moved on."""
        items = self._parts[target]
        if correction.action == "delete":
            items.pop(own, None)
            return
        if correction.action == "add":
            items[own] = self._blank(target, own, correction.fields)
        if own in items:
            items[own] |= dict(getattr(self, f"_{target}")(items[own], correction.fields))

    def offices(self) -> list[tuple[str, Json]]:
        """Positions with what corrections call them; offices of persons that went are gone."""
        return [
            (own, office)
            for own, office in self._parts["position"].items()
            if office["person"] in self._parts["entity"]
        ]

    def finish(self) -> Json:
        """The corrected record; references to names that went are empty."""
        known = self._parts["entity"].keys() | {event["id"] for event in self._record["events"]}
        facts, positions = self._parts["fact"], self._parts["position"]
        for item, keys in (
            *((fact, ("place", "subject", "speaker")) for fact in facts.values()),
            *((position, ("organization", "place")) for position in positions.values()),
        ):
            item |= {key: None for key in keys if item[key] is not None and item[key] not in known}
        for fact in facts.values():
            fact["of"] = fact["of"] if fact["of"] in facts else None
        return {
            **self._record,
            "entities": list(self._parts["entity"].values()),
            "facts": sorted(facts.values(), key=lambda fact: (fact["start"], fact["end"])),
            "positions": [position for _, position in self.offices()],
            "events": [self._event(event, known) for event in self._record["events"]],
        }

    @staticmethod
    def _event(event: Json, known: Iterable[str]) -> Json:
        place = event["place"] if event["place"] in known else None
        return {**event, "place": place, "participants": [p for p in event["participants"] if p["entity"] in known]}

    # ------------------------------------------------------------------------------------ what fields become

    def _blank(self, target: str, own: str, fields: Mapping[str, Any]) -> Json:
        span = mention_of(self._clean, fields["start"], fields["end"])
        if target == "entity":
            return {
                **{"id": own, "type": "person", "subtype": None, "name": span["clean"], "identifiers": {}},
                **{"name_hans": simplify(span["clean"]), "mentions": self._places_of(span["clean"]) or [span]},
            }
        if target == "position":
            empty = dict.fromkeys(("person", "title", "title_key", "organization", "place"))
            return {**empty, "status": "current", **span}
        empty = dict.fromkeys(
            (
                *("indicator", "indicator_key", "value", "value_text", "low", "high", "increment", "unit", "dimension"),
                *("period", "place", "subject", "basis", "price_basis", "release_status", "scope", "of", "speaker"),
            )
        )
        common = {"kind": "quantity", "modifier": "exact", "modality": "actual", "unit_inferred": False}
        sentence = {"start": span["start"], "end": span["end"]}
        return {
            **empty,
            **common,
            "id": own,
            **span,
            "sentence": sentence,
            "confidence": 1,
            "rule": "person",
            "mentions": [],
        }

    def _fact(self, fact: Json, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        yield from ((name, fields[name]) for name in _PLAIN if name in fields and _may_be(name, fields[name]))
        if "indicator" in fields and fields["indicator"] != fact["indicator"]:
            yield "indicator_key", simplify(fields["indicator"] or "") or None
        for name in ("low", "high"):
            if name in fields:
                yield name, json_number(fields[name])
        if "value" in fields:
            yield from (("value", json_number(fields["value"])), ("value_text", fields["value"]))
        if "period_start" in fields or "period_end" in fields:
            yield "period", _period(fields, fact["period"])
        yield from (
            (name, self._named(fields[name], name)) for name in ("place", "subject", "speaker") if name in fields
        )

    def _entity(self, entity: Json, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        yield from (
            (name, fields[name]) for name in ("type", "subtype") if name in fields and _may_be(name, fields[name])
        )
        if fields.get("name"):
            yield from (("name", fields["name"]), ("name_hans", simplify(fields["name"])))
        if "gb2260" in fields:
            others = {scheme: code for scheme, code in entity["identifiers"].items() if scheme != "gb2260"}
            yield "identifiers", {**others, "gb2260": fields["gb2260"]} if fields["gb2260"] else others

    def _position(self, position: Json, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if fields.get("title"):
            yield from (("title", fields["title"]), ("title_key", simplify(fields["title"])))
        if fields.get("status"):
            yield "status", fields["status"]
        for name in ("person", "organization", "place"):
            if name in fields and (fields[name] or name != "person"):
                yield name, self._named(fields[name], name)

    def _named(self, name: str | None, role: str) -> str | None:
        """The id of what has the name; something new where the article names it and the extraction did not see it."""
        if not name:
            return None
        entities = self._parts["entity"]
        for entity in entities.values():
            if name in (entity["name"], *(mention["clean"] for mention in entity["mentions"])):
                return str(entity["id"])
        for event in self._record["events"]:
            if name == event["name"]:
                return str(event["id"])
        mentions = self._places_of(name)
        if not mentions:
            return None
        own = content_id("ent", "person", role, name)
        entities[own] = {
            **{"id": own, "type": _NAMED[role], "subtype": None, "name": name, "name_hans": simplify(name)},
            **{"identifiers": {}, "mentions": mentions},
        }
        return own

    def _places_of(self, words: str) -> list[Json]:
        """Where words stand in the clean text."""
        found, at = [], self._clean.text.find(words)
        while at >= 0:
            mention = self._clean.mention(at, at + len(words))
            found.append({"start": mention.start, "end": mention.end, "text": mention.text, "clean": mention.clean})
            at = self._clean.text.find(words, at + len(words))
        return found


def _may_be(name: str, value: object) -> bool:
    """Whether the field may have the value: some are never empty."""
    return value is not None or name not in ("kind", "modifier", "modality", "type")


def check_fact(fact: Mapping[str, Any]) -> None:
    """Raises InputError for a fact whose fields do not go together."""
    if fact["modifier"] == "range":
        if fact["value"] is not None or fact["low"] is None or fact["high"] is None or fact["low"] > fact["high"]:
            raise InputError("a range has no value, but low and high, and low is not above high")
    elif fact["value"] is None or fact["low"] is not None or fact["high"] is not None:
        raise InputError("a fact that is no range has a value, and neither low nor high")
    if fact["kind"] != "rank" and not fact["unit"]:
        raise InputError("every fact but a rank has a unit")
    period = fact["period"]
    if period and period["start"] and period["end"] and period["start"] > period["end"]:
        raise InputError("the period ends before it begins")


def mention_of(clean: CleanText, start: int, end: int) -> Json:
    """A span of the original text with its words, as they are and clean. Raises InputError where there is nothing."""
    if not 0 <= start < end <= len(clean.original):
        raise InputError(
            f"the span {start} to {end} does not lie in the text, which has {len(clean.original)} characters"
        )
    first = clean.offsets.to_clean(start)
    last = first
    while last < len(clean.text) and clean.offsets.starts[last] < end:
        last += 1
    words = clean.text[first:last]
    if not words.strip():
        raise InputError("the span holds only what cleaning removed; choose words of the article")
    return {"start": start, "end": end, "text": clean.original[start:end], "clean": words}


def json_number(text: str | None) -> int | float | None:
    """A decimal string as a JSON number. Raises InputError for what is no finite number."""
    if text is None:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise InputError(f"{text!r} is no decimal number") from None
    if not value.is_finite():
        raise InputError(f"{text!r} is no finite number")
    return int(value) if value == value.to_integral_value() else float(value)


def _period(fields: Mapping[str, Any], before: Json | None) -> Json | None:
    """The period with the days that were told; one without an end is none."""
    known = before or {"start": None, "end": None}
    start, end = (fields.get(f"period_{name}", known[name]) for name in ("start", "end"))
    if end is None:
        return None
    start = start or end
    common = {"text": "", "from": "phrase", "cumulative": False, "inferred": False}
    return {**common, **known, "start": start, "end": end, "edtf": start if start == end else f"{start}/{end}"}
