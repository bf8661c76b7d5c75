"""Runs the quantity parser over the suites of Recognizers-Text, JioNLP, duckling, cn2an, NeMo and WeTextProcessing.

    NEWSEXTRACT_DATA=… python benchmarks/suites/quantities.py [--failures] [SUITE …]

The suites themselves are not shipped: ``$NEWSEXTRACT_DATA/suites/NAME.jsonl`` holds one case a line. A case is out of
scope only where a class in ``out_of_scope.toml`` says so, with the reason; at most 15 % of a suite may be.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

from intervals import Bounds, intervals
from names_of_units import CONVERSIONS, DUCKLING_UNITS, JIO_CASES, UNIT_CODES, plain_unit
from running import Case, Suite, run_suites

from newsextract.clean.script import simplify
from newsextract.measure.amounts import read_amount
from newsextract.measure.contexts import find_names
from newsextract.measure.dates import Anchor, find_times
from newsextract.measure.numerals import FINANCIAL, RUN, C, M, format_numeral, parse_numeral
from newsextract.measure.quantities import find_quantities
from newsextract.measure.units import find_unit
from newsextract.measure.values import Quantity
from newsextract.record import Range

WIDE = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
NUMERIC = C + FINANCIAL + M
SPACED = re.compile(
    rf"(?<=[{NUMERIC}0-9点分之个又]) +(?=[{NUMERIC}点分之成折个又几])"
    rf"|(?<=[{NUMERIC}点分之又]) +(?=[0-9])"
    rf"|(?<=百) +(?=分)"
    rf"|(?<=分) +(?=点)"
    rf"|(?<=[{C}]) +(?=[秒天年])"
)


def shadow(text: str) -> str:
    """The input as the measure stage sees it: half-width, Simplified, letter-spaced numerals closed up."""
    return SPACED.sub("", simplify(text.translate(WIDE)))


def same(a: Decimal | None, b: object) -> bool:
    """Equal as numbers, to the twelve digits that the suites print."""
    if a is None or b is None:
        return a is b
    other = Decimal(str(b))
    return abs(a - other) <= Decimal("1e-12") * max(abs(a), abs(other))


def first(text: str) -> Quantity | None:
    """The first quantity of a text."""
    found, _ = find_quantities(shadow(text))
    return found[0] if found else None


# Recognizers-Text: every numeral of a text, with or without unit.

_RUN = re.compile(RUN)
_FRACTION = re.compile(rf"(?:{RUN}又)?{RUN} ?分 *之 *-?负?{RUN}|[0-9]+ [0-9]+/[0-9]+|[0-9]+/[0-9]+")


def find_numerals(text: str) -> Iterator[Decimal]:
    """Numerals in running text as Recognizers' NumberModel lists them: a lone digit counts before a counter."""
    walls = [span for span, _ in find_names(text)]
    at = 0
    while at < len(text):
        wall = next((w for w in walls if w.start <= at < w.end), None)
        if wall:
            at = wall.end
            continue
        value, end = _numeral_at(text, at)
        if value is not None:
            yield value
        at = max(end, at + 1)


def _numeral_at(text: str, at: int) -> tuple[Decimal | None, int]:
    if text.startswith("百分之", at):
        return None, at + 3
    if text.startswith("半百", at):
        return Decimal(50), at + 2
    if match := _FRACTION.match(text, at):
        value = _fraction(match.group())
        if value is not None:
            return (-value if text[at - 1 : at] == "负" else value), match.end()
    match = _RUN.match(text, at)
    if match is None:
        return None, at + 1
    run = match.group()
    amount = read_amount(text, at)
    end = amount.digits_end if amount else match.end()
    lone = len(run) == 1 and not run.isascii()
    after = text[end : end + 1]
    if lone and (
        run in "零万千百亿兆" + FINANCIAL
        or not (not after or after in "，,。是不这 却的点双对打" or find_unit(text, end))
    ):
        return None, end
    if amount is None or amount.value is None or after == "%" or (run == "一" and after == "美"):
        return None, end
    if after == "打":
        return amount.value * 12, end + 1
    value = parse_numeral(amount.run) if amount.percent and amount.rule != "fraction" else amount.value
    if amount.percent and amount.rule == "fraction":
        value, end = parse_numeral(amount.run), amount.end
    elif not amount.percent:
        value = parse_numeral(text[at : amount.digits_end].rstrip("多余几")) or amount.value
    negative = text[at - 1 : at] in "-负" and at > 0
    return (-value if negative and value is not None else value), end


def _fraction(text: str) -> Decimal | None:
    text = text.replace(" 分", "分").replace("分 ", "分").replace("之 ", "之")
    if "/" in text:
        whole, _, rest = text.rpartition(" ")
        above, below = rest.split("/")
        return Decimal(whole or 0) + Decimal(above) / Decimal(below)
    return parse_numeral(text)


def expected_values(case: Case) -> list[str]:
    """The values that a Recognizers case wants, in order."""
    return [
        r["Resolution"]["value"].rstrip("%")
        for r in case["expected"]
        if r.get("Resolution", {}).get("value") is not None
    ]


def recognizers_number(case: Case) -> bool:
    """NumberModel: all numerals of the text."""
    text = shadow(case["input"])
    got = list(find_numerals(text))
    want = expected_values(case)
    return len(got) == len(want) and all(_close(g, w) for g, w in zip(got, want, strict=True))


def _close(got: Decimal, want: str) -> bool:
    return abs(got - Decimal(want)) <= Decimal("1e-12") * max(abs(got), Decimal(1))


def recognizers_percent(case: Case) -> bool:
    """PercentModel: percentages, and points counted as such."""
    found, _ = find_quantities(shadow(case["input"]))
    got = [
        q.value / 10 if q.unit == "‰" and q.value is not None else q.value
        for q in found
        if q.kind in {"percent", "points"}
    ]
    got = [v for v in got if v is not None]
    want = expected_values(case)
    return len(got) == len(want) and all(same(g, w) for g, w in zip(got, want, strict=True))


# Recognizers' NumberRangeModel: what a number with its modifier leaves open.


def recognizers_range(case: Case) -> bool:
    """NumberRangeModel: both ends of every range, whether or not they belong to it (the suite is not of one mind)."""
    text = SPACED.sub("", re.sub(r" *(或) *", r"\1", shadow(case["input"])))
    want = [_read_interval(r["Resolution"]["value"]) for r in case["expected"]]
    return list(intervals(text)) == want


def _read_interval(text: str) -> Bounds:
    low, high = (Decimal(end) if end else None for end in text[1:-1].split(","))
    return low, high


CURRENCIES = {"Chinese yuan": "CNY", "Dollar": "元"}


def recognizers_currency(case: Case) -> bool:
    """CurrencyModel: amounts of money; an open 元 is the mainland's."""
    found, _ = find_quantities(shadow(case["input"]))
    got = [(q.value, "CNY" if q.currency_open else plain_unit(q)) for q in found if q.dimension == "money"]
    want = [(r["Resolution"]["value"], r["Resolution"].get("isoCurrency") or "CNY") for r in case["expected"]]
    return len(got) == len(want) and all(same(g[0], w[0]) and g[1] == w[1] for g, w in zip(got, want, strict=True))


def recognizers_unit(case: Case) -> bool:
    """DimensionModel, TemperatureModel, AgeModel: value and unit; what else stands in the text is not asked."""
    found, _ = find_quantities(shadow(case["input"]))
    got = [(q.value, unit) for q in found for unit in {q.unit, plain_unit(q)}]
    dims = {"dimension"} & {r["TypeName"] for r in case["expected"]}
    want = [(r["Resolution"].get("value"), UNIT_CODES.get(r["Resolution"]["unit"])) for r in case["expected"]]
    if not want:
        return not [q for q in found if q.unit and not dims]
    return all(any(same(g[0], w[0]) and (g[1] == w[1] or (w[1], g[1]) == ("度", "Cel")) for g in got) for w in want)


def recognizers_ordinal(case: Case) -> bool:
    """OrdinalModel: the value of what stands behind 第."""
    got = [parse_numeral(match["n"]) for match in re.finditer(rf"第(?P<n>{RUN})", shadow(case["input"]))]
    want = expected_values(case)
    return len(got) == len(want) and all(same(g, w) for g, w in zip(got, want, strict=True))


# JioNLP: one amount of money; a case is its name in JioNLP.

JIO_DEFINITIONS = {
    "accurate": {"exact"},
    "blur": {"about", "over", "range", "nearly", "at_least"},
    "blur-": {"nearly", "under", "at_most"},
    "blur+": {"over", "at_least"},
}


def jionlp_money(case: Case) -> bool:
    """money_parser: value or bounds, currency, and how certain."""
    want, q = case["expected"], first(case["input"])
    if q is None:
        return False
    unit = plain_unit(q) or "元"
    if JIO_CASES.get(want["case"], want["case"]) not in {unit, "元" if unit == "CNY" else unit}:
        return False
    if isinstance(want["num"], list):
        low, high = want["num"]
        if q.low is not None:
            return same(q.low, low) and same(q.high, high)
        if not q.certain:
            return q.value is None
        return same(q.value, low) and q.modifier in {"over", "about"}  # 3000多: JioNLP adds a ceiling of its own
    rounded = None if q.value is None else round(q.value, 2)
    return (same(rounded, want["num"]) or same(q.value, want["num"])) and q.modifier in JIO_DEFINITIONS[
        want["definition"]
    ]


def jionlp_extractor(case: Case) -> bool:
    """money_extractor: the spans of all amounts of money."""
    text = case["input"]
    found, _ = find_quantities(simplify(text.translate(WIDE)))
    got = [(q.start, q.end) for q in found if q.dimension == "money"]
    return got == [tuple(e["offset"]) for e in case["expected"] or []]


# duckling: one value, with a unit and an interval where it has one.

_EXPECT = re.compile(
    r"\((?P<kind>simple|above|under|between) (?P<unit>\w+) (?:\((?P<a>[\d.]+), ?(?P<b>[\d.]+)\)|(?P<v>[\d.]+))"
)
MULTIPLES = {"对": 2, "双": 2, "打": 12, "个": 1}


SPOKEN_MONEY: dict[str | None, Callable[[Quantity], Quantity]] = {
    "分": lambda q: q._replace(unit="元", value=None if q.value is None else q.value / 100),
    "个": lambda q: q._replace(unit="元"),
    "块": lambda q: q._replace(unit="元"),
}


def _converted(q: Quantity, unit: str) -> tuple[Decimal | None, Decimal | None, Decimal | None] | None:
    factor = Decimal(1) if q.unit == unit else CONVERSIONS.get((q.unit or "", unit))
    if factor is None:
        return None
    return tuple(None if v is None else v * Decimal(factor) for v in (q.value, q.low, q.high))  # type: ignore[return-value]


def duckling_quantity(case: Case) -> bool:
    """Money, distance, volume, mass, temperature, duration: value, unit and the kind of interval."""
    match = re.match(r"\(DurationData (?P<v>[\d.]+) (?P<unit>\w+)\)", case["expected"]) or _EXPECT.match(
        case["expected"]
    )
    q = first(case["input"])
    if match is None or q is None or q.unit is None:
        return False
    parts = match.groupdict()
    if "AmountOfMoney" in case["source_file"]:  # the dimension is given: 分 is a cent, 个 a dollar
        q = SPOKEN_MONEY[q.unit](q) if q.unit in SPOKEN_MONEY else q
    if "Duration" in case["source_file"] and q.unit == "分":  # the dimension is given: 分 is a minute
        q = q._replace(unit="min")
    values = _converted(q, DUCKLING_UNITS[parts["unit"]])
    if values is None:
        return False
    factor = Decimal(100) if parts["unit"] == "Cent" else Decimal(1)
    if parts.get("kind") == "between":
        return same(values[1], parts["a"]) and same(values[2], parts["b"])
    modifiers = {"above": {"at_least", "over"}, "under": {"at_most", "under"}}.get(
        parts.get("kind") or "", {"exact", "about"}
    )
    return values[0] is not None and same(values[0] * factor, parts["v"]) and q.modifier in modifiers


def duckling_numeral(case: Case) -> bool:
    """Numeral: the whole input, with 个, 对, 双 and 打 behind it."""
    text = shadow(case["input"])
    by = MULTIPLES.get(text[-1])
    value = parse_numeral(text[:-1] if by else text)
    want = re.search(r"NumeralValue ([\d.]+)", case["expected"])
    return value is not None and want is not None and same(value * (by or 1), want[1])


def duckling_ordinal(case: Case) -> bool:
    """Ordinal: what stands behind 第."""
    want = re.search(r"OrdinalData (\d+)", case["expected"])
    return want is not None and same(parse_numeral(shadow(case["input"])[1:]), want[1])


# cn2an: one numeral, and back.


def cn2an(case: Case) -> bool:
    """cn2an: text to number; what is no numeral gives none."""
    text = shadow(str(case["input"]))
    value = parse_numeral(text)
    if value is None and re.search(r"[圆元角分]", text):
        q = first(case["input"])
        value = q.value if q is not None else None
    if case["expected"] == "ValueError":
        return value is None
    return same(value, case["expected"])


def an2cn(case: Case) -> bool:
    """an2cn: number to text, lower, upper and digit by digit."""
    if case["expected"] == "ValueError":
        value = parse_numeral(str(case["input"]))
        return value is None or abs(value) >= 10**16
    value = Decimal(repr(case["input"])) if isinstance(case["input"], float) else Decimal(str(case["input"]))
    if isinstance(case["input"], float) and value == value.to_integral_value():
        value = value.quantize(Decimal("0.1"))
    if isinstance(case["expected"], str):
        return format_numeral(value, "lower") == case["expected"]
    lower, upper, _, digits = case["expected"]
    return [format_numeral(value, s) for s in ("lower", "upper", "digits")] == [lower, upper, digits]  # type: ignore[arg-type]


def transform(case: Case) -> bool:
    """transform: a text whose numerals are rewritten measures the same before and after."""
    before, after = (_readings(shadow(str(case[side]))) for side in ("input", "expected"))
    return before == after


def _readings(text: str) -> list[object]:
    times = [t for t in find_times(text, Anchor(None)) if t.kind != "duration"]
    found, _ = find_quantities(text, [Range(t.start, t.end) for t in times])
    values = [(q.kind, *(v and v.normalize() for v in (q.value, q.low, q.high)), q.unit) for q in found]
    return [*((t.edtf, t.clock) for t in times), *values]


# NeMo and WeTextProcessing (inverse text normalization): what is spoken and what is written must mean the same.

_DOLLAR = re.compile(r"(?<![A-Z])\$")  # the written forms mean US dollars
_SHORTENED = re.compile(r"(?<![\d.])(?P<a>\d+)-(?P<b>\d+)(?![\d-])")


def _lengthened(match: re.Match[str]) -> str:
    """15-6 is WeText's 15-16, 730-40 its 730-740."""
    a, b = match["a"], match["b"]
    return (
        match.group() if len(b) >= len(a) else f"{a}-{a[: len(a) - len(b)]}{b}" if a[-len(b) :] < b else match.group()
    )


_PLAIN = re.compile(r"-?[\d,]+(?:\.\d+)?(?:[万亿萬億兆])?")


def itn(case: Case) -> bool:
    """The quantities of the spoken text are those of the written one."""
    spoken, written = case["input"], str(case["expected"])
    if _PLAIN.fullmatch(written) or re.fullmatch(r"(?:\d+又)?\d+/\d+", written) or written.startswith("第"):
        return same(parse_numeral(shadow(spoken).lstrip("第")), _written_value(written))
    if bounds := _BOUNDS.fullmatch(_SHORTENED.sub(_lengthened, shadow(written))):
        amount = read_amount(shadow(spoken), 0)
        scale = parse_numeral("1" + bounds["scale"]) or Decimal(1)
        low, high = Decimal(bounds["low"]) * scale, Decimal(bounds["high"]) * scale
        return amount is not None and (amount.low, amount.high) == (low, high)
    got, want = _meanings(spoken), _meanings(written)
    return bool(got) and got == want


_BOUNDS = re.compile(r"(?P<low>\d+)[~-](?P<high>\d+)(?P<scale>[万亿]?)")


def _written_value(text: str) -> Decimal | None:
    text = simplify(text).lstrip("第")
    whole, _, fraction = text.rpartition("又")
    if "/" in fraction:
        above, below = fraction.split("/")
        return Decimal(whole or 0) + Decimal(above) / Decimal(below)
    return parse_numeral(text)


def _meanings(text: str) -> list[tuple[object, ...]]:
    found, _ = find_quantities(_DOLLAR.sub("US$", _SHORTENED.sub(_lengthened, shadow(text))))

    def plain(v: Decimal | None) -> Decimal | None:
        return None if v is None else v.normalize()

    return [(plain(q.value), plain(q.low), plain(q.high), "元" if q.unit == "CNY" else q.unit) for q in found]


ITN_CLASSES = ("money", "measure", "cardinal", "decimal", "fraction", "ordinal", "number")


def _of_numbers(case: Case) -> bool:
    return case.get("class") in ITN_CLASSES


SUITES = (
    Suite("recognizers.Number.NumberModel", recognizers_number, 0.95),
    Suite("recognizers.Number.NumberRangeModel", recognizers_range, 0.85),
    Suite("recognizers.Number.PercentModel", recognizers_percent, 0.98),
    Suite("recognizers.Number.OrdinalModel", recognizers_ordinal, 0.95),
    Suite("recognizers.NumberWithUnit.CurrencyModel", recognizers_currency, 0.95),
    Suite("recognizers.NumberWithUnit.DimensionModel", recognizers_unit, 0.95),
    Suite("recognizers.NumberWithUnit.TemperatureModel", recognizers_unit, 0.95),
    Suite("recognizers.NumberWithUnit.AgeModel", recognizers_unit, 0.95),
    Suite("jionlp.money_parser", jionlp_money, 0.98),
    Suite("jionlp.money_extractor", jionlp_extractor, 0.98),
    Suite("duckling.Numeral.ZH", duckling_numeral, 0.97),
    Suite("duckling.Ordinal.ZH", duckling_ordinal, 0.97),
    Suite("duckling.AmountOfMoney.ZH", duckling_quantity, 0.95),
    Suite("duckling.Distance.ZH", duckling_quantity, 0.95),
    Suite("duckling.Volume.ZH", duckling_quantity, 0.95),
    Suite("duckling.Quantity.ZH", duckling_quantity, 0.95),
    Suite("duckling.Temperature.ZH", duckling_quantity, 0.95),
    Suite("duckling.Duration.ZH", duckling_quantity, 0.8),
    Suite("cn2an.cn2an", cn2an, 0.98),
    Suite("cn2an.an2cn", an2cn, 0.98),
    Suite("cn2an.transform", transform, 0.85),
    Suite("nemo_zh.itn", itn, 0.9, _of_numbers),
    Suite("wetext_zh.itn", itn, 0.9, _of_numbers),
)


if __name__ == "__main__":
    sys.exit(run_suites(SUITES, Path(__file__).with_name("out_of_scope_quantities.toml"), __doc__))
