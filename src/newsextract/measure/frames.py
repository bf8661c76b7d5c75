"""What the parts of a year are in a given year: quarters, months, edges, thirds, weeks, days, festivals."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from newsextract.measure.calendar import (
    WEEKDAYS,
    Days,
    choose_festival,
    festival_days,
    lunar_day,
    lunar_month,
    make_day,
    month_days,
    months_days,
    tenth_days,
    week_days,
    week_of,
    year_days,
)
from newsextract.measure.timetokens import Token, Value, int_of

Grain = str
_THIRDS = {"上": 1, "中": 2, "下": 3}
_LUNAR_MONTHS: dict[Value, Value] = {"正": 1, "冬": 11, "腊": 12}
_SEASONS = {"春": (21, 3), "夏": (22, 6), "秋": (23, 9), "冬": (24, 12)}


class Frame(NamedTuple):
    """A stretch of days with its EDTF form; ``days`` is None where the year stays open."""

    edtf: str
    days: Days | None
    grain: Grain


def day_frame(day: date) -> Frame:
    """One day."""
    return Frame(day.isoformat(), Days(day, day), "day")


def days_frame(days: Days, grain: Grain) -> Frame:
    """A stretch that no shorter EDTF form names."""
    return Frame(f"{days.first.isoformat()}/{days.last.isoformat()}", days, grain)


def year_frame(year: int) -> Frame | None:
    """A whole year."""
    return Frame(f"{year:04d}", year_days(year), "year") if 1 <= year <= 9999 else None


def years_frame(first: int, last: int, grain: Grain = "span") -> Frame | None:
    """Several whole years."""
    if not 1 <= first <= last <= 9999:
        return None
    return Frame(f"{first:04d}/{last:04d}", Days(date(first, 1, 1), date(last, 12, 31)), grain)


def months_frame(year: int, first: int, last: int, grain: Grain) -> Frame:
    """Months of one year, written as an interval."""
    return Frame(f"{year:04d}-{first:02d}/{year:04d}-{last:02d}", months_days(year, first, last), grain)


def month_frame(year: int, month: int) -> Frame:
    """A whole month."""
    return Frame(f"{year:04d}-{month:02d}", month_days(year, month), "month")


def join_frames(first: Frame, last: Frame) -> Frame:
    """From the beginning of one to the end of the other."""
    start, end = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    days = Days(first.days.first, last.days.last) if first.days and last.days else None
    if start == end and first.grain == last.grain == "day":
        return first  # 今早8时至中午12时
    return Frame(f"{start}/{end}", days, "span")


def open_year(frame: Frame, year: int) -> Frame:
    """The same with the year left open: XXXX-07-28."""
    return Frame(frame.edtf.replace(f"{year:04d}", "XXXX"), None, frame.grain)


def frame_in_year(slots: dict[str, Token], year: int, region: str | None, until: bool) -> Frame | None:
    """What the slots below the year mean in that year, or None where the calendar has no such day."""
    if not 1 <= year < 9999:
        return None
    if "date" in slots:
        return _date_in_year(slots["date"], year, region)
    if "part_of_year" in slots and "month" not in slots:
        return _part_in_year(slots, year)
    if "month" in slots:
        month = month_number(slots["month"])
        return frame_in_month(slots, year, month, until) if month else None
    if "nth" in slots:
        return _nth_in(slots["nth"], year_days(year), year)
    if "edge" in slots:
        return _year_edge(slots["edge"], year, until)
    return year_frame(year)


def month_number(token: Token) -> int | None:
    """The month a token names by number."""
    if token.kind in {"monthoff", "cmonth"}:
        return None
    value = token.values[0] if token.kind != "monthparen" else token.values[1]
    return value if isinstance(value, int) and 1 <= value <= 12 else None


def _half_month(half: str, year: int, month: int) -> Frame:
    """上半月, 下半月: up to the 15th, and from the 16th on."""
    days = month_days(year, month)
    middle = days.first.replace(day=15)
    first, last = (days.first, middle) if half[0] in "上前" else (middle.replace(day=16), days.last)
    return days_frame(Days(first, last), "xun")


def frame_in_month(slots: dict[str, Token], year: int, month: int, until: bool) -> Frame | None:
    """What the slots below the month mean in that month."""
    if "day" in slots:
        return _days_in_month(slots["day"], year, month)
    if "xun" in slots:
        if str(slots["xun"].values[0]).endswith("半"):
            return _half_month(str(slots["xun"].values[0]), year, month)
        thirds = [_THIRDS[c] for c in str(slots["xun"].values[0])]
        ends = [tenth_days(year, month, third) for third in (thirds[0], thirds[-1])]
        return days_frame(Days(ends[0].first, ends[1].last), "xun" if len(thirds) == 1 else "span")
    if "nth" in slots:
        return _nth_in(slots["nth"], month_days(year, month), year)
    if "part_of_year" in slots:
        return _first_days(slots["part_of_year"], month_days(year, month))
    if "edge" in slots:
        return _month_edge(slots["edge"], year, month)
    return month_frame(year, month)


def _days_in_month(token: Token, year: int, month: int) -> Frame | None:
    first = make_day(year, month, int_of(token.values[0]))
    if token.kind != "days":
        return day_frame(first) if first else None
    last = make_day(year, month, int_of(token.values[1]))
    return days_frame(Days(first, last), "span") if first and last and first <= last else None


def _month_edge(token: Token, year: int, month: int) -> Frame:
    """月底, 月末 are the last day; 月初 is the month (which days, nobody says)."""
    last = token.values[0] in ("底", "末", "尾")
    return day_frame(month_days(year, month).last) if last else month_frame(year, month)


def _year_edge(token: Token, year: int, until: bool) -> Frame | None:
    """年末 and 截至年底 are 31 December, 年底 is December, 年初 January; 中期 and the like stay the year."""
    edge = token.values[0]
    if edge == "末" or (edge == "底" and until):
        return day_frame(date(year, 12, 31))
    if edge in ("底", "尾"):
        return month_frame(year, 12)
    return month_frame(year, 1) if edge == "初" else year_frame(year)


def _part_in_year(slots: dict[str, Token], year: int) -> Frame | None:
    token = slots["part_of_year"]
    frame = _plain_part(token, year)
    if frame and frame.days and "edge" in slots and slots["edge"].values[0] in ("底", "末", "尾"):
        return day_frame(frame.days.last)
    if frame and frame.days and "nth" in slots:
        return _nth_in(slots["nth"], frame.days, year)
    return frame


def _plain_part(token: Token, year: int) -> Frame | None:
    low = next((v for v in token.values if isinstance(v, int)), 0)
    if token.kind in {"half", "whalf"}:
        low = low or 1  # 半年报
        return months_frame(year, 6 * low - 5, 6 * low, "half")
    if token.kind in {"quarter", "wquarter"}:
        return months_frame(year, 3 * low - 2, 3 * low, "quarter")
    if token.kind == "quarters":
        high = int_of(token.values[1])
        return months_frame(year, 3 * low - 2, 3 * high, "span") if low < high else None
    if token.kind == "months":
        high = int_of(token.values[1])
        return months_frame(year, low, high, "span") if low < high else None
    if token.kind == "season":
        return _season(token, year)
    return _first_days(token, year_days(year))


def _season(token: Token, year: int) -> Frame:
    code, month = _SEASONS[str(token.values[1])]
    first = date(year, month, 1)
    last = month_days(year + (month == 12), (month + 1) % 12 + 1).last
    return Frame(f"{year:04d}-{code}", Days(first, last), "span")


def _first_days(token: Token, span: Days) -> Frame | None:
    """前三季度, 前9个月, 前10天, 最后3周 of a year or month."""
    count, unit = int_of(token.values[0]), str(token.values[1])
    from_end = token.kind == "lastn"
    if unit in {"月", "季度", "季"}:
        months = count * (1 if unit == "月" else 3)
        if not 1 <= months <= 12 or (span.last - span.first).days < 300:
            return None
        year, first = span.first.year, 13 - months if from_end else 1
        return months_frame(year, first, first + months - 1, "span") if months > 1 else month_frame(year, first)
    length = count * {"周": 7, "星期": 7, "旬": 10}.get(unit, 1)
    if from_end:
        return days_frame(Days(span.last - timedelta(days=length - 1), span.last), "span")
    return days_frame(Days(span.first, span.first + timedelta(days=length - 1)), "span")


def _nth_in(token: Token, span: Days, year: int) -> Frame | None:
    """第二周, 第三个月, 第十天 of a year or month."""
    number, unit = int_of(token.values[0]), str(token.values[1])
    if unit == "月":
        month = span.first.month + number - 1
        return month_frame(year, month) if 1 <= month <= span.last.month else None
    if unit in {"周", "星期"}:
        week = week_of(span, number)
        return days_frame(week, "week") if number >= 1 and week.first <= span.last else None
    if unit in {"天", "日"}:
        day = span.first + timedelta(days=number - 1)
        return day_frame(day) if number >= 1 and day <= span.last else None
    return None


def _date_in_year(token: Token, year: int, region: str | None) -> Frame | None:
    if token.kind == "monthday":
        day = make_day(year, int_of(token.values[0]), int_of(token.values[1]))
        return day_frame(day) if day else None
    if token.kind == "lunar":
        return _lunar_in_year(token, year)
    if token.kind == "festival":
        days = festival_days(choose_festival(str(token.values[0]), region), year)
        if days is None:
            return None
        return day_frame(days.first) if days.first == days.last else days_frame(days, "span")
    return None


def _lunar_in_year(token: Token, year: int) -> Frame | None:
    leap, name, day = token.values
    month = _LUNAR_MONTHS.get(name, name)
    if day is not None:
        found = lunar_day(year, int_of(month), int_of(day), bool(leap))
        return day_frame(found) if found else None
    days = lunar_month(year, int_of(month), bool(leap))
    return days_frame(days, "month") if days else None


def week_frame(day: date, offset: int, weekday: Value) -> Frame:
    """上周, 本周五, 下周末: from the week of the day."""
    days = week_days(day, offset)
    if weekday is None:
        return days_frame(days, "week")
    if weekday == "末":
        return days_frame(Days(days.first + timedelta(days=5), days.last), "span")
    number = weekday - 1 if isinstance(weekday, int) else WEEKDAYS[str(weekday)[-1]]
    return day_frame(days.first + timedelta(days=number))
