"""Time phrases: tokens joined to points (2024年6月12日14时23分) and points joined to ranges (3月8日至10日).

Nothing is resolved here: a phrase says what stands in the text, whatever the article's date may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from newsextract.measure.calendar import DAYS_AS_LENGTH, JAILED
from newsextract.measure.timetokens import Token, find_tokens, int_of, read_value

_SLOTS = {
    "year": ("ayear", "years", "yearlist", "year", "cyear", "roc", "wroc", "year2", "yearparen", "era", "bce"),
    "part_of_year": ("half", "whalf", "quarter", "wquarter", "quarters", "firstn", "lastn", "months", "season"),
    "month": ("month", "wmonth", "monthoff", "cmonth", "monthparen"),
    "xun": ("xun",),
    "edge": ("edge", "medge", "tail"),
    "nth": ("nth",),
    "date": ("iso", "isohms", "dmy", "mdy", "roc_iso", "monthday", "lunar", "festival", "dayparen", "dpart", "cdpart"),
    "day": ("day", "wday", "days", "dayoff", "dayword", "cday"),
    "weekday": ("weekday",),
    "week": ("week",),
    "part": ("part", "spart"),
    "clock": ("clock", "hour", "wclock", "hms"),
    "century": ("century", "rcentury"),
    "decade": ("decade", "decades", "rocdecade"),
    "alone": ("plan", "span", "offset", "vague", "cperiod"),
}
_SLOT_OF = {kind: slot for slot, kinds in _SLOTS.items() for kind in kinds}
_NEXT: dict[str, frozenset[str]] = {
    "year": frozenset({"part_of_year", "month", "date", "edge", "nth", "alone"}),
    "part_of_year": frozenset({"edge", "nth"}),
    "month": frozenset({"xun", "edge", "day", "nth", "part_of_year"}),
    "week": frozenset({"part", "clock"}),
    "date": frozenset({"weekday", "part", "clock"}),
    "day": frozenset({"weekday", "part", "clock"}),
    "nth": frozenset({"part", "clock"}),
    "weekday": frozenset({"part", "clock"}),
    "part": frozenset({"clock"}),
    "century": frozenset({"decade", "edge"}),
    "decade": frozenset({"edge"}),
}
_RANGE = re.compile(r" ?(?:起至|起到|——|[-–—―~～－─−ー至到]) ?|[和与](?=[^。；;\n]{1,14}?之?间)")
_BETWEEN = re.compile(r"之?间")
_SINCE = re.compile(r"以来|迄今|来(?![自到源年往临电台港澳华陆访韩客宾粤京沪琼])|至今")
# 6月28日入梅以来, 去年12月试运行以来: what began on that day stands between.
_BEGUN_SINCE = re.compile(r"[\u4e00-\u9fff]{2,6}?以来")
_BEGINS = frozenset({"day", "month", "xun", "date", "year", "part_of_year"})
_UNTIL = re.compile(r"截[至止](?:到|至)?(?:目前)?[,， ]?$")
_UNTIL_BEHIND = re.compile(r"为?止(?![跌损血])")
_MONTHS_ENDED = re.compile(
    r"止?的? ?(?:(?P<months>[3-9]|1[0-8]|[三四五六七八九]|十[一二三四五六七八]?) ?个月"
    r"|止(?:财政|会计)?(?P<year>年度|全年|财年)|止?(?P<half>中期)|止(?:的|该)?(?P<half_year>半年度?|半个?财年|上半年)"
    r"|止(?:的|该|财政)?(?P<quarter>季度|第?[一二三四1-4首]季度?))"
)
_WEEKDAY_PAREN = re.compile(r" ?[(（] ?(?:周|星期|礼拜)[一二三四五六日天] ?[)）]")
_ALIAS_YEAR = re.compile(r" ?[(（] ?(?:[12][0-9]{3}|民国 ?[0-9]{1,3}) ?年? ?[)）]")
_DAY_PAREN = re.compile(r" ?[(（] ?(?:[0-9]{1,2}月)?[0-9]{1,2}[日号] ?[)）]")
# What may follow in brackets and says the same: 3月8日（周五）, 2024年（民国113年）, 下周三（11日）.
_PARENS = {"day": _WEEKDAY_PAREN, "date": _WEEKDAY_PAREN, "year": _ALIAS_YEAR, "week": _DAY_PAREN}
_ROUND_YEAR_BEFORE = re.compile(r"(?:近|约|距今|已有|历时|长达|历经|逾|超过|将近|上)$")
_LONG = re.compile(r"[前来间](?!三季|[0-9一两二三四五六七八九十]{1,2}个?[月季])|以上|的?历史|多年|悠久")
_COMPARED = "较比与同由从自超和像"
_NOT_DAY_BEFORE = "第每近满达约共逾仅隔超续长期时前后头首余足个数需留禁牌职限"
# 外交部长25日说, 两国元首27日会谈: people, not lengths.
_PEOPLE_BEFORE = re.compile(
    r"(?:[部省市县局院校会行署厅处司科州议团书事站社所队店馆镇乡村酋首财外防总谋组班船机家检师军旅营区主]长|[元党]首|巨头|[皇王太]后)$"
)
# 總統八日表示: a day of one character, before what somebody did that day.
_DID = re.compile(
    r"表示|指出|宣布|宣佈|电|讯|报道|报导|发表|公布|举行|抵达|会见|会晤|召开|致电|出席|三读|表决|强调|透露|证实|呼吁|说|称|下令|签署|上午|下午|晚|凌晨|清晨|中午|傍晚|深夜"
)
_LENGTH_ENDS = frozenset("留置押期牌职业赛限时达续为约近共逾超过的")
_EDGE_BEFORE = ' \n\t。，,、；;：:（(《“"！!？?】]>'
_CLAUSE_BEFORE = "\n。，,；;！？"
_PREPOSITIONS = "至到在于从自截今昨每逢和及"
_CLOCK_BEHIND = re.compile(r"许|左右|开[始幕赛抢会]|起|至|到|前|后|[-–—~～]|结束|准时|整")
_MONTH_BEHIND = re.compile(r"[,，、。；;]|[至到]|的|起|以[来前后]|之?[前后间中]|中|[-–—~～]|$|\n")
_CLOCK_ALONE = frozenset({"", " ", "\n", ",", "，", ":", "："})
_NOW = frozenset({"现在", "目前", "如今", "当前"})
_GAP_COMMA = frozenset({",", "，", ", ", "， "})


class Point(NamedTuple):
    """A date, period or clock time as it stands; ``slots`` hold its tokens by what they fill."""

    start: int
    end: int
    slots: dict[str, Token]


class Phrase(NamedTuple):
    """A point, or a range of two; with what the words around it say."""

    start: int
    end: int
    first: Point
    last: Point | None
    until: bool
    since: bool
    compared: bool
    months: int  # 截至6月30日止六个月: so many months ended that day


@lru_cache(maxsize=8)
def find_phrases(text: str) -> tuple[Phrase, ...]:
    """The time phrases of the text, sorted and apart. Kept for the last few texts: anchor and times share them."""
    return tuple(_phrases(text, list(_points(text))))


def _points(text: str) -> Iterator[Point]:
    slots: dict[str, Token] = {}
    last, start, end = "", 0, 0
    for token in find_tokens(text):
        if token.start < end:
            continue  # in the brackets that were passed over: 光绪二十六年(1900年)
        if _is_term(text, token):
            continue
        slot = _SLOT_OF[token.kind]
        if slots and slot in _NEXT.get(last, ()) and slot not in slots and _near(text, end, slots, token):
            slots[slot] = token
        else:
            if slots:
                yield Point(start, end, slots)
            slots, start = {slot: token}, token.start
        last, end = slot, _past_paren(text, slot, token.end)
    if slots:
        yield Point(start, end, slots)


def _is_term(text: str, token: Token) -> bool:
    """Whether N年M月 tells how long someone is jailed: 有期徒刑10年6月."""
    if text[token.end - 1] not in "年月" or token.end - token.start > 4:
        return False
    return JAILED.search(text, max(0, token.start - 12), token.start) is not None


def _near(text: str, end: int, slots: dict[str, Token], token: Token) -> bool:
    """Whether the token goes on with the phrase that ended at ``end``."""
    if "month" in slots and _SLOT_OF[token.kind] == "part_of_year" and token.kind not in {"firstn", "lastn"}:
        return False  # 4月前10天, but not 4月一季度
    if token.start == end:
        return not (token.kind == "cperiod" and token.values[0] not in ("same", "year"))
    gap = text[end : token.start]
    if gap in {"约", "大约"}:
        return _SLOT_OF[token.kind] == "clock" and bool(slots.keys() & {"part", "date", "day"})
    if gap in {" ", "的"}:
        return _SLOT_OF[token.kind] not in {"alone"}
    if gap in _GAP_COMMA:
        dated = "year" in slots and slots["year"].kind == "ayear" and len(slots) == 1
        return token.kind == "weekday" or (dated and token.kind in {"month", "monthday", "wmonth"})
    return False


def _past_paren(text: str, slot: str, end: int) -> int:
    """The end behind a weekday or another era's year in brackets: 3月8日（周五）, 2024年（民国113年）."""
    if end >= len(text) or text[end] not in "(（ ":
        return end
    pattern = _PARENS.get(slot)
    return m.end() if pattern and (m := pattern.match(text, end)) else end


def _phrases(text: str, points: list[Point]) -> Iterator[Phrase]:
    at = 0
    while at < len(points):
        first = points[at]
        last = points[at + 1] if at + 1 < len(points) and _is_range(text, first, points[at + 1]) else None
        at += 2 if last else 1
        if last is None and not _stands(text, first):
            continue
        end = _range_end(text, first, last) if last else first.end
        yield _finish(text, first, last, end)


def _is_range(text: str, first: Point, last: Point) -> bool:
    if not 0 < last.start - first.end <= 4:
        return False
    m = _RANGE.match(text, first.end)
    if not m or m.end() != last.start or "alone" in first.slots:
        return False
    if "alone" in last.slots:
        return text[last.start : last.end] in _NOW and "year" not in last.slots
    if m.group()[0] in "和与" and not _BETWEEN.match(text, last.end):
        return False
    return _is_clock(last) or not _is_clock(first) or ("clock" in first.slots and "clock" in last.slots)


def halves(phrase: Phrase) -> list[Phrase]:
    """The two ends of a range as phrases of their own."""
    points = [phrase.first] if phrase.last is None else [phrase.first, phrase.last]
    return [Phrase(p.start, p.end, p, None, phrase.until, False, phrase.compared, 0) for p in points]


def _is_clock(point: Point) -> bool:
    return point.slots.keys() <= {"part", "clock"}


def _range_end(text: str, first: Point, last: Point) -> int:
    between = text[first.end] in "和与" and _BETWEEN.match(text, last.end)
    return between.end() if between else last.end


def _is_compared(before: str) -> bool:
    """Whether a word of comparison stands before a time: 较去年, but not 占比今年."""
    return bool(before) and before[-1] in _COMPARED and not before.endswith(("占比", "配比"))


def _finish(text: str, first: Point, last: Point | None, end: int) -> Phrase:
    before = text[max(0, first.start - 8) : first.start]
    until = bool(_UNTIL.search(before)) or bool(_UNTIL_BEHIND.match(text, end))
    since = bool(m := _SINCE.match(text, end))
    if m and m.group() != "来":
        end = m.end()
    elif not m and last is None and first.slots.keys() & _BEGINS and _BEGUN_SINCE.match(text, end):
        since = True
    months = 0
    if until and last is None and (m := _MONTHS_ENDED.match(text, end)):
        months = int_of(read_value(m["months"])) if m["months"] else 12 if m["year"] else 3 if m["quarter"] else 6
    return Phrase(first.start, end, first, last, until, since, bool(before) and before[-1] in _COMPARED, months)


def _stands(text: str, point: Point) -> bool:
    """Whether a point is a time by itself: weak tokens need a word that says so."""
    slots = point.slots
    if len(slots) > 1:
        return not (set(slots) <= {"nth", "part", "clock"} and "nth" in slots)
    token = next(iter(slots.values()))
    check = _CHECKS.get(token.kind)
    return check is None or check(text, token)


def _before(text: str, at: int) -> str:
    return text[at - 1] if at else "\n"


def _after_edge(text: str, at: int) -> bool:
    return _before(text, at) in _EDGE_BEFORE


def _month_stands(text: str, token: Token) -> bool:
    before = _before(text, token.start)
    if before in _PREPOSITIONS:
        return True
    return before in _CLAUSE_BEFORE or (before in _EDGE_BEFORE and bool(_MONTH_BEHIND.match(text, token.end)))


def _day_stands(text: str, token: Token) -> bool:
    if text[token.end - 1] == "号":
        return False
    if _before(text, token.start) in _NOT_DAY_BEFORE:
        return _PEOPLE_BEFORE.search(text, max(0, token.start - 3), token.start) is not None
    if _before(text, token.start) not in _LENGTH_ENDS:
        return True
    return DAYS_AS_LENGTH.search(text, max(0, token.start - 7), token.start) is None


def _weak_day_stands(text: str, token: Token) -> bool:
    """十七日 like 17日; a bare 三日 is three days as well, unless somebody did something that day."""
    return (token.end - token.start > 2 or bool(_DID.match(text, token.end))) and _day_stands(text, token)


def _clock_stands(text: str, token: Token) -> bool:
    before = _before(text, token.start)
    return (
        (before in _PREPOSITIONS and before not in "和及")
        or bool(_CLOCK_BEHIND.match(text, token.end))
        or (token.end - token.start > 2 and text[token.end : token.end + 1] in {"的", "过"})
        or (_after_edge(text, token.start) and text[token.end : token.end + 1] in _CLOCK_ALONE)
    )


def _year_stands(text: str, token: Token) -> bool:
    year = token.values[0]
    if not isinstance(year, int) or (1600 <= year < 2100 and year % 100):
        return True
    if text[token.end - 1] != "年" or text[token.start] in "公纪西":
        return True
    doubtful = _ROUND_YEAR_BEFORE.search(text[max(0, token.start - 3) : token.start]) or _LONG.match(text, token.end)
    return not doubtful and (year >= 1900 or year > 1000)


def _never(_text: str, _token: Token) -> bool:
    return False


def _bare_quarter(text: str, token: Token) -> bool:
    return text[token.start] not in "QqHh" or text[token.end - 1] == "度"


_CHECKS = {
    "wmonth": _month_stands,
    "day": _day_stands,
    "days": _day_stands,
    "wday": _weak_day_stands,
    "wclock": _clock_stands,
    "hms": _clock_stands,
    "ayear": _year_stands,
    "nth": _never,
    "tail": _never,
    "whalf": _never,
    "wquarter": _bare_quarter,
}
