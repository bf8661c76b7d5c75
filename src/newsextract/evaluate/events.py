"""Events against the annotation, where it has some: {"type", "name", "text", "participants": [{"name", "role"}]}."""

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
    events = parts["events"]
    pairs = Judge("events", _is_same, lambda g, e: overlap(g.get("name"), e.get("name"))).count(
        tally, gold["events"], events, article
    )
    named = {entity.get("id"): names(entity) for entity in parts["entities"]}
    judge = Judge("event participants", _is_same_participant)
    matched = {i: j for j, i in pairs.items()}
    for i, wanted in enumerate(gold["events"]):
        if "participants" not in wanted or (wanted.get("optional") and i not in matched):
            continue
        participants = dicts(events[matched[i]].get("participants")) if i in matched else []
        found = [{**p, "names": named.get(p.get("entity"), set())} for p in participants]
        judge.count(tally, wanted["participants"], found, article)


def _is_same(gold: Json, event: Json) -> bool:
    if event.get("type") not in accepted(gold, "type"):
        return False
    texts = [fold(gold.get("text")), *(fold(name) for name in accepted(gold, "name"))]
    found = (clean_of(event), fold(event.get("name")))
    return any(is_within(a, b) or overlap(a, b) >= _ALIKE for a in texts for b in found)


def _is_same_participant(gold: Json, participant: Json) -> bool:
    wanted = {fold(name) for name in (gold["name"], *gold.get("aliases", []))}
    role = takes_any(gold, "role") or participant.get("role") in accepted(gold, "role")
    return role and bool(wanted & participant["names"])
