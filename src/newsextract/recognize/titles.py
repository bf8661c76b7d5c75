"""Offices in the shadow: titles, the chains that they form before a name, and whose office each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import has_left_edge
from newsextract.recognize.lexicon import TitleEntry, is_han
from newsextract.recognize.mentions import NameMention
from newsextract.record import Range, Status

OwnerKind = Literal["organization", "company", "place", "level", "reference", "seat"]

# What may join two offices of one person.
_JOIN = regex.compile(r"\s*+(?:、|兼任?|及|和|暨|,兼任?|，兼任?|、兼任?|\s)?\s*+(?:现任|时任|新任|兼任|兼|原|前)?")
_ACTING = ("代理", "署理", "代")


@dataclass(frozen=True, slots=True)
class Owner:
    """What an office is of: a body or company, a place, a bare level (自治区), a reference (公司), or the place where a
    party committee has its seat."""

    start: int
    end: int
    kind: OwnerKind


@dataclass(frozen=True, slots=True)
class Title:
    """One title in the text with its owner and what marks it as past or coming."""

    start: int
    end: int
    entry: TitleEntry
    owner: Owner | None
    status: Status
    begin: int  # where the whole phrase begins: owner or marker or title

    @property
    def range(self) -> Range:
        """The bare title."""
        return Range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Chain:
    """Titles that one name, or one list of names, bears together."""

    titles: tuple[Title, ...]

    @property
    def start(self) -> int:
        """Where the first phrase begins."""
        return self.titles[0].begin

    @property
    def end(self) -> int:
        """Where a name may begin."""
        return self.titles[-1].end


@dataclass(slots=True)
class Surroundings:
    """Names already found, by their ends."""

    shadow: str
    organization_end: dict[int, NameMention]
    place_end: dict[int, NameMention]
    place_start: dict[int, NameMention]
    reference_end: dict[int, Range]
    inside: set[int]  # positions inside bodies and companies, their last character excepted
    divisions: set[int]  # where a division begins that is named in full right behind what it lies in: 湖南省|长沙市

    @classmethod
    def of(
        cls, shadow: str, organizations: Sequence[NameMention], places: Sequence[NameMention],
        references: Iterable[Range],
    ) -> Surroundings:  # fmt: skip
        """Index the names of a text."""
        ends = {m.end for m in places}
        return cls(
            shadow,
            {m.end: m for m in organizations},
            {m.end: m for m in places},
            {m.start: m for m in places},
            {r.end: r for r in references},
            {at for m in organizations for at in range(m.start, m.end - 1)},
            {m.start for m in places if m.start in ends and m.end > m.start + 2 and m.rule == "gazetteer.full"},
        )


def find_titles(around: Surroundings, told: Sequence[tuple[Range, TitleEntry]] = ()) -> list[Title]:
    """All titles that stand free, with their owners; those that are ``told`` go before ours."""
    entries = lexicon.titles()
    out = [_with_owner(around, span.start, span.end, entry) for span, entry in told]
    taken = {at for span, _ in told for at in range(*span)}
    for begin, end, text in lexicon.title_automaton().find(around.shadow):
        if taken and not taken.isdisjoint(range(begin, end)):
            continue
        start, entry = begin, entries[text]
        named = begin + 1 in around.organization_end or begin + 1 in around.place_end
        if named and not entry.overlap and text[1:] in entries:
            start, entry = begin + 1, entries[text[1:]]  # 宁德时代|联合创始人, 泰国|王储: a name ends before
        if end - 1 in around.divisions:
            continue  # 湖南省|长沙市, 上海市|长宁区 hold no 省长 and no 市长
        cut = _name_within(around, start, end)
        if cut is not None and around.shadow[cut:end] in entries:
            start, entry = cut, entries[around.shadow[cut:end]]  # 广西壮族自治区|主席, 自治区党委|副书记
        if start in around.inside and not _closes_body(around, start, entry):
            if (tail := entries.get(text[1:])) is None or not _closes_body(around, begin + 1, tail):
                continue
            start, entry = begin + 1, tail  # 生活成本部|长: no 本部长
        if start + 1 < end and end - 1 in around.inside:
            continue
        if entry.domain == "role" and _cut_by_place(around, start, end):
            continue  # 五常市|民乐乡
        if around.shadow.startswith(entry.not_before, end) if entry.not_before else False:
            if (later := entries.get(around.shadow[end - 1 : end + 1])) is None or later.domain == "role":
                continue
            start, entry = end - 1, later  # 九仓置业主|席
        out.append(_with_owner(around, start, start + len(entry.text), entry))
    return sorted(out, key=lambda title: title.start) if taken else out


# 粮农组织|驻华|代表: a short name of the country stands between the body and the office.
# So does the part of the world or of the business that the office is for: 西门子|全球|执行副总裁, and the work that its
# holder is charged with: 中央港澳办|分管日常工作的|副主任.
_POSTED = regex.compile(
    r"(?:(?:分管|主管|主抓|负责|主持)\p{Han}{2,10}的|派驻(?:第[一二三四五六七八九十]{1,3})?|驻[华美英法德日俄韩印欧澳加沪穗蓉渝港台京]|全球"
    r"|(?:大?中华|中国|台湾|香港|亚太|亚洲|[东南西北中]亚|[北南拉]美|欧洲|非洲|中东|东南亚|华[东南北中]|西南|西北|东北)(?:区|地区|大区)?)$"
)

_POST_REACH = 13


def _name_within(around: Surroundings, start: int, end: int) -> int | None:
    """Where a place or body ends within a title that does not begin before it (市纪委|书记)."""
    for at in range(start + 1, end - 1):
        name = around.organization_end.get(at) or around.place_end.get(at)
        if name is not None and name.start <= start:
            return at
    return None


def _cut_by_place(around: Surroundings, start: int, end: int) -> bool:
    """Whether a place begins within a role and goes on behind it."""
    return any((place := around.place_start.get(at)) is not None and place.end > end for at in range(start + 1, end))


def _closes_body(around: Surroundings, start: int, entry: TitleEntry) -> bool:
    """Whether a body ends with the first characters of an office: 市刑大大队|长."""
    last = start + len(entry.text) - 1
    return entry.overlap and last in around.organization_end


def _with_owner(around: Surroundings, start: int, end: int, entry: TitleEntry) -> Title:
    posted = _POSTED.search(around.shadow, max(0, start - _POST_REACH), start)
    marker, at = _markers(around.shadow, posted.start() if posted else _behind_sector(around, start))
    status = lexicon.office_markers().get(marker, "current")
    if entry.is_office and entry.text.startswith(_ACTING) and not entry.text.startswith("代表"):
        status = "acting"
    owner = find_owner(around, at, entry, start)
    if owner is None and at != start:
        owner = find_owner(around, start, entry, start)
        if owner is not None:
            at = start
    owner = owner or _of_unit(around, start, entry)
    begin = _phrase_start(around, owner) if owner else at
    before_owner, earlier = _markers(around.shadow, begin) if owner else ("", begin)
    if before_owner and before_owner != "的":
        status = lexicon.office_markers()[before_owner] if status == "current" else status
        begin = earlier
    return Title(start, end, entry, owner, status, begin)


_UNIT_ENDS = frozenset("关处科部庭室司局厅办站队会所课组院系股段厂矿")
_NO_UNIT = regex.compile(r"[了在为是由任向对让请给被把和与及、]")
_UNIT_REACH = 14  # characters of a unit


def _of_unit(around: Surroundings, start: int, entry: TitleEntry) -> Owner | None:
    """The body whose unit, no body by itself, stands right before an office: 省水利厅|规划计划处|处长."""
    if entry.domain not in ("state", "institution", "executive") or entry.alone:
        return None
    shadow = around.shadow
    end = start + (entry.overlap and shadow[start - 1 : start] not in _UNIT_ENDS)
    if shadow[end - 1 : end] not in _UNIT_ENDS:
        return None
    at = next((at for at in range(end - 2, max(0, end - _UNIT_REACH), -1) if at in around.organization_end), None)
    unit = "" if at is None else shadow[at:end]
    if at is None or not all(map(is_han, unit)) or _NO_UNIT.search(unit) or _begins_office(unit):
        return None
    body = around.organization_end[at]
    return Owner(body.start, body.end, "company" if body.type == "company" else "organization")


def _begins_office(words: str) -> bool:
    return any(words[:length] in lexicon.titles() for length in range(2, 7))


def _behind_sector(around: Surroundings, start: int) -> int:
    """Where the body ends for whose sector a member sits: 立法会|卫生服务界|议员."""
    if around.shadow[start - 1 : start] not in ("界", "别"):
        return start
    ends = (at for at in range(start - 3, max(0, start - 12), -1) if at in around.organization_end)
    at = next(ends, start)
    return at if all(map(is_han, around.shadow[at:start])) else start


def _phrase_start(around: Surroundings, owner: Owner) -> int:
    """Where a phrase of office begins: the places above its owner belong to it."""
    body = around.organization_end.get(owner.end)
    if body is None and owner.kind in ("organization", "company"):
        return owner.start
    start = int(body.attributes.get("full", owner.start)) if body is not None else owner.start
    while (above := around.place_end.get(start)) is not None and above.start < start:
        start = above.start
    return start


def _markers(shadow: str, start: int) -> tuple[str, int]:
    """The word before a title that dates it, and where it begins."""
    for word in lexicon.office_markers():
        if word == "前任" and shadow[max(0, start - 3) : start - 2] in ("此", "之", "目"):
            continue
        if shadow.startswith(word, start - len(word)) and start >= len(word):
            return word, start - len(word)
    return "", start


def find_owner(around: Surroundings, at: int, entry: TitleEntry, title_start: int) -> Owner | None:
    """What stands right before ``at`` and may hold an office."""
    shared = len(entry.text) - 1 if entry.overlap and at == title_start else 0  # 清洁队|长, 龙潭分局|长
    ends = tuple(range(at, at + shared + 1))
    for end in reversed(ends):
        body = around.organization_end.get(end - (around.shadow[end - 1 : end] in tuple('”」』"')))
        if body is not None and body.start < title_start:
            return Owner(body.start, body.end, "company" if body.type == "company" else "organization")
    if around.shadow[at - 1 : at] == ")" and (alias := _ALIAS.search(around.shadow, max(0, at - 24), at)) is not None:
        body = around.organization_end.get(alias.start())
        if body is not None:  # 裕泰工程有限公司(裕泰)项目经理
            return Owner(body.start, body.end, "company" if body.type == "company" else "organization")
    reference = around.reference_end.get(at) or _bare_ending(around.shadow, at)
    if reference is not None:
        return Owner(reference.start, reference.end, "reference")
    place = around.place_end.get(at)
    if place is None and entry.domain == "level" and at == title_start:
        place = around.place_end.get(at + 1)
    if place is not None and around.shadow[place.start - 1 : place.start] == "驻":
        place = around.place_end.get(place.start - 1)  # 英国|驻重庆|总领事: of who sends, not of where to
    if place is not None and entry.domain == "executive" and place.subtype in ("country", "region"):
        place = None  # 欧莱雅|中国|首席执行官
    if place is not None and place.start < title_start:
        return _chamber(around, place, entry) or Owner(place.start, place.end, "place")
    if (
        entry.text.endswith(("大臣", "特使", "特别代表"))
        and (field := _MINISTRY.search(around.shadow, max(0, at - 12), at)) is not None
    ):
        country = next((p for end in range(*field.span()) if (p := around.place_end.get(end)) is not None), None)
        if country is not None and country.subtype == "country":
            return Owner(country.start, country.end, "place")  # 丹麦|气候|大臣, 中国|中东问题|特使
    level = lexicon.relations("level").before(around.shadow, at)
    if level is not None and entry.is_office and _stands_free(around.shadow, at - len(level)):
        return Owner(at - len(level), at, "level")
    return None


def _chamber(around: Surroundings, place: NameMention, entry: TitleEntry) -> Owner | None:
    """The chamber where a member for a place sits: 立法会|九龙东|议员."""
    body = around.organization_end.get(place.start) if entry.domain == "congress" else None
    return Owner(body.start, body.end, "organization") if body is not None and body.subtype == "legislature" else None


_MINISTRY = regex.compile(r"\p{Han}{3,12}$")
_ALIAS = regex.compile(r"\([^()\n]{2,20}\)$")
# 医院院长 behind a hospital that the text has named: a reference like 公司.
_BARE = lexicon.WordSet(
    [
        *("医院", "学校", "法院", "检察院", "协会", "学会", "商会", "研究所", "研究院", "基金会", "学院"),
        *("管理局", "委员会", "管委会", "分局", "联盟", "指挥部", "公所", "大队", "支队", "总队"),
    ]
)
# 该院|院长: the last body of that kind.
_KINDS = ("院", "校", "局", "所", "厅", "委", "会", "馆", "站", "社", "办", "中心")
_THAT = lexicon.WordSet([f"{this}{kind}" for this in "该本" for kind in _KINDS])


def _bare_ending(shadow: str, at: int) -> Range | None:
    word = _THAT.before(shadow, at) or _BARE.before(shadow, at)
    return Range(at - len(word), at) if word and _stands_free(shadow, at - len(word)) else None


def _stands_free(shadow: str, start: int) -> bool:
    return has_left_edge(shadow, start) and not shadow.endswith(("各", "某", "多", "个", "全"), 0, start)


def find_chains(shadow: str, titles: Sequence[Title]) -> list[Chain]:
    """Titles that stand together (市委副书记、代市长; 董事长兼总经理) as chains."""
    chains: list[list[Title]] = []
    for title in titles:
        if chains and _joins(shadow, chains[-1], title):
            chains[-1].append(title)
        else:
            chains.append([title])
    owned = (Chain(tuple(chain)) for chain in chains)
    kept = ([title for title, owner in share_owners(chain) if _may_stand(title, owner)] for chain in owned)
    return [Chain(tuple(chain)) for chain in kept if chain]


def _may_stand(title: Title, owner: Owner | None) -> bool:
    """常委 and 代表 are offices only of a body."""
    return not title.entry.needs_owner or (owner is not None and owner.kind in ("organization", "company"))


# 国家统计局新闻发言人、国民经济综合统计司|司长: a unit of the body that the chain began with; 委新闻发言人: itself.
_INNER_UNIT = regex.compile(
    r"(?:、|兼任?)(?:\p{Han}{2,12}(?:[处科部庭室司局厅办站队会所组院署]|中心)(?<!组委会|委员会|执委会)|[委部局厅院署办])"
)

_VILLAGE_BODY = regex.compile(r"(?:、|兼任?)(?:村|社区)?(?:村民委员会|村委会|居民委员会|居委会|经联社)")
# 联合国副秘书长兼紧急救济|协调员: what the office is for.
_CHARGED = ("协调员", "特使", "高级代表", "特别代表", "顾问", "总监")
# 比亚迪集团执行副总裁、汽车|总工程师: a business of the house, no other house.
_MANAGED = ("总工程师", "总裁", "总经理", "首席技术官", "首席执行官", "负责人")
_BUSINESS = regex.compile(
    r"(?:、|兼任?)[\p{Han}--[的了在由任对向让请给被把为是]]{2,6}(?<!公司|集团|股份|控股|银行|基金|证券|科技|实业|资本|投资)",
    regex.V1,
)
_CHARGE = regex.compile(r"(?:、|兼任?)[\p{Han}--[的了在由任对向对让请给被把为是]]{2,10}", regex.V1)


def _joins(shadow: str, chain: Sequence[Title], right: Title) -> bool:
    left = chain[-1]
    gap = shadow[left.end : max(left.end, right.begin)]
    if right.begin < left.end:
        return right.start >= left.end and right.begin >= left.start
    if len(gap) <= 6 and _JOIN.fullmatch(gap):
        return True
    if right.owner is None and _VILLAGE_BODY.fullmatch(gap) is not None:
        return True
    owned = any(title.owner is not None for title in chain)
    held = any(title.owner is not None and title.owner.kind == "company" for title in chain)
    inner = _INNER_UNIT.fullmatch(gap) or (right.entry.text.endswith(_CHARGED) and _CHARGE.fullmatch(gap))
    both = chain[0].entry.domain == right.entry.domain == "executive"
    owned = owned or (both and inner is not None and gap.startswith("兼"))  # 副总经理兼|研究发展中心|总经理
    inner = inner or (held and right.entry.text.endswith(_MANAGED) and _BUSINESS.fullmatch(gap))
    return owned and right.owner is None and inner is not None and inner is not False


def share_owners(chain: Chain) -> list[tuple[Title, Owner | None]]:
    """Each title with its owner, one that the chain shares where it has none of its own.

    Offices behind a body are of that body (X局党组成员、副局长); behind a party committee a 市长 is of the place and
    only offices of the party are of the committee. An institute behind a company's office is the company's own
    (植信投资首席经济学家兼研究院|院长).
    """
    out: list[tuple[Title, Owner | None]] = []
    shared: Owner | None = None
    first: TitleEntry | None = None
    for title in chain.titles:
        owner = title.owner
        house = shared is not None and shared.kind == "company" and owner is not None and owner.kind == "reference"
        if owner is not None and not house:
            shared, first = owner, title.entry
        elif shared is not None and first is not None:
            owner = shared_owner(first, shared, title.entry)
        out.append((title, owner))
    return out


def shared_owner(first: TitleEntry, shared: Owner, entry: TitleEntry) -> Owner | None:
    """Whose office one is that stands behind an office of ``shared`` and tells no body of its own."""
    if shared.kind in ("place", "level"):
        return shared if entry.domain in ("level", "state", "party") else None
    if entry.domain == "level":
        return Owner(shared.start, shared.end, "seat") if shared.kind == "organization" else None
    return None if entry.alone else shared
