"""Meetings and visits: what they are called, who chairs, speaks, attends, hosts and travels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from newsextract.assemble.background import Background
from newsextract.assemble.cast import Cast, Member, load_stop_verbs
from newsextract.assemble.happenings import (
    HEADS,
    READ,
    Happening,
    as_role,
    is_alike,
    is_same_name,
    read_patterns,
    trim_name,
)
from newsextract.assemble.scene import Scene
from newsextract.assemble.speech import Attribution, find_attributions
from newsextract.assemble.visits import KINDS, Visits, clause_end
from newsextract.clean.cleaned import Label
from newsextract.record import Range
from newsextract.resources import read_toml
from newsextract.segment.sentences import Sentence

_NAME = r"[\p{Han}A-Za-z0-9“”\"《》〈〉（）()、·—\-]"
_NOT_MEETING = "(?!室|厅|堂|场|桌|费|所|期间|精神|纪要|代表|员|长|制|部|网|中心|局)"
_CHAINED = regex.compile(r"[^，。；,;]{0,14}?[，,]?(?:并|和|及|、|还|随后|同时)?[^，。；,;]{0,10}")
_VENUE = regex.compile(r"(?:会|会议|论坛|大会|仪式)(?:上|期间|现场)|(?:发言|讲话|致辞|通报|汇报|报告|演讲)(?:中|时)")
_BARE_VENUE = regex.compile(r"在会上|发布会上|通气会上|记者会上|见面会上")
_TAKES_FLOOR = regex.compile(r"(?:发言|交流|表态)$")
_RITE = regex.compile(r"(?:开幕|闭幕)(?:式|会|大会|仪式)$")
_ORDINAL = regex.compile(r"第[\d一二三四五六七八九十百]{1,5}[届次]")
_OPEN_SPEECH = regex.compile(r"通报|汇报|发言|致辞|致词|说明|讲话")
_REPORTS = regex.compile(r"(?:表示|说|指出|介绍|通报|汇报|强调|要求|提出|建议|认为|发言|说明)")
_LONGEST_NAME = 48
_NEAR = 12  # so many meetings are looked back at
_PRESENTING = regex.compile(r"发布会|通气会")
_BARE = frozenset(("出席", "参加", "列席", "参与"))
_OUTSTANDING = regex.compile(r"[若未须需待]|提交|提请|报请|经(?![贸济营验销典络费纪理历开])(?=\p{Han}{0,4}$)")
_SESSION = regex.compile(r"人大常委会|人民代表大会|常务委员会第|院会|立法会|议会")
_STOP = regex.compile(r"[。！？]")
# Who heads a school, hospital, institute or village is asked besides; that he speaks at the meeting is not told.
_OF_HOUSE = regex.compile(
    r"(?r)(?:(?:学校|中学|小学|大学|学院|幼儿园|医院|研究[所院]|[村社]|合作社|协会|商会)(?:[^，。；、]{0,8}、)?"
    r"(?:党委|党总支|党支部)?(?:名誉|常务)?副?(?:校长|院长|所长|园长|主任|书记|理事长|会长|社长|秘书长)|校长)"
    r"(?:、[^，。；、]{2,12}){0,2}"
)
_PERSON, _BODIES = ("person",), ("organization", "company")
_TYPES = {"chair": _PERSON, "speaker": _PERSON, "attendee": _PERSON, "host": _BODIES}
_TAILS = {"host": 24, "travel": 30, "meet": 30, "talk": 30, "call": 30}


@dataclass(frozen=True, slots=True)
class MeetingWords:
    """The wording of meetings, compiled."""

    heads: regex.Pattern[str]
    outside: regex.Pattern[str]  # what no name holds
    verb: regex.Pattern[str]
    held: regex.Pattern[str]
    performing: regex.Pattern[str]
    at_press: regex.Pattern[str]
    generic: regex.Pattern[str]
    press: regex.Pattern[str]
    trim: regex.Pattern[str]
    predicates: regex.Pattern[str]
    join: frozenset[str]


@cache
def load_meeting_words() -> MeetingWords:
    """The section ``meeting`` of ``patterns/events.toml``, with the predicates of visits among its own."""
    data = read_toml("patterns/events.toml")["meeting"]
    heads = "(?:" + "|".join(sorted(data["heads"], key=len, reverse=True)) + ")" + _NOT_MEETING
    visit = read_patterns("visit")
    groups = [(kind, visit[kind].pattern) for kind in ("along", "received", "with", "meet", "talk", "call")]
    groups += [(row["role"], row["pattern"]) for row in data["roles"]]
    groups.append(("travel", visit["travel"].pattern))
    verbs = "|".join(sorted(data["hold"] + data["join"], key=len, reverse=True))
    return MeetingWords(
        heads=regex.compile(heads),
        outside=regex.compile(f"(?r)(?!{_NAME})."),
        verb=regex.compile(f"(?r)(?P<verb>{verbs})(?:了)?"),
        held=regex.compile(f"[^，。；,;：:]{{0,24}}?(?P<verb>{'|'.join(data['held'])})"),
        performing=regex.compile("上(?:[，,]|(?=作|做|发表|致|讲话|发言))"),
        at_press=regex.compile("上"),
        generic=regex.compile(f"(?:本次|此次|这次|该|上述|首场|一场|相关)?{heads}"),
        press=regex.compile("|".join(sorted(data["press"], key=len, reverse=True))),
        trim=regex.compile(data["trim"]),
        predicates=regex.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in groups)),
        join=frozenset(data["join"]),
    )


@dataclass(slots=True)
class _Meeting:
    """A meeting as it grows while the article is read."""

    name: Range
    words: str
    sentence: Sentence
    held: bool
    generic: bool
    main: bool = False
    to_come: bool = False  # nobody has spoken there yet
    people: list[tuple[str, str]] = field(default_factory=list)

    def add(self, members: Sequence[Member], role: str) -> None:
        self.people += [pair for pair in as_role(members, role) if pair not in self.people]

    def has(self, entity: str, role: str | None = None) -> bool:
        return any(e == entity and role in (None, r) for e, r in self.people)


class Gatherings:
    """Reads an article once, from its headline to its last caption."""

    def __init__(self, scene: Scene, cast: Cast, background: Background) -> None:
        self.scene, self.cast, self.words = scene, cast, load_meeting_words()
        self.background = background
        self.shadow = scene.clean.shadow
        self.meetings: list[_Meeting] = []
        self.visits = Visits(scene, cast)
        self.current: _Meeting | None = None
        self.elsewhere: list[tuple[int, str]] = []  # who speaks 在会上 of a meeting that is never named
        self.sounding: set[int] = set()  # the paragraphs in which those present take the floor
        self.pending: list[tuple[list[Member], str]] = []  # roles told before the first meeting is named
        first = next((s for s in scene.sentences if s.label == Label.BODY), None)
        self.lead = first.paragraph if first is not None else -1

    def read(self) -> list[Happening]:
        """The meetings and visits in the order of their first telling."""
        sentences = [s for s in self.scene.sentences if s.label in READ]
        for sentence in sentences:
            named = list(self._find_meetings(sentence))
            for name, held in named:
                self.current, self.visits.going_on = self._meeting(name, sentence, held), False
            self._read_roles(sentence, [name for name, _ in named])
        self._add_speakers(sentences)
        return [*self._written_meetings(), *self.visits.written()]

    def _find_meetings(self, sentence: Sentence) -> Iterator[tuple[Range, bool]]:
        """The meetings that a sentence names, each with whether it is told to be held."""
        heads = [Range(*m.span()) for m in self.words.heads.finditer(self.shadow, sentence.start, sentence.end)]
        floor = sentence.start
        for i, head in enumerate(heads):
            following = heads[i + 1].start if i + 1 < len(heads) else sentence.end
            found = self._name_of(
                head, max(floor, head.end - _LONGEST_NAME), min(following, sentence.end), sentence.end
            )
            if found is None:
                continue
            floor = head.end
            name = trim_name(self.scene, found[0].start, found[0].end, self.words.trim)
            if name.end - name.start >= 2:
                yield name, found[1]

    def _name_of(self, head: Range, floor: int, following: int, end: int) -> tuple[Range, bool] | None:
        """The name that ends in a head noun: behind a verb, behind 在 with somebody performing, or before a verb."""
        words, shadow = self.words, self.shadow
        mark = words.outside.search(shadow, floor, head.start)
        start = mark.end() if mark is not None else floor
        asked = shadow.rfind("进行", start, head.start) if shadow.endswith("质询", start, head.end) else -1
        if asked >= 0:
            return Range(asked + len("进行"), head.end), True  # 议会昨进行|市政总质询
        verb = words.verb.search(shadow, start, head.start)
        if verb is not None:
            return Range(verb.end(), head.end), verb["verb"] not in words.join
        at = shadow.rfind("在", start, head.start)
        if at >= 0:
            press = words.press.search(shadow, at, head.end) is not None
            if (words.at_press if press else words.performing).match(shadow, head.end, end):
                return Range(at + 1, head.end), False
        held = words.held.match(shadow, head.end, end)
        if _OUTSTANDING.search(shadow, start, head.start) is not None:
            return None  # 尚需股东大会|审议
        return (Range(start, head.end), True) if held is not None and held.start("verb") <= following else None

    def _meeting(self, name: Range, sentence: Sentence, held: bool) -> _Meeting:
        """The meeting of that name: one known already or a new one."""
        words = self.shadow[name.start : name.end]
        generic = self.words.generic.fullmatch(words) is not None
        to_come = self.background.is_to_come(sentence)
        for meeting in reversed(self.meetings[-_NEAR:]):
            if self._is_beside(meeting, words, generic) or (to_come and not generic):
                continue
            if generic or meeting.generic or self._is_same(meeting, words, sentence):
                self._rename(meeting, name, words, sentence, generic)
                meeting.held = meeting.held or held
                return meeting
        main = sentence.label in HEADS or sentence.paragraph <= self.lead
        self.meetings.append(_Meeting(name, words, sentence, held, generic, main, to_come))
        for members, role in self.pending if not to_come else ():
            self.meetings[-1].add(members, role)
        self.pending = []
        return self.meetings[-1]

    def _is_beside(self, meeting: _Meeting, words: str, generic: bool) -> bool:
        """Whether the one is told to the press and the other is what it is told of: 大会将举办，…在发布会上介绍."""
        press = self.words.press.search(words) is not None
        told = self.words.press.search(meeting.words) is not None
        return press != told and (press or not generic)

    def _is_same(self, meeting: _Meeting, words: str, sentence: Sentence) -> bool:
        if is_same_name(_whole(meeting.words), _whole(words)):
            return True
        own, other = _ORDINAL.search(meeting.words), _ORDINAL.search(words)
        if meeting.sentence.label in HEADS and own and other and sentence.paragraph <= self.lead:
            return own.group() == other.group()
        return meeting.sentence.label in HEADS and sentence.paragraph <= self.lead and is_alike(meeting.words, words)

    def _rename(self, meeting: _Meeting, name: Range, words: str, sentence: Sentence, generic: bool) -> None:
        """The text's own name outdoes the headline's and a generic one."""
        if generic or sentence.label in HEADS:
            return
        if meeting.generic or meeting.sentence.label in HEADS:
            meeting.name, meeting.words, meeting.sentence = name, words, sentence
            meeting.generic = False

    def _read_roles(self, sentence: Sentence, named: Sequence[Range]) -> None:
        last_end, last, guests = sentence.start, list[Member](), sentence.start
        for match in self.words.predicates.finditer(self.shadow, sentence.start, sentence.end):
            role = match.lastgroup or ""
            types = _TYPES.get(role, _PERSON)
            members = self.cast.subjects(last_end, match.start(), *types, tail=_TAILS.get(role, 60))
            members = [m for m in members if not any(r.start <= m.start < r.end for r in named)]
            if self.visits.is_attribute(match) or (match.start() < guests and role in _TYPES):
                continue  # 会见来华出席博览会的副总理: of the guest
            if role in _TYPES and self._is_to_come(sentence, match, named):
                continue
            met = last_end < guests and all(m.start < guests for m in members)
            members = [] if met else members
            if not members and last and (met or self._chained(last_end, match.start())):
                members = [m for m in last if m.type == "person" and m.type in types]
            if role in ("meet", "call"):
                # 会见州长某某，|出席会议: who is met does no more
                guests = clause_end(self.shadow, match.end(), sentence.end)
            if role in KINDS:
                self.visits.read(sentence, match, members)
            elif members:
                end = clause_end(self.shadow, match.end(), sentence.end)
                self.visits.going_on = self.visits.going_on and not any(match.end() <= r.start < end for r in named)
                self._take_part(members, role, match.group(), sentence.paragraph)
            last_end = match.end()
            last = members or last

    def _is_to_come(self, sentence: Sentence, match: regex.Match[str], named: Sequence[Range]) -> bool:
        """Whether somebody will only take part in what the sentence does not name: 委员会下周讨论，某某将|出席."""
        if self.shadow[match.start() - 1] != "将" or named or self.current is None:
            return False
        return self.current.sentence.start != sentence.start

    def _chained(self, start: int, end: int) -> bool:
        """Whether a predicate shares the subject of the one before: 出席会议并讲话."""
        if _CHAINED.fullmatch(self.shadow, start, end) is None:
            return False
        return load_stop_verbs().search(self.shadow, start, end) is None

    def _take_part(self, members: list[Member], role: str, said: str, paragraph: int) -> None:
        if self.visits.going_on and role == "attendee" and said in _BARE:
            self.visits.accompany(members)
        elif self.current is not None:
            if _TAKES_FLOOR.search(said):
                self.sounding.add(paragraph)
            self.current.add(members, role)
        elif role != "host" and not self.visits.going_on:
            self.pending.append((members, role))

    def _add_speakers(self, sentences: Sequence[Sentence]) -> None:
        """Officials who report at a working meeting speak at it; elsewhere only those who do so at the meeting."""
        paragraphs: dict[int, list[Sentence]] = {}
        for sentence in sentences:
            paragraphs.setdefault(sentence.paragraph, []).append(sentence)
        groups = list(paragraphs.values())
        for group, attributions in zip(groups, find_attributions(self.scene, groups), strict=True):
            for said in attributions:
                meeting = self._meeting_at(group[0].paragraph)
                if said.name is None or said.name.type != "person":
                    continue
                if meeting is not None:
                    self._add_speaker(meeting, said, said.name.entity, group[0].paragraph)
                elif _BARE_VENUE.search(self.shadow, said.name.end, max(said.name.end, said.verb.start)):
                    self.elsewhere.append((said.verb.start, said.name.entity))

    def _meeting_at(self, paragraph: int) -> _Meeting | None:
        near = (*self.meetings[:1], *self.meetings[1:][-_NEAR:])
        before = [
            m
            for m in near
            if not m.to_come
            and m.sentence.paragraph <= paragraph
            and (m.held or m.people or m.sentence.paragraph == paragraph)
        ]
        return before[-1] if before else None

    def _add_speaker(self, meeting: _Meeting, said: Attribution, entity: str, paragraph: int) -> None:
        name = said.name
        assert name is not None
        before = self.shadow[name.end : max(name.end, said.verb.start)]
        verb = self.shadow[said.verb.start : said.verb.end]
        venue = _VENUE.search(before) is not None
        press = self.words.press.search(meeting.words) is not None
        here = meeting.sentence.paragraph == paragraph
        session = _SESSION.search(meeting.words) is not None  # it hears one report, not all who are quoted
        working = here and (session or meeting.held) if press or session else meeting.main and not meeting.generic
        working = working and (here or paragraph not in self.visits.met)  # whoever speaks there speaks to a guest
        subtype = self.cast.subtypes.get(entity)
        official = subtype == "official" and not _OF_HOUSE.match(self.shadow, 0, name.start)
        official = official or ((here or paragraph in self.sounding) and subtype in ("official", "executive"))
        going_on = not _STOP.match(self.shadow, said.verb.end)
        reports = working and official and going_on and _REPORTS.match(verb) is not None
        explicit = _OPEN_SPEECH.search(verb + (before if venue else "")) is not None
        if (venue or reports) and (explicit or not meeting.has(entity)) and (entity, "speaker") not in meeting.people:
            meeting.people.append((entity, "speaker"))

    def _presents(self, meeting: _Meeting) -> bool:
        """Whether the meeting is there to release something: 记者会 is called for anything."""
        return _PRESENTING.search(meeting.words) is not None

    def _written_meetings(self) -> Iterator[Happening]:
        for meeting in self.meetings:
            session = _SESSION.search(meeting.words) is not None and "第" not in meeting.words
            bare = meeting.generic or not meeting.held or session
            if bare and not meeting.people:
                continue  # 立法院会今天三读通过…: what was decided, not who met
            people = tuple(dict.fromkeys(meeting.people))
            releases = meeting.held and people and self._presents(meeting)
            yield Happening("release" if releases else "meeting", meeting.name, meeting.sentence, meeting.name, people)


def _whole(name: str) -> str:
    """What an opening or a closing is of: 第七届进博会|开幕式."""
    return _RITE.sub("", name) or name
