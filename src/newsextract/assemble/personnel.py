"""Appointments and removals: who gets an office and who gives one up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from newsextract.assemble.background import Background
from newsextract.assemble.cast import Cast, Member
from newsextract.assemble.happenings import READ, Happening, as_role, read_patterns
from newsextract.assemble.scene import Scene
from newsextract.record import Range
from newsextract.segment.sentences import Sentence

_ROLES = {"appointment": "appointee", "removal": "removed"}
_GIVEN = regex.compile(
    r"(?:同志|先生|女士|小姐|博士)?(?:[（(][^（()）]{0,20}[）)])?\s{0,4}(?:为|任(?!期|内|上)|担任|出任|兼任|的|等|[、，,])"
)
_LINE = regex.compile(
    r"(?:同志|先生|女士|小姐|博士)?(?:[（(][^（()）]{0,20}[）)])?\s{0,4}(?:为|任(?!期|内|上)|担任|的|不再)"
)
_GONE = regex.compile(r"(?r)(?:退休|退任|离任|卸任|请辞|辞任|辞职|荣退|被免职)的")  # 接替届满退任的|某某
_FOLLOWED = regex.compile(r"(?r)(?:接替|取代|代替)(?:另有任用的|原|前任|已?退休的|离任的)?[^，。；,;]{0,12}")
_CLAUSE_END = regex.compile(r"[，。；;：:\n]|,(?!\d)")  # not within 1,012,345票
_SAYS_SO = regex.compile(r"(?r)(?:晚间|随即|正式|公开|突然|当场)?(?:宣布|宣告|声明)(?:将|已|即日起)?")
_DECIDED = regex.compile(r"批准|决定|研究|任免|公示|宣布|通知|任命")
_FAR = 48  # 某某21日在指名选举中获237票，|当选
_BEATEN = regex.compile(r"(?r)(?:击败|战胜|打败|险胜|力压|力克|胜过|淘汰)(?:了|过)?[^，。；]{0,12}")
_ENDS = ("", "。", "；", ";", "！", "\n")
_FIRST_REACH = 24  # 任命原副市长某某为…: what may stand between verb and name


@dataclass(frozen=True, slots=True)
class _Found:
    type: str
    name: Range
    sentence: Sentence
    member: Member


@cache
def load_office_patterns() -> regex.Pattern[str]:
    """All verbs of office in one pattern; the group tells the kind and on which side the person stands."""
    parts = [
        f"(?P<{kind}_{side}>{read_patterns(kind)[side].pattern})"
        for kind in ("appointment", "removal")
        for side in ("behind", "before")
    ]
    return regex.compile("|".join(parts))


class Personnel:
    """Reads an article once; one appointment and one removal gather all that it tells of each."""

    def __init__(self, scene: Scene, cast: Cast, background: Background) -> None:
        self.scene, self.cast, self.shadow = scene, cast, scene.clean.shadow
        self.background = background
        self.past = read_patterns("appointment")["past"]
        self.found: list[_Found] = []
        self.open: str | None = None  # the kind of a list that goes on line by line
        self.title_ends = {o.person.start: o.title.end for o in scene.offices if o.title.start >= o.person.end}

    def read(self) -> list[Happening]:
        """The appointments and the removals of the article."""
        for sentence in self.scene.sentences:
            if sentence.label in READ:
                self._read_sentence(sentence)
        return [h for kind in _ROLES if (h := self._gathered(kind)) is not None]

    def _gathered(self, kind: str) -> Happening | None:
        found = [f for f in self.found if f.type == kind]
        if not found:
            return None
        people = dict.fromkeys(pair for f in found for pair in as_role([f.member], _ROLES[kind]))
        return Happening(kind, found[0].name, found[0].sentence, found[0].name, tuple(people))

    def _read_sentence(self, sentence: Sentence) -> None:
        matches = list(load_office_patterns().finditer(self.shadow, sentence.start, sentence.end))
        if self.open is not None and not matches:
            members = [m for m in self.cast.inside(sentence.start, sentence.end) if m.type == "person"]
            given = [m for m in members if _LINE.match(self.shadow, m.end, sentence.end)]
            self._add(self.open, sentence, given)
            if not given or self.shadow[sentence.end - 1] in "。！":
                self.open = None
        start = sentence.start
        for i, match in enumerate(matches):
            kind, side = (match.lastgroup or "_").split("_")
            if self.background.is_former(sentence, match.start()) or self.background.is_denied(sentence, match.start()):
                start = match.end()
                continue
            limit = matches[i + 1].start() if i + 1 < len(matches) else sentence.end
            if side == "behind":
                self._add(kind, sentence, self._behind(match.end(), limit))
                self.open = kind if self.shadow[sentence.end - 1] in "：:" else None
            elif self.shadow.startswith("的", match.end()):  # 离任的某某
                self._add(kind, sentence, self._right_behind(match.end() + 1, limit))
            else:
                found = self._before(start, match.start(), match.group())
                self._add(kind, sentence, found)
            start = match.end()

    def _before(self, start: int, end: int, verb: str) -> list[Member]:
        """The person before a verb, unless it is told of former days: 此前出任. A bare 任 follows the name at once."""
        elected = verb == "当选" and _CLAUSE_END.match(self.shadow, end + len(verb)) is None  # 当选|首相, not 胜出当选
        tail = _FAR if elected else {"任": len("同志")}.get(verb, _FIRST_REACH)
        said = _SAYS_SO.match(self.shadow, start, end)
        end = said.start() if said is not None else end  # 党主席某某宣布|辞去
        found = self.cast.subjects(start, end, "person", tail=tail)[-1:]
        if elected and found:
            beaten = _BEATEN.search(self.shadow, start, found[0].begin)  # 甲以131票击败|乙的19票，当选
            found = self.cast.subjects(start, beaten.start(), "person", tail=tail)[-1:] if beaten else found
        if verb == "任" and found and found[-1].end == end and not _DECIDED.search(self.shadow, max(0, end - 80), end):
            return []  # 某某任市长，主持全面工作: how it is
        return found if found and not self.past.search(self.shadow[found[-1].end : end]) else []

    def _behind(self, start: int, end: int) -> list[Member]:
        """The persons behind a verb: the first soon after it, the others each with an office of their own."""
        members = [m for m in self.cast.inside(start, end) if m.type == "person"]
        if not members or members[0].begin - start > _FIRST_REACH:
            return []
        if _CLAUSE_END.search(self.shadow, start + 1, members[0].begin) is not None:
            return []  # 针对县市长选举，新北市长部分若由某某: nobody was elected
        closes = self.shadow[end : end + 1] in _ENDS or self.shadow[end - 1] in _ENDS  # not 接受某某|辞去…
        return [m for m in members if _GIVEN.match(self.shadow, m.end, end) or (closes and m.end >= end - 1)]

    def _right_behind(self, start: int, end: int) -> list[Member]:
        return [m for m in self.cast.inside(start, end)[:1] if m.type == "person" and m.begin == start]

    def _add(self, kind: str, sentence: Sentence, members: Sequence[Member]) -> None:
        for member in members:
            gone = kind == "removal" and _GONE.match(self.shadow, sentence.start, member.begin) is not None
            if not gone and _FOLLOWED.match(self.shadow, sentence.start, member.begin) is not None:
                continue  # 接替俞济川任市长
            end = self.title_ends.get(member.start)
            if end is None or end > sentence.end:
                mark = _CLAUSE_END.search(self.shadow, member.end, sentence.end)
                end = mark.start() if mark is not None else sentence.end
            name = Range(member.start, min(end, member.start + 40))
            self.found.append(_Found(kind, name, sentence, member))
