"""Dates, periods and clock times: the cases of times.tsv and times_anchor.jsonl, the patterns' own examples, laws."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.clean.script import simplify
from newsextract.measure.calendar import (
    choose_festival,
    easter,
    festival_days,
    festivals,
    hebrew_eve,
    orthodox_easter,
)
from newsextract.measure.dates import Anchor, find_times, infer_anchor
from newsextract.measure.timetokens import count_groups, find_tokens, token_rows
from newsextract.record import Range
from newsextract.resources import read_table, read_toml

CASES = Path(__file__).parent.parent / "cases"
UNSPOKEN = {"vague", "duration"}


def rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def anchor_of(cell: str) -> Anchor:
    published, _, region = cell.partition("/")
    return Anchor(None if published == "-" else date.fromisoformat(published), region or None)


def spoken(text: str, anchor: Anchor) -> str:
    shadow = simplify(text)
    found = [t for t in find_times(shadow, anchor) if t.kind not in UNSPOKEN]
    return " | ".join(f"{shadow[t.start : t.end]}={t.edtf}" + (f"@{t.clock}" if t.clock else "") for t in found)


@pytest.mark.parametrize(("anchor", "text", "expected"), rows("times.tsv"), ids=lambda cell: cell[:40])
def test_times(anchor: str, text: str, expected: str) -> None:
    assert spoken(text, anchor_of(anchor)) == expected


@pytest.mark.parametrize("line", (CASES / "times_anchor.jsonl").read_text("utf-8").splitlines(), ids=lambda x: x[:50])
def test_anchor(line: str) -> None:
    case = json.loads(line)
    text = simplify(case["text"])
    given = {k: case[k] for k in ("meta", "dateline") if k in case}
    spans = {k: Range(text.index(v), text.index(v) + len(v)) for k, v in given.items()}
    anchor, published, source = infer_anchor(
        text,
        date=case.get("date"),
        metadata_dates=[spans["meta"]] if "meta" in spans else [],
        dateline_date=spans.get("dateline"),
        region=case.get("region"),
    )
    assert (published, source) == (case.get("published"), case.get("from"))
    assert anchor.published == (date.fromisoformat(published) if published else None)
    assert spoken(case["text"], anchor) == case["times"]


def test_every_pattern_matches_its_examples_and_not_the_others() -> None:
    for row, data in zip(token_rows(), read_toml("patterns/times.toml")["token"], strict=True):
        for example in data["examples"]:
            assert example[0] in row.first, (row.kind, example)
            found = re.compile(row.pattern).match(example)
            assert found and found.end() == len(example), (row.kind, example)
        for example in data["not"]:
            assert not re.compile(row.pattern).match(example), (row.kind, example)


def test_groups_are_counted_as_re_counts_them() -> None:
    for row in token_rows():
        assert count_groups(row.pattern) == re.compile(row.pattern).groups, row.pattern


def test_the_scan_stops_at_every_example() -> None:
    for row, data in zip(token_rows(), read_toml("patterns/times.toml")["token"], strict=True):
        for example in data["examples"] if not row.attach else ():
            assert next(find_tokens(example)).end == len(example), (row.kind, example)


def test_every_word_is_found_where_it_may_stand() -> None:
    for word, *_ in read_table("lexicons/periods.tsv", 5):
        token = next(find_tokens(word), None)
        assert token is not None and token.end == len(word), word


def test_every_festival_has_a_day() -> None:
    for name, variants in festivals().items():
        for variant in variants:
            days = festival_days(variant, 2024)
            assert days is not None and abs(days.first.year - 2024) <= 1, name


@pytest.mark.parametrize(
    ("name", "region", "year", "day"),
    [
        ("春节", "CN", 2025, "2025-01-29"),
        ("端午节", "TW", 2024, "2024-06-10"),
        ("冬至", None, 2023, "2023-12-22"),
        ("儿童节", "TW", 2024, "2024-04-04"),
        ("儿童节", "CN", 2024, "2024-06-01"),
        ("复活节", None, 2024, "2024-03-31"),
        ("东正教复活节", None, 2024, "2024-05-05"),
        ("母亲节", None, 2024, "2024-05-12"),
        ("开斋节", None, 2024, "2024-04-10"),
        ("犹太新年", None, 2024, "2024-10-02"),
        ("黑色星期五", None, 2024, "2024-11-29"),
    ],
)
def test_festivals(name: str, region: str | None, year: int, day: str) -> None:
    days = festival_days(choose_festival(name, region), year)
    assert days is not None and days.first.isoformat() == day


DIGITS = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (DIGITS[ones] if ones else "")


@given(st.dates(date(1912, 1, 1), date(2099, 12, 31)))
def test_every_way_to_write_a_date_means_the_same(day: date) -> None:
    year = "".join(DIGITS[int(c)] for c in str(day.year))
    ways = [
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}/{day.month}/{day.day}",
        f"{year}年{chinese(day.month)}月{chinese(day.day)}日",
        f"民国{day.year - 1911}年{day.month}月{day.day}日",
    ]
    for way in ways:
        found = find_times(way, Anchor(None))
        assert [(t.start, t.end, t.edtf, t.start_date, t.end_date) for t in found] == [
            (0, len(way), day.isoformat(), day.isoformat(), day.isoformat())
        ], way


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 150))
def test_a_date_without_year_is_the_one_before_publication(day: date, later: int) -> None:
    published = day + timedelta(days=later)
    (found,) = find_times(f"{day.month}月{day.day}日,会议召开", Anchor(published))
    assert found.start_date == day.isoformat() and found.inferred


CLAUSES = [r for row in rows("times.tsv") for r in re.split(r"[,。]", row[1])]
PIECES = st.sampled_from([*CLAUSES, "至", "，", "\n", "(", ")"])
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12).map("".join)


@given(TEXTS, st.sampled_from(["-", "2024-10-20/TW"]))
def test_any_text_gives_sorted_times_apart_with_sound_dates(text: str, cell: str) -> None:
    end = 0
    for found in find_times(simplify(text), anchor_of(cell)):
        assert end <= found.start < found.end <= len(text)
        end = found.end
        if found.start_date and found.end_date:
            assert date.fromisoformat(found.start_date) <= date.fromisoformat(found.end_date)
        assert (found.start_date is None) == (found.end_date is None)


# Easter Sundays of the Gregorian calendar, from the published tables; 1954, 1981 and 2049 are where simpler rules fail.
EASTERS = """2000-04-23 2001-04-15 2002-03-31 2003-04-20 2004-04-11 2005-03-27 2006-04-16 2007-04-08 2008-03-23
2009-04-12 2010-04-04 2011-04-24 2012-04-08 2013-03-31 2014-04-20 2015-04-05 2016-03-27 2017-04-16
2018-04-01 2019-04-21 2020-04-12 2021-04-04 2022-04-17 2023-04-09 2024-03-31 2025-04-20 2026-04-05
2027-03-28 2028-04-16 2029-04-01 2030-04-21 1954-04-18 1981-04-19 2038-04-25 2049-04-18"""
ORTHODOX = "2019-04-28 2020-04-19 2021-05-02 2022-04-24 2023-04-16 2024-05-05 2025-04-20"


@pytest.mark.parametrize("day", [*map(date.fromisoformat, EASTERS.split())], ids=str)
def test_easter(day: date) -> None:
    assert easter(day.year) == day


@pytest.mark.parametrize("day", [*map(date.fromisoformat, ORTHODOX.split())], ids=str)
def test_orthodox_easter(day: date) -> None:
    assert orthodox_easter(day.year) == day


@pytest.mark.parametrize(
    ("month", "day", "eve"),  # months from Nisan; 2024 lies in a leap year, 2023 and 2025 in common ones
    [
        *((1, 15, eve) for eve in ("2023-04-05", "2024-04-22", "2025-04-12")),
        *((3, 6, eve) for eve in ("2023-05-25", "2024-06-11")),
        *((7, 1, eve) for eve in ("2023-09-15", "2024-10-02")),
        *((9, 25, eve) for eve in ("2023-12-07", "2024-12-25")),
        *((12, 14, eve) for eve in ("2023-03-06", "2024-03-23", "2025-03-13")),
    ],
)
def test_days_of_the_hebrew_calendar(month: int, day: int, eve: str) -> None:
    found = date.fromisoformat(eve)
    assert hebrew_eve(found.year, month, day) == found
