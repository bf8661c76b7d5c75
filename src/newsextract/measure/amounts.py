"""Reading one amount: a numeral and what belongs to it on its right, up to the end of its unit.

Works at a position, in one pass to the right; ranges, modifiers and contexts are added by ``quantities``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

import regex

from newsextract.measure.numerals import (
    DIGITS,
    EXACT,
    LATIN_SCALES,
    MULTIPLIERS,
    RUN,
    SCALES,
    C,
    M,
    parse_arabic,
    parse_unsigned,
)
from newsextract.measure.units import Unit, find_unit, unit_table
from newsextract.record import Modifier, Range

HUNDRED = Decimal(100)
HALF = Decimal("0.5")
_FUZZ: dict[str, Modifier] = {"多": "over", "余": "over", "几": "over", "来": "about"}
_FACTORS = {c: Decimal(v) for c, v in (MULTIPLIERS | SCALES).items()}
_BIG = frozenset(SCALES)

# Behind a lone Chinese digit only these can make an amount; everything else (一般, 三农, 四川) is skipped by the scan.
_AFTER_DIGIT = "0123456789点分成折倍番半死伤亡重轻失至到~～—–-－多余几来 "
RUN_PATTERN = regex.compile(RUN)
_CHENG = regex.compile(
    r"成(?![立功员果都交品型熟绩就为本事因见千家材])(?:(?P<digit>[一二三四五六七八九])(?![十百千万亿个成])|(?P<half>半))?+"
)
_ZHE = regex.compile(r"折(?![叠射扣磨腰返算合线断页中损桥旧弯])")
_HALF_UNIT = regex.compile(r"个半(?=小时|月|钟头|钟|世纪|学期|星期|多月|人|百分点)")
_PAIR = regex.compile(r"(?P<head>.*?)(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<tail>[十百千万亿兆]*)")
_LINK = regex.compile(r"(?:零|又|又零)?+(?=[0-9零一二两三四五六七八九十])")
_MINOR = {
    "money": ("元",),
    "duration": ("a", "mo", "wk", "d", "h", "min", "s"),
    "mass": ("斤", "两"),
    "length": ("m", "cm"),
}
_SECONDS = {"h": Decimal(3600), "min": Decimal(60), "s": Decimal(1), "ms": Decimal("0.001")}
_MONTHS = {"a": Decimal(12), "mo": Decimal(1)}


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with its unit; ``low`` and ``high`` for approximate pairs (三四十)."""

    start: int
    number: Range
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    fuzz: Modifier | None = None
    unit: Unit | None = None
    unit_span: Range | None = None
    run: str = ""
    chinese: bool = False
    mixed: bool = False
    certain: bool = True
    scale: Decimal = Decimal(1)  # the trailing scale, which the left end of a range may inherit (3至5万)
    ends_in_scale: bool = False
    percent: bool = False  # from a fraction, 成 or 折: already a percentage
    rule: str = ""

    @property
    def numeral(self) -> str:
        """``arabic``, ``chinese`` or ``mixed``."""
        return "mixed" if self.mixed else "chinese" if self.chinese else "arabic"


@cache
def scan_pattern() -> regex.Pattern[str]:
    """Where an amount may begin: Arabic digits, longer numerals, lone Chinese digits before something countable, and words."""
    countable = "".join("\\" + c if c in "\\]^-[&~|" else c for c in "".join(unit_table()) + _AFTER_DIGIT)
    return regex.compile(
        rf"(?P<run>(?=[0-9]|[{C}{M}][{C}{M}{countable}]|(?<=[第前])[{C}{M}]){RUN})"
        rf"|(?P<rank>首位(?![于置])|榜首|(?<=[居列排占])首(?=[，。、；,.;\s]|$))"
        rf"|(?P<fan>翻(?:了|上)?+(?P<mod>近|约|超|超过|将近)?+(?:(?P<fans>[一两二三四五六七八九十0-9]++)(?P<fuzz>[多余])?+[番倍]|番(?![译开出茄])|倍))"
        rf"|(?P<vague>(?:好几|[几数])[{M}]++(?:[多余]?[{M}]++)?)"
        rf"|(?P<half>一半|半数|(?<=过|超)半(?=[，。、；,.;的以人\s]|数)|半(?=[年天公小个斤吨里加]))"
    )


def _scaled(value: Decimal | None, by: Decimal) -> Decimal | None:
    return None if value is None else EXACT.multiply(value, by)


def _tail_scale(run: str) -> tuple[Decimal, bool]:
    """The product of the trailing 万/亿/兆 of a run, and whether there is one."""
    scale, at = Decimal(1), len(run)
    while at and run[at - 1] in _BIG:
        at -= 1
        scale = EXACT.multiply(scale, _FACTORS[run[at]])
    if at == len(run) and run and run[-1] in "百千佰仟" and len(run) == 2:
        return _FACTORS[run[-1]], False
    return scale, at < len(run)


def _pair(run: str) -> tuple[Decimal, Decimal] | None:
    """三四十 is 30 to 40, 三五百 300 to 500, 四十五六万 450,000 to 460,000, 七百三四十 730 to 740."""
    match = _PAIR.fullmatch(run)
    if match is None or (match["head"] and match["head"][-1] in DIGITS):
        return None
    a, b = DIGITS[match["a"]], DIGITS[match["b"]]
    if not (b == a + 1 or (a, b) == (3, 5)) or (match["a"] == "一" and match["b"] == "二" and not match["tail"]):
        return None
    head, tail = match["head"], match["tail"]
    low, high = parse_unsigned(head + match["a"] + tail), parse_unsigned(head + match["b"] + tail)
    return None if low is None or high is None or low >= high else (low, high)


def _plain_value(run: str) -> Decimal | None:
    """The value of a run, with short cuts for what nearly every number of the news is: digits and at most one scale."""
    if run.isascii():
        return parse_arabic(run) if " " not in run else None
    last = _FACTORS.get(run[-1])
    if last is not None and run[:-1].isascii() and len(run) > 1 and run[-2] != " ":
        return EXACT.multiply(parse_arabic(run[:-1]), last)
    return parse_unsigned(run)


def _without_prefix(text: str, run: str, end: int) -> str:
    """The run without the character that belongs to the unit: 150万千|瓦, 五兆|字节, 两万|两, 5|百分点."""
    last = run[-1]
    if last == "两":
        return run[:-1] if run[-2] in "十百千万亿" else run
    if last not in "百千兆":
        return run
    unit = find_unit(text, end - 1)
    if unit is None:
        return run
    bare_digit = run[-2] in DIGITS or run[-2].isascii()
    if bare_digit and (unit.spelling in {"千吨", "千升"} or (unit.spelling == "千米" and not run[-2].isascii())):
        return run
    return run[:-1]


def _read_number(text: str, start: int) -> Amount | None:
    match = RUN_PATTERN.match(text, start)
    if match is None:
        return None
    run, end = match.group(), match.end()
    if len(run) > 1 and run[-1] in "两百千兆":
        run = _without_prefix(text, run, end)
        end = start + len(run)
    chinese = not run[0].isascii()
    pair = _pair(run) if chinese and len(run) > 1 else None
    value = None if pair else _plain_value(run)
    if value is None and pair is None:
        return None
    scale, scaled = (Decimal(1), False) if run.isascii() else _tail_scale(run)
    mixed = not run.isascii() and (not chinese or any(c.isascii() for c in run))
    low, high = pair or (None, None)
    return Amount(
        start, Range(start, end), end, value, low, high, None, None, None, run, chinese, mixed, True, scale, scaled
    )


def _add_fuzz(text: str, amount: Amount) -> Amount:
    """多, 余, 来 or 几 behind the numeral, and the scale behind those: 5200多, 三十多万, 十几亿."""
    at = amount.end
    word = _FUZZ.get(text[at : at + 1])
    if word is None or (text[at] == "几" and amount.run[-1] not in "十百千零"):
        return amount
    end = at + 1
    while text[end : end + 1] in _FACTORS and text[end : end + 1]:
        end += 1
    tail = text[at + 1 : end]
    by = Decimal(1)
    for c in tail:
        by = EXACT.multiply(by, _FACTORS[c])
    if not tail and find_unit(text, end) is None and text[end : end + 1] not in "成倍个%":
        return amount
    value, scaled = _scaled(amount.value, by), bool(tail) and tail[-1] in _BIG
    if text[at] == "来" and amount.value is not None and amount.run[-1] not in "十百千万亿0":
        return amount
    return replace(
        amount,
        number=Range(amount.start, end),
        end=end,
        value=value,
        low=_scaled(amount.low, by),
        high=_scaled(amount.high, by),
        fuzz=word,
        scale=EXACT.multiply(amount.scale, by) if tail else amount.scale,
        ends_in_scale=scaled or amount.ends_in_scale,
    )


def _fraction_gap(text: str, amount: Amount) -> int:
    """How long the 分之 is: 百分之三, 百分百, 百分三十; 0 for no fraction."""
    if text.startswith("分之", amount.end):
        return 2
    return 1 if amount.run == "百" and text[amount.end + 1 : amount.end + 2] in "百一二三四五六七八九" else 0


def _read_fraction(text: str, amount: Amount, at: int) -> Amount | None:
    """百分之三, 千分之二点五, 四分之三, 百分之二十几: percentages, or per mille."""
    above = _read_number(text, at) if text[at : at + 1] else None
    if above is None or not amount.value:
        return None
    above = _add_fuzz(text, above)
    mille = amount.run in {"千", "一千"}
    by, below = Decimal(1000) if mille else HUNDRED, amount.value

    def share(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        scaled = EXACT.multiply(value, by)
        exact = EXACT.divide(scaled, below)
        return exact if len(exact.as_tuple().digits) < 60 else scaled / below

    unit = _permille() if mille else _percent()
    return replace(
        above,
        start=amount.start,
        number=Range(amount.start, above.end),
        value=share(above.value),
        low=share(above.low),
        high=share(above.high),
        unit=unit,
        unit_span=None,
        percent=True,
        chinese=amount.chinese,
        run=amount.run + "分之" + above.run,
        scale=Decimal(1),
        ends_in_scale=False,
        rule="fraction",
    )


@cache
def _percent() -> Unit:
    return Unit("%", "%", "ratio", Decimal("0.01"))


@cache
def _permille() -> Unit:
    return Unit("‰", "‰", "ratio", Decimal("0.001"))


@cache
def people() -> Unit:
    """The unit of casualties that are only counted: 3死5伤."""
    return Unit("", "人", "count", Decimal(1))


def _read_tenths(text: str, amount: Amount) -> Amount | None:
    """三成五, 六成, 两成半; 八折, 七五折."""
    at = amount.end
    if text[at : at + 1] == "折":
        if not _ZHE.match(text, at) or amount.value is None or amount.fuzz:
            return None
        value = amount.value if amount.value >= 10 else amount.value * 10
        return replace(
            amount, end=at + 1, value=value, unit=_percent(), unit_span=Range(at, at + 1), percent=True, rule="discount"
        )
    match = _CHENG.match(text, at)
    if match is None or (amount.value is not None and amount.value > 10) or amount.run.startswith("第"):
        return None
    extra = Decimal(5) if match["half"] else Decimal(DIGITS[match["digit"]]) if match["digit"] else Decimal(0)
    ten = Decimal(10)
    low, high = (_scaled(amount.low, ten), _scaled(amount.high, ten))
    value = None if amount.value is None else amount.value * ten + extra
    return replace(
        amount,
        end=match.end(),
        value=value,
        low=low,
        high=high,
        unit=_percent(),
        unit_span=Range(at, at + 1),
        percent=True,
        rule="tenths",
    )


def _add_latin_scale(text: str, amount: Amount) -> Amount:
    """15k元, 12K个百分点: only where a unit or a range follows."""
    c = text[amount.end : amount.end + 1]
    if (
        c not in {"k", "K"}
        or amount.chinese
        or not (follow := text[amount.end + 1 : amount.end + 2])
        or follow in "BbWwHhVvPp"
    ):
        return amount
    if not (follow in "元个美港~-" or find_unit(text, amount.end + 1)) or _latin(follow):
        return amount
    by = Decimal(LATIN_SCALES[c])
    end = amount.end + 1
    return replace(amount, number=Range(amount.start, end), end=end, value=_scaled(amount.value, by), scale=by)


def _latin(c: str) -> bool:
    return c.isascii() and c.isalpha()


def _add_unit(text: str, amount: Amount) -> Amount:
    at = amount.end
    half = _HALF_UNIT.match(text, at)
    if half and amount.value is not None:
        at = half.end()
        unit = find_unit(text, at) or (find_unit(text, at - 2) if text.startswith("月", at) else None)
        if text.startswith("月", at):
            unit = find_unit("个月", 0)
        if unit is not None:
            width = 1 if text.startswith("月", at) else len(unit.spelling)
            return replace(
                amount,
                end=at + width,
                value=EXACT.add(amount.value, HALF),
                unit=unit,
                unit_span=Range(amount.end, at + width),
            )
    if text[at : at + 1] == " " and not amount.chinese:
        at += 1
    long = len(amount.run) > 1 or not amount.chinese
    unit = find_unit(text, at, long)
    if unit is None or (
        unit.latin
        and amount.chinese
        and unit.spelling not in {"℃"}
        and len(unit.spelling) == 1
        and unit.code not in {"L", "m", "g"}
    ):
        return amount
    end = at + len(unit.spelling)
    return _add_half(text, replace(amount, end=end, unit=unit, unit_span=Range(at, end)))


_HALF_AFTER = regex.compile(
    r"半(?![导径价数岛月天年夜小山个球程途径公决])(?=钟|[，。、；：,.;:!?！？）)”\"\s的左以之多]|$)"
)


def _add_half(text: str, amount: Amount) -> Amount:
    """两米半, 三年半, 一分半钟: half of the unit more."""
    unit = amount.unit
    if unit is None or amount.value is None or text[amount.end : amount.end + 1] != "半" or unit.dimension == "count":
        return amount
    match = _HALF_AFTER.match(text, amount.end)
    if match is None:
        return amount
    end = match.end() + (1 if text.startswith("钟", match.end()) else 0)
    return replace(amount, end=end, value=EXACT.add(amount.value, HALF))


def _add_compound(text: str, amount: Amount) -> Amount:
    """3元5角, 两小时三十分, 两年零三个月, 3斤5两, 1米75: one amount, in the larger unit or the common one."""
    unit = amount.unit
    if (
        unit is None
        or unit.dimension not in {"money", "duration", "mass", "length"}
        or amount.value is None
        or amount.fuzz
    ):
        return amount
    link = _LINK.match(text, amount.end)
    if link is None:
        return amount
    rest = read_amount(text, link.end(), compound=False) if text[link.end() : link.end() + 1] not in "零" else None
    if rest is None or rest.value is None or rest.fuzz or rest.percent:
        return amount
    return _join(text, amount, unit, rest) or amount


def _join(text: str, amount: Amount, unit: Unit, rest: Amount) -> Amount | None:
    assert amount.value is not None and rest.value is not None
    small = rest.unit
    if unit.dimension == "duration":
        return _join_duration(text, amount, unit, rest)
    if small is None:
        return _join_decimal(text, amount, unit, rest)
    if unit.dimension == "money" and not small.minor and small.dimension != "money":
        return None
    if small.dimension != unit.dimension or not small.factor or not unit.factor or small.factor >= unit.factor:
        return None
    if unit.dimension == "money" and small.code not in {unit.code, "元"}:
        return None
    part = EXACT.divide(EXACT.multiply(rest.value, small.factor), unit.factor)
    return replace(
        amount,
        end=rest.end,
        value=EXACT.add(amount.value, part),
        unit_span=Range(amount.end, rest.end),
        number=Range(amount.number.start, rest.number.end),
    )


def _join_decimal(text: str, amount: Amount, unit: Unit, rest: Amount) -> Amount | None:
    """三块四, 两毛五, 1米75: digits that go on behind the unit."""
    assert amount.value is not None and rest.value is not None
    spoken = unit.spelling in {"块", "毛", "角", "蚊"} and len(rest.run) == 1 and rest.chinese
    if unit.code == "m" and unit.spelling == "米" and not rest.chinese and len(rest.run) == 2 and amount.value < 3:
        return replace(amount, end=rest.end, value=EXACT.add(amount.value, rest.value / HUNDRED))
    if not spoken:
        return None
    part = EXACT.multiply(rest.value, Decimal("0.1"))
    return replace(amount, end=rest.end, value=EXACT.add(amount.value, part))


def _join_duration(text: str, amount: Amount, unit: Unit, rest: Amount) -> Amount | None:
    assert amount.value is not None and rest.value is not None
    code = rest.unit.code if rest.unit else None
    if rest.unit is not None and rest.unit.spelling == "分":
        code = "min"
    for sizes in (_SECONDS, _MONTHS):
        if unit.code in sizes and code in sizes and sizes[code] < sizes[unit.code]:
            total = EXACT.add(EXACT.multiply(amount.value, sizes[unit.code] / sizes[code]), rest.value)
            spelled = replace(unit, code=code, factor=None)
            return replace(
                amount,
                end=rest.end,
                value=total,
                unit=spelled,
                unit_span=Range(amount.end, rest.end),
                number=Range(amount.number.start, rest.number.end),
                rule="compound",
            )
    return None


def read_amount(text: str, start: int, compound: bool = True) -> Amount | None:
    """The amount whose numeral begins at ``start``, or None where no well-formed numeral stands there."""
    amount = _read_number(text, start)
    if amount is None:
        return None
    if text.startswith("分", amount.end) and (gap := _fraction_gap(text, amount)):
        return _read_fraction(text, amount, amount.end + gap)
    following = text[amount.end : amount.end + 1]
    if following in _FUZZ:
        amount = _add_fuzz(text, amount)
        following = text[amount.end : amount.end + 1]
    elif following in {"k", "K"}:
        amount = _add_latin_scale(text, amount)
        following = text[amount.end : amount.end + 1]
    if following == "成" or following == "折":
        return _read_tenths(text, amount) or amount
    amount = _add_unit(text, amount)
    if compound and amount.unit is not None and amount.end < len(text):
        amount = _add_compound(text, amount)
    return amount
