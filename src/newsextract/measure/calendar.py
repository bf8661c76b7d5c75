"""Calendar arithmetic: months, quarters, weeks, lunar dates and festivals. Pure; the lunar library loads when used."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from newsextract.resources import read_table

WEEKDAYS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6}
WEEKDAYS |= {str(n): n - 1 for n in range(1, 7)}
FIRST_YEAR, LAST_YEAR = 1, 9999
ONE_DAY = timedelta(days=1)
# Words behind which a number of 日 is a length of time and no day of the month: 拘留十五日, 工期约120日.
DAYS_AS_LENGTH = re.compile(
    r"(?:拘留|留置|羁押|工期|停牌|停职|停业|禁赛|停赛|限期|期限|有效期|公示期|试用期|缓冲期|为期|历时|长达|居留|停留|逗留|连续|[天日]数)[约近为达共逾超过的由从]{0,4}$"
)

# Words behind which N年M月 is how long someone is jailed: 判刑4年2月, 有期徒刑7月.
JAILED = re.compile(
    r"(?:徒刑|判处|判刑|判囚|判监|获刑|刑期|拘役|应执行|执行刑|各处|处刑|(?<![谈批评裁])判|(?<=[,，、及和])(?:各)?处|减为)"
    r"(?:有期徒刑)?(?:[0-9]{1,2}年|[一二三四五六七八九十]{1,3}年)?$"
)


class Days(NamedTuple):
    """A stretch of days, both ends included."""

    first: date
    last: date


def month_days(year: int, month: int) -> Days:
    """The whole month."""
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def months_days(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last day of another of the same year."""
    return Days(date(year, first, 1), month_days(year, last).last)


def year_days(year: int) -> Days:
    """The whole year."""
    return Days(date(year, 1, 1), date(year, 12, 31))


def make_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month ``count`` months later as (year, month)."""
    total = year * 12 + month - 1 + count
    return total // 12, total % 12 + 1


def shift_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day."""
    year, month = add_months(day.year, day.month, count)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def week_days(day: date, offset: int = 0) -> Days:
    """Monday to Sunday of the week ``offset`` weeks from the day's own."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
    return Days(monday, monday + timedelta(days=6))


def tenth_days(year: int, month: int, third: int) -> Days:
    """上旬, 中旬 or 下旬 (1, 2, 3) of a month."""
    last = month_days(year, month).last
    return Days(date(year, month, third * 10 - 9), last if third == 3 else date(year, month, third * 10))


def week_of(span: Days, number: int) -> Days:
    """The n-th week that begins inside the span (Monday first); -1 is the last one."""
    if number < 0:
        return week_days(span.last)
    first = span.first + timedelta(days=-span.first.weekday() % 7)
    return Days(first + timedelta(weeks=number - 1), first + timedelta(weeks=number - 1, days=6))


def lunar_day(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The civil date of a day of the Chinese lunar calendar (1900 to 2100), or None where there is none."""
    from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

    try:
        found: date = LunarDate(year, month, day, int(leap)).to_solar_date()
    except (InvalidLunarDateError, ValueError):
        return None
    return found


def lunar_month(year: int, month: int, leap: bool = False) -> Days | None:
    """First and last civil day of a lunar month."""
    first = lunar_day(year, month, 1, leap)
    last = lunar_day(year, month, 30, leap) or lunar_day(year, month, 29, leap)
    return Days(first, last) if first and last else None


def solar_term(year: int, name: str) -> date | None:
    """The day of one of the 24 solar terms, e.g. 清明, in a civil year (1901 to 2100)."""
    from borax.calendars.lunardate import TermUtils

    try:
        found: date = TermUtils.nth_term_day(year, TermUtils.name2index(name))
    except (ValueError, IndexError, KeyError):
        return None
    return found


def easter(year: int) -> date:
    """Western Easter Sunday (Butcher's rule)."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    w = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    month, day = divmod(h + w - 7 * ((a + 11 * h + 22 * w) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter Sunday as a Gregorian date (Meeus's Julian rule, 13 days; right for 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def islamic_days(year: int, month: int, day: int) -> list[date]:
    """The civil dates in a civil year of a day of the Umm al-Qura calendar."""
    from hijridate import Hijri

    found = []
    for hijri_year in {(year - 622) * 33 // 32 + n for n in range(3)}:
        try:
            g = Hijri(hijri_year, month, day).to_gregorian()
        except (ValueError, OverflowError):
            continue
        if g.year == year:
            found.append(date(g.year, g.month, g.day))
    return sorted(found)


def _hebrew_new_year(year: int) -> int:
    """The ordinal of the civil day that holds most of 1 Tishri, by the molad and the postponement rules."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if 3 * (day + 1) % 7 < 3 else day

    before, here, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    return here + (2 if after - here == 356 else 1 if here - before == 382 else 0) - 1373427


def hebrew_eve(year: int, month: int, day: int) -> date:
    """The civil day, in a civil year, on whose evening a day of the Hebrew calendar begins; months from Nisan."""
    hebrew_year = year + (3761 if 7 <= month <= 9 else 3760)
    start = _hebrew_new_year(hebrew_year)
    length = _hebrew_new_year(hebrew_year + 1) - start
    leap = length > 380
    autumn = [30, 30 if length % 10 == 5 else 29, 29 if length % 10 == 3 else 30, 29, 30]
    sizes = [*autumn, *([30, 29] if leap else [29]), 30, 29, 30, 29, 30, 29]
    order = [7, 8, 9, 10, 11, *([12, 13] if leap else [12]), 1, 2, 3, 4, 5, 6]
    wanted = 13 if month == 12 and leap else month
    return date.fromordinal(start + sum(sizes[: order.index(wanted)]) + day - 2)


class Festival(NamedTuple):
    """A named day: how its date is found, in which regions, and whether the bare name is safe."""

    name: str
    rule: str
    region: str
    length: int
    bare: bool


@cache
def festivals() -> dict[str, tuple[Festival, ...]]:
    """Every festival by name; several where regions differ."""
    found: dict[str, tuple[Festival, ...]] = {}
    for name, rule, region, length, bare in read_table("lexicons/festivals.tsv", 5):
        row = Festival(name, rule, region, int(length or 1), bare != "guarded")
        found[name] = (*found.get(name, ()), row)
    return found


def choose_festival(name: str, region: str | None) -> Festival:
    """The festival of that name as it is kept in the region (the first row where none is the region's own)."""
    rows = festivals()[name]
    return next((row for row in rows if region and region in row.region.split(",")), rows[0])


def festival_days(festival: Festival, year: int) -> Days | None:
    """The days of a festival in a year, or None where the calendar tables do not reach."""
    first = _rule_day(*festival.rule.split(" "), year=year)
    return Days(first, first + timedelta(days=festival.length - 1)) if first else None


def _rule_day(kind: str, *values: str, year: int) -> date | None:
    if kind == "term":
        return solar_term(year, values[0])
    if kind == "eve":
        new_year = lunar_day(year + 1, 1, 1) if values[0] == "end" else lunar_day(year, 1, 1)
        return new_year - ONE_DAY if new_year else None
    numbers = [int(v) for v in values]
    if kind == "fixed":
        return make_day(year, numbers[0], numbers[1])
    if kind == "lunar":
        return lunar_day(year, numbers[0], numbers[1])
    if kind == "nth":
        return _nth_weekday(year, *numbers)
    if kind in {"easter", "orthodox"}:
        sunday = easter(year) if kind == "easter" else orthodox_easter(year)
        return sunday + timedelta(days=numbers[0])
    if kind == "hebrew":
        return hebrew_eve(year, *numbers)
    return next(iter(islamic_days(year, *numbers)), None)


def _nth_weekday(year: int, month: int, weekday: int, nth: int, shift: int = 0) -> date:
    if nth < 0:
        last = month_days(year, month).last
        return last - timedelta(days=(last.weekday() - weekday) % 7) + timedelta(days=shift)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + shift)


def same_day_in_year(iso: str | None, year: int) -> str | None:
    """That day of another year, the last of the month where it has no such day."""
    if iso is None:
        return None
    month, day = int(iso[5:7]), int(iso[8:10])
    return date(year, month, min(day, calendar.monthrange(year, month)[1])).isoformat()
