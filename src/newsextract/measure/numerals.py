"""Numerals: text to an exact Decimal and back.

Everything is written in Simplified, as the shadow is. Arithmetic runs in a context wide enough that nothing is ever
rounded but a fraction that has no finite form (三分之一).
"""

from __future__ import annotations

from decimal import Context, Decimal, InvalidOperation
from typing import Literal

import regex

# Wide enough for every numeral that news prints; the default of 28 digits would round long digit strings.
EXACT = Context(prec=120)

DIGITS = {
    **dict(zip("零〇○０", (0, 0, 0, 0), strict=True)),
    **dict(zip("一二三四五六七八九", range(1, 10), strict=True)),
    **dict(zip("壹贰叁肆伍陆柒捌玖", range(1, 10), strict=True)),
    **dict(zip("弌弍弎", range(1, 4), strict=True)),
    **{"两": 2, "俩": 2, "仨": 3, "幺": 1, "参": 3, "貮": 2, "貳": 2, "洞": 0, "拐": 7, "勾": 9},
}
# 廿 and its kin are a digit and its 十 in one character.
TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
MULTIPLIERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
LATIN_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9}
NEGATIVE = ("零下", "负", "-", "−", "－")

# What running text may use as digits: military 洞 拐 勾 and the financial 参 are words first.
C = "零〇○一二三四五六七八九两俩仨幺廿卅卌"
FINANCIAL = "壹贰叁肆伍陆柒捌玖"
M = "十拾百佰千仟万亿兆"
ARABIC = r"(?:(?:[0-9]{1,3}(?>(?:[,，][0-9]{3})+)(?![0-9])|[0-9]++)(?>(?:\.[0-9]++)?))"
# Financial digits are words as well (大陆, 队伍): they count only inside a financial numeral.
_F = (
    rf"[{FINANCIAL}](?=[拾佰仟]|点[零一二三四五六七八九{FINANCIAL}])|(?<=[拾佰仟零点之又元圆角{FINANCIAL}])[{FINANCIAL}](?![家军地海])|(?<=[十百千万亿兆])[{FINANCIAL}](?![家军地海])"
    rf"|(?<![大内登着海北西东南港沿水空队入退落行陈王李张])[{FINANCIAL}](?=[十百千万亿])"
)
DIGIT = rf"(?:[{C}{M}]|{_F})"
# A decimal point in words: 十五点八. Behind it digits only; 三点五分 and 三点半 are clock times.
POINT = rf"点[零〇○一二三四五六七八九{FINANCIAL}]++(?![十百刻时]|分(?!钟)|钟)"
RUN = (
    rf"(?:{ARABIC}(?>(?: ?[{M}]++)?)|(?>{DIGIT}+))"
    rf"(?>(?:(?<=[{M}零])(?:{ARABIC}(?>(?: ?[{M}]++)?)|(?>{DIGIT}+)))*)(?>(?:{POINT}[{M}]*+)?)"
)

_WHOLE = regex.compile(
    rf"(?P<sign>零下|(?<![0-9减])负|[-−－+＋])?+(?P<run>(?:[{C}{FINANCIAL}{M}弌弍弎洞拐勾参貮貳０卄]|{ARABIC}|\.[0-9]++)++)(?:点(?P<frac>[{C}{FINANCIAL}]++|[0-9]++)(?P<tail>[{M}]*+))?+"
)
_TOKEN = regex.compile(rf"{ARABIC}|\.[0-9]++|.")
_ALL_DIGITS = frozenset(DIGITS)
_DECIMAL_RUN = regex.compile(rf"(?:{ARABIC}|\.[0-9]++) ?[{M}]*+")

_FOUR_DIGITS = Decimal(1000)

Style = Literal["arabic", "grouped", "lower", "upper", "digits", "mixed"]


def parse_arabic(text: str) -> Decimal:
    """``1,234.5`` as a Decimal."""
    return Decimal(text if text.isdecimal() else text.replace(",", "").replace("，", ""))


class _Reader:
    """Reads a run token by token and sums its sections under their scales: 1兆2,345亿, 四千零四万, 4.5万亿, 四万万."""

    __slots__ = ("bare", "current", "last", "parts", "section", "seen", "unit", "zero")

    def __init__(self) -> None:
        self.parts: list[tuple[Decimal, int]] = []
        self.section = Decimal(0)
        self.seen = False  # something stands in the section, be it 零
        self.current: Decimal | None = None  # a digit that no multiplier has taken yet
        self.unit = 0  # the last multiplier within the section
        self.last = 0  # the last multiplier or scale of all
        self.zero = False  # 零 stands before the current digit
        self.bare = False  # the section began with a multiplier: 百二万

    def read(self, token: str) -> bool:
        """Takes one token; False where a numeral cannot go on so."""
        if token in MULTIPLIERS:
            return self._multiply(MULTIPLIERS[token])
        if token in SCALES:
            return self._scale(SCALES[token])
        if token == " ":
            return True
        if self.current is not None:
            return False
        if token in TENS:
            return self._tens(TENS[token])
        digit = DIGITS.get(token)
        if digit == 0:
            self.zero, self.seen = True, self.seen or not self.parts
        elif digit is not None:
            self.current = Decimal(digit)
        else:
            self.current, self.last = parse_arabic(token), self.last if len(token) == 1 else 0
        return True

    def _multiply(self, by: int) -> bool:
        if self.unit and by >= self.unit:
            return False
        self.bare = self.current is None and not self.seen
        count = Decimal(1) if self.current is None else self.current
        self.section = EXACT.add(self.section, EXACT.multiply(count, Decimal(by)))
        self.seen, self.current, self.unit, self.last, self.zero = True, None, by, by, False
        return True

    def _tens(self, value: int) -> bool:
        if self.unit and self.unit <= 10:
            return False
        self.section, self.seen = EXACT.add(self.section, Decimal(value)), True
        self.unit = self.last = 10
        return True

    def _scale(self, by: int) -> bool:
        if self.current is not None:
            spoken = self.bare and self.unit > 10  # 百二万 is 120万
            self._add(EXACT.multiply(self.current, Decimal(self.unit // 10)) if spoken else self.current)
        part, bare = self.section, not self.seen
        while self.parts and self.parts[-1][1] < by:
            part = EXACT.add(part, self.parts.pop()[0])
            bare = False
        if self.parts and self.parts[-1][1] == by and not bare and self.parts[-1][0] < 10**4 * by:  # not 一万亿零三亿
            if part < _FOUR_DIGITS:
                return False  # 三万五万
            part = EXACT.add(part, self.parts.pop()[0])  # 二万九千六百九十七万
        if bare:  # 万万 multiplies what stands before it; a leading 万 is one 万
            part = self.parts.pop()[0] if self.parts and self.parts[-1][1] == by else Decimal(1)
        self.parts.append((EXACT.multiply(part, Decimal(by)), by))
        self.section, self.seen, self.current = Decimal(0), False, None
        self.unit, self.last, self.zero, self.bare = 0, by, False, False
        return True

    def _add(self, value: Decimal) -> None:
        self.section, self.seen = EXACT.add(self.section, value), True

    def total(self) -> Decimal:
        """The value of all that was read; a last digit may be colloquial: 一百五, 一万三, 两千四百五."""
        if self.current is not None:
            colloquial = self.last > 10 and not self.zero and self.current < 10
            self._add(EXACT.multiply(self.current, Decimal(self.last // 10)) if colloquial else self.current)
        out = self.section
        for value, _ in self.parts:
            out = EXACT.add(out, value)
        return out


def _parse_run(run: str) -> Decimal | None:
    """A run of digits and multipliers without a decimal point in words; None where it is no well-formed numeral."""
    if len(run) > 1 and _ALL_DIGITS.issuperset(run):
        return Decimal("".join(str(DIGITS[c]) for c in run))
    if "." in run and not _DECIMAL_RUN.fullmatch(run):
        return None  # 10.1万零100
    reader = _Reader()
    return reader.total() if all(map(reader.read, _TOKEN.findall(run))) else None


def _tail_factor(tail: str) -> Decimal:
    """The product of the multipliers that follow a decimal: 点八万, 点五千万."""
    out = Decimal(1)
    for c in tail:
        out = EXACT.multiply(out, Decimal(MULTIPLIERS.get(c) or SCALES[c]))
    return out


def parse_unsigned(text: str) -> Decimal | None:
    """A numeral without sign, fraction or Latin scale: what the scanner of quantities cuts out."""
    whole, point, rest = text.partition("点")
    if not point:
        return _parse_run(whole)
    frac = rest.rstrip(M)
    base = _parse_run(whole) if whole else None
    if base is None or not frac:
        return None
    if not frac.isascii():
        if not _ALL_DIGITS.issuperset(frac):
            return None
        frac = "".join(str(DIGITS[c]) for c in frac)
    return EXACT.multiply(EXACT.add(base, Decimal("0." + frac)), _tail_factor(rest.rstrip()[len(frac) :]))


def _parse_fraction(text: str) -> Decimal | None:
    below, _, above = text.partition("分之")
    whole, mixed, below = below.rpartition("又")
    parts = [parse_numeral(x) for x in ((whole, below, above) if mixed else (below, above))]
    if any(p is None for p in parts):
        return None
    *first, denominator, numerator = [p for p in parts if p is not None]
    if not denominator:
        return None
    negative = text.startswith(NEGATIVE)
    value = Decimal(numerator) / abs(denominator)
    value = -abs(value) if negative and value > 0 else value
    return value if not first else EXACT.add(first[0], -value if first[0] < 0 else value)


def parse_numeral(text: str) -> Decimal | None:
    """The exact value of a numeral that is the whole of ``text``, or None.

    Reads Arabic digits with separators, Chinese numerals lower and upper, mixtures (3.5万, 1兆2,345亿), digit strings
    (二〇二四), decimals in words, fractions (三分之一, 三又二分之一, 百分之五), signs, and a trailing k, M or G.
    """
    text = text.strip()
    if "分之" in text:
        return _parse_fraction(text)
    factor = Decimal(1)
    if text[-1:] in LATIN_SCALES and text[-2:-1].isdigit():
        factor, text = Decimal(LATIN_SCALES[text[-1]]), text[:-1]
    if text == "半":
        return Decimal("0.5")
    if text == "半百":
        return Decimal(50)
    match = _WHOLE.fullmatch(text.replace(" ", ""))
    if match is None:
        return None
    try:
        value = parse_unsigned(match.group()[len(match["sign"] or "") :])
    except InvalidOperation:
        return None
    if value is None:
        return None
    value = EXACT.multiply(value, factor)
    return EXACT.minus(value) if match["sign"] in NEGATIVE else value


_LOWER, _UPPER = "零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_LOWER_M, _UPPER_M = ("", "十", "百", "千"), ("", "拾", "佰", "仟")


def _format_section(value: int, digits: str, marks: tuple[str, ...]) -> str:
    out, zero = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            out += ("零" if zero and out else "") + digits[digit] + marks[power]
            zero = False
        else:
            zero = True
    return out


def _format_integer(value: int, digits: str, marks: tuple[str, ...]) -> str:
    """万亿 up to 10^16, as the mainland counts; 兆 beyond, so that what is written can be read again."""
    if value == 0:
        return digits[0]
    for scale, mark in ((10**12, "兆") if value >= 10**16 else (10**8, "亿"), (10**4, "万")):
        if value >= scale:
            high, low = divmod(value, scale)
            gap = digits[0] if low and (low < scale // 10 or (high % 10 == 0 and scale == 10**4 and low < 1000)) else ""
            return (
                _format_integer(high, digits, marks) + mark + gap + (_format_integer(low, digits, marks) if low else "")
            )
    return _format_section(value, digits, marks)


def format_numeral(value: Decimal, style: Style = "arabic") -> str:
    """``value`` written in a style.

    ``arabic`` 12345.6, ``grouped`` 12,345.6, ``lower`` 一万二千三百四十五点六, ``upper`` 壹万…, ``digits`` 一二三四五,
    ``mixed`` 1.2345万.
    """
    plain = format(abs(value), "f")
    whole, _, frac = plain.partition(".")
    sign = value < 0
    if style == "arabic":
        return ("-" if sign else "") + plain
    if style == "grouped":
        return ("-" if sign else "") + format(int(whole), ",") + (f".{frac}" if frac else "")
    if style == "mixed":
        for mark, scale in (("兆", 12), ("亿", 8), ("万", 4)):
            if len(whole) > scale:
                shifted = EXACT.scaleb(EXACT.abs(value), -scale)
                return ("-" if sign else "") + format(EXACT.normalize(shifted), "f") + mark
        return ("-" if sign else "") + plain
    digits, marks = (_UPPER, _UPPER_M) if style == "upper" else (_LOWER, _LOWER_M)
    tail = "点" + "".join(digits[int(c)] for c in frac) if frac else ""
    spelled = (
        "".join(digits[int(c)] for c in whole) if style == "digits" else _format_integer(int(whole), digits, marks)
    )
    if style == "lower" and spelled.startswith("一十"):
        spelled = spelled[1:]
    return ("负" if sign else "") + spelled + tail
