"""Numerals, units and quantities: the cases, every row of the data, and the laws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from newsextract.clean.script import simplify
from newsextract.measure.contexts import find_names
from newsextract.measure.dates import Anchor, find_times
from newsextract.measure.numerals import format_numeral, parse_numeral
from newsextract.measure.quantities import find_quantities
from newsextract.measure.spacing import close_up
from newsextract.measure.units import COUNTERS, CURRENCIES, UNITS
from newsextract.measure.values import Quantity
from newsextract.record import Range, format_decimal
from newsextract.resources import read_table, read_toml

CASES = Path(__file__).resolve().parents[1] / "cases"


def rows(name: str) -> Iterator[list[str]]:
    for line in (CASES / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split("\t")


@pytest.mark.parametrize(("text", "value"), list(rows("numerals.tsv")))
def test_numerals(text: str, value: str) -> None:
    parsed = parse_numeral(text)
    assert parsed == (None if value == "-" else Decimal(value))


def shown(text: str, q: Quantity) -> str:
    if not q.certain:
        value = "~"
    elif q.value is not None:
        value = format_decimal(q.value)
    else:
        assert q.low is not None and q.high is not None
        value = f"{format_decimal(q.low)}..{format_decimal(q.high)}"
    unit = (q.unit or "-") + ("?" if q.currency_open else "")
    return f"{text[q.start : q.end]}|{value}|{q.modifier}|{unit}"


@pytest.mark.parametrize(("text", "expected"), list(rows("quantities.tsv")))
def test_quantities(text: str, expected: str) -> None:
    found, _ = find_quantities(text)
    assert [shown(text, q) for q in found] == expected.split(" ; ")


@pytest.mark.parametrize(("text", "expected"), [[*row, ""][:2] for row in rows("quantities_news.tsv")])
def test_sentences_of_news(text: str, expected: str) -> None:
    shadow = simplify(text)
    times = find_times(shadow, Anchor(date(2024, 5, 20)))
    found, _ = find_quantities(shadow, [Range(time.start, time.end) for time in times])
    wanted = [cell for cell in expected.split(" ; ") if cell]
    surfaces = {cell.split("|")[0] for cell in wanted}
    said = [q for q in found if q.kind != "number" or text[q.start : q.end] in surfaces]
    assert [shown(text, q) for q in said] == wanted


@pytest.mark.parametrize(("text", "reason"), list(rows("not_quantities.tsv")))
def test_not_quantities(text: str, reason: str) -> None:
    found, _ = find_quantities(text)
    assert [text[q.start : q.end] for q in found if q.kind != "number"] == [], reason


@pytest.mark.parametrize(("unit", "code", "dimension"), list(rows("units.tsv")))
def test_units(unit: str, code: str, dimension: str) -> None:
    (found,), _ = find_quantities(f"共计12{unit}。")
    assert (found.unit, found.dimension, found.value) == (code, dimension, 12)


def test_enough_units() -> None:
    assert len(read_table(UNITS, 8)) >= 400
    assert len(read_table(COUNTERS, 6)) >= 200
    assert len({row[3] for row in read_table(CURRENCIES, 7) if re.fullmatch("[A-Z]{3}", row[3])}) >= 40


MEASURES = [(row[0], row[4]) for row in read_table(UNITS, 8)]
MEASURES += [(word, row[4]) for row in read_table(UNITS, 8) for word in row[2].split()]
MEASURES += [(row[0].replace("|", ""), row[2]) for row in read_table(COUNTERS, 6)] + [
    (row[0], row[3]) for row in read_table(CURRENCIES, 7)
]
# Read otherwise on purpose: by what stands around them (度, °, 块), as tenths, or as another word's spelling.
BY_CONTEXT = {"°", "度", "块", "多米尼加比索"}


@pytest.mark.parametrize(("spelling", "code"), [m for m in MEASURES if m[0] not in BY_CONTEXT])
def test_every_unit_is_read(spelling: str, code: str) -> None:
    found, rejected = find_quantities(f"为36.5{spelling}，")
    assert [q.unit for q in found] == [code], rejected


@pytest.mark.parametrize("name", sorted(row[0] for row in read_table("units/numeral_names.tsv", 2)))
def test_every_name_is_blocked(name: str) -> None:
    text = f"在{name}的"
    found, _ = find_quantities(text)
    assert any(span.start <= 1 and span.end >= 1 + len(name) for span, _ in find_names(text))
    assert found == []


CONTEXTS = read_toml("patterns/quantities.toml")["context"]


def _context_applies(row: dict[str, str], example: str) -> bool:
    start = example.index("【")
    end = example.index("】") - 1
    text = example.replace("【", "", 1).replace("】", "", 1)
    key = text[end : end + 1] if row["side"] == "after" else text[start - 1 : start]
    if not key or key not in row["keys"]:
        return False
    import regex

    pattern = regex.compile(row["pattern"])
    return bool(
        pattern.match(text, end) if row["side"] == "after" else pattern.search(text[max(0, start - 16) : start])
    )


@pytest.mark.parametrize("row", CONTEXTS, ids=[row["name"] for row in CONTEXTS])
def test_contexts(row: dict[str, list[str]]) -> None:
    assert row["examples"] and row["counter_examples"]
    for example in row["examples"]:
        assert _context_applies(row, example), example  # type: ignore[arg-type]
    for example in row["counter_examples"]:
        assert not _context_applies(row, example), example  # type: ignore[arg-type]


INTEREST = read_toml("patterns/quantities.toml")["interest"]


@pytest.mark.parametrize("name", [key.removesuffix("_pattern") for key in INTEREST if key.endswith("_pattern")])
def test_words_of_interest(name: str) -> None:
    pattern = re.compile(INTEREST[f"{name}_pattern"])
    for example in INTEREST[f"{name}_examples"]:
        assert pattern.search(example), example
    for example in INTEREST[f"{name}_counter_examples"]:
        assert not pattern.match(example), example


def test_blocked_spans_are_left_alone() -> None:
    text = "2021年上半年，3月份产值15亿元，5年增长3%"
    found, _ = find_quantities(text, [Range(0, 8), Range(9, 12)])
    assert [text[q.start : q.end] for q in found] == ["15亿元", "5年", "3%"]
    found, _ = find_quantities("增长了近3万人", [Range(3, 4)])
    assert [(q.start, q.modifier) for q in found] == [(4, "exact")]


@pytest.mark.parametrize(
    ("text", "increment"),
    [("比上年增长1.5倍", True), ("是同期的1.8倍", False), ("增至3倍", False), ("翻一番", False), ("约1.8倍", None)],
)
def test_increment(text: str, increment: bool | None) -> None:
    (found,), _ = find_quantities(text)
    assert found.increment is increment


NUMBERS = st.decimals(min_value=0, max_value=10**16, places=4).map(lambda d: d.normalize()) | st.integers(
    min_value=0, max_value=10**16
).map(Decimal)


@given(NUMBERS, st.sampled_from(["arabic", "grouped", "lower", "upper", "digits", "mixed"]), st.booleans())
def test_numerals_round_trip(value: Decimal, style: str, negative: bool) -> None:
    number = -value if negative and value else value
    assert parse_numeral(format_numeral(number, style)) == number  # type: ignore[arg-type]


@given(st.integers(min_value=1, max_value=10**13), st.sampled_from(["arabic", "grouped", "lower", "upper", "mixed"]))
def test_quantities_have_the_value_of_their_numeral(value: int, style: str) -> None:
    assume(style != "upper" or value > 9)  # 壹 alone is a word: 大陆, 队伍
    text = f"共计{format_numeral(Decimal(value), style)}吨。"  # type: ignore[arg-type]
    found, rejected = find_quantities(text)
    assert [(q.value, q.unit) for q in found] == [(value, "t")], (text, rejected)


ALPHABET = st.sampled_from(
    list("0123456789.,-~%一二三两十百千万亿零点半几数第前约近超多余至到每元吨人个年月日倍成分之 ，。/（）$K")
)


@given(st.text(ALPHABET, max_size=60))
def test_any_text_gives_sorted_disjoint_spans(text: str) -> None:
    found, rejected = find_quantities(text)
    at = 0
    for q in found:
        assert at <= q.start < q.end <= len(text)
        assert q.start <= q.number.start < q.number.end <= q.end
        assert (q.low is None) == (q.high is None) and not (q.low is not None and q.value is not None)
        assert q.low is None or q.high is None or q.low <= q.high
        at = q.end
    assert all(0 <= r.start < r.end <= len(text) and r.reason for r in rejected)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("人口1 234.5万人", "人口1234.5万人"),
        ("人口 1 234.5 万人", "人口1234.5万人"),
        ("耕地 1 234 567 公顷", "耕地1234567公顷"),
        ("北京 5 200台", "北京5 200台"),  # two columns of a table
        ("北京 5 200 300", "北京5 200 300"),
    ],
)
def test_spaces_within_a_number_are_closed_where_spaces_stand_on_both_sides(text: str, closed: str) -> None:
    found = close_up(text)
    assert (found.text if found else text) == closed
