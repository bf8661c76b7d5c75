"""What the head of a column says of the figures below it: measure, unit, time, basis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, Literal

import regex

from newsextract.assemble.changes import is_compared, read_basis
from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.wording import Wording
from newsextract.measure.quantities import find_quantities
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Basis, Range
from newsextract.resources import read_toml

Role = Literal["label", "unit", "index", "value", "change", "share", "rank", "unclear"]
Rows = Literal["indicator", "thing", "place", "period", "holder"]
Part = Literal["month", "cumulative", "last_year"]

_BRACKET = regex.compile(r"\s?[(（\[【](?P<inner>[^()（）\[\]【】]*)[)）\]】]")
_SIGNED = regex.compile(r"^[±+＋]?[-−－/]?(?=[%％‰])")
_PERCENT_END = regex.compile(r"(?r)[±+＋]?[-−－/]?(?P<unit>[%％‰])")
_SLASH_END = regex.compile(r"(?r)[/／:：](?P<unit>\p{Han}{1,6}(?:[/／]\p{Han}{1,4})?)")
_UNIT_WORD = regex.compile(r"^(?:计量)?单位[:：]?|^按")
_LISTED = regex.compile(r"[、,，;；和及]\s?|\s+")
_CURRENCY_FIRST = regex.compile(r"^(?P<money>人民币|新?台币|港币|港元|澳门币|澳门元|美元)(?P<rest>[十百千万亿兆]*元?)$")
_YEAR = regex.compile(r"(?:19|20)\d\d")
_BLANK = regex.compile(r"[\s(（)）\[\]【】、/／]")
_JOINTS = frozenset("的 份止、,，:：（）()-—")
_LOOSE = frozenset("的份止、,，:：±-—")
_SIGNS = {"−": "-", "－": "-", "–": "-"}
_MARKS = regex.compile(
    r"(?:\s|其中[:：]?|[#＃*＊●■◆▲·•\-—]|[(（][一二三四五六七八九十\d]{1,2}[)）]|[一二三四五六七八九十\d]{1,2}[、.．:：]\s?|[①-⑳])*+"
)


@dataclass(frozen=True, slots=True)
class Column:
    """How the cells of a column, or of a row that names its own measure, are to be read."""

    role: Role
    cell: Range
    rows: Rows | None = None  # of a label: what the rows are
    name: Range | None = None  # the measure that the head itself names
    units: tuple[str, ...] = ()
    rate: bool = False  # in % without saying so
    time: TimeExpression | None = None
    part: Part | None = None
    basis: Basis | None = None
    sign: int = 1
    scope: Range | None = None
    growth: bool = False  # a rank of growth, not of the level
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Lexis:
    """The words of ``patterns/tables.toml``, compiled. Those named ``*_end`` are reversed."""

    rows: dict[str, Rows]
    unit: frozenset[str]
    index: frozenset[str]
    generic: frozenset[str]
    parts: dict[str, Part]
    planned: frozenset[str]
    measure_end: regex.Pattern[str]
    rate_end: regex.Pattern[str]
    growth_end: regex.Pattern[str]
    growth: regex.Pattern[str]  # right behind a measure
    growth_rates: frozenset[str]
    falls: frozenset[str]
    basis_end: regex.Pattern[str]
    share_end: regex.Pattern[str]
    rank_end: regex.Pattern[str]
    scope: regex.Pattern[str]
    totals: frozenset[str]
    place_totals: frozenset[str]
    of_product: frozenset[str]
    product_ending: str
    title: frozenset[str]


def _words(words: Iterable[str]) -> str:
    return "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


@cache
def load_lexis() -> Lexis:
    """The words that head columns."""
    data: dict[str, Any] = read_toml("patterns/tables.toml")
    value, change, rank = data["value"], data["change"], data["rank"]
    growth = change["rates"] + change["moves"] + change["falls"]
    share = _words(data["share"]["nouns"])
    over = r"占(?P<whole>[^占]{1,16}?)的?(?:比重|比例|比率|份额|百分比|比)?"
    return Lexis(
        rows={word: kind for kind, words in data["rows"].items() for word in words},
        unit=frozenset(data["columns"]["unit"]),
        index=frozenset(data["columns"]["index"]),
        generic=frozenset(value["generic"]),
        parts={word: part for part in ("month", "cumulative", "last_year") for word in value[part]},
        planned=frozenset(value["planned"]),
        measure_end=regex.compile(f"(?r)(?:{_words(value['measure_ends'])})"),
        rate_end=regex.compile(f"(?r)(?:{_words(data['rate']['ends'])})"),
        growth_end=regex.compile(f"(?r)(?P<noun>{_words(growth)})[±]?"),
        growth=regex.compile(f"的?(?:同比|环比|实际|名义)?(?:{_words(growth)})"),
        growth_rates=frozenset(change["rates"]),
        falls=frozenset(change["falls"]),
        basis_end=regex.compile(f"(?r)(?:{_words(change['basis'])})"),
        share_end=regex.compile(f"(?:{share})$|{over}$"),
        rank_end=regex.compile(f"(?r)(?:{_words(rank['nouns'])})"),
        scope=regex.compile(f"(?P<in>在|居)?(?P<scope>{_words(rank['scopes'])})"),
        totals=frozenset(data["total"]["words"]),
        place_totals=frozenset(data["total"]["places"]),
        of_product=frozenset(data["parts"]["of_product"]),
        product_ending=data["parts"]["ending"],
        title=frozenset(data["title"]["measures"]),
    )


def plain(text: str) -> str:
    """A head or label without blanks and brackets, as the lists have it."""
    return _BLANK.sub("", text)


def measure(number: str, unit: str) -> Quantity | None:
    """The number with its unit as one quantity (``76.84`` in ``万吨``), or None where they make none."""
    number = "".join(_SIGNS.get(c, c) for c in number.strip()).lstrip("+＋").replace(" ", "")
    first = _CURRENCY_FIRST.match(unit)
    if first is not None and first["rest"]:
        unit = first["rest"].removesuffix("元") + (
            first["money"] if first["money"][-1] == "元" else "元" + first["money"]
        )
        if first["money"][-1] != "元":
            return _whole(first["money"] + number + first["rest"])
    return _whole(number + unit.replace("％", "%"))


def _whole(text: str) -> Quantity | None:
    found, _ = find_quantities(text)
    if len(found) != 1 or found[0].start != 0 or found[0].end != len(text):
        return None
    return found[0] if found[0].value is not None and found[0].kind != "number" else None


@lru_cache(maxsize=1024)  # bounded: what stands in tables has no end
def is_unit(text: str) -> bool:
    """Whether a string is a unit that a column may be in: 亿元, %, 万吨, 元/人."""
    if not text or len(text) > 12 or text[0].isdigit():
        return False
    found = measure("12", text)
    return found is not None and found.kind in ("amount", "percent", "points")


def read_units(text: str) -> tuple[str, ...]:
    """The units of a bracket or of a line 单位: 亿元、%; () where something else is said."""
    text = _UNIT_WORD.sub("", text.strip())
    parts = [_SIGNED.sub("", part) for part in _LISTED.split(text) if part]
    return tuple(parts) if all(map(is_unit, parts)) and not _DIVISIONS.issuperset(parts) else ()


_DIVISIONS = frozenset("省市县区镇乡村")  # the head of the rows, though they are counted too


@dataclass(frozen=True, slots=True)
class _Head:
    """The words of a head as they are taken apart: [start, end) is what is left."""

    start: int
    end: int
    units: tuple[str, ...] = ()
    time: TimeExpression | None = None


def read_column(scene: Scene, words: Wording, cell: Range) -> Column:
    """The column below the head ``cell``."""
    shadow, lexis = scene.clean.shadow, load_lexis()
    whole = plain(shadow[cell.start : cell.end])
    head = _cut_unit(shadow, cell.start, cell.end)
    name = plain(shadow[head.start : head.end])
    rows = lexis.rows.get(name) or lexis.rows.get(whole)
    if rows is not None:
        return Column("label", cell, rows)
    if name in lexis.unit:
        return Column("unit", cell)
    if name in lexis.index:
        return Column("index", cell)
    head = _cut_time(scene, head)
    found = (
        _read_rank(scene, lexis, cell, head)
        or _read_change(scene, words, lexis, cell, head)
        or _read_share(scene, lexis, cell, head)
        or _read_value(scene, lexis, cell, head)
    )
    return replace(found, units=head.units, time=head.time) if found is not None else Column("unclear", cell)


def read_label(scene: Scene, words: Wording, cell: Range) -> tuple[Range, Column | None]:
    """The name of a row without its marks, and how its figures are to be read where it says so itself
    (地区生产总值增速(%)); its unit, if any, is in the Column."""
    shadow, lexis = scene.clean.shadow, load_lexis()
    marks = _MARKS.match(shadow, cell.start, cell.end)
    start = marks.end() if marks is not None and marks.end() < cell.end else cell.start
    head = _cut_unit(shadow, start, cell.end)
    timed = _cut_time(scene, head)
    own = _read_change(scene, words, lexis, cell, timed) or _read_share(scene, lexis, cell, timed)
    if own is not None and own.name is not None:
        return own.name, replace(own, units=head.units, time=timed.time)
    label = Range(timed.start, timed.end) if timed.end > timed.start else Range(head.start, head.end)
    told = head.units or (timed.time is not None and timed.end > timed.start)
    return label, Column("value", cell, units=head.units, time=timed.time) if told else None


def _cut_unit(shadow: str, start: int, end: int) -> _Head:
    """The head without the unit behind it and without brackets that say nothing of the measure."""
    units: tuple[str, ...] = ()
    while (bracket := _last_bracket(shadow, start, end)) is not None:
        inner = bracket["inner"]
        found = read_units(inner)
        if not found and is_known_indicator(plain(shadow[start:end])):
            break  # 地区生产总值(GDP)
        if (
            not found
            and "=100" not in inner
            and (_BRACKET_KEPT.search(inner) or load_lexis().growth_end.match(shadow, start, end))
        ):
            break  # 进口(一般贸易), 增(减)
        units, end = units or found, bracket.start()
    for pattern in (_PERCENT_END, _SLASH_END):
        tail = pattern.match(shadow, start, end)
        if not units and tail is not None and is_unit(tail["unit"]):
            units, end = (tail["unit"],), tail.start()
    return _Head(start, _strip_end(shadow, start, end), units)


# Brackets that change what is measured.
_BRACKET_KEPT = regex.compile(r"\p{Han}{2}")


def _last_bracket(shadow: str, start: int, end: int) -> regex.Match[str] | None:
    if end <= start or shadow[end - 1] not in ")）]】":
        return None
    found = list(_BRACKET.finditer(shadow, start, end))
    return found[-1] if found and found[-1].end() == end and found[-1].start() > start else None


def _strip_end(shadow: str, start: int, end: int) -> int:
    while end > start and (shadow[end - 1].isspace() or shadow[end - 1] in _LOOSE):
        end -= 1
    return end


def _cut_time(scene: Scene, head: _Head) -> _Head:
    """The head without a period at either end: 2023年GDP, 产量1-6月."""
    shadow = scene.clean.shadow
    if _YEAR.fullmatch(shadow, head.start, head.end):
        return _Head(head.end, head.end, head.units, year_time(shadow, head.start, head.end))
    for time in between(scene.times, head.start, head.end):
        if not is_period(time) or is_compared(shadow, time) or shadow[time.start : time.end] in load_lexis().parts:
            continue
        if time.start == head.start:
            return _Head(_skip_joints(shadow, time.end, head.end), head.end, head.units, time)
        if time.end == head.end:
            return _Head(head.start, _strip_end(shadow, head.start, time.start), head.units, time)
    return head


def _skip_joints(shadow: str, start: int, end: int) -> int:
    while start < end and shadow[start] in _JOINTS:
        start += 1
    return start


def is_period(time: TimeExpression) -> bool:
    """Whether a time can be what a column or row of figures covers."""
    known = time.start_date is not None and time.end_date is not None
    return known and not time.same_period and time.kind in ("date", "period", "relative") and time.clock is None


def year_time(shadow: str, start: int, end: int) -> TimeExpression:
    """A bare year that heads a column or a row."""
    year = shadow[start:end]
    return TimeExpression(start, end, year, f"{year}-01-01", f"{year}-12-31", None, False, "date", "year")


def _read_rank(scene: Scene, lexis: Lexis, cell: Range, head: _Head) -> Column | None:
    shadow = scene.clean.shadow
    noun = lexis.rank_end.match(shadow, head.start, head.end)
    if noun is None:
        return None
    start, end = head.start, noun.start()
    scope = lexis.scope.match(shadow, start, end)
    start = scope.end() if scope is not None else start
    growth = lexis.growth_end.match(shadow, start, end)
    name = plain(shadow[start:end])
    if name and growth is None and name not in lexis.generic and not _is_measure(lexis, name):
        return None
    own = Range(start, end) if name and growth is None and name not in lexis.generic else None
    within = Range(*scope.span("scope")) if scope is not None else None
    return Column("rank", cell, name=own, scope=within, growth=growth is not None)


def _read_change(scene: Scene, words: Wording, lexis: Lexis, cell: Range, head: _Head) -> Column | None:
    """增长, 同比±, GDP增速: what grew is named before, or by the row or the column to the left."""
    shadow = scene.clean.shadow
    noun = lexis.growth_end.match(shadow, head.start, head.end)
    end = noun.start() if noun is not None else head.end
    basis = lexis.basis_end.match(shadow, head.start, end)
    if noun is None and basis is None:
        return None
    end = _strip_end(shadow, head.start, basis.start() if basis is not None else end)
    said = noun["noun"] if noun is not None else ""
    left = _read_value(scene, lexis, cell, replace(head, end=end)) if end > head.start else Column("value", cell)
    if left is None:
        if noun is None or end - head.start < 2:
            return None
        left = Column("value", cell, name=Range(head.start, end))
    times = between(scene.times, head.start, head.end)
    grain = head.time.grain if head.time is not None else None
    begins = head.time.start_date if head.time is not None else None
    against = read_basis(shadow, words, head.start, head.end, times, grain, begins) or _plain_basis(shadow, basis)
    sign, rate = -1 if said in lexis.falls else 1, said in lexis.growth_rates
    return replace(left, role="change", basis=against, sign=sign, rate=rate)


def _plain_basis(shadow: str, basis: regex.Match[str] | None) -> Basis | None:
    """与去年同期比 and 同期相比 speak of the year before."""
    return "year_on_year" if basis is not None and "同期" in basis.group() else None


def _read_share(scene: Scene, lexis: Lexis, cell: Range, head: _Head) -> Column | None:
    shadow = scene.clean.shadow
    match = lexis.share_end.search(shadow, head.start, head.end)
    if match is None:
        return None
    end = _strip_end(shadow, head.start, match.start())
    whole = Range(*match.span("whole")) if match["whole"] else None
    return Column("share", cell, name=Range(head.start, end) if end > head.start else None, scope=whole, rate=True)


def _read_value(scene: Scene, lexis: Lexis, cell: Range, head: _Head) -> Column | None:
    """绝对值, 累计, 产量, 2023年: so much of what the row names, or of a measure of its own."""
    name = plain(scene.clean.shadow[head.start : head.end])
    if not name:
        return Column("value", cell)
    if name in lexis.parts:
        return Column("value", cell, part=lexis.parts[name])
    if name in lexis.planned:
        return Column("value", cell, planned=True)
    if name in lexis.generic:
        return Column("value", cell)
    for prefix in sorted(lexis.parts, key=len, reverse=True):
        if name.startswith(prefix) and _is_measure(lexis, name[len(prefix) :]):
            cut = scene.clean.shadow.find(name[len(prefix)], head.start + len(prefix), head.end)
            return Column("value", cell, name=Range(cut, head.end), part=lexis.parts[prefix]) if cut > 0 else None
    return Column("value", cell, name=Range(head.start, head.end)) if _is_measure(lexis, name) else None


def is_rate(name: str) -> bool:
    """Whether a name is that of a level in %: 失业率, 预算达成率."""
    return load_lexis().rate_end.match(name, 0, len(name)) is not None


def _is_measure(lexis: Lexis, name: str) -> bool:
    return bool(name) and is_measure(name, lexis)


def is_measure(name: str, lexis: Lexis | None = None) -> bool:
    """Whether a name is that of a measure (产量, 营业收入) and not of a thing (小麦, 住宅)."""
    lexis = lexis or load_lexis()
    end = len(name)
    return (
        is_known_indicator(name)
        or lexis.measure_end.match(name, 0, end) is not None
        or lexis.rate_end.match(name, 0, end) is not None
    )


def find_base(columns: Sequence[Column], index: int, shadow: str) -> int | None:
    """The column that a change, share or rank speaks of, to the left of it; None where there is none.

    Raises LookupError where more than one is meant as likely.
    """
    column = columns[index]
    levels = [i for i in range(index) if _is_level(columns[i])]
    changes = [i for i in range(index) if columns[i].role == "change"]
    if column.role == "rank" and column.growth:
        return changes[-1] if changes else None
    if column.name is not None:
        own = _name_of(columns[index], shadow)
        return next((i for i in reversed(levels) if _name_of(columns[i], shadow) == own), None)
    if column.role == "rank":
        if index - 1 in levels or (index - 1 in changes and not levels):
            return index - 1
        ahead = [i for i in range(index, len(columns)) if _is_level(columns[i])]
        if not levels and not changes and len(ahead) == 1:
            return ahead[0]  # 排名, 城市, GDP
        raise LookupError("a rank of the level or of its growth")
    group = _nearest_group(columns, levels)
    if column.part is not None:
        group = [i for i in group if columns[i].part == column.part]
    if len({_name_of(columns[i], shadow) for i in group}) > 1:
        raise LookupError("a change of either measure")
    return max(group, key=lambda i: (_end_of(columns[i]), i), default=None)


def _is_level(column: Column) -> bool:
    return column.role == "value" and column.part != "last_year" and not column.planned


def _nearest_group(columns: Sequence[Column], levels: Sequence[int]) -> list[int]:
    """The last levels that stand side by side."""
    group: list[int] = []
    for i in reversed(levels):
        if group and any(columns[j].role != "value" for j in range(i + 1, group[-1])):
            break
        group.append(i)
    return group


def _name_of(column: Column, shadow: str) -> str:
    return plain(shadow[column.name.start : column.name.end]) if column.name is not None else ""


def _end_of(column: Column) -> str:
    return (column.time.end_date or "") if column.time is not None else ""


def infer_rows(kinds: Sequence[str | None], lexis_rows: Rows | None) -> Rows | None:
    """What rows are, from what most of their labels are (place, company, …), where the head does not tell."""
    if lexis_rows is not None:
        return lexis_rows
    for kind, rows in _OF_KIND:
        if kinds and 3 * sum(1 for k in kinds if k == kind) >= 2 * len(kinds):
            return rows
    return None


_OF_KIND: tuple[tuple[str, Rows], ...] = (
    ("place", "place"),
    ("period", "period"),
    ("company", "holder"),
    ("organization", "holder"),
    ("person", "holder"),
)
