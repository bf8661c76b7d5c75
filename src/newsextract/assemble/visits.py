"""Visits: who travels, who receives, who is there besides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from newsextract.assemble.cast import Cast, Member
from newsextract.assemble.happenings import Happening, as_role, read_patterns
from newsextract.assemble.scene import Scene, between
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

KINDS = frozenset(("travel", "meet", "talk", "call", "with", "along", "received"))
RECEIVING = frozenset(("meet", "talk", "call"))  # whoever is met there does nothing else in the clause
_DELEGATION = regex.compile(r"团|代表|一行|客人|来宾|嘉宾")
_LEADER = regex.compile(r"(?r)(?:团长|率团的|领队)(?:、|是|为)?[^，。；,：:]{0,16}")
_CLAUSE_END = regex.compile(r"[，。；,;：:]")
_CLAUSE_START = regex.compile(r"(?r)[，。；,;：:]")
_NEAR = 60  # characters back in which the visitor is named who speaks with somebody
_WITH = regex.compile(
    r"\s?(?:[他她其]|首日|翌日|次日|当天|当日|[今昨明]?[天日晚]|\d{1,2}日|上午|下午|随后|先后|并|还|也|将|亦){0,3}[与同跟和]"
)
_ATTRIBUTE = regex.compile(r"的(?!第|首)")
_OPPOSITE = {"host": "visitor", "visitor": "host"}


@dataclass(slots=True)
class _Visit:
    name: Range
    sentence: Sentence
    people: list[tuple[str, str]] = field(default_factory=list)

    def role(self, members: Sequence[Member]) -> str | None:
        """Host or visitor, where one of them is known as such."""
        entities = {m.entity for m in members}
        return next((r for e, r in self.people if e in entities and r in _OPPOSITE), None)


class Visits:
    """The visits of an article while it is read."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow
        self.patterns = read_patterns("visit")
        self.found: list[_Visit] = []
        self.going_on = False  # whether what was told last is a visit
        self.met: set[int] = set()  # the paragraphs that tell whom somebody met

    def accompany(self, members: Sequence[Member]) -> None:
        """Who is there besides host and visitor."""
        known = {entity for entity, _ in self.found[-1].people}
        self.found[-1].people += [(e, r) for e, r in as_role(members, "attendee") if e not in known]

    def read(self, sentence: Sentence, match: regex.Match[str], members: list[Member]) -> None:
        """Read one predicate of a visit with those before it."""
        kind = match.lastgroup or ""
        end = clause_end(self.shadow, match.end(), sentence.end)
        if kind in ("with", "along"):
            if self.found:
                self._join(match, members if kind == "with" else self.cast.objects(match.end(), sentence.end, "person"))
            return
        if kind == "received":
            self._receive(match)
            return
        if kind in RECEIVING:
            self.met.add(sentence.paragraph)
        sides = self._sides(kind, match, members, end)
        if sides is not None:
            self._add(sentence, match, members, sides)

    def _sides(
        self, kind: str, match: regex.Match[str], members: list[Member], end: int
    ) -> list[tuple[str, str]] | None:
        """Who travels and who receives, as a predicate tells."""
        if kind == "travel":
            return self._travellers(members)
        if kind == "talk":
            return self._with_whom(match) or self._talking(match, members)
        behind = [m for m in self.cast.inside(match.end(), end) if m.type == "person"]
        own, other = ("visitor", "host") if kind == "call" else ("host", "visitor")
        delegation = _DELEGATION.search(self.shadow, match.end(), end) is not None
        if not behind and delegation:
            behind = self._leaders(end)
        if kind == "call" and not members and self.going_on:
            return [*as_role(behind, "host")]  # 访台，今天与某某共进午餐，下午拜会…
        if not members or not (behind or self.found or delegation):
            return None
        if self.found and self.found[-1].role(members) == other:
            own, other = other, own  # the guest of the day receives somebody: who visits goes on visiting
        return [*as_role(members, own), *as_role(behind, other)]

    def _travellers(self, members: Sequence[Member]) -> list[tuple[str, str]] | None:
        """应甲邀请，乙访问…: 甲 is the host."""
        inviting = [m for m in members if self.patterns["invited"].match(self.shadow, m.end)]
        visitors = [m for m in members if m not in inviting]
        return [*as_role(visitors, "visitor"), *as_role(inviting, "host")] if visitors else None

    def _talking(self, match: regex.Match[str], members: Sequence[Member]) -> list[tuple[str, str]] | None:
        """甲与到访的乙会面: 乙 visits; 甲与乙会面: as far as it is known who of them does."""
        cut = self._partner(members)
        if cut is None:
            return [*as_role(members, "host")] if members and self.found else None
        left, right = members[:cut], members[cut:]
        role = self.found[-1].role(left) if self.found else None
        other = self.found[-1].role(right) if self.found else None
        if role is None and other is not None:
            role = _OPPOSITE[other]
        if role is None and self.patterns["guest"].search(self.shadow, left[-1].end, right[0].start):
            role = "host"
        return [*as_role(left, role), *as_role(right, _OPPOSITE[role])] if role is not None else None

    def _with_whom(self, match: regex.Match[str]) -> list[tuple[str, str]] | None:
        """访问某地，|与某某会谈: whom the visitor told before speaks with."""
        mark = _CLAUSE_START.search(self.shadow, 0, match.start())
        start = mark.end() if mark is not None else 0
        said = _WITH.match(self.shadow, start)
        people = [m for m in self.cast.inside(start, match.start()) if m.type == "person"] if said else []
        if not people or not self.found:
            return None
        before = [m for m in self.cast.inside(max(0, start - _NEAR), start) if m.type == "person"][-1:]
        if self.found[-1].role(before) == "visitor":
            return [*as_role(before, "visitor"), *as_role(people, "host")]
        return [*as_role(people, "host")] if self.going_on else None

    def _partner(self, members: Sequence[Member]) -> int | None:
        """Which of the members is the first that it is spoken with: behind the last 与 or 同, or the only 和."""
        gaps = [self.shadow[a.end : b.start] for a, b in pairwise(members)]
        for marks in ("与同跟偕", "和"):
            cuts = [i + 1 for i, gap in enumerate(gaps) if any(mark in gap for mark in marks)]
            if cuts:
                return cuts[-1] if marks != "和" or len(members) == len("甲乙") else None
        return None

    def _leaders(self, end: int) -> list[Member]:
        """接见访问团，团长某某…: who leads it."""
        near = [m for m in self.cast.inside(end, end + 40) if m.type == "person"][:1]
        return [m for m in near if _LEADER.match(self.shadow, end, m.start)]

    def _receive(self, match: regex.Match[str]) -> None:
        """由某某接待, 由某某陪同: the hosts of the visit told before, or who is there too."""
        members = [m for m in self.cast.inside(*match.span()) if m.type == "person"]
        if not self.found or not self.going_on:
            return
        if match["how"] == "陪同":
            self.accompany(members)
        else:
            known = {entity for entity, _ in self.found[-1].people}
            self.found[-1].people += [(e, r) for e, r in as_role(members, "host") if e not in known]

    def _join(self, match: regex.Match[str], members: Sequence[Member]) -> None:
        """Those who are there too; whoever belongs to the delegation travels."""
        self.going_on = True
        if match.lastgroup == "along" and "团" in match.group():
            known = {entity for entity, _ in self.found[-1].people}
            self.found[-1].people += [(e, r) for e, r in as_role(members, "visitor") if e not in known]
        else:
            self.accompany(members)

    def _add(
        self, sentence: Sentence, match: regex.Match[str], members: Sequence[Member], people: list[tuple[str, str]]
    ) -> None:
        self.going_on = True
        known = {entity for visit in self.found[-1:] for entity, _ in visit.people}
        near = self.found and sentence.paragraph - self.found[-1].sentence.paragraph <= 1
        if self.found and (near or known & {entity for entity, _ in people}):
            self.found[-1].people += [(e, r) for e, r in people if e not in known]
            return
        visitors = {e for e, r in people if r in _OPPOSITE}
        first = next((m for m in members if m.entity in visitors), None)
        if first is None:
            return
        self.found.append(_Visit(Range(first.start, self._destination(match.end(), sentence.end)), sentence, people))

    def _destination(self, position: int, end: int) -> int:
        """The end of the place or body that is visited, where it follows the verb at once."""
        named = between(self.scene.named, position, min(end, position + 24))
        return named[0].end if named and named[0].start <= position + 1 else position

    def is_attribute(self, match: regex.Match[str]) -> bool:
        """Whether what looks like travelling only tells of whom somebody meets: 到访的某某."""
        return match.lastgroup == "travel" and _ATTRIBUTE.match(self.shadow, match.end()) is not None

    def written(self) -> Iterator[Happening]:
        """The visits in the order of their first telling."""
        for visit in self.found:
            people = tuple(dict.fromkeys(visit.people))
            yield Happening("visit", visit.name, visit.sentence, Range(visit.name.end, visit.name.end), people)


def clause_end(shadow: str, position: int, end: int) -> int:
    """Where the clause ends that a position stands in."""
    mark = _CLAUSE_END.search(shadow, position, end)
    return mark.start() if mark is not None else end
