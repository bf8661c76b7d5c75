"""A record as marks on the text and links between them: what every annotation tool knows in its own way.

A mark has a label, a span of the original text in code points, and a note with what the span alone does not tell. Who
a fact is said of, who holds an office, who took part in an event are links, as long as the article names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from newsextract.write.rows import entity_names

Json = Mapping[str, Any]

ENTITY_LABELS = {"person": "Person", "place": "Place", "company": "Company", "organization": "Organization"}
FACT_LABELS = {"quantity": "Quantity", "change": "Change", "share": "Share", "rank": "Rank"}
TITLE, TIME, EVENT = "Title", "Time", "Event"
LABELS = (*ENTITY_LABELS.values(), TITLE, *FACT_LABELS.values(), TIME, EVENT)
FACT_LINKS = ("place", "subject", "speaker")
OFFICE_LINKS = ("person", "organization", "place")
REPEATS, OF = "repeats", "of"
# Values that are not worth a note: what a mark means when nothing is said.
_USUAL = {"modifier": "exact", "modality": "actual", "status": "current"}
_FACT_FIELDS = ("indicator", "unit", "modifier", "increment", "basis", "price_basis", "scope", "modality")


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span; ``id`` is that of the mark, told apart within its article."""

    id: str
    label: str
    start: int
    end: int
    note: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled relation of two marks."""

    label: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """An article with its marks. ``info`` is the ``document`` of its record, where it is known."""

    name: str
    text: str
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    info: Json | None = None


def mark_record(record: Json, text: str, name: str) -> Marked:
    """Everything that the record found, as marks and links; ``text`` is the original text."""
    draft = _Draft(record)
    draft.add_entities()
    draft.add_facts()
    draft.add_positions()
    draft.add_times()
    draft.add_events()
    return Marked(name, text, tuple(draft.marks), tuple(draft.links), record["document"])


class _Draft:
    """Marks and links while they are made."""

    def __init__(self, record: Json) -> None:
        self._record = record
        self._names = entity_names(record)
        self._marks_of: dict[str, list[Mark]] = {}  # by id of the entity, fact or event
        self.marks: list[Mark] = []
        self.links: list[Link] = []

    def _mark(self, label: str, span: Json, note: Json, owner: str | None = None) -> Mark:
        told = {key: value for key, value in note.items() if value is not None and value != _USUAL.get(key)}
        mark = Mark(f"{len(self.marks) + 1}", label, span["start"], span["end"], told)
        self.marks.append(mark)
        if owner is not None:
            self._marks_of.setdefault(owner, []).append(mark)
        return mark

    def _link(self, label: str, source: Mark, owner: str) -> bool:
        """A link to the nearest mark of something; whether it has one."""
        marks = self._marks_of.get(owner)
        if marks:
            near = min(marks, key=lambda mark: abs(mark.start - source.start))
            self.links.append(Link(label, source.id, near.id))
        return bool(marks)

    def _unmarked(self, item: Json, keys: Iterable[str]) -> dict[str, str]:
        """Names of what the item refers to and the text does not name: those cannot be linked."""
        return {key: self._names[item[key]] for key in keys if item[key] and item[key] not in self._marks_of}

    def add_entities(self) -> None:
        """Names; the first mention tells what is known, the others whose they are."""
        for entity in self._record["entities"]:
            label = ENTITY_LABELS["company" if entity["subtype"] == "company" else entity["type"]]
            known = {"subtype": entity["subtype"] if label != "Company" else None, **entity["identifiers"]}
            for number, mention in enumerate(entity["mentions"]):
                name = entity["name"] if mention["clean"] != entity["name"] else None
                self._mark(label, mention, {"name": name, **(known if number == 0 else {})}, entity["id"])

    def add_facts(self) -> None:
        """Figures with what they say; events may be subjects, so their links are made last of all."""
        for event in self._record["events"]:
            self._mark(EVENT, event, {"type": event["type"], "name": event["name"]}, event["id"])
        for fact in self._record["facts"]:
            label = FACT_LABELS[fact["kind"]]
            first = self._mark(label, fact, {**_fact_note(fact), **self._unmarked(fact, FACT_LINKS)}, fact["id"])
            for mention in fact["mentions"]:
                again = self._mark(label, mention, {})
                self.links.append(Link(REPEATS, again.id, first.id))
        for fact in self._record["facts"]:
            first = self._marks_of[fact["id"]][0]
            for key in (*FACT_LINKS, OF):
                if fact[key]:
                    self._link(key, first, fact[key])

    def add_positions(self) -> None:
        """Offices with who holds them and where."""
        for position in self._record["positions"]:
            title = position["title"] if position["title"] != position["clean"] else None
            note = {"title": title, "status": position["status"], **self._unmarked(position, OFFICE_LINKS)}
            mark = self._mark(TITLE, position, note)
            for key in OFFICE_LINKS:
                if position[key]:
                    self._link(key, mark, position[key])

    def add_times(self) -> None:
        """Dates and periods."""
        for time in self._record["times"]:
            self._mark(TIME, time, {"edtf": time["edtf"] or None, "clock": time["clock"]}, time["id"])

    def add_events(self) -> None:
        """Who took part in events, where they were, and when."""
        for event in self._record["events"]:
            mark = self._marks_of[event["id"]][0]
            for label, target in _event_links(event):
                self._link(label, mark, target)


def _event_links(event: Json) -> Iterator[tuple[str, str]]:
    if event["place"]:
        yield "place", event["place"]
    yield from (("time", time) for time in event["times"])
    yield from ((participant["role"], participant["entity"]) for participant in event["participants"])


def _fact_note(fact: Json) -> dict[str, Any]:
    period = fact["period"]
    dated = period and period["start"] and period["end"]
    return {
        **{key: fact[key] for key in _FACT_FIELDS},
        "value": fact["value_text"],
        **{key: None if fact[key] is None else str(fact[key]) for key in ("low", "high")},
        "period": f"{period['start']}/{period['end']}" if dated else None,
        "cumulative": True if dated and period["cumulative"] else None,
    }
