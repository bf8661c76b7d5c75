"""Events against the annotation, where it has some: {"type", "name", "participants": [{"name", "role"}]}."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from newsextract.evaluate.compare import accepted, clean_of, dicts, fold, is_within, names, overlap, takes_any
from newsextract.evaluate.tally import Judge, Tally

Json = Mapping[str, Any]

_ALIKE = 0.5


def score_events(gold: Json, parts: Mapping[str, list[Json]], tally: Tally, article: str) -> None:
    """Count events, and who took part in those that were found."""
    if "events" not in gold:
        return
    named = {entity.get("id"): names(entity) for entity in parts["entities"]}
    events = [{**event, "people": _participants(event, named)} for event in parts["events"]]
    pairs = Judge("events", _is_same, _closeness).count(tally, gold["events"], events, article)
    judge = Judge("event participants", _is_same_participant)
    matched = {i: j for j, i in pairs.items()}
    for i, wanted in enumerate(gold["events"]):
        if "participants" not in wanted or (wanted.get("optional") and i not in matched):
            continue
        found = events[matched[i]]["people"] if i in matched else []
        judge.count(tally, wanted["participants"], found, article)


def _participants(event: Json, named: Mapping[Any, set[str]]) -> list[Json]:
    people = dicts(event.get("participants"))
    return [{**person, "names": named.get(person.get("entity"), set())} for person in people]


def _is_same(gold: Json, event: Json) -> bool:
    """The type is right and so is the name, where the annotation knows one; a release may well have none."""
    if event.get("type") not in accepted(gold, "type"):
        return False
    texts = [fold(text) for text in (gold.get("text"), *accepted(gold, "name")) if text and text != "*"]
    found = (clean_of(event), fold(event.get("name")))
    return not texts or any(is_within(a, b) or overlap(a, b) >= _ALIKE for a in texts for b in found)


def _closeness(gold: Json, event: Json) -> float:
    """Of several events of one type the one that shares the name and most of the participants."""
    shared = sum(any(_is_same_participant(g, p) for p in event["people"]) for g in gold.get("participants", ()))
    return overlap(gold.get("name"), event.get("name")) + shared


def _is_same_participant(gold: Json, participant: Json) -> bool:
    wanted = {fold(name) for name in (gold["name"], *gold.get("aliases", []))}
    role = takes_any(gold, "role") or participant.get("role") in accepted(gold, "role")
    return role and bool(wanted & participant["names"])
