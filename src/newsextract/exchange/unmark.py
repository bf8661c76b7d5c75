"""Marks and links, as a person left them, as a record again: what gold is made of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from newsextract.clean import clean_article
from newsextract.clean.cleaned import CleanText
from newsextract.clean.script import simplify
from newsextract.errors import InputError
from newsextract.evaluate.corrected import check_fact, json_number, mention_of
from newsextract.evaluate.make_gold import gold_files, make_gold
from newsextract.exchange.marks import (
    ENTITY_LABELS,
    EVENT,
    FACT_LABELS,
    FACT_LINKS,
    OF,
    OFFICE_LINKS,
    REPEATS,
    TIME,
    TITLE,
    Link,
    Mark,
    Marked,
)
from newsextract.extractor import extract
from newsextract.read import article_from_text

Json = dict[str, Any]

_TYPES = {label: kind for kind, label in ENTITY_LABELS.items()}
_KINDS = {label: kind for kind, label in FACT_LABELS.items()}
# How other schemes call the same; names are compared without case.
_ALIASES = {
    **{label.lower(): label for label in (*_TYPES, *_KINDS, TITLE, TIME, EVENT)},
    **{"per": "Person", "gpe": "Place", "loc": "Place", "fac": "Place", "location": "Place", "org": "Organization"},
    **{"date": TIME, "position": TITLE},
}
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})/(\d{4}-\d{2}-\d{2})")
_TEXTS = ("indicator", "unit", "basis", "price_basis", "scope")
_NO_FACT = {"place": None, "subject": None, "speaker": None, "of": None}


def gold_of(marked: Marked) -> Iterator[tuple[str, bytes]]:
    """Paths and contents of the annotated article. Raises InputError for a mark that cannot be understood."""
    clean = clean_article(article_from_text(marked.text))
    info = marked.info or extract(marked.text).to_dict()["document"]
    try:
        record = _Draft(marked, clean).finish(info)
    except InputError as error:
        raise InputError(f"{marked.name}: {error}") from None
    return gold_files(marked.name, make_gold(record, clean), clean)


def unknown_labels(marked: Marked) -> Counter[str]:
    """Labels that mean nothing here, with how often they stand; such marks are left out."""
    return Counter(mark.label for mark in marked.marks if mark.label.lower() not in _ALIASES)


class _Draft:
    """A record while it is made of marks."""

    def __init__(self, marked: Marked, clean: CleanText) -> None:
        self._clean = clean
        self._marks = {mark.id: mark for mark in marked.marks if mark.label.lower() in _ALIASES}
        self._links: dict[str, list[Link]] = {}
        for link in marked.links:
            if link.source in self._marks and link.target in self._marks:
                self._links.setdefault(link.source, []).append(link)
        self._entities: dict[tuple[str, str], Json] = {}
        self._owner: dict[str, str] = {}  # the id of the entity of a mark; other marks own themselves

    def finish(self, info: Mapping[str, Any]) -> Json:
        """The whole record."""
        for mark in self._of(_TYPES):
            self._add_mention(mark)
        repeats = {
            link.source: link.target for links in self._links.values() for link in links if link.label == REPEATS
        }
        facts = [self._fact(mark) for mark in self._of(_KINDS) if mark.id not in repeats]
        for fact in facts:
            fact["mentions"] = [self._span(self._marks[own]) for own, first in repeats.items() if first == fact["id"]]
        return {
            "document": info,
            "positions": [self._position(mark) for mark in self._of({TITLE})],
            "facts": facts,
            "times": [self._time(mark) for mark in self._of({TIME})],
            "events": [self._event(mark) for mark in self._of({EVENT})],
            "entities": list(self._entities.values()),
        }

    def _of(self, labels: Iterable[str]) -> list[Mark]:
        wanted = set(labels)
        return [mark for mark in self._marks.values() if _label(mark) in wanted]

    def _span(self, mark: Mark) -> Mapping[str, Any]:
        return mention_of(self._clean, mark.start, mark.end)

    def _add_mention(self, mark: Mark) -> None:
        mention = self._span(mark)
        entity = self._entity(_TYPES[_label(mark)], str(mark.note.get("name") or mention["clean"]))
        entity["mentions"].append(mention)
        known = {key: value for key, value in mark.note.items() if key != "name"}
        entity["subtype"] = known.pop("subtype", None) or entity["subtype"]
        entity["identifiers"] |= known
        self._owner[mark.id] = entity["id"]

    def _entity(self, kind: str, name: str) -> Json:
        key = (kind, name)
        if key not in self._entities:
            company = kind == "company"
            self._entities[key] = {
                "id": f"entity {len(self._entities)}",
                "type": "organization" if company else kind,
                "subtype": "company" if company else None,
                **{"name": name, "name_hans": simplify(name), "identifiers": {}, "mentions": []},
            }
        return self._entities[key]

    def _linked(self, mark: Mark, labels: Iterable[str]) -> dict[str, str | None]:
        """What a mark is linked to, by label; names of the note where nothing is linked."""
        found: dict[str, str | None] = dict.fromkeys(labels)
        for label in found:
            if name := mark.note.get(label):
                kind = "place" if label == "place" else "person" if label in ("person", "speaker") else "organization"
                found[label] = self._known(kind, str(name))
        for link in self._links.get(mark.id, ()):
            if link.label in found:
                found[link.label] = self._owner.get(link.target, link.target)
        return found

    def _known(self, kind: str, name: str) -> str:
        """The id of what has the name, whatever it is; something that the text does not name, where there is none."""
        known = (entity for (_, other), entity in self._entities.items() if other == name)
        entity = next(known, None) or self._entity(kind, name)
        return str(entity["id"])

    def _fact(self, mark: Mark) -> Json:
        note = mark.note
        linked = self._linked(mark, (*FACT_LINKS, OF))
        fact = {
            **{"id": mark.id, "kind": _KINDS[_label(mark)], **_NO_FACT, **self._span(mark), **linked},
            **{key: note.get(key) for key in _TEXTS},
            **{key: json_number(_text(note.get(key))) for key in ("value", "low", "high")},
            "modifier": note.get("modifier", "exact"),
            "modality": note.get("modality", "actual"),
            "increment": note.get("increment"),
            "period": _period(note),
            "mentions": [],
        }
        try:
            check_fact(fact)
        except InputError as error:
            raise InputError(f"the figure {fact['clean']!r} at {mark.start}: {error}; mend its note") from None
        return fact

    def _position(self, mark: Mark) -> Json:
        span = self._span(mark)
        linked = self._linked(mark, OFFICE_LINKS)
        if linked["person"] is None:
            raise InputError(f"the title {span['clean']!r} at {mark.start} has no person; link it to one")
        return {
            "title": mark.note.get("title") or span["clean"],
            "status": mark.note.get("status", "current"),
            **linked,
        }

    def _time(self, mark: Mark) -> Json:
        return {"id": mark.id, "edtf": mark.note.get("edtf", ""), **self._span(mark)}

    def _event(self, mark: Mark) -> Json:
        span = self._span(mark)
        links = [link for link in self._links.get(mark.id, ()) if link.label not in ("place", "time")]
        people = [
            {"entity": self._owner[link.target], "role": link.label} for link in links if link.target in self._owner
        ]
        return {
            **{"id": mark.id, "type": mark.note.get("type", "meeting"), "name": mark.note.get("name") or span["clean"]},
            **self._linked(mark, ["place"]),
            **{"participants": people, **span},
        }


def _label(mark: Mark) -> str:
    return _ALIASES[mark.label.lower()]


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _period(note: Mapping[str, Any]) -> Json | None:
    told = note.get("period")
    if not told:
        return None
    days = _PERIOD.fullmatch(str(told))
    try:
        start, end = (date.fromisoformat(day).isoformat() for day in days.groups()) if days else ("", "")
    except ValueError:
        start = ""
    if not start:
        raise InputError(f"{told!r} is no period like 2023-01-01/2023-12-31; mend its note")
    return {"start": start, "end": end, "cumulative": bool(note.get("cumulative"))}
