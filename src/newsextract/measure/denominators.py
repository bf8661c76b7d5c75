"""What a number is per: 每亩150公斤, 人均8127元, 每吨由80元涨到120元, 元/平方米, 80元一斤, 时速120公里."""

from __future__ import annotations

import re
from dataclasses import replace

from newsextract.measure.amounts import read_number
from newsextract.measure.units import Unit, find_unit

_PER_ONE = re.compile(
    r"[一1](?=[斤吨亩两升盒箱张瓶桶枚株只头袋晚天股克位](?!种|个|次|定))|一(?=公斤|平方|公顷|平米|小时|立方)"
)
# One of a thing said without 每: 一亩地打一千一百斤, 一斤卖到120块, 一天挣两百.
_ONE = re.compile(
    r"一(?P<unit>分(?=地)|亩|公斤|台斤|斤|吨|头|天|株|棵|平方米|平米|桶|公顷)[地田]?"
    r"(?=[能可要就才只净多]{0,2}(?:比[去上往前]年)?(?:卖|省|节省|[多少](?:卖|打|产|收|赚|挣)|打|产|收|赚|挣|得|值|涨|跌|补|花|交|成本)|[一-龥]{1,5}?(?:能卖|可卖|卖到|值|卖)[0-9一二两三四五六七八九十]|[0-9][0-9.,]*[多余万]?[元块毛角])"
)
_AHEAD = 12  # what _ONE looks at behind the thing
_REACH = 36  # how far behind 每 or 均 its number may stand
# 每千瓦补贴1500元、1000元 and 每生650元、初中850元 go on, 每亩100元、共3万元 does not.
_CLAUSE_END = re.compile(r"[，。；;！？!?\n]|,(?![0-9]{3})|、(?=[^0-9、]{0,6}[总共合计累])")
# Between 每亩 and its number words may stand, and other numbers only where the one at hand goes on from them.
_CHAIN = re.compile(
    r"(?:、[^0-9、，]{0,6}|和|与|及|或|至|到|为|达|[至到]了|增至|升至|涨至|提至|调至|降至|跌至|减至|加至|变为|成)(?>(?:约|近|超|逾|超过|不到|不足|的|历史最?高位){0,3})$"
)
_PER_HEAD = re.compile(r"人均$|平均每人$")
_SHARED_OUT = re.compile("[派送转][^，,。；;]{0,24}[派送转]")  # 每10股派5.8元（含税）送2股
_DIGIT = re.compile(r"[0-9一二两三四五六七八九十百千万亿]")
_PLAIN_ONE = re.compile(
    r"[0-9]{1,4}年(?:[0-9]{1,2}月)?|[0-9]{1,2}月(?:[0-9]{1,2}日|[上中下]旬|底|初|末)?|[0-9]{1,6}(?:\.[0-9]{1,3})?[A-Za-z]{1,8}|[A-Za-z]{1,8}[0-9.]{1,8}|一[定些起般直律共概致次性切样体]|第[一二三四五六七八九十]|[统唯专单逐]一|三[农产]|十分|万[元一]|[上下]半"
)
_COUNTED = frozenset({"money", "count", "mass", "area", "energy", "volume", "length", "power", "transport"})
_BY_THE_DAY = frozenset({"d", "wk", "h", "min", "s"})
_PERIODS = {"月": "mo", "日": "d", "季": "季度", "晚": "晚"}
# What prices are per: floor space in square feet, precious metals in their own ounce.
_PRICED = {"[ft_i]": "[sft_i]", "[oz_av]": "[oz_tr]"}
_PERIOD_CODES = frozenset({"mo", "季度", "晚"}) | _BY_THE_DAY
_NO_LOAD = frozenset("辆次间站位牌道型企主厢险")
_PEOPLE = {"人口": "人", "学生": "人", "居民": "人", "职工": "人", "生": "人", "员工": "人", "老人": "人", "村民": "人"}
_MEAN = re.compile(
    r"(?P<unit>[人户亩生村台车株]|日(?!均(?:存款|余额|资产|市值|保有|库存))|吨煤?)均(?![衡等匀势价为由有线]|可(?!支))|(?P<mu>亩产|单产)|(?P<h>时薪)|(?P<ft>[呎尺][价租])|(?P<share>股)(?=收益|盈利|净资产|派息)"
)
_MEANS = {"生": "人", "日": "d", "车": "辆", "吨": "t", "吨煤": "t"}
_SPEED = re.compile(r"(?P<word>时速|车速|秒速)")


def denominator_behind(text: str, unit: Unit, end: int) -> tuple[str, int] | None:
    """元/平方米, 元每斤, 80元一斤: what the unit is per, and where that ends."""
    c = text[end : end + 1]
    if c and c in "/／每":
        at = end + 1
    elif c and c in "一1" and unit.dimension == "money" and (one := _PER_ONE.match(text, end)):
        at = one.end()
    else:
        return None
    below = find_unit(text, at)
    if below is None and text[at : at + 1] in _PERIODS and not text.startswith("日", at - 1):
        return _PERIODS[text[at]], at + 1
    if below is None or (below.dimension == "money" and unit.dimension != "money"):
        return None
    code, at = below.code, at + len(below.spelling)
    code = _PRICED.get(code, code) if unit.dimension == "money" else code
    if text[at : at + 1] in _AND_PER and at < len(text) and (more := _period_or_unit(text, at + 1)):
        return f"{code}/{more[0]}", more[1]  # 元/人/天, 元/亩·年
    return code, at


_AND_PER = frozenset("/·•")


def _period_or_unit(text: str, at: int) -> tuple[str, int] | None:
    below = find_unit(text, at)
    if below is not None:
        return below.code, at + len(below.spelling)
    period = _PERIODS.get(text[at : at + 1])
    return None if period is None else (period, at + 1)


def denominator_before(text: str, unit: Unit, at: int) -> str | None:
    """What the number that begins at ``at`` is per, said before it in its clause."""
    begin = max(0, at - _REACH)
    if _SAID.search(text, begin, at) is None:
        return None
    for cut in _CLAUSE_END.finditer(text, begin, at):
        begin = cut.end()
    window = text[begin:at]
    if unit.dimension == "length" and (speed := _SPEED.search(window)):
        return ("s" if speed["word"] == "秒速" else "h") if _goes_on(window[speed.end() :]) else None
    if unit.dimension not in _COUNTED:
        return None
    return _each(text, unit, begin, at) or _mean(window, unit) or _one(text, begin, at, unit)


# One of these must stand there at all. Each branch begins with a literal: so the search skips all else at once.
_SAID = re.compile(
    r"每|均(?<=[人户亩生村日台车株吨煤]均)|产(?<=[亩单]产)|速(?<=[时车秒]速)|薪(?<=时薪)|价(?<=[呎尺]价)|租(?<=[呎尺]租)|股(?=[收盈净派])"
    r"|一(?=[分亩公斤吨头天株棵平桶])"
)


def _each(text: str, unit: Unit, begin: int, at: int) -> str | None:
    """每亩, 每10股, 每人每月: the denominators that stand between ``begin`` and the number."""
    found: list[str] = []
    each = text.find("每", begin, at)
    end = each
    while each >= 0:
        read = read_denominator(text, each + 1, at)
        if read is None:
            each = text.find("每", each + 1, at)
            continue
        if found and each != end:
            found.clear()  # 每人5元, 每户20元 in one breath: the nearer counts
        below, end = read
        if _applies(below, unit):
            found.append(_PRICED.get(below, below) if unit.dimension == "money" else below)
        each = text.find("每", end, at)
    if not found or not (_goes_on(text[end:at]) or (found[-1].endswith("股") and _SHARED_OUT.search(text, end, at))):
        return None
    if _PER_HEAD.search(text, begin, text.find("每", begin, at)) and _PERIOD_CODES.issuperset(found):
        found.append("人")  # 人均每月
    return "/".join(sorted(found, key=_PERIOD_CODES.__contains__))  # 每月每平方公尺: per m2 and month


def read_denominator(text: str, at: int, limit: int) -> tuple[str, int] | None:
    """The unit behind 每, with its number where that is not one: 10股, 百户, kW.h; and where it ends."""
    two = text[at : at + 1] == "两" and find_unit(text, at + 1) is not None  # 每两周, but 每两卖
    below = None if two else find_unit(text, at, arabic=True)
    count, end = "", at
    if below is None and (number := read_number(text, at)) is not None:
        end = number.end
        count = "" if number.run in {"一", "1"} else number.run
        below = find_unit(text, end, arabic=True)
    people = next((word for word in _PEOPLE if text.startswith(word, end)), None)
    if people is not None and (below is None or len(below.spelling) < len(people)):
        code, end = _PEOPLE[people], end + len(people)
    elif below is None and text[end : end + 1] == "车" and text[end + 1 : end + 2] not in _NO_LOAD:
        code, end = "车", end + 1  # 每车玉米
    elif below is None and text[end : end + 1] in _PERIODS and end < len(text):
        code, end = _PERIODS[text[end]], end + 1
    elif below is None or below.dimension in {"ratio", "age", "temperature"}:
        return None
    else:
        code, end = below.code, end + len(below.spelling)
        if code == "度" and "电" in text[max(0, at - 12) : at]:
            code = "kW.h"
    if text.startswith("人口", end - 1) and code == "人":
        end += 1
    return (count + code, end) if end <= limit else None


def _applies(below: str, unit: Unit) -> bool:
    """A year says how long, not per what (每年培训4万人); a month counts for money alone."""
    if (
        below == unit.code
        or (unit.dimension == "energy" and below in {"kW", "MW"})
        or below in {"a", "学年", "学期", "季度", "次"}
    ):
        return False
    if below in _BY_THE_DAY:
        return unit.dimension != "power"
    return below != "mo" or unit.dimension == "money"


def _goes_on(between: str) -> bool:
    """May a number behind ``between`` still belong to the 每 before it?"""
    plain = _PLAIN_ONE.sub("", between)
    numbers = list(_DIGIT.finditer(plain))
    return not numbers or _CHAIN.search(plain) is not None


def _mean(window: str, unit: Unit) -> str | None:
    """人均, 亩产, 时薪: the last of them in the clause."""
    found = _last(_MEAN, window)
    if found is None or not _goes_on(window[found.end() :]):
        return None
    if found["mu"]:
        whole = found["mu"] == "亩产" and unit.dimension in {"mass", "money"}
        return "亩" if whole or unit.code in {"kg", "斤"} else None
    if found["h"] or found["ft"] or found["share"]:
        code = "h" if found["h"] else "[sft_i]" if found["ft"] else "股"
        return code if unit.dimension == "money" else None
    below = _MEANS.get(found["unit"], found["unit"])
    return below if below != unit.code else None


def _last(pattern: re.Pattern[str], window: str) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(window))), None)


def is_one_of(text: str, at: int) -> bool:
    """Is the 一 at ``at`` what the number behind it is per: 一亩地打一千一百斤?"""
    return _ONE.match(text, at) is not None


def _one(text: str, begin: int, at: int, unit: Unit) -> str | None:
    """一亩地打一千一百斤: the last such words of the clause."""
    found = [m for m in _ONE.finditer(text, begin, at + _AHEAD) if m.end() <= at]
    below = find_unit(found[-1]["unit"], 0) if found else None
    if below is None or below.code == unit.code or not _goes_on(text[found[-1].end() : at]):
        return None
    return below.code


def over(unit: Unit, below: str) -> Unit:
    """The unit per ``below``: km/h is a speed."""
    dimension = "speed" if unit.dimension == "length" and below in {"h", "s", "min"} else unit.dimension
    return replace(unit, code=f"{unit.code}/{below}", dimension=dimension)
