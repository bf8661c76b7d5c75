"""Events: what happened, when, where, with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import regex

from newsextract.assemble.scene import Named, Scene, between
from newsextract.clean.cleaned import Label
from newsextract.record import Event, Participant, content_id
from newsextract.resources import read_toml
from newsextract.segment.sentences import Sentence

_READ = frozenset({Label.BODY, Label.HEADLINE, Label.SUBHEAD, Label.CAPTION})
_CASUALTY = regex.compile(r"死亡|遇难|丧生|身亡|罹难|受伤|轻伤|重伤|失踪|失联|被困|受困|死伤|伤者|伤员|伤势|遗体|获救")


@dataclass(frozen=True, slots=True)
class _Pattern:
    type: str
    pattern: regex.Pattern[str]


@cache
def load_event_patterns() -> tuple[_Pattern, ...]:
    """The patterns of ``patterns/events.toml``, compiled."""
    rows = read_toml("patterns/events.toml")["event"]
    return tuple(_Pattern(row["type"], regex.compile(row["pattern"])) for row in rows)


@cache
def _roles() -> tuple[tuple[str, regex.Pattern[str]], ...]:
    table: dict[str, list[str]] = read_toml("patterns/events.toml")["roles"]
    return tuple((role, regex.compile("|".join(map(regex.escape, verbs)))) for role, verbs in table.items())


def build_events(scene: Scene, document_id: str) -> tuple[Event, ...]:
    """The events of an article, each named once, in order of their first telling."""
    out: dict[tuple[str, str], Event] = {}
    for sentence in scene.sentences:
        if sentence.label not in _READ:
            continue
        for kind, start, end, name in _find_events(scene, sentence):
            key = (kind, name)
            if any(k == kind and (name in n or n in name) for k, n in out):
                continue
            out[key] = _event(scene, document_id, sentence, (kind, start, end))
    return tuple(out.values())


def is_casualty(indicator: str) -> bool:
    """Whether a figure counts the dead, the hurt or the missing, whose subject is the accident."""
    return _CASUALTY.search(indicator) is not None


def _find_events(scene: Scene, sentence: Sentence) -> Iterable[tuple[str, int, int, str]]:
    shadow = scene.clean.shadow
    for row in load_event_patterns():
        for match in row.pattern.finditer(shadow, sentence.start, sentence.end, timeout=1.0):
            start, end = match.span("name")
            if end - start >= 2:
                yield row.type, start, end, match["name"]


def _event(scene: Scene, document_id: str, sentence: Sentence, found: tuple[str, int, int]) -> Event:
    kind, start, end = found
    mention = scene.clean.mention(start, end)
    times = [t for t in between(scene.times, sentence.start, sentence.end) if t.start_date and t.kind not in ("clock", "duration", "vague")]
    place = next((n.entity for n in reversed(between(scene.named, sentence.start, start)) if n.type == "place"), None)
    spans = [scene.clean.span(t.start, t.end) for t in times[:1]]
    return Event(
        id=content_id("event", document_id, kind, mention.start, mention.end),
        type=kind,
        name=mention.clean,
        times=tuple(content_id("time", document_id, s.start, s.end) for s in spans),
        place=place or scene.home(start),
        participants=_participants(scene, sentence, kind),
        start=mention.start,
        end=mention.end,
        text=mention.text,
        clean=mention.clean,
    )


def _participants(scene: Scene, sentence: Sentence, kind: str) -> tuple[Participant, ...]:
    names: Sequence[Named] = [n for n in between(scene.named, sentence.start, sentence.end) if n.type != "place"]
    out: dict[str, Participant] = {}
    for i, name in enumerate(names):
        limit = names[i + 1].start if i + 1 < len(names) else sentence.end
        role = _role(scene.clean.shadow, name.end, limit, kind, name.type)
        if role is not None:
            out.setdefault(name.entity, Participant(name.entity, role))
    return tuple(out.values())


def _role(shadow: str, start: int, end: int, kind: str, entity: str) -> str | None:
    if kind not in ("meeting", "release"):
        return "party" if kind in ("signing", "acquisition") else None if entity != "person" else "subject"
    for role, pattern in _roles():
        if role == "host" and entity == "person":
            continue
        if pattern.search(shadow, start, min(end, start + 30)):
            return role
    return None


__all__ = ["build_events", "is_casualty", "load_event_patterns"]
