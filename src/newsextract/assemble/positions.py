"""Who holds which office: one position for each title of each person."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import regex

from newsextract.assemble.entities import EntityTable
from newsextract.clean.cleaned import CleanText
from newsextract.recognize.edges import Ground, has_left_edge, left_edge
from newsextract.recognize.gazetteer import HONG_KONG, MACAU
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.names import Names
from newsextract.recognize.offices import Office
from newsextract.recognize.resolve import home_of_level
from newsextract.record import Position

_Key = tuple[str, str, str | None]  # person, office, organization
_LEVEL_OF = frozenset("省市县区州旗盟")  # 市长 alone is of the article's own 市


def build_positions(clean: CleanText, names: Names, table: EntityTable) -> tuple[Position, ...]:
    """The positions in the order of the text; an office that is said twice is one position."""
    holders = _Holders(clean, names, table)
    found: dict[_Key, Position] = {}
    alike: dict[tuple[str, str], list[_Key]] = {}
    for office in sorted(names.offices, key=lambda o: (o.title.start, o.person.start)):
        if office.is_position and (position := holders.position(office)) is not None:
            _add(found, alike, position, bare=holders.is_bare(office))
    return tuple(found.values())


def _add(
    found: dict[_Key, Position], alike: dict[tuple[str, str], list[_Key]], position: Position, *, bare: bool
) -> None:
    """Take an office, unless it was said before; ``bare``: a 县委 without a name is the one that was named before."""
    key = (position.person, position.title_key, position.organization)
    same = alike.setdefault(key[:2], [])
    if key in found or (same and (position.organization is None or bare)):
        return
    if position.organization is None and position.place is None and _is_said_again(found, position):
        return  # 张伟书记, who is 党委书记
    vague = next((k for k in same if k[2] is None), None)
    if vague is not None:
        old = found.pop(vague)
        same.remove(vague)
        position = replace(position, start=old.start, end=old.end, text=old.text, clean=old.clean, title=old.title)
    found[key] = position
    same.append(key)


def _is_said_again(found: dict[_Key, Position], position: Position) -> bool:
    """Whether an office of nothing is the end of one that its holder was said to hold."""
    held = (title for person, title, _ in found if person == position.person)
    return any(title.endswith(position.title_key) for title in held)


class _Holders:
    """Finds the entities that a position speaks of."""

    def __init__(self, clean: CleanText, names: Names, table: EntityTable) -> None:
        self.clean, self.names, self.table = clean, names, table
        self.by_start = {m.start: m for m in names.mentions if m.type == "person"}
        self.bodies = {(m.start, m.end): m for m in names.mentions if m.type in ("company", "organization")}
        self._ordered = sorted(self.bodies.values(), key=lambda m: m.end)
        self._towns = [m for m in names.mentions if m.subtype == "town"]
        self._main = main = _main_company(names.mentions) or ""
        self.company = table.by_key.get(("organization", main)) if main else None
        self._managed = [o for o in names.offices if o.owner is not None and o.owner.kind == "company"]
        self._managed.sort(key=lambda o: o.title.start)
        self._begins = {o.title.end: o.title.begin for o in names.offices}
        self._manager = {clean.shadow[o.person.start : o.person.end]: o for o in reversed(self._managed)}

    def position(self, office: Office) -> Position | None:
        """The position, or None where its person is no entity."""
        person = self.by_start.get(office.person.start)
        holder = self.table.of(person) if person is not None else None
        if holder is None:
            return None
        title = office.title
        organization, place = self._owner(office)
        mention = self.clean.mention(title.start, title.end)
        return Position(
            person=holder,
            title=mention.clean,
            title_key=self.clean.shadow[title.start : title.end],
            organization=organization,
            place=place,
            status=office.status,
            start=mention.start,
            end=mention.end,
            text=mention.text,
            clean=mention.clean,
        )

    def is_bare(self, office: Office) -> bool:
        """Whether an office is of a body that only its level names (县委, 市政府)."""
        owner = office.owner
        body = self.bodies.get((owner.start, owner.end)) if owner is not None else None
        return body is not None and "level" in body.attributes and "place" not in body.attributes

    def _owner(self, office: Office) -> tuple[str | None, str | None]:
        owner = office.owner
        if owner is None:
            return self._unsaid(office)
        span = (owner.start, owner.end)
        if owner.kind == "seat":
            body = self.bodies.get(span)
            place = self._place_of(body) if body is not None else None
            return None, place or self._unsaid(office)[1]
        if owner.kind in ("organization", "company"):
            body = self.bodies.get(span)
            # what was read as a body may be of a name: 聘任金剑|华为|总经理
            return (self.table.of(body), self._place_of(body)) if body is not None else self._unsaid(office)
        if owner.kind == "reference":
            return self._referent(owner.start, owner.end), None
        if owner.kind == "place":
            return None, self.table.by_span.get((*span, "place"))
        level = self.clean.shadow[owner.start : owner.end]
        if level in ("镇", "乡", "街道"):
            return None, self._last_town(owner.start)
        return None, self.table.place(home_of_level(self.names.home, level, owner.start))

    def _referent(self, start: int, end: int) -> str | None:
        """What 公司 or 医院 refers to: the article's company, or the last body of that kind."""
        word = self.clean.shadow[start:end]
        if word == "公司" and self.company is not None and self.clean.shadow.endswith(("现任", "仍任"), 0, start):
            return self.company  # 甲先生，曾任乙公司副总经理；现任|公司|总工程师
        if word.endswith(("公司", "集团", "企业", "行")):
            return self._house_before(start) or self._house_of_paragraph(start) or self.company
        that = word[0] in "该本"
        word = word[1:] if that else word  # 该院: the last hospital, institute or court
        if not that and (main := self._main_house(word)) is not None:
            return main
        before = reversed(self._ordered[: bisect_right(self._ordered, start, key=lambda m: m.end)])
        named = (m for m in before if self.clean.shadow.endswith(word, m.start, m.end))
        last = next(named, None)
        return self.table.of(last) if last is not None else None

    def _main_house(self, word: str) -> str | None:
        """The one hospital or school that an article speaks of more often than of any other: 医院|院长."""
        shadow = self.clean.shadow
        counts = Counter(m.key for m in self._ordered if shadow.endswith(word, m.start, m.end)).most_common(2)
        if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return None
        return self.table.of(next(m for m in self._ordered if m.key == counts[0][0]))

    def _last_town(self, position: int) -> str | None:
        index = bisect_right(self._towns, position, key=lambda m: m.end)
        return self.table.of(self._towns[index - 1]) if index else None

    def _place_of(self, body: NameMention) -> str | None:
        key = (body.key or "").partition("|")[0]
        return self.table.place(key) if "|" in (body.key or "") else None

    def _house_before(self, position: int) -> str | None:
        """The company of the last office before that the sentence gives to a company."""
        index = bisect_right(self._managed, position, key=lambda o: o.title.start)
        last = self._managed[index - 1] if index else None
        if last is None or last.owner is None or _ENDS.search(self.clean.shadow, last.title.end, position):
            return None
        body = self.bodies.get((last.owner.start, last.owner.end))
        return self.table.of(body) if body is not None else None

    def _house_of_paragraph(self, position: int) -> str | None:
        """The first company that a paragraph names which does not speak of the article's own."""
        line = self.clean.shadow.rfind("\n", 0, position) + 1
        first = bisect_right(self._ordered, line, key=lambda m: m.end)
        named = [
            company
            for m in self._ordered[first : first + _AHEAD]
            if m.end <= position and m.type == "company" and (company := self.table.of(m))
        ]
        return named[0] if named and self.company not in named else None

    def _house_of_sentence(self, position: int) -> str | None:
        """The company that a sentence begins with: 中信建投证券公告称，聘任甲为|总经理."""
        shadow = self.clean.shadow
        start = max(shadow.rfind(mark, 0, position) for mark in "。！？!?\n") + 1
        index = bisect_right(self._ordered, start, key=lambda m: m.start - 1)
        first = next((m for m in self._ordered[max(0, index - 1) : index + 1] if m.start == start), None)
        return self.table.of(first) if first is not None and first.type == "company" else None

    def _house_of(self, office: Office) -> str | None:
        """The company that another office of the same person is of."""
        other = self._manager.get(self.clean.shadow[office.person.start : office.person.end])
        body = self.bodies.get((other.owner.start, other.owner.end)) if other is not None and other.owner else None
        return self.table.of(body) if body is not None else None

    def _is_of_another(self, office: Office) -> bool:
        """Whether words right before an office name another house than the article's company: 某某矿冶联合体|总经理."""
        shadow, end = self.clean.shadow, office.title.begin
        if office.person.end <= end:
            return False
        while shadow[end - 1 : end] in _JOINTS and (head := self._begins.get(end - 1)) is not None:
            end = head  # 某某集团公司党组书记、|董事长
        if shadow[end - 1 : end] in (")", "）"):
            return True  # 某某协会(简称)|北亚地区副总裁
        if has_left_edge(shadow, end):
            return False
        start = left_edge(Ground(shadow, {}, {}), end, brackets=False)
        return shadow[start : start + 2] not in self._main

    def _unsaid(self, office: Office) -> tuple[str | None, str | None]:
        """县长 alone is of the article's own county; an executive of the company that the article is about."""
        entry = office.title.entry
        speaks = entry.text.endswith("发言人") and self.clean.shadow[office.title.start - 1] in "兼暨"
        if entry.domain == "executive" or speaks:
            if self._is_of_another(office):
                return None, None
            start = office.title.start
            house = self._house_of(office) or self._house_before(start) or self._house_of_sentence(start)
            return house or self.company, None  # 总经理兼发言人
        if entry.domain != "level":
            return None, None
        if "镇" in entry.text or "乡" in entry.text:
            return None, self._last_town(office.title.start)
        if entry.text in ("行政长官", "特首"):
            home = self.names.home.province
            return None, self.table.place(home) if home in (HONG_KONG, MACAU) else None
        level = "自治区" if "自治区" in entry.text else next((c for c in entry.text if c in _LEVEL_OF), None)
        key = home_of_level(self.names.home, level, office.title.start) if level else None
        return None, self.table.place(key)


_AHEAD = 50  # bodies of a paragraph that are looked through
_JOINTS = frozenset("、兼及和与暨")
_ENDS = regex.compile(r"[。！？!?\n]")


def _main_company(mentions: Iterable[NameMention]) -> str | None:
    """The company named most often, the first of equals; a stock code counts like two mentions more."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        if mention.type == "company" and mention.key:
            counts[mention.key] += 3 if "ticker" in mention.attributes else 1
    return None if not counts else counts.most_common(1)[0][0]
