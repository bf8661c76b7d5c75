"""Ranks: 第4位, 第二等次, 前三名, 居全国第一, 首位. Ordinals of articles, meetings and industries are none."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import regex

from newsextract.measure.numerals import RUN, parse_unsigned
from newsextract.record import Modifier, Range

_RUN = regex.compile(RUN)
# Verbs of standing; the window they stand in never leaves the clause.
_STANDING = regex.compile(
    r"(?:[居列排占]|位[居列于]|跃升|升至|升到|跃至|升为|降至|跌至|退至|夺[得取]?|荣获|获得?|赢得|取得|斩获|拿下|摘得|名次|成绩|总分|得分"
    r"|进入|跻身|挺进|闯入|冲进|打入|晋级|入围|挤进|杀入)"
    r"[^，。；：,;:！？!?、]{0,12}$"
)
_WORLD = regex.compile(
    r"(?:全球|世界|全国|我国|中国|亚洲|欧洲|美国|全省|全市|全县|国内|区域|东盟|欧盟|内地|大陆|港澳|两岸|国际|行业|全州|全区|全镇|全校|全港|全台|全澳)(?:的)?$"
)
# 创历年同月第3高, 为历来第二高的一年
_RECORD = regex.compile(r"(?:历[年来史]|同[期月]|今年|年内|单[月季日]|史上|以来|有统计以来|全[国球台港澳省市])(?:的)?$")
_HIGH = ("高", "低", "多", "少", "大")
_GRADE = regex.compile(r"(?P<grade>位(?!数|于)|名(?!单|义|录|额)|等次|等级|等奖|梯队|档次|名次)")
_SIZE = regex.compile(r"大(?=[经济产贸出进市投能消石铁汽制煤港城客粮农油气国体来目合对债旅手电生供])")
_RANGE = regex.compile(r"(?:至|到|[-~～—–])第?")
_ENDS = regex.compile(r"[，。；：、,;:.!！?？）)】」』”’\"\s的和及与并且]|$")
_TOP = regex.compile(r"(?:名|位|强|甲|大)")
_LISTED = regex.compile(r"大(?:无限售|流通|客户|供应商|股东|重仓)")
_TOP_PERIOD = regex.compile(r"(?:个)?(?:季度|月|年|天|日|周|星期|小时|分钟|届|次|轮|期|批|场|节|局|章|款|排)")
_CLAUSE = 16


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in an order; ``reason`` is set instead where the ordinal is no rank."""

    start: int
    end: int
    number: Range
    value: Decimal | None
    modifier: Modifier = "exact"
    low: Decimal | None = None
    high: Decimal | None = None
    unit_span: Range | None = None
    rule: str = "rank"
    reason: str = ""


def _stands(text: str, at: int) -> bool:
    return _STANDING.search(text[max(0, at - _CLAUSE) : at]) is not None


def read_ordinal(text: str, number: int) -> Rank:
    """What 第 with the numeral at ``number`` means."""
    start = number - 1
    match = _RUN.match(text, number)
    value = parse_unsigned(match.group()) if match else None
    if match is None or value is None:
        return Rank(start, number + 1, Range(number, number + 1), None, reason="ordinal")
    span, end = Range(number, match.end()), match.end()
    bottom = text.startswith("倒数", start - 2)
    first = start - 2 if bottom else start
    stands = _stands(text, first)
    if (link := _RANGE.match(text, end)) and (stands or _GRADE.search(text, end, end + 8)):
        other = _RUN.match(text, link.end())
        high = parse_unsigned(other.group()) if other else None
        grade = _GRADE.match(text, other.end()) if other else None
        if other is not None and high is not None and high > value and grade:
            return Rank(
                first,
                grade.end(),
                Range(number, other.end()),
                None,
                "range",
                value,
                high,
                Range(grade.start(), grade.end()),
            )
    grade = _GRADE.match(text, end)
    rule = "rank_bottom" if bottom else "rank"
    if grade and (
        stands or bottom or grade["grade"] == "等次" or (grade["grade"] in "位名" and _ENDS.match(text, grade.end()))
    ):
        return Rank(first, grade.end(), span, value, unit_span=Range(grade.start(), grade.end()), rule=rule)
    if text[end : end + 1] in _HIGH and _RECORD.search(text, max(0, start - 8), start) and _ENDS.match(text, end + 1):
        return Rank(first, end + 1, span, value, unit_span=Range(end, end + 1), rule="rank")
    world = _WORLD.search(text[max(0, start - 8) : start])
    if (stands or bottom or world) and _ENDS.match(text, end) and not grade:
        return Rank(first, end, span, value, rule=rule)
    if (size := _SIZE.match(text, end)) and (stands or world):
        return Rank(first, size.end(), span, value, unit_span=Range(end, size.end()), rule="rank_size")
    return Rank(start, end, span, None, reason="ordinal")


_ORDINALS = regex.compile(r"第(?:[0-9]+|[一二三四五六七八九十]+)(?:、(?:[0-9]+|[一二三四五六七八九十]+))*、$")
_LAST = regex.compile(r"(?:排名?|[位名]列|[位]居|列|居)(?:在|于)?(?:全[国省市区县州])?[的]?(?:倒数|最)?后$")
_AT_END = regex.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[位名](?!\p{Han}{0,2}[员生者手客])")


def continues_ordinals(text: str, number: int) -> bool:
    """Whether a numeral continues a list of ordinals (第3、|5名) or tells the places at the end (排在后|三位)."""
    if text[number - 1] == "后":
        return _AT_END.match(text, number) is not None and _LAST.search(text, max(0, number - 12), number) is not None
    return _ORDINALS.search(text, max(0, number - 16), number) is not None


def read_top(text: str, number: int) -> Rank | None:
    """What 前 with the numeral at ``number`` means: 前三名, 跻身前十; None where it is neither a rank nor a period."""
    start = number - 1
    match = _RUN.match(text, number)
    value = parse_unsigned(match.group()) if match else None
    if match is None or value is None:
        return None
    end, span = match.end(), Range(number, match.end())
    if _TOP_PERIOD.match(text, end):
        return Rank(start, end, span, None, reason="period")
    top = _TOP.match(text, end)
    if top and _LISTED.match(text, end):
        return Rank(start, end, span, None, reason="series")
    if top:
        return Rank(start, top.end(), span, value, "at_most", unit_span=Range(end, top.end()), rule="rank_top")
    if _stands(text, start) and (_ENDS.match(text, end) or text.startswith("之列", end)):
        return Rank(start, end, span, value, "at_most", rule="rank_top")
    return None


def read_first(start: int, end: int) -> Rank:
    """首位, 榜首, 居首."""
    return Rank(start, end, Range(start, end), Decimal(1), rule="rank_first")
