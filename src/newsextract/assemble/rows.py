"""What the figures of a row share, and what is each one's own: 甲市、乙市分别增长8.1%和7.6%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import regex

from newsextract.assemble.chains import Link, split_names
from newsextract.assemble.changes import Reading, read_kind
from newsextract.assemble.indicators import compose_split
from newsextract.assemble.periods import Governing
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.scene import Named, Scene, between
from newsextract.assemble.told import At, Measure, Told, latest_row
from newsextract.assemble.trade import are_partners
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Modifier

_JOINT = regex.compile(r"\s{0,9}(?:、|和|与|及|以及|[，,])\s*\+?")
_SEVERALLY = regex.compile(r"分别|依次|各自?为|各自")
_SHARED = regex.compile(r"(?r)(?:分别|依次|各)(?:为|是|达到?|有)?")


@dataclass(frozen=True, slots=True)
class Row:
    """What the first figure of a row settles for those after it.

    ``names`` are the things measured, ``bases`` the drafts that they change, ``holders`` the places or companies,
    ``times`` the periods: one for each figure, or None. ``modifier`` is said of all.
    """

    reading: Reading
    left: Left
    first: Measure
    names: list[str] | None
    bases: list[int] | None
    holders: list[Named] | None
    times: list[TimeExpression] | None
    modifier: Modifier | None
    points: bool = False  # they are percentage points, of shares
    companies: list[str | None] | None = None  # whose each is, where the names of things begin with companies


def start_row(
    scene: Scene,
    words: Wording,
    told: Told,
    at: At,
    quantity: Quantity,
    link: Link,
    reading: Reading,
    left: Left,
    first: Measure,
) -> Row:
    """What a row of figures measures: its own names, or the figures told in a row just before."""
    severally = _severally(scene, at, quantity)
    listed = severally or _stand_before(scene, at, left.phrase, link.size)
    holders = _find_holders(scene, at, quantity, link.size) if listed else None
    names = _of_nations(scene, words, holders, left.phrase, told.last_indicator())
    holders = None if names is not None else holders
    front, back = _still(scene, at, quantity, link.size)
    phrase = left.phrase or (first.phrase if first.base is None else None)  # 面粉、大米价格平稳，分别为2.1元、2.8元
    if holders is None and names is None and phrase is not None:
        names = _names(words, told, phrase.words, link.size + front + back)
        names = names or (_listed(scene, at, phrase, link.size) if severally else None)
    stops = _find_stops(scene, at, quantity, names) if names is not None and severally else None
    holders, names = (stops, [_LIGHT.sub("", name) for name in names or ()]) if stops else (holders, names)
    told_together = severally or _is_bare(scene, at, quantity)
    points = quantity.kind == "points"
    leans = first.base is not None and told_together and first.rule != "by-region"
    bases = latest_row(told.drafts, link.size + front + back, points=points) if leans else None
    if front or back:
        names = names and names[front : front + link.size]
        bases = bases and bases[front : front + link.size]
    times = _find_times(scene, at, quantity, link.size, severally=severally) if told_together else None
    shared = _SHARED.match(scene.clean.shadow, at.clause.start, quantity.start) is not None
    modifier = quantity.modifier if shared and quantity.number.start > quantity.start else None
    companies = _companies(scene, at, quantity, names) if names is not None and severally else None
    return Row(reading, left, first, names, bases, holders, times, modifier, points, companies)


def _companies(scene: Scene, at: At, quantity: Quantity, names: Sequence[str]) -> list[str | None] | None:
    """甲公司某基地、乙公司、某工厂分别生产整车…: the company that each name begins with; no company has them all."""
    shadow = scene.clean.shadow
    named = [n for n in between(scene.named, at.clause.start, quantity.start) if n.type == "company"]
    found = [next((n.entity for n in named if name.startswith(shadow[n.start : n.end])), None) for name in names]
    return found if any(found) else None


def _find_stops(scene: Scene, at: At, quantity: Quantity, names: Sequence[str]) -> list[Named] | None:
    """深圳港、广州港分别完成集装箱吞吐量…: the places of ports and stations that a row names, one each."""
    if any(_STOP.match(name) is None for name in names):
        return None
    shadow = scene.clean.shadow
    places = [n for n in between(scene.named, at.clause.start, quantity.start) if n.type == "place"]
    found = [next((p for p in places if shadow.startswith(name[:_FOUR], p.start)), None) for name in names]
    return [place for place in found if place is not None] if None not in found else None


_FOUR = 3  # characters of a name that tell its place
_STOP = regex.compile(r"\p{Han}{2,6}?(?:[东南西北]?站|港|机场|口岸|枢纽|码头)")
_LIGHT = regex.compile(r"(?<=[站港场岸纽头])(?:累计|分别|已)?(?:完成|实现)(?=\p{Han}{3})")


def _of_nations(
    scene: Scene, words: Wording, holders: Sequence[Named] | None, phrase: Phrase | None, before: str | None
) -> list[str] | None:
    """菲律宾及泰国|旅客分别有…: the places only say who they are, and are not where they were counted."""
    if not holders or phrase is None:
        return None
    trade = _TRADE.fullmatch(before or "") if phrase.words.startswith("对") else None
    if trade is not None and all(name.type == "place" for name in holders):
        return [f"对{scene.clean.shadow[name.start : name.end]}{trade['what']}" for name in holders]
    shadow, last = scene.clean.shadow, holders[-1]
    if last.type != "place" or words.place_nouns.match(shadow, last.end, phrase.end) is None:
        return None
    return [shadow[name.start : name.end] + shadow[last.end : phrase.end] for name in holders]


def _names(words: Wording, told: Told, said: str, size: int) -> list[str] | None:
    """The names of the row, each completed by what was told before: 其中城镇、农村居民分别为7.4万元和4.7万元."""
    for short, whole in words.short_pairs:
        said = said.replace(short, whole)
    names = split_names(said, size)
    last = told.last_indicator()
    return names and [compose_split(words, name, last) or name for name in names]


def _still(scene: Scene, at: At, quantity: Quantity, size: int) -> tuple[int, int]:
    """Whether the first or the last of the row is said to have stayed the same: 分别下降6.1%、4.3%和|持平."""
    row = between(scene.quantities, quantity.start, at.clause.end)[:size]
    end = row[-1].end if row else quantity.end
    front = _STILL_FIRST.search(scene.clean.shadow, at.start, quantity.start) is not None
    return int(front), int(_STILL_LAST.match(scene.clean.shadow, end, at.clause.end) is not None)


# 对东协出口100亿美元，对欧洲、日本|分别为36亿、25亿美元
_TRADE = regex.compile(r"对\p{Han}{2,12}?(?P<what>(?:货物|商品)?(?:出口|进口|进出口|贸易|投资)[总]?[额值]?)")
_STILL_FIRST = regex.compile(r"(?:持平|不变)(?:、|和|与|及)")
_STILL_LAST = regex.compile(r"(?:、|和|与|及)(?:基本|保持)?(?:持平|不变)")


def _listed(scene: Scene, at: At, phrase: Phrase, size: int) -> list[str] | None:
    """The names of a row that places or trades begin: 中国内地、香港及海外市场收益分别为…"""
    times = [t.end for t in between(scene.times, at.clause.start, phrase.start)]
    begin = max([at.clause.start, at.start, *times])
    return split_names(scene.clean.shadow[begin : phrase.end].lstrip(" “"), size)


def next_in_row(told: Told, row: Row, index: int) -> Measure:
    """The measure of the figure at ``index``."""
    measure = _named_in_row(told, row, index)
    if row.holders is not None:
        name = row.holders[index]
        held = (None, name.entity) if name.type == "company" else (name.entity, None)
        measure = replace(measure, held=held, base=_level_of(told, measure, name.entity))
    elif row.companies is not None:
        measure = replace(measure, held=(None, row.companies[index]))
    if row.times is not None:
        measure = replace(measure, governing=Governing(row.times[index], "phrase"))
    return measure


def _level_of(told: Told, measure: Measure, holder: str) -> int | None:
    """路环（91230元）、氹仔（79810元）分别下跌5.3%、|6.8%: the level of that place or company, where it was told."""
    for index in told.recent():
        draft = told.drafts[index]
        alike = draft.indicator == measure.indicator and draft.reading.kind == "quantity"
        if alike and holder in (draft.fact.place, draft.fact.subject):
            return index
    return measure.base


def read_in_row(scene: Scene, words: Wording, row: Row, quantity: Quantity, before: int) -> Reading:
    """The reading of the row, unless a verb of its own stands before the figure (和下降5.2%)."""
    if before + 1 >= quantity.start:
        return row.reading
    own = read_kind(scene.clean.shadow, words, before, quantity, quantity.end)
    return own if own.kind == "change" and own.verb is not None else row.reading


def share_modifier(row: Row, quantity: Quantity) -> Quantity:
    """分别不低于5.2亿元和5.8亿元: the modifier is said of every figure."""
    if row.modifier is None or quantity.modifier != "exact":
        return quantity
    return quantity._replace(modifier=row.modifier)


def _named_in_row(told: Told, row: Row, index: int) -> Measure:
    if row.names is not None:
        name = row.names[index]
        kinds = ("share",) if row.points else ()
        return Measure(name, row.left.phrase or row.first.phrase, told.same(name, *kinds), "left-noun")
    if row.bases is not None and row.first.phrase is None:
        base = row.bases[index]
        draft = told.drafts[base]
        held = (draft.fact.place, draft.fact.subject)
        return Measure(draft.indicator or row.first.indicator, None, base, "inherited", held, apart=True)
    return row.first


def _is_bare(scene: Scene, at: At, quantity: Quantity) -> bool:
    """Whether the next figure has no verb of its own: 增长8.1%和7.6% are of two things, 季增8.9%、年增21.5% of one."""
    following = between(scene.quantities, quantity.end, at.clause.end)[:1]
    return bool(following) and _JOINT.fullmatch(scene.clean.shadow, quantity.end, following[0].start) is not None


def _stand_before(scene: Scene, at: At, phrase: Phrase | None, size: int) -> bool:
    """甲产险、乙产险、丙产险|保费收入|5158亿元、3021亿元、1883亿元: as many companies as figures, side by side."""
    if phrase is None or size < _AT_LEAST:
        return False
    named = [n for n in between(scene.named, at.clause.start, phrase.start) if n.type == "company"]
    runs = _runs(scene.clean.shadow, named)
    return bool(runs) and len(runs[-1]) == size and runs[-1][-1].end == phrase.start


_AT_LEAST = 2


def _severally(scene: Scene, at: At, quantity: Quantity) -> bool:
    return _SEVERALLY.search(scene.clean.shadow, at.clause.start, quantity.start) is not None


def _find_holders(scene: Scene, at: At, quantity: Quantity, size: int) -> list[Named] | None:
    """The places or companies of the row, as many as it has figures, from its clause or the one before."""
    begin = max([c.start for c in at.clauses if c.start < at.clause.start], default=at.clause.start)
    before = [n for n in between(scene.named, begin, quantity.start) if n.type in ("place", "company")]
    runs = [run for run in _runs(scene.clean.shadow, before) if not are_partners(scene.clean.shadow, run)]
    return next((run for run in reversed(runs) if len(run) == size and len({n.type for n in run}) == 1), None)


def _runs(shadow: str, named: Sequence[Named]) -> list[list[Named]]:
    """Names joined by 、 and 和, one run after the other."""
    runs: list[list[Named]] = []
    for name in named:
        if runs and _BESIDE.fullmatch(shadow, runs[-1][-1].end, name.start) is not None:
            runs[-1].append(name)
        else:
            runs.append([name])
    return runs


# 路环（91230元）、氹仔（79810元）分别下跌5.3%、6.8%
_BESIDE = regex.compile(r"\s{0,9}(?:[(（][^()（）]{1,24}[)）])?(?:、|和|与|及|以及|[，,])\s*")


def _find_times(scene: Scene, at: At, quantity: Quantity, size: int, *, severally: bool) -> list[TimeExpression] | None:
    """The periods of the row: 2022年、2023年和2024年上半年; 2025年至2027年 only where it is told severally."""
    runs: list[list[TimeExpression]] = []
    for time in between(scene.times, at.sentence.start, quantity.start):
        if time.kind not in ("date", "period", "relative") or time.start_date is None or time.end_date is None:
            continue
        if runs and _JOINT.fullmatch(scene.clean.shadow, runs[-1][-1].end, time.start) is not None:
            runs[-1].append(time)
        else:
            runs.append([time])
    told = [run for run in runs if scene.clean.shadow[run[0].start - 1 : run[0].start] not in _HELD_AGAINST]
    if not severally:
        told = [run for run in told if len(run) > 1 or _LISTED.search(scene.clean.shadow, run[0].start, run[0].end)]
    spread = ([part for time in run for part in _years(time)] for run in reversed(told))
    return next((found for found in spread if len(found) == size), None)


def _years(time: TimeExpression) -> list[TimeExpression]:
    """The years of a span of whole years, else the time itself."""
    first, last = date.fromisoformat(time.start_date or ""), date.fromisoformat(time.end_date or "")
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole or not 0 < last.year - first.year < _MANY_YEARS:
        return [time]
    return [
        replace(time, start_date=f"{year}-01-01", end_date=f"{year}-12-31", edtf=str(year))
        for year in range(first.year, last.year + 1)
    ]


_MANY_YEARS = 8
_LISTED = regex.compile(r"[、和及与]")
_HELD_AGAINST = frozenset("较比与同")  # 较一季度和去年四季度分别提高2.5个、5.7个百分点
