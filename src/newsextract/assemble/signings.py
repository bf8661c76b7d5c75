"""Signings: who signed what, and the ceremonies that tell of nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from newsextract.assemble.cast import Cast, Member
from newsextract.assemble.happenings import Happening, as_role, find_told, read_patterns, segment_start, trim_name
from newsextract.assemble.scene import Named, Scene, between
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

BODIES = ("company", "organization")
_HELD = regex.compile(r"(?r)(?:召开|举行|举办|参加|出席)(?:的|了)?")
_DIVISIONS = ("province", "city", "county", "town")
_MEMORY = 400  # characters back in which the two that 双方 means are named
_BOTH = regex.compile(r"(?<!代表)双方|[两三]方|两家")
_MUTUAL = regex.compile(r"(?r)(?:双方|两[国地市县省])(?:还|并|也|将|当场|随后|正式|共同){0,2}")
_TWO = 2
_TELLS = regex.compile(
    r"(?:[（(][^()（）]{0,20}[)）])?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:晚间?|早间|今日|昨日|日前|近日)?(?:发布)?(?:公告|披露|公布|宣布|消息)"
)
_WITNESSED = regex.compile(r"(?r)(?:见证|见签)(?:了|由)?(?!下)")
_AMONG = regex.compile(r"[^，。；]{0,16}[，,]?(?:当中|其中)?(?:包括|分别为|分别是|涵盖)(?:了)?")
_OTHER = regex.compile(
    r"代表团|[”\"」]?[)）]?(?:[（(][^（()）]{0,40}[）)])?的?(?:全资|控股|第一大|第二大|原|主要|现有|实际)?(?:股东|控制人)(?![会大])"
)
OWNER = regex.compile(r"(?r)(?<=[、和及与])(?:自然人)?(?:股东|自然人)")
_TREATY = regex.compile(r"协定|协议|条约|公约|备忘录|声明|公报|议定书|计划|文件")
_JOINED = regex.compile(r"[与和同及、]|以及|携手|联合")
_WITH = "与和同跟及"


class Signings:
    """Reads sentence by sentence."""

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow

    def read(self, sentence: Sentence) -> Iterator[Happening]:
        """What a sentence tells to be signed."""
        yield from self._signed(sentence)
        yield from self._signed_at(sentence)

    def _signed(self, sentence: Sentence) -> Iterator[Happening]:
        patterns = read_patterns("signing")
        lowest = sentence.start
        for match in find_told(self.shadow, "signing", "pattern", sentence):
            start = max(lowest, segment_start(self.shadow, sentence, match.start()))
            witnessed = _WITNESSED.search(self.shadow, start, match.start())
            ceremony = [*patterns["ceremony"].finditer(self.shadow, start, match.start())]
            start = witnessed.end() if witnessed is not None else start
            parties = self._parties(start, match.start(), match) or self._among(match.end(), sentence.end)
            both = self._both(start, match.start()) if not ceremony else []
            mutual = _MUTUAL.match(self.shadow, start, match.start()) is not None
            parties = both if not parties or (mutual and len(parties) < _TWO) else parties
            lowest = match.end()
            if not parties:
                continue  # 推介会签约项目12个: who signed is not told
            people = tuple((entity, "party") for entity in parties)
            name = self._name(match, ceremony, start, parties)
            yield Happening("signing", name, sentence, Range(*match.span()), people)

    def _name(
        self, match: regex.Match[str], ceremony: Sequence[regex.Match[str]], start: int, parties: Sequence[str]
    ) -> Range:
        """The ceremony's name, what was signed, or who signed."""
        if ceremony:
            begin, end = ceremony[-1].span("name")
            held = _HELD.search(self.shadow, begin, end)
            return trim_name(self.scene, held.end() if held is not None else begin, end)
        if match["name"]:
            return trim_name(self.scene, *match.span("name"))
        first = next((m.start for m in self.cast.inside(start, match.start()) if m.entity == parties[0]), None)
        return Range(match.start() if first is None else first, match.end())

    def _parties(self, start: int, end: int, match: regex.Match[str]) -> list[str]:
        """Who signs: the bodies before the verb, a town beside one (来安县与…公司); states or their ministers."""
        inside = self.cast.inside(start, end)
        bodies = [
            m for m in inside if m.type in BODIES and not is_through(self.shadow, m) and not is_other(self.shadow, m)
        ]
        if len(bodies) > _TWO and _TELLS.match(self.shadow, bodies[0].end) is not None:
            bodies = bodies[1:]  # 甲公告，|乙与丙签订协议
        places = [n for n in between(self.scene.named, start, end) if n.type == "place"]
        if not bodies and match["name"] and _TREATY.search(match["name"]):
            return self._states(places) or self._ministers(start, end)
        places = [n for n in places if self._stands_beside(n, bodies)]
        places = [n for n in places if not any(m.start <= n.end <= m.end for m in bodies)]
        owners = [m for m in inside if m.type == "person" and OWNER.match(self.shadow, start, m.start)]
        parties = sorted([*((m.start, m.entity) for m in (*bodies, *owners)), *((n.start, n.entity) for n in places)])
        return [entity for _, entity in parties]

    def _states(self, places: Sequence[Named]) -> list[str]:
        """中国与洪都拉斯签署自由贸易协定."""
        for left, right in pairwise(places):
            gap = self.shadow[left.end : right.start]
            if left.subtype == right.subtype == "country" and gap in ("与", "和", "同"):
                return [left.entity, right.entity]
        return []

    def _ministers(self, start: int, end: int) -> list[str]:
        """商务部部长甲与…部长乙签署协议: without a body of their own they are the parties."""
        people = self.cast.subjects(start, end, "person", tail=24)
        if len(people) != _TWO:
            return []
        gap = self.shadow[people[0].end : people[1].start]
        return [m.entity for m in people] if gap[:1] in tuple(_WITH) or gap[:3] == "代表" else []

    def _among(self, start: int, end: int) -> list[str]:
        """见证签署三份文件，包括|甲与乙的备忘录、丙与丁的协议."""
        listed = _AMONG.match(self.shadow, start, end)
        if listed is None:
            return []
        bodies = [m for m in self.cast.inside(listed.end(), end) if m.type in BODIES]
        joined = any(self.shadow[a.end : b.start] in tuple(_WITH) for a, b in pairwise(bodies))
        return [m.entity for m in bodies] if joined else []

    def _both(self, start: int, end: int) -> list[str]:
        """The two that 双方 means: named last before, one of them a company."""
        if _BOTH.search(self.shadow, start, end) is None:
            return []
        before = between(self.scene.named, max(0, start - _MEMORY), start)
        kinds = {n.entity: n.type for n in before if n.type in BODIES and n.subtype != "media"}
        latest = list(kinds)[-2:]
        return latest if len(latest) > 1 and "company" in {kinds[entity] for entity in latest} else []

    def _stands_beside(self, place: Named, bodies: Sequence[Member]) -> bool:
        """Whether a division of a country is joined to a body by 与 or 和."""
        if place.subtype not in _DIVISIONS:
            return False
        left = any(b.end + 1 == place.start and self.shadow[b.end] in "与和同" for b in bodies)
        return left or any(place.end + 1 == b.begin and self.shadow[place.end] in "与和同" for b in bodies)

    def _signed_at(self, sentence: Sentence) -> Iterator[Happening]:
        """甲与乙举行战略合作签约仪式, 甲与乙…签约仪式在青岛举行: the ceremony alone tells that something was signed."""
        for match in find_told(self.shadow, "signing", "rite", sentence):
            start = segment_start(self.shadow, sentence, match.start())
            parties = self._joined([m for m in self.cast.inside(start, match.end("name")) if m.type in BODIES])
            if len({m.entity for m in parties}) >= _TWO:
                name = trim_name(self.scene, *match.span("name"))
                yield Happening("signing", name, sentence, Range(*match.span()), as_role(parties, "party"))

    def _joined(self, bodies: Sequence[Member]) -> list[Member]:
        """The first that 与 and 、 join: 甲公司与乙大学|共建丙研究院."""
        out = list(bodies[:1])
        for last, body in pairwise(bodies):
            if _JOINED.fullmatch(self.shadow, last.end, body.begin) is None:
                break
            out.append(body)
        return out


def is_other(shadow: str, body: Member) -> bool:
    """Whether a body is named for its delegation or its owner alone: 甲公司（下称甲）控股股东|乙公司."""
    return _OTHER.match(shadow, body.end) is not None


def is_through(shadow: str, member: Member) -> bool:
    """Whether a deal is only made by way of it: 通过全资子公司|某某."""
    before = shadow[max(0, member.start - 28) : member.start]
    return read_patterns("acquisition")["through"].search(before) is not None
