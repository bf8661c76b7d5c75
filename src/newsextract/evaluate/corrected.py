"""A record as people corrected it. The extraction is the start, corrections are applied in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from newsextract.clean.cleaned import CleanText
from newsextract.clean.script import simplify
from newsextract.errors import InputError
from newsextract.evaluate.compare import bounds
from newsextract.evaluate.make_gold import is_annotated
from newsextract.record import content_id
from newsextract.store.corrections import Correction

Json = dict[str, Any]

_NAMED = {"place": "place", "subject": "organization", "speaker": "person", "person": "person"}
_NAMED |= {"organization": "organization"}
_BODIES = ("host", "issuer", "party", "acquirer", "target", "seller", "court")  # who takes part as these is no person
_DATES = "write 2024, 2024-03, 2024-03-05, 2024-03-05T09:30, 2024-W08, XXXX for an open year, or two with / between"
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
    for target in ("entity", "time", "event", "position", "fact"):  # names first: the others refer to them
        for own, correction in _with_alike(said, record) if target == "time" else _of(said, target):
            draft.apply(target, own, correction)
    return draft


def _of(said: Mapping[tuple[str, str], Correction], target: str) -> Iterator[tuple[str, Correction]]:
    return ((own, correction) for (kind, own), correction in said.items() if kind == target)


def _with_alike(
    said: Mapping[tuple[str, str], Correction], record: Mapping[str, Any]
) -> Iterator[tuple[str, Correction]]:
    """What is said of times, which holds for all mentions in the same words with the same date."""
    alike: dict[tuple[str, str], list[str]] = {}
    for time in record["times"]:
        alike.setdefault((time["clean"], time["edtf"]), []).append(time["id"])
    groups = {own: group for group in alike.values() for own in group}
    for own, correction in _of(said, "time"):
        yield own, correction
        others = [other for other in groups.get(own, ()) if ("time", other) not in said]
        yield from ((other, correction) for other in others if correction.action != "add")


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
            **{kind: {item["id"]: dict(item) for item in record[f"{kind}s"]} for kind in ("fact", "time", "event")},
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
        known = self._parts["entity"].keys() | self._parts["event"].keys()
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
            **{f"{kind}s": sorted(self._parts[kind].values(), key=_place) for kind in ("fact", "time")},
            "positions": [position for _, position in self.offices()],
            "events": [self._known_of(event, known) for event in sorted(self._parts["event"].values(), key=_place)],
        }

    def _known_of(self, event: Json, known: Iterable[str]) -> Json:
        """An event without references to what went."""
        place = event["place"] if event["place"] in known else None
        times = [own for own in event["times"] if own in self._parts["time"]]
        people = [p for p in event["participants"] if p["entity"] in known]
        return {**event, "place": place, "times": times, "participants": people}

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
        if target == "time":
            return {
                "id": own,
                "edtf": "",
                **dict.fromkeys(("start_date", "end_date", "clock")),
                **span,
                "inferred": False,
            }
        if target == "event":
            empty = {"times": [], "place": None, "participants": []}
            return {"id": own, "type": "meeting", "name": span["clean"], **empty, **span}
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

    def _time(self, _: Json, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if fields.get("edtf"):
            first, last = _days(fields["edtf"])
            clock = fields["edtf"].partition("T")[2] or None
            yield from (("edtf", fields["edtf"]), ("clock", clock), ("inferred", False))
            yield from (("start_date", first), ("end_date", last))

    def _event(self, event: Json, fields: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        if fields.get("type"):
            yield "type", fields["type"]
        if "name" in fields:
            yield "name", fields["name"] or ""
        if "place" in fields:
            yield "place", self._named(fields["place"], "place")
        if "participants" in fields:
            told = [(p["role"], self._named(p["name"], p["role"])) for p in fields["participants"] or ()]
            yield "participants", [{"entity": own, "role": role} for role, own in told if own]

    def _named(self, name: str | None, role: str) -> str | None:
        """The id of what has the name; something new where the article names it and the extraction did not see it."""
        if not name:
            return None
        entities = self._parts["entity"]
        for entity in entities.values():
            if name in (entity["name"], *(mention["clean"] for mention in entity["mentions"])):
                return str(entity["id"])
        for event in self._parts["event"].values():
            if name == event["name"]:
                return str(event["id"])
        mentions = self._places_of(name)
        if not mentions:
            return None
        own = content_id("ent", "person", role, name)
        entities[own] = {
            **{"id": own, "type": _type_of(role), "subtype": None, "name": name, "name_hans": simplify(name)},
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


def _type_of(role: str) -> str:
    """What something new is that is named in a role."""
    return _NAMED.get(role, "organization" if role in _BODIES else "person")


def _place(item: Json) -> tuple[int, int]:
    return item["start"], item["end"]


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


def check_time(time: Mapping[str, Any]) -> None:
    """Raises InputError for a time without a date."""
    if not time["edtf"]:
        raise InputError(f"a time is added with its date; {_DATES}")


def _days(edtf: str) -> tuple[str | None, str | None]:
    """First and last day of a date, None where open. Raises InputError for what annotation or no calendar knows."""
    parts = edtf.split("/")
    if not is_annotated(edtf) or not edtf.strip("/."):
        raise InputError(f"{edtf!r} is no date; {_DATES}")
    try:
        first, last = _part_days(parts[0])[0], _part_days(parts[-1])[1]
    except ValueError:
        raise InputError(f"{edtf!r} is not in the calendar") from None
    if first and last and first > last:
        raise InputError(f"{edtf!r} ends before it begins")
    return first, last


def _part_days(part: str) -> tuple[str | None, str | None]:
    """The same of one side of an interval; a ValueError for what is not in the calendar."""
    if not part.strip("."):
        return None, None
    if "-W" in part:
        year, week = map(int, part.split("-W"))
        first, last = (date.fromisocalendar(year, week, day).isoformat() for day in (1, 7))
        return first, last
    known = bounds(part.replace("XXXX", "2000"))  # a leap year: 29 February may be meant
    if isinstance(known, str):
        if "X" in known:
            return None, None
        raise ValueError(part)
    first, last = (date.fromisoformat(day).isoformat() for day in known)
    return (None, None) if "X" in part else (first, last)


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
