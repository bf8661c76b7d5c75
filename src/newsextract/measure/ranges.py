"""Ranges: 360亿至400亿元, 3至5万, 两成到两成五, 20%~30%, 零下3到5度."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from newsextract.measure.amounts import ONE, TEN, Amount, read_amount
from newsextract.measure.numerals import EXACT
from newsextract.measure.units import find_currency_before

_LINKS = frozenset(" 至到~～—–-－―─或和与(（")  # what a connector may begin with
_CONNECTOR = re.compile(
    r"(?>(?:[（(](?:不?含)[）)])?) ?"
    r"(?:至|到|~|～|—{1,2}|–{1,2}|-{1,2}|－|―{1,2}|─{1,2}|和|与|或(?=[一两二三四五六七八九十])) ?"
    r"(?=[0-9一二两三四五六七八九十百零负\-$￥¥近约])"
)
_PER = re.compile(r"/[一-龥A-Za-z㎡]{1,4}(?=[至到~～—–\-－])")  # 16.26元/股至16.42元/股
_FAR = 8  # the level that was reached is many times the change that led there
_CHANGED = re.compile(
    r"(?:增加|减少|上升|下降|上涨|下跌|增长|回落|上调|下调|提高|扩大|收窄|[增减升降涨跌])了?[约近逾超过]{0,3}$"
)
_DATE_TAIL = frozenset("月日号时点")


@dataclass(slots=True)
class Bounds:
    """Both ends of an amount or range, before modifiers; for a single amount both are the same."""

    first: Amount
    last: Amount
    low: Decimal | None
    high: Decimal | None


def read_range(text: str, first: Amount) -> Bounds:
    """The range that ``first`` begins, or ``first`` alone."""
    single = Bounds(first, first, first.low, first.high)
    if text[first.end : first.end + 1] == "、":
        return _neighbours(text, first) or single
    per = _PER.match(text, first.end)
    end = per.end() if per else first.end
    if text[end : end + 1] not in _LINKS or end >= len(text) or first.value is None or first.fuzz:
        return single
    link = _CONNECTOR.match(text, end)
    if link is None:
        return single
    last = _right_end(text, first, link.end(), link.group())
    if last is None or _changed_to(text, first, last, link.group()):
        return single
    if per and not text.startswith(per.group(), last.end):
        return single
    return (None if _moves_to(text, first, last) else _joined(first, last)) or single


def _changed_to(text: str, first: Amount, last: Amount, link: str) -> bool:
    """减少约4,100人至369.3万人: by how much, and to what; no range."""
    if link.strip() not in {"至", "到"} or first.unit is None or last.unit is None or not first.value:
        return False
    far = last.value is not None and abs(last.value) >= _FAR * abs(first.value)
    return far and _CHANGED.search(text, max(0, first.start - 8), first.start) is not None


_EACH = re.compile(r"分别|依次|各[为有是达]?|第")  # the numbers of a list: 分别为5、6人, 第3、4名
_NUMBERED = frozenset("楼层排版组班栋幢期届章条款项号线环审")  # what is numbered rather than counted
_LONE = re.compile(r"[2-9二两三四五六七八九]")


def _neighbours(text: str, first: Amount) -> Bounds | None:
    """两、三天, 5、6个人, 三、四十人: a range of two numerals that follow each other, before one unit."""
    if not _LONE.fullmatch(first.run) or first.value is None or text[first.start - 1 : first.start] == "、":
        return None
    last = read_amount(text, first.end + 1)
    if last is None or last.value is None or last.unit is None or last.fuzz or last.unit.spelling in _NUMBERED:
        return None
    if not last.unit.spelling or _EACH.search(text, max(0, first.start - 12), first.start):
        return None
    step = EXACT.divide(last.value, first.value + 1)
    if step not in _STEPS or (step not in (ONE, last.scale) and not last.chinese):
        return None
    return Bounds(first, last, EXACT.multiply(first.value, step), last.value)


_STEPS = frozenset(Decimal(10) ** power for power in (0, 1, 2, 3, 4, 5, 6, 7, 8, 12))


def _right_end(text: str, first: Amount, at: int, link: str) -> Amount | None:
    negative = text[at] in "-负"
    if text[at] in "$￥¥近约-负":
        at += 1
    last = read_amount(text, at) if at < len(text) else None
    if last is None or last.value is None:
        return None
    if negative:
        last.value = EXACT.minus(last.value)
    if link.strip() in {"和", "与"} and not text.startswith("之间", last.end):
        return None  # 20万和30万元之间 is a range, 20万和30万元 are two amounts
    if "或" in link and (first.unit or not last.unit or first.scaled):
        return None
    if last.unit is None and not first.percent:
        if text[last.end : last.end + 1] in _DATE_TAIL:
            return None
        if "-" in link and not (last.scaled or first.scaled or find_currency_before(text, first.start)):
            return None
    return last


def _inherited(first: Amount, last: Amount) -> Decimal:
    """What the left end takes over from the right one: 3至5万, 七千到九千亿, 两到三百."""
    if first.value is None or last.value is None or last.scale == ONE or first.unit is not None or first.scaled:
        return ONE
    return last.scale if abs(first.value) < last.value / last.scale else ONE


def _low(first: Amount, last: Amount) -> Decimal | None:
    """The left end in the unit of the right one, or None where the two do not go together."""
    assert first.value is not None
    low = EXACT.multiply(first.value, _inherited(first, last))
    a, b = first.unit, last.unit
    if a is None:
        tenths = last.rule == "tenths" or (last.rule == "discount" and low < TEN)
        return EXACT.multiply(low, TEN) if tenths else low
    if b is None or a.code == b.code:
        return low
    if a.dimension != b.dimension or not a.factor or not b.factor or a.dimension in {"count", "ratio", "money"}:
        return None
    return EXACT.divide(EXACT.multiply(low, a.factor), b.factor)


_MOVED = re.compile(r"(?:增加?|减少?|上升|下降|缩短|延长|增长|升|跌|降|涨|回升|回落|扩大|收窄)了?约?$")
_FAR_APART = 4


def _moves_to(text: str, first: Amount, last: Amount) -> bool:
    """缩短0.1日至1.1日: by how much and to what, no range."""
    if first.value is None or last.value is None or first.percent or first.unit is None:
        return False
    moved = _MOVED.search(text, max(0, first.start - 4), first.start)
    return moved is not None and last.value > _FAR_APART * first.value > 0


def _joined(first: Amount, last: Amount) -> Bounds | None:
    """Both ends as one range, or None where they are two numbers."""
    if last.unit is None and first.unit is not None:
        if first.rule != "fraction" or last.scaled:
            return None
        last.unit = first.unit
    low, high = _low(first, last), last.value
    if low is None or high is None or low >= high:
        return None
    return Bounds(first, last, low, high)
