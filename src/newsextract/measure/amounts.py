"""Reading one amount: a numeral and what belongs to it on its right, up to the end of its unit.

Works at a position, in one pass to the right; ranges, modifiers and contexts are added by ``quantities``. The
stages below fill in one ``Amount``: it is the only value here that changes, and it never leaves measure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from newsextract.measure.calendar import DAYS_AS_LENGTH, JAILED
from newsextract.measure.compounds import HUNDREDTHS_BEHIND, join_parts, minutes_code
from newsextract.measure.interest import is_interest
from newsextract.measure.numerals import (
    DIGITS,
    EXACT,
    FINANCIAL,
    LATIN_SCALES,
    MULTIPLIERS,
    RUN,
    SCALES,
    C,
    M,
    parse_arabic,
    parse_unsigned,
)
from newsextract.measure.units import Unit, find_unit, percent, permille, unit_table
from newsextract.record import Modifier, Range

ONE, TEN, HUNDRED, THOUSAND, HALF = Decimal(1), Decimal(10), Decimal(100), Decimal(1000), Decimal("0.5")
_FUZZ: dict[str, Modifier] = {"多": "over", "余": "over", "几": "over", "来": "about"}
_FACTORS = {c: Decimal(v) for c, v in (MULTIPLIERS | SCALES).items()}
_BIG = frozenset(SCALES)

# Behind a lone Chinese digit only these (and units) can make an amount; all else (一般, 三农, 四川) the scan skips.
_AFTER_DIGIT = "0123456789点分成折倍番半死伤亡重轻失至到~～—–-－多余几来 "
# The scan and what runs at every number use re: it is four times as fast as regex on them, and since Python 3.11 it has
# what keeps a pattern linear. Groups are made atomic, (?>(?:ab)*), never possessive, (?:ab)*+: before 3.12.8 and 3.13.1
# a possessive group may match wrongly or raise SystemError (gh-106052, gh-101955); possessive characters are sound.
_RUN = re.compile(RUN)
_CHENG = re.compile(
    r"成(?![立功员果都交品型熟绩就为本事因见千家材])"
    r"(?>(?:(?P<digit>[一二三四五六七八九1-9])(?![十百千万亿个成0-9.])|(?P<half>半)|(?P<two>[1-9][0-9])(?![0-9.万亿个%]))?)"
)
_ZHE = re.compile(r"折(?![叠射扣磨腰返算合线断页中损桥旧弯])")
_HALF_UNIT = re.compile(r"个半(?=小时|分钟|月|钟|世纪|学期|星期|百分点|[，。、；,;]|$)")
_HALF_AFTER = re.compile(
    r"半(?![导径价数岛月天年夜小山个球程途公决])(?=[钟，。、；：,.;:!?！？）)”\"\s的左以之多]|$)钟?"
)
_LOOSE = frozenset({"百八十", "千八百", "万八千"})  # 百八十人: a hundred or two
_PAIRED = frozenset("一二两三四五六七八九")
_LONGEST = 60  # what is longer is no number of the news, and its value would cost more than it is worth
_LINK = re.compile(rf"(?>(?:又零|零|又)?)(?=[0-9一二两三四五六七八九十{FINANCIAL}])")
_SPOKEN_PART = re.compile(
    rf"分(?:半(?![数成导])|[{C}{M}]++秒)|角(?:钱|[零一二三四五六七八九](?![十百千万亿角])|[{FINANCIAL}]分)"
)
_COMPOUND = frozenset({"money", "duration", "mass", "length"})
_GOES_ON = frozenset("又零0123456789一二两三四五六七八九十" + FINANCIAL)
_TENTHS_FOR_ONE = re.compile(r"[一二三四五六七八九](?=一[斤个盒箱瓶袋只条公张串碗份杯两颗把枚])")
_YEARS_OF_DAYS = 1000  # 1096日 may be a year with its month
_HOURS = 24  # of a day: 9000点后 is no time
_POINTS = re.compile(r"点(?=[后前上下左至到以起开])(?!上线|上市|到位|开球)")
_DAY = re.compile(r"日(?![均线元圆])")
_EVERY = frozenset("周天日月年时")
_NO_HUNDREDTHS = frozenset("号月日年后线路:/-~至到%") | frozenset(SCALES)


@dataclass(slots=True)
class Amount:
    """A numeral with its unit; ``low`` and ``high`` for approximate pairs (三四十)."""

    start: int
    digits_end: int  # where the numeral ends
    end: int
    run: str
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    fuzz: Modifier | None = None
    unit: Unit | None = None
    unit_span: Range | None = None
    chinese: bool = False
    mixed: bool = False
    scale: Decimal = ONE  # the trailing scale, which the left end of a range may inherit (3至5万)
    scaled: bool = False  # the numeral ends in 万, 亿 or 兆
    percent: bool = False  # a fraction, 成 or 折: already a percentage
    rule: str = ""


@cache
def scan_pattern() -> re.Pattern[str]:
    """Where an amount may begin: digits, longer numerals, lone Chinese digits before something countable, words."""
    countable = "".join(
        "\\" + c if c in "\\]^-[&~|" else c for c in dict.fromkeys([*unit_table(), *_AFTER_DIGIT]) if c != "/"
    )
    return re.compile(
        rf"(?P<half>一半|半数|半折(?!叠|断|射)|(?<=[过超])半(?=[，。、；,.;的以人\s]|$)|半(?=[年天公小个斤吨里加])|(?<=[息升降调率])半(?=码)"
        rf"|(?<![{C}{M}0-9几数多余每这那各某整])[个分]半(?=小时|钟|月|年|$))"
        rf"|(?P<run>(?=[0-9]|[{C}十百千万亿兆][{C}{M}{countable}]|[{FINANCIAL}拾佰仟][{FINANCIAL}{M}{C}点分]"
        rf"|(?<=[第前])[{C}{M}]|[二两三四五六七八九]、[三四五六七八九]){RUN})"
        r"|(?P<rank>(?<=[居列排占在处据])首位|首位(?=[，。、；,.;\s）)]|$)|榜首|(?<=[居列排占])首(?=[，。、；,.;\s]|$))"
        r"|(?P<fan>翻(?>(?:了|上)?)(?>(?P<mod>近|约|超过|超|将近)?)"
        r"(?:(?P<fans>[一两二三四五六七八九十0-9]++)(?>(?P<fuzz>[多余])?)[番倍]|番(?![译开出茄])|倍))"
        rf"|(?P<vague>(?:好几|[几数])[{M}]++(?:[多余]?[{M}]++)?)"
    )


def _times(value: Decimal | None, by: Decimal) -> Decimal | None:
    return None if value is None else EXACT.multiply(value, by)


def _tail_scale(run: str) -> tuple[Decimal, bool]:
    """The product of the trailing 万/亿/兆 of a run, and whether there is one; for 三百 the 百."""
    if run[-1] in _BIG and run[-2:-1].isascii():
        return _FACTORS[run[-1]], True
    scale, at = ONE, len(run)
    while at and run[at - 1] in _BIG:
        at -= 1
        scale = EXACT.multiply(scale, _FACTORS[run[at]])
    if at == len(run) == 2 and run[-1] in "百千佰仟":
        return _FACTORS[run[-1]], False
    return scale, at < len(run)


def _pair(run: str) -> tuple[Decimal, Decimal] | None:
    """三四十 is 30 to 40, 三五百 300 to 500, 四十五六万 450,000 to 460,000, 七百三四十 730 to 740."""
    body = run.rstrip("十百千万亿兆")
    head, tail = body[:-2], run[len(body) :]
    if (
        len(body) < 2
        or body[-2] not in _PAIRED
        or body[-1] not in _PAIRED
        or (head and head[-1] in DIGITS)
        or "点" in head
    ):
        return None
    a, b = DIGITS[body[-2]], DIGITS[body[-1]]
    if not (b == a + 1 or (a, b) == (3, 5)) or (body[-2:] == "一二" and not tail):
        return None
    low, high = parse_unsigned(head + body[-2] + tail), parse_unsigned(head + body[-1] + tail)
    return None if low is None or high is None or low >= high else (low, high)


def _plain_value(run: str) -> Decimal | None:
    """The value of a run, with a short cut for what most numbers of the news are: digits and one scale."""
    if run.isascii():
        return parse_arabic(run)
    last = _FACTORS.get(run[-1])
    if last is not None and run[:-1].isascii() and len(run) > 1 and run[-2] != " ":
        return EXACT.multiply(parse_arabic(run[:-1]), last)
    return parse_unsigned(run)


def _without_prefix(text: str, run: str, end: int) -> str:
    """The run without the character that belongs to the unit: 150万千|瓦, 五兆|字节, 两万|两, 5|百分点."""
    if run[-1] == "两":
        return run if run in {"一两", "零两"} or run[-2] in "零两" else run[:-1]
    unit = find_unit(text, end - 1)
    if unit is None or text.startswith("分之", end):
        return run
    if unit.spelling == "千米" and run[-2] in DIGITS and parse_unsigned(run) is not None:
        return run  # 三千米 is a distance run, 12千米 a length
    return run[:-1]


def read_number(text: str, start: int, end: int = 0) -> Amount | None:
    """The numeral that begins at ``start``, without fuzz and unit; None where it is not well formed.

    ``end`` is where its run of digits ends, where that is known already.
    """
    if not end:
        match = _RUN.match(text, start)
        if match is None:
            return None
        end = match.end()
    run = text[start:end]
    if len(run) > _LONGEST:
        return None
    if len(run) > 1 and run[-1] in "两百千兆":
        run = _without_prefix(text, run, end)
        end = start + len(run)
    if run.isascii():
        return Amount(start, end, end, run, parse_arabic(run))
    chinese = not run[0].isascii()
    pair = _pair(run) if chinese and len(run) > 1 else None
    value = None if pair else _plain_value(run)
    if value is None and pair is None:
        return None
    amount = Amount(start, end, end, run, value, chinese=chinese, fuzz="about" if run in _LOOSE else None)
    if pair:
        amount.low, amount.high = pair
    amount.scale, amount.scaled = _tail_scale(run)
    amount.mixed = not chinese or any(c.isascii() for c in run)
    return amount


def _add_fuzz(text: str, amount: Amount) -> None:
    """多, 余, 来 or 几 behind the numeral, and the scale behind those: 5200多, 三十多万, 十几亿."""
    at = amount.end
    word, last = text[at], amount.run[-1]
    if (word == "几" and last not in "十百千零") or (word == "来" and last not in "十百千万亿0"):
        return
    end, by = at + 1, ONE
    while factor := _FACTORS.get(text[end : end + 1]):
        by, end = EXACT.multiply(by, factor), end + 1
    if (
        end == at + 1
        and find_unit(text, end, arabic=not amount.chinese) is None
        and text[end : end + 1] not in _BEHIND_FUZZ
    ):
        if last in _ROUND and _COUNTED.match(text, at):
            amount.fuzz, amount.digits_end, amount.end = _FUZZ[word], end, end
        return
    if end > at + 1 and find_unit(text, end - 1) and text[end - 1] in "千兆百":  # 30多万千|瓦
        end -= 1
        by = EXACT.divide(by, _FACTORS[text[end]])
    if end > at + 1:
        whole = parse_unsigned(amount.run + text[at + 1 : end]) if any(c in _BIG for c in amount.run) else None
        if whole is not None:  # 一百九十六亿四千余万: the scale belongs to the last part alone
            amount.value = whole
        else:
            amount.value, amount.low, amount.high = (_times(x, by) for x in (amount.value, amount.low, amount.high))
        amount.scale, amount.scaled = EXACT.multiply(amount.scale, by), amount.scaled or text[end - 1] in _BIG
    amount.fuzz, amount.digits_end, amount.end = _FUZZ[word], end, end


_ROUND, _BEHIND_FUZZ = frozenset("十百千万亿0"), frozenset("成倍个%")
# 81万多农户, 不下一万多。: no measure word; 多 begins no word of its own (多媒体, 多数).
_COUNTED = re.compile(
    r"[多余](?=[一-龥，。、；,;!?！？)）”」]|$)(?![媒数元云边层党样方功极重次种族普米巴国家年处地名少发赢晶肽糖酚项头民用维半了的是点在出于来震额款值温粮力])"
)


def _fraction_gap(text: str, amount: Amount) -> int:
    """How long the 分之 is: 百分之三, 百分百, 百分三十, Cantonese 三分一; 0 for no fraction."""
    if text.startswith("分之", amount.end):
        return 2
    after = text[amount.end + 1 : amount.end + 2]
    if amount.run == "百" and after in set("百一二三四五六七八九"):
        return 1
    return 1 if amount.run in {"二", "三", "四"} and after == "一" and find_unit(text, amount.end + 2) else 0


def _read_fraction(text: str, below: Amount, at: int) -> Amount | None:
    """百分之三, 千分之二点五, 四分之三, 百分之二十几: percentages, or per mille."""
    negative = text.startswith("负", at)  # 百分之负三点八
    above = read_number(text, at + negative) if at + negative < len(text) else None
    if above is None or not below.value:
        return None
    if negative and above.value is not None:
        above.value = EXACT.minus(above.value)
    if text[above.end : above.end + 1] in _FUZZ and above.end < len(text):
        _add_fuzz(text, above)
    mille = below.run in {"千", "一千"}
    by, divisor = THOUSAND if mille else HUNDRED, below.value

    def share(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        exact = EXACT.divide(EXACT.multiply(value, by), divisor)
        return exact if len(exact.as_tuple().digits) < 60 else value * by / divisor

    above.value, above.low, above.high = share(above.value), share(above.low), share(above.high)
    above.start, above.run, above.chinese = below.start, below.run + "分之" + above.run, below.chinese
    above.unit, above.percent, above.scale, above.scaled = permille() if mille else percent(), True, ONE, False
    above.rule = "fraction"
    unit = find_unit(text, above.end) if below.run not in _HUNDREDTHS and above.value is not None else None
    if unit is not None and unit.dimension not in {"count", "ratio", "duration"}:  # 三分之一加仑
        above.value = EXACT.divide(above.value or ONE, HUNDRED)
        above.unit, above.unit_span = unit, Range(above.end, above.end + len(unit.spelling))
        above.end, above.percent = above.end + len(unit.spelling), False
    return above


_HUNDREDTHS = frozenset({"百", "千", "万", "一百", "一千", "一万"})


def _read_tenths(text: str, amount: Amount) -> None:
    """三成五, 六成, 两成半; 八折, 七五折."""
    at = amount.end
    if text[at] == "折":
        if _ZHE.match(text, at) and amount.value is not None and not amount.fuzz:
            amount.value = amount.value if amount.value >= TEN else EXACT.multiply(amount.value, TEN)
            _as_percent(amount, at, at + 1, "discount")
        return
    match = _CHENG.match(text, at)
    if match is None or (amount.value is not None and amount.value > TEN):
        return
    extra = (
        Decimal(5)
        if match["half"]
        else Decimal(match["two"]).scaleb(-1)  # 打击率3成22
        if match["two"]
        else Decimal(DIGITS.get(match["digit"], match["digit"]))
        if match["digit"]
        else Decimal(0)
    )
    amount.low, amount.high = _times(amount.low, TEN), _times(amount.high, TEN)
    amount.value = None if amount.value is None else EXACT.add(EXACT.multiply(amount.value, TEN), extra)
    _as_percent(amount, at, match.end(), "tenths")


def _as_percent(amount: Amount, at: int, end: int, rule: str) -> None:
    amount.unit, amount.unit_span, amount.end, amount.percent, amount.rule = (
        percent(),
        Range(at, at + 1),
        end,
        True,
        rule,
    )


def _add_latin_scale(text: str, amount: Amount) -> None:
    """15k元, 12K个百分点, 10k~15k: only where a unit or a range follows."""
    end = amount.end + 1
    follow = text[end : end + 1]
    if amount.chinese or not follow or (follow.isascii() and follow.isalpha()):
        return
    if follow in "元个美港~-。，、" or find_unit(text, end):
        by = Decimal(LATIN_SCALES[text[amount.end]])
        amount.digits_end, amount.end, amount.value, amount.scale = end, end, _times(amount.value, by), by
        amount.scaled = True


_SCALES_ALONE = frozenset("百千万亿")
_MORE_OR_LESS = frozenset("逾超近过上")


def _add_unit(text: str, amount: Amount, part: bool) -> None:
    at = amount.end
    if text.startswith("个半", at) and _HALF_UNIT.match(text, at) and _add_half_unit(text, amount):
        return
    if text.startswith("个多", at) and amount.fuzz is None:  # 两个多小时, 三个多月
        unit = find_unit("个" + text[at + 2 : at + 6], 0)
        if unit is not None and unit.spelling != "个":
            end = at + 1 + len(unit.spelling)
            amount.end, amount.unit, amount.unit_span, amount.fuzz = end, unit, Range(at, end), "over"
            return
    if text[at : at + 1] == " " and not amount.chinese and (not amount.scaled or text[at + 1 : at + 2] == "元"):
        at += 1  # 农损破9亿 台南最重: behind a scale another part of a headline begins
    unit = find_unit(text, at, _is_long(text, amount, part), not amount.chinese)
    if unit is None and text.startswith("厘", at) and is_interest(text, amount.start, at):
        unit = replace(percent(), spelling="厘")
    if unit is None and amount.value is not None and amount.value > _HOURS and _POINTS.match(text, at):
        unit = find_unit("点", 0)
    if unit is None and _DAY.match(text, at) and _is_length(text, amount):
        unit = replace(find_unit("天", 0) or percent(), spelling="日")
    if unit is None and text.startswith("月", at) and JAILED.search(text, max(0, amount.start - 12), amount.start):
        unit = replace(find_unit("个月", 0) or percent(), spelling="月")
    if unit is None or (unit.latin and amount.chinese and len(unit.spelling) == 1 and unit.code not in {"L", "m", "g"}):
        return
    end = at + len(unit.spelling)
    amount.end, amount.unit, amount.unit_span = end, unit, Range(at, end)
    if text[end : end + 1] == "半" and (unit.dimension != "count" or unit.spelling == "分"):
        _add_half(text, amount)


def _is_long(text: str, amount: Amount, part: bool) -> bool:
    """May units stand behind the numeral that a lone character is no number before?"""
    if part or not amount.chinese or len(amount.run) > 1:
        return True
    before, after = text[amount.start - 1 : amount.start], text[amount.end : amount.end + 1]
    if after == "码" and before in "息升降调率":
        return True  # 降息两码
    if before in _EVERY and "每" in text[amount.start - 3 : amount.start]:
        return True  # 每周两班
    if amount.run in _SCALES_ALONE and before in _MORE_OR_LESS:
        return True  # 逾万张
    return after in {"分", "角"} and _SPOKEN_PART.match(text, amount.end) is not None


def _is_length(text: str, amount: Amount) -> bool:
    """Whether 日 behind a number counts days: 148日 is none of a month, 为期5日 says so."""
    many = not amount.chinese and amount.value is not None and 31 < amount.value < _YEARS_OF_DAYS
    many = many or "." in text[amount.start : amount.end]  # 逗留1.1日
    return many or DAYS_AS_LENGTH.search(text, max(0, amount.start - 7), amount.start) is not None


def _with_interest(text: str, amount: Amount | None) -> Amount | None:
    """减息四分之一厘: a quarter of one percent."""
    if amount is None or amount.value is None or not text.startswith("厘", amount.end) or amount.unit != percent():
        return amount
    if is_interest(text, amount.start, amount.end):
        amount.value, amount.unit_span = EXACT.divide(amount.value, HUNDRED), Range(amount.end, amount.end + 1)
        amount.end += 1
    return amount


def _add_half(text: str, amount: Amount) -> None:
    """两米半, 三年半, 一分半钟: half of the unit more."""
    half = _HALF_AFTER.match(text, amount.end)
    if half is None or amount.value is None:
        return
    amount.end, amount.value = half.end(), EXACT.add(amount.value, HALF)
    if half.group().endswith("钟") or (amount.unit is not None and amount.unit.spelling == "分"):
        amount.unit = find_unit("分钟", 0)


def _add_half_unit(text: str, amount: Amount) -> bool:
    """一个半小时, 三个半月, 五个半."""
    at = amount.end + 2
    unit = find_unit("个" + text[at : at + 4], 0)
    if unit is not None and unit.spelling == "个" and at < len(text):
        unit = find_unit(text, at) or unit
    if unit is None or amount.value is None:
        return False
    end = at + len(unit.spelling) - (1 if unit.spelling[0] == "个" else 0)
    amount.value, amount.end, amount.unit = EXACT.add(amount.value, HALF), end, unit
    amount.unit_span = Range(amount.digits_end, end)
    return True


def _add_compound(text: str, amount: Amount, unit: Unit) -> None:
    """3元5角8分, 两小时三十分, 两年零三个月, 3斤5两, 1米75: one amount, in the larger unit or the common one."""
    if unit.spelling == "块":
        unit = find_unit("块钱", 0) or unit
    elif unit.spelling == "分":
        unit = find_unit("分钟", 0) or unit
    below: Unit | None = unit
    while below is not None and amount.value is not None and not amount.fuzz:
        if unit.spelling == "块钱" and (tenths := _TENTHS_FOR_ONE.match(text, amount.end)):
            amount.value = EXACT.add(amount.value, EXACT.multiply(Decimal(DIGITS[tenths.group()]), Decimal("0.1")))
            amount.unit, amount.unit_span = unit, Range(amount.digits_end, tenths.end())
            amount.end = amount.digits_end = tenths.end()
            return  # 两块九|一斤
        link = _LINK.match(text, amount.end)
        rest = read_amount(text, link.end(), compound=False) if link else None
        if link is None or rest is None or rest.value is None or rest.fuzz or rest.percent:
            return
        measured = rest.unit is None and below.spelling in HUNDREDTHS_BEHIND
        if measured and text[rest.end : rest.end + 1] in _NO_HUNDREDTHS and rest.end < len(text):
            return
        value = join_parts(text, amount.value, unit, below, rest, rest.value, zero="零" in link.group())
        if value is None:
            return
        if unit.dimension == "duration" and rest.unit is not None:
            unit = replace(unit, code=minutes_code(rest.unit), factor=None)
            amount.rule = "compound"
        amount.unit, amount.unit_span = unit, Range(amount.digits_end, rest.end)
        amount.end, amount.digits_end, amount.value = rest.end, rest.digits_end, value
        below = rest.unit


def read_amount(text: str, start: int, compound: bool = True, run_end: int = 0) -> Amount | None:
    """The amount whose numeral begins at ``start``, or None where no well-formed numeral stands there.

    ``run_end`` is where its run of digits ends, where that is known already.
    """
    amount = read_number(text, start, run_end)
    if amount is None or amount.end >= len(text):
        return amount
    following = text[amount.end]
    if following == "分" and (gap := _fraction_gap(text, amount)):
        return _with_interest(text, _read_fraction(text, amount, amount.end + gap))
    if following in _FUZZ:
        _add_fuzz(text, amount)
        following = text[amount.end : amount.end + 1]
    elif following in "kK" and following and find_unit(text, amount.end) is None:
        _add_latin_scale(text, amount)
    if following and following in "成折":
        _read_tenths(text, amount)
    else:
        _add_unit(text, amount, not compound)
    unit = amount.unit
    if (
        compound
        and unit is not None
        and text[amount.end : amount.end + 1] in _GOES_ON
        and (unit.dimension in _COMPOUND or unit.spelling in {"块", "分"})
    ):
        _add_compound(text, amount, unit)
    return amount
