"""What the assembly of facts reads: names, figures and times of an article side by side, in clean coordinates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Literal, Protocol, TypeVar

import regex

from newsextract.assemble.entities import EntityTable
from newsextract.assemble.levels import split_levels
from newsextract.assemble.ratings import rates_others
from newsextract.clean.cleaned import CleanText, Label
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.recognize.gazetteer import load_gazetteer
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.names import Names
from newsextract.recognize.offices import Office
from newsextract.recognize.place_home import is_filed_from
from newsextract.record import Range
from newsextract.segment.sentences import Sentence


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


class Ordered(tuple[S, ...]):
    """Items sorted by start, with their starts beside them: ``between`` is asked many times a sentence."""

    starts: list[int]

    def __new__(cls, items: Iterable[S]) -> Ordered[S]:
        row = super().__new__(cls, items)
        row.starts = [item.start for item in row]
        return row


@dataclass(frozen=True, slots=True)
class Named:
    """A mention whose entity is known. ``alias`` marks 全市, 该公司 and the like."""

    start: int
    end: int
    type: Literal["person", "place", "company", "organization"]
    entity: str
    subtype: str | None = None
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready to be read for facts. All sequences are sorted by start."""

    clean: CleanText
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    times: Sequence[TimeExpression]
    named: Sequence[Named]
    region: str | None
    published: date | None
    home: Callable[[int], str | None] = field(default=lambda _: None)  # entity id of the place that governs a position
    offices: Sequence[Office] = ()


def set_scene(
    clean: CleanText,
    sentences: Sequence[Sentence],
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    names: Names,
    table: EntityTable,
    region: str | None,
    published: date | None,
) -> Scene:
    """The article's mentions with their entities. What needs both names and figures is settled here: a number inside
    a name (三亚, 百色一号公司) is none, a name in its unit (澳门元) is no matter."""
    named = _off_routes(clean.shadow, [n for n in (_named(m, table) for m in names.mentions) if n is not None])
    opening = _find_opening(clean, sentences)
    main = _main_company(names, table)
    if main is not None:
        heads = (n for n in named if n.end <= opening and n.type in ("company", "place"))
        titled = next((n for n in heads if not rates_others(clean.shadow, n.start, n.end)), None)
        headlined = titled.entity if titled is not None and titled.type == "company" else None
        readers = _References(clean.shadow, sentences, named, headlined)
        named += [Named(r.start, r.end, "company", readers.find(r) or main, "company", True) for r in names.references]
    named.sort(key=lambda n: (n.start, -n.end))
    home = _home(clean.shadow, names, table, opening, region)
    cover = _Cover(named)
    free = [q for q in quantities if not cover.overlaps(q.start, q.number.end)]
    free = [q for q in free if not _is_no_number(clean.shadow, q)]
    free = [_without_surplus(clean.shadow, part) for q in free for part in split_levels(clean.shadow, q)]
    rows = Ordered(free), Ordered(times), Ordered(named)
    return Scene(clean, sentences, *rows, region, published, lambda _: home, names.offices)


def _named(mention: NameMention, table: EntityTable) -> Named | None:
    entity = table.of(mention)
    if entity is None or mention.type == "title":
        return None
    return Named(mention.start, mention.end, mention.type, entity, mention.subtype, mention.rule == "alias")


def _off_routes(shadow: str, named: list[Named]) -> list[Named]:
    """The names without the ends of a route, where nothing is told to be: 南宁至梧州二级公路, 上海开往武汉的列车; and
    without the country that an honour bears in its name (中国驰名商标)."""
    named = [n for n in named if n.type != "place" or _HONOUR.match(shadow, n.end) is None]
    places = [n for n in named if n.type == "place"]
    ends = {
        end
        for first, last in pairwise(places)
        if shadow[first.end : last.start] in _ROUTES and _WAY.match(shadow, last.end) is not None
        for end in (first.start, last.start)
    }
    return [n for n in named if n.start not in ends or n.type != "place"] if ends else named


_HONOUR = regex.compile(
    r"(?<=中国|国家)(?:工艺美术大师|驰名商标|名牌|专利[奖金银优]|质量奖|传统村落|历史文化名[城镇村街]|美丽(?:休闲)?乡村|"
    r"老字号|重要农业文化遗产|特色(?:小镇|乡镇)|优秀旅游|好人|百强|\d{2,3}强|(?:民营)?企业\d{2,3}强|\p{Han}{2,6}之[乡都城])"
)
_ROUTES = frozenset({"至", "到", "往", "-", "—", "–", "开往", "飞往", "驶往", "发往", "直飞", "往返"})
# A road on which something happened, not one that is built; a vehicle on its way.
_WAY = regex.compile(
    r"的?(?:[一二三四]级|双向|快速|城际|跨境|国际|K?\d{1,4}次){0,2}"
    r"(?:动车|航班|列车|客车|班车|班机|客机|货轮|班列|(?:高速公路|高速|公路|国道|省道)(?=\p{Han}{0,8}(?:[县区市镇乡村]|[路地]段|处)|[K\d上]))"
)


def _is_no_number(shadow: str, quantity: Quantity) -> bool:
    """Whether a number is part of a name: 申|万31个行业, 3奈米|制程."""
    start = quantity.number.start
    if shadow[start] in "万亿" and shadow[start + 1 : start + 2] in tuple("0123456789一二三四五六七八九"):
        return True
    if quantity.dimension == "duration" and _TERM.match(shadow, quantity.end) is not None:
        return True  # 7天|期逆回购, 5年|期以上LPR
    return quantity.unit == "nm" and _PROCESS.match(shadow, quantity.end) is not None


_TERM = regex.compile(
    r"保单继续率|期(?:以上)?(?:的)?(?:逆?回购|国债|LPR|MLF|SLF|贷款|存款|定期|大额存单|央票|债|Shibor|主力|存单|票据|期货|收益率|美债)"
)
_PROCESS = regex.compile(r"(?:及?以下)?(?:先进)?(?:制程|工艺|芯片|节点|家族|产能|晶圆|[占佔、和与及])")


def _without_surplus(shadow: str, quantity: Quantity) -> Quantity:
    """出超115亿美元, 买超1580张: 超 belongs to the noun before the number."""
    surplus = quantity.modifier == "over" and shadow[quantity.start] == "超"
    if not surplus or not ends_in_surplus(shadow, quantity.start):
        return quantity
    return quantity._replace(start=quantity.start + 1, modifier="exact")


def ends_in_surplus(shadow: str, end: int) -> bool:
    """Whether 超 at ``end`` belongs to the word before it: 出超, 买超; not 收入|超3万元."""
    return _SURPLUS.match(shadow, 0, end) is not None


_SURPLUS = regex.compile(r"(?r)(?:[买卖]|(?<![收支投进流转输产买卖])[出入])")


class _Cover:
    """Ranges sorted by start, with the furthest end of all up to each: whether one lies here is one look-up."""

    def __init__(self, ranges: Sequence[Spanned]) -> None:
        self._starts = [item.start for item in ranges]
        self._ends = [0, *accumulate((item.end for item in ranges), max)]

    def overlaps(self, start: int, end: int) -> bool:
        """Whether a range shares a character with [start, end)."""
        return self._ends[bisect_left(self._starts, end)] > start

    def holds(self, start: int, end: int) -> bool:
        """Whether [start, end) lies within one range."""
        return self._ends[bisect_right(self._starts, start)] >= end


class _References:
    """Finds the company that 该公司 and 公司 mean. ``headlined`` is the company that headline or lead begins with."""

    def __init__(
        self, shadow: str, sentences: Sequence[Sentence], named: Sequence[Named], headlined: str | None
    ) -> None:
        self.shadow, self.headlined = shadow, headlined
        self._begins = sorted(s.start for s in sentences)
        self._companies = [n for n in named if n.type == "company"]
        self._acting = [
            n
            for n in self._companies
            if _ADVISES.match(shadow, n.end) is None and not rates_others(shadow, n.start, n.end)
        ]

    def find(self, reference: Range) -> str | None:
        """The company named last before it, 公司 without one in its sentence the company of the headline; brokers and
        analysts, who speak of others, are passed over."""
        last = _last_before(self._acting, reference.start) or _last_before(self._companies, reference.start)
        at = bisect_right(self._begins, reference.start)
        here = last is not None and last.start >= (self._begins[at - 1] if at else 0)
        if not here and self.headlined is not None and self.shadow[reference.start] not in "该这此":
            return self.headlined
        return last.entity if last is not None else None


def _last_before(named: Sequence[Named], position: int) -> Named | None:
    """The last of some names that ends before a position."""
    at = bisect_left(named, position, key=_START)
    return next((named[i] for i in range(at - 1, -1, -1) if named[i].end <= position), None)


_START = attrgetter("start")


_ADVISES = regex.compile(r"[^，,。；;：:]{0,14}(?:研报|研究报告|分析师|分析员|研究员|经济学家|策略师|保荐|投行|律师)")


def _main_company(names: Names, table: EntityTable) -> str | None:
    first = next((m for m in names.mentions if m.type == "company"), None)
    return table.of(first) if first is not None else None


def _home(shadow: str, names: Names, table: EntityTable, opening: int, region: str | None) -> str | None:
    """The entity of the place that the article is about: from the region that it names most downwards, as long as one
    part of it has most of the mentions."""
    ancestors, lies_in = load_gazetteer().ancestors, load_gazetteer().lies_in
    weighed = _weigh_places(shadow, names, opening)
    weights = {key: weight for key, weight in weighed.items() if table.place(key) is not None}
    within = dict(weights)
    for key, weight in weights.items():
        for wider in ancestors(key):
            if wider.key in weights and wider.key != key:
                within[wider.key] += weight
    whole = _WHOLE.get(region or "", "")
    if whole:  # districts of Hong Kong and Macau are scenes of its news, seldom what its figures cover
        weights = {k: w for k, w in weights.items() if not k.startswith(_DISTRICTS)}
        if within.get(whole):
            return table.place(whole)
    tops = [key for key in weights if not any(p.key in weights for p in ancestors(key) if p.key != key)]
    tops = [key for key in tops if not key.startswith("iso:") or within[key] >= _OPENING or key == "iso:CN"]
    if not any(within[key] >= _OPENING for key in tops):  # 美国, 中国大陆 in news of Taiwan: partners, no scene
        tops = [key for key in tops if region is None or key.startswith(_OWN[region])]
    if not tops:
        return None if whole else _only_site(names, table, opening)
    place = max(tops, key=lambda key: (within[key], key))
    if not within[place] or within[place] < min(_OPENING, _CLEAR * sum(within[key] for key in tops)):
        return None  # of many places none is the article's own
    if region == "CN" and _is_told_by_nation(shadow, names, opening) and not _is_in_opening(names, opening, place):
        return None  # 国家能源局: 上半年全社会用电量…，山西方面…
    while parts := [key for key in weights if key != place and lies_in(key, place)]:
        best = max(parts, key=lambda key: (within[key], key))
        if within[best] <= _MOST * within[place]:
            break
        place = best
    return table.place(place)


def _only_site(names: Names, table: EntityTable, opening: int) -> str | None:
    """The zone, the port or the like that headline and lead are about, where no division is named."""
    lead = [m for m in names.mentions if m.type == "place" and m.start < opening + _LEAD]
    zone = len({m.key for m in lead}) == 1 and lead[0].subtype == "site" and lead[0].start < opening
    return table.place(lead[0].key) if zone else None


def _is_told_by_nation(shadow: str, names: Names, opening: int) -> bool:
    """Whether headline or lead lets a body of the whole country tell."""
    if _OF_NATION.search(shadow, 0, opening + _LEAD) is not None:
        return True
    return any(_is_national(m) for m in names.mentions if m.start < opening + _LEAD)


_OF_NATION = regex.compile(
    r"百强(?:房企|企业)|全国(?:消协|法院|检察|税务|海关|教育|共有|各级|参保|基本医|基本养|医保|社保|普通|网民|港口|机场"
    r"|用电|秋收|三夏|春播|网上|实物|软件|电信|互联网|民政|老年|人口|彩票|保险|铁路|公路|民航|规模以上|居民|固定资产|社会消费|房地产|一般公共|城镇|农村|服务业|进出口|财政|邮政|快递|电影|机动车"
    r"|个人|新能源|粮食|夏粮|秋粮|早稻|工业|商品房|发电|原煤|累计|共发|实现)"
)


def _is_in_opening(names: Names, opening: int, place: str) -> bool:
    """Whether the headline names a place, or a part of it."""
    lies_in = load_gazetteer().lies_in
    keys = (m.key or "" for m in names.mentions if m.type == "place" and m.start < opening)
    return any(key == place or (key.startswith(_DIVISIONS) and lies_in(key, place)) for key in keys)


def _weigh_places(shadow: str, names: Names, opening: int) -> dict[str, float]:
    """How much the article speaks of each division. A place that only leads to a part of it (贵州|毕节) does not count,
    one in the opening counts more, one in the name of a body or where the report was sent from less."""
    places = [m for m in names.mentions if m.type == "place"]
    bodies = _Cover([m for m in names.mentions if m.type in ("company", "organization")])
    leading = {m.start for m in places}
    national = _is_told_by_nation(shadow, names, opening)
    weights: dict[str, float] = {key: 0.0 for key in (names.home.province, names.home.city) if key is not None}
    for mention in places:
        key = mention.key or ""
        if not key.startswith(_DIVISIONS) or mention.end in leading or _TEAM.match(shadow, mention.end):
            continue
        if is_filed_from(shadow, mention.start, mention.end) or (national and _is_seat(shadow, mention)):
            continue
        inside = bodies.holds(mention.start, mention.end)
        sent = _SENT_FROM.match(shadow, mention.end) is not None
        abroad = key.startswith("iso:") and mention.start < opening  # 日本央行 in the headline: news of Japan
        weight = _INSIDE if (inside and not abroad) or sent else _OPENING if mention.start < opening else 1.0
        weights[key] = weights.get(key, 0.0) + weight
    return weights


_DIVISIONS = ("gb:", "tw:", "hk:", "mo:", "iso:")


def _is_national(mention: NameMention) -> bool:
    """Whether a body is of the whole country: 立法院, 国家统计局."""
    return (
        mention.subtype in ("government", "legislature") and mention.rule == "known" and "|" not in (mention.key or "")
    )


def _is_seat(shadow: str, mention: NameMention) -> bool:
    """Whether a capital is only where the report was written: ／台北报导."""
    if mention.key not in _SEATS or _WRITTEN_AT.match(shadow, mention.end) is None:
        return False
    return shadow.count(shadow[mention.start : mention.end]) == 1


_SEATS = frozenset({"gb:110000", "tw:台北市"})
_WRITTEN_AT = regex.compile(r"市?\s{0,9}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[电讯]|报[道导])")
_LEAD = 200  # characters behind the headline
_OWN = {"CN": ("gb:", "iso:CN"), "TW": ("tw:", "gb:71"), "HK": ("hk:", "gb:81"), "MO": ("mo:", "gb:82")}
_WHOLE = {"HK": "gb:810000", "MO": "gb:820000"}
_DISTRICTS = ("hk:", "mo:")
_TEAM = regex.compile(r"(?:代表)?队|[男女][排篮足]|选手|运动员|小将|籍")
_OPENING, _INSIDE = 5.0, 0.5
_MOST, _CLEAR = 0.5, 0.34
_SENT_FROM = regex.compile(
    r"\s{0,9}(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[电讯]|消息|报[道导])\s*(?:[（(【]|[\p{Han}]{0,3}记者|\s)"
)


def _find_opening(clean: CleanText, sentences: Sequence[Sentence]) -> int:
    """The end of the headline, or where there is none of the first sentence that says more than a dateline."""
    headline = next((b.end for b in clean.blocks if b.label == Label.HEADLINE), None)
    if headline is not None:
        return headline
    body = [s for s in sentences if s.label == Label.BODY] or list(sentences)
    return next((s.end for s in body if s.end - s.start >= _SAYS_MORE), body[0].end if body else 0)


_SAYS_MORE = 20


def between(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """The items of a sorted, non-overlapping sequence that lie within [start, end)."""
    starts = items.starts if isinstance(items, Ordered) else [item.start for item in items]
    low = bisect_left(starts, start)
    if low == len(starts) or starts[low] >= end:
        return ()
    high = bisect_left(starts, end, low)
    return [item for item in items[low:high] if item.end <= end]


def joined_to(scene: Scene, stop: int, name: Named) -> int:
    """The end of the places that are joined to this one, or its own."""
    end = name.end
    for other in between(scene.named, name.end, stop):
        if other.type != "place" or other.start != end + 1 or scene.clean.shadow[end] not in "、及和与":
            break
        end = other.end
    return end


def joined_from(scene: Scene, start: int, name: Named) -> int:
    """对中国大陆及|香港出口: where the places begin that this one is joined to, not before ``start``."""
    before = between(scene.named, start, name.start - 1)[-1:]
    joined = before and before[0].type == "place" and before[0].end == name.start - 1
    return before[0].start if joined and scene.clean.shadow[name.start - 1] in "、及和与" else name.start
