"""Who stands in a sentence as a reader sees it: persons with their titles, bodies that are no part of a title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

import regex

from newsextract.assemble.scene import Named, Ordered, Scene, between
from newsextract.record import Range
from newsextract.resources import read_toml

# Between two members of a list: 、 or ， and the titles that no lexicon knows, but no verb.
_JOINT = regex.compile(r"[、，,；;和及与暨同以 　]|等|联合|会同|携手|代表")
_OWNED = regex.compile(
    r"(?:、[^，。；]{2,60})?(?:的|等单位|等部门|、)?(?:相关|有关|主要|分管|班子|党政|其他){0,4}(?:负责|领导|成员|代表|同志|干部|部门|处室|人员)"
)
_CALLING = regex.compile(
    r"(?:的)?\p{Han}{0,4}(?:研究员|教授|院士|医师|医生|工程师|教师|老师|专家|选手|运动员|教练|主任|博士|职工|员工|技师)"
)
# 国家统计局|某调查队副队长|某某: what may stand between a body and who holds a post there.
_POST = regex.compile(
    r"(?:党组|党委|党总支)?[\p{Han}]{0,12}(?:长|书记|主任|主席|总裁|经理|总监|干事|代表|委员|会长|司令|政委|总编辑|律师|发言人)?"
)
_LONGEST_TITLE = 30
_BESIDE, _CLAUSE_START = "与同跟", regex.compile(r"(?r)[，。；：,;:\n]")
_ASIDE = "在于到赴向对据将把受"  # before a member that is not the subject
# What a gap in a list is read without: brackets, and that the next one has travelled (与来粤考察的某某).
_BRACKETS = regex.compile(
    r"[（(][^（()）]{0,60}[）)]"
    r"|(?:到访|来访|来华|访华|访台|访港|来[^，。；、,]{0,6}(?:访问|考察|调研|参访|出席|参加)[^，。；、,]{0,16})的"
)


@dataclass(frozen=True, slots=True)
class Member:
    """A person or body with the range of its name; ``begin`` is where its titles begin."""

    begin: int
    start: int
    end: int
    type: Literal["person", "company", "organization"]
    subtype: str | None
    entity: str


@cache
def load_stop_verbs() -> regex.Pattern[str]:
    """Verbs that part one subject from the next."""
    words: list[str] = read_toml("patterns/events.toml")["list"]["stops"]
    return regex.compile("|".join(sorted(map(regex.escape, words), key=len, reverse=True)))


class Cast:
    """The members of an article in order, and the lists that they stand in."""

    def __init__(self, scene: Scene) -> None:
        self.shadow = scene.clean.shadow
        phrases = _title_phrases(scene)
        self._starts = [p.start for p in phrases]
        self._phrases = phrases
        begins: dict[int, int] = {}
        for office in scene.offices:
            if office.title.end <= office.person.start:
                begins[office.person.start] = min(
                    office.title.begin, begins.get(office.person.start, office.title.begin)
                )
        known: dict[str, str | None] = {}
        for name in scene.named:
            known[name.entity] = known.get(name.entity) or name.subtype
        self.subtypes: Mapping[str, str | None] = known
        self.members = Ordered(
            Member(begins.get(n.start, n.start), n.start, n.end, n.type, known[n.entity], n.entity)
            for n in scene.named
            if n.type != "place" and known[n.entity] != "reporter" and not self._in_title(n)
        )

    def _in_title(self, name: Named) -> bool:
        index = bisect_right(self._starts, name.start) - 1
        return name.type != "person" and index >= 0 and name.end <= self._phrases[index].end

    def inside(self, start: int, end: int) -> list[Member]:
        """The members in [start, end)."""
        return list(between(self.members, start, end))

    def subjects(self, start: int, end: int, *types: str, tail: int = 60) -> list[Member]:
        """The list of members of the given types that ends before ``end``, at most ``tail`` characters before it and
        with no verb between."""
        found: list[Member] = []
        right = end
        for member in reversed(self.inside(max(start, end - 600), end)):
            if member.type not in types:
                continue
            gap = _BRACKETS.sub("", self.shadow[member.end : right])
            if not found and member.begin > start and self._is_aside(member):
                continue
            if found and self._employs(member, found[-1], gap):
                right = member.begin  # 某某研究所研究员|某某: where the one found works
                continue
            if not (self._leads_to(gap, tail) if not found else self._joins(gap)):
                break
            found.append(member)
            right = member.begin
        return [] if self._are_owners(found) else found[::-1]

    def objects(self, start: int, end: int, *types: str) -> list[Member]:
        """The list of members of the given types that begins behind ``start``, with no verb before it."""
        found: list[Member] = []
        left = start
        for member in self.inside(start, min(end, start + 200)):
            if member.type not in types:
                continue
            gap = _BRACKETS.sub("", self.shadow[left : max(left, member.begin)])
            if found and not self._joins(gap):
                break
            if not found and (len(gap) > _LONGEST_TITLE or load_stop_verbs().search(gap)):
                break
            found.append(member)
            left = member.end
        return found

    def _employs(self, body: Member, person: Member, gap: str) -> bool:
        """Whether a body stands right before somebody's calling: 农科院|研究员|某某."""
        if body.type == "person" or person.type != "person":
            return False
        return _CALLING.fullmatch(gap) is not None or _POST.fullmatch(gap) is not None

    def _is_aside(self, member: Member) -> bool:
        begin = member.begin
        if member.type != "person" and self.shadow.startswith("代表", begin - 2):
            return True  # 并代表省纪委常委会作报告
        if self.shadow[begin - 1] == "应" and self.shadow.startswith(("邀请", "之邀", "的邀请"), member.end):
            return True  # 应某某邀请，出席大会
        if self.shadow[begin - 1] in _BESIDE:  # ，下午与某某共进午餐，拜会…: nobody is named before 与
            mark = _CLAUSE_START.search(self.shadow, 0, begin)
            return mark is not None and not self.inside(mark.end(), begin)
        return self.shadow[begin - 1] in _ASIDE and not self.shadow.startswith("接受", begin - 2)

    def _leads_to(self, gap: str, tail: int) -> bool:
        return len(gap) <= tail and load_stop_verbs().search(gap) is None and "。" not in gap

    def _joins(self, gap: str) -> bool:
        if not gap or len(gap) > _LONGEST_TITLE:
            return not gap
        return _JOINT.search(gap) is not None and load_stop_verbs().search(gap) is None

    def _are_owners(self, found: Sequence[Member]) -> bool:
        """Whether bodies are named for their people only: 甲局、乙局有关负责人参加."""
        if not found or found[0].type == "person":
            return False
        return _OWNED.match(self.shadow, found[0].end) is not None


def _title_phrases(scene: Scene) -> list[Range]:
    """Where titles with their owners stand, merged and sorted."""
    ranges = sorted(Range(o.title.begin, o.title.end) for o in scene.offices)
    out: list[Range] = []
    for item in ranges:
        if out and item.start < out[-1].end:
            out[-1] = Range(out[-1].start, max(out[-1].end, item.end))
        else:
            out.append(item)
    return out
