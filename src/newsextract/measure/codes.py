"""Digits that are no quantity by their shape and neighbours: models, codes, telephones, years, list heads."""

from __future__ import annotations

import re
from functools import cache

from newsextract.measure.amounts import Amount
from newsextract.measure.contexts import find_context
from newsextract.measure.units import Unit, find_currency_before, find_unit

PHONE = re.compile(
    r"(?<![0-9.,])(?:(?:0[0-9]{1,3}|[48]00)[- ]?[0-9]{3,4}[- ]?[0-9]{3,4}|[2-9][0-9]{3} [0-9]{4}|1[3-9][0-9]{9}"
    r"|0[0-9]{2,3}[- ][0-9]{7,8})(?:-[0-9]{1,4})?"
    r"(?![0-9]|[.,][0-9]|[%年月万亿元人吨股]|[美港欧日澳]元|[平立]方|千[瓦克]|公[里斤顷])"
)
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9]{2}")
_TERM = re.compile(r"(?:[命期限刑役达满约近超逾过长时]|年龄|过去|历史)[为达约近超逾]{0,3}$")
_LINK = re.compile(r" ?(?:至|到|[-–—~～]{1,2}) ?[0-9]{3,6}(?:\.[0-9]+)? ?")
# A row of numbers that share the unit of the last: 1200、1500和1800人.
_ROW = re.compile(r"(?: ?[、和与] ?[0-9]{1,6}(?:\.[0-9]+)?(?![0-9年.])){1,60}(?= ?[^、和与\s年月日,，。;；)）])")
_CODE_LEFT = frozenset("-.:+_@#＃&=/\\")
_TENSE = ("以", "的", "历", "来", "左", "使", "期", "寿", "后", "前", "租", "产", "不", "之", "合", "生", "间")
_EACH = re.compile(r"每[A-Za-z]{1,5}$")  # 每GB3.2元
_COMPARED = re.compile(r"(?:yoy|YoY|YOY|qoq|QoQ|QOQ|mom|MoM|MOM) ?[+-]$")  # yoy+18.1%
_SHORT = frozenset({"h", "min", "s", "15.min"})
_MEASURED = frozenset({"measure"})
# Behind the unit too a word may say that the whole is something else: 三年期, 200米自由泳, 62公斤级.
_BEHIND_UNIT = {"duration": frozenset({"duration"}), "length": _MEASURED, "mass": _MEASURED}


@cache
def _traits(chinese: bool, bare: bool, duration: str) -> frozenset[str]:
    """What a number is for the contexts; ``duration`` is empty, short or long."""
    kinds = {"": [], "short": ["duration"], "long": ["duration", "days"]}[duration]
    return frozenset(["any", "chinese" if chinese else "arabic", *(["bare"] if bare else []), *kinds])


def foreign_reason(text: str, amount: Amount) -> str:
    """Why the number belongs to a code, a name or a date, told by its neighbours; empty where it does not."""
    unit = amount.unit
    if not amount.chinese and (reason := _arabic_reason(text, amount)):
        return reason
    length = "" if unit is None or unit.dimension != "duration" else "short" if unit.code in _SHORT else "long"
    traits = _traits(amount.chinese, unit is None, length)
    context = find_context(text, amount.start, amount.digits_end, traits)
    if context is None and unit is not None and (behind := _BEHIND_UNIT.get(unit.dimension)):
        context = find_context(text, amount.start, amount.end, behind if behind is _MEASURED else traits)
    if context is not None:
        return context.reason
    if unit is not None and unit.code == "a" and _year_like(text, amount):
        return "date or time"
    if unit is not None and unit.code == "级" and _YEAR.fullmatch(amount.run):
        return "year"
    return ""


def _arabic_reason(text: str, amount: Amount) -> str:
    start, end = amount.start, amount.end
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before and before.isascii():
        if before.isalpha() and find_currency_before(text, start) is None and not _EACH.search(text, start - 6, start):
            return "model or code"
        if before in _CODE_LEFT and _joins_code(text, start):
            return "model or code"
    if amount.unit is not None:
        return ""
    if after and after.isascii() and (after.isalpha() or after in "_@\\") and not amount.fuzz:
        return "model or code"
    return _bare_reason(text, amount, before, after)


def is_dash(text: str, start: int, unit: Unit | None) -> bool:
    """，-10多名学生受伤: whether the sign is a mark between clauses, for nobody counts below zero."""
    if unit is None or unit.dimension != "count" or text[start - 1 : start] not in ("-", "−", "－"):
        return False
    return start == 1 or text[start - 2] in ",，。;；、\n "


def says_change(text: str, start: int) -> bool:
    """yoy+18.1%: whether the sign before the number stands behind Latin letters that say what it is held against."""
    return text[start - 1] in "+-" and _COMPARED.search(text, max(0, start - 5), start) is not None


def _joins_code(text: str, start: int) -> bool:
    """Is the punctuation in front of the digits part of a code (SC-120, 2.2.2, K1892+300), not a sign or a dash?"""
    before, left = text[start - 1], text[start - 2 : start - 1] if start > 1 else ""
    if says_change(text, start):
        return False
    if before == "-" and left == "-":
        left = text[start - 3 : start - 2] if start > 2 else ""
    if before in ":=":
        return left.isascii() and left.isdigit()
    return left.isascii() and left.isalnum()


def _bare_reason(text: str, amount: Amount, before: str, after: str) -> str:
    run, start, end = amount.run, amount.start, amount.end
    digits = run.isdigit()
    if digits and ((len(run) > 1 and run[0] == "0") or len(run) >= 9):
        return "code"
    if before and before in "(（" and digits and ((after in ")）" and len(run) in {4, 5, 6}) or after == "."):
        return "code"
    if after and after in ".:" and text[end + 1 : end + 2].isdigit():
        return "code"
    if digits and len(run) > 2 and _ROW.match(text, end):
        return ""
    if after and after in ".、)）．" and len(run) <= 2 and (not start or before in "\n(（ \t;；。:："):
        return "enumeration"
    if digits and len(run) == 4 and _YEAR.fullmatch(run) and not _begins_range(text, end):
        return "year"
    return ""


def _begins_range(text: str, end: int) -> bool:
    """1500至1700毫升: what looks like a year is an end of a range with a unit."""
    link = _LINK.match(text, end)
    unit = find_unit(text, link.end()) if link else None
    return unit is not None and unit.code != "a"


def _year_like(text: str, amount: Amount) -> bool:
    """2021年, 98年, 113年, 二〇二四年 are dates; 2000多年, 70年以上, 98年历史 are durations."""
    run = amount.run
    if amount.fuzz or amount.end - amount.digits_end > 1:
        return False
    if len(run) < 4 and _TERM.search(text, max(0, amount.start - 4), amount.start):
        return False
    if _YEAR.fullmatch(run) or (amount.chinese and len(run) == 4 and not set(run) & set("十百千万")):
        return True
    if run.isdigit() and (90 <= int(run) <= 130 or 70 <= int(run) <= 99):
        return not text.startswith(_TENSE, amount.end)
    return False
