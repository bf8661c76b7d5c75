"""The period of a cell: from its row, its column, the title of its table."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

import regex

from newsextract.assemble.columns import Part
from newsextract.assemble.periods import Governing
from newsextract.assemble.scene import Scene
from newsextract.measure.values import TimeExpression

_NAMES_YEAR = regex.compile(r"\d{4}|\d年|年度|[今去前]年")


def find_period(
    scene: Scene,
    default: Governing | None,
    row: TimeExpression | None,
    column: TimeExpression | None,
    part: Part | None,
) -> Governing | None:
    """What governs a cell: the time of its row and column together, else the title's; ``part`` takes the month or the
    year before of it. A Governing without time where they cannot be brought together."""
    if row is not None and column is not None:
        both = _joined(scene, row, column)
        found: Governing | None = Governing(both, "sentence")
    elif row is not None or column is not None:
        found = Governing(row or column, "sentence")
    else:
        found = default
    if part is None or found is None or found.time is None:
        return found
    return replace(found, time=_part(found.time, part))


def _joined(scene: Scene, row: TimeExpression, column: TimeExpression) -> TimeExpression | None:
    """3月 in the column 2023年 (or the other way round)."""
    for year, inner in ((column, row), (row, column)):
        text = scene.clean.shadow[inner.start : inner.end]
        if year.grain == "year" and year.start_date and not _NAMES_YEAR.search(text):
            return _moved(inner, int(year.start_date[:4]))
    return None


def in_year(scene: Scene, time: TimeExpression, year: int | None) -> TimeExpression:
    """A time that names no year, in the year that the title of its table gives: 3月."""
    if year is None or _NAMES_YEAR.search(scene.clean.shadow, time.start, time.end):
        return time
    months = _OPEN_MONTHS.fullmatch(time.edtf)
    if months is None:
        return _moved(time, year) or time
    first, last = int(months[1]), int(months[2] or months[1])
    start, end = date(year, first, 1).isoformat(), date(year, last, monthrange(year, last)[1]).isoformat()
    return _between(time, start, end)


_OPEN_MONTHS = regex.compile(r"XXXX-(0[1-9]|1[012])(?:/XXXX-(0[1-9]|1[012]))?")


def year_of(time: TimeExpression | None) -> int | None:
    """The year that a time lies in, None where it crosses years."""
    if time is None or not time.start_date or not time.end_date or time.start_date[:4] != time.end_date[:4]:
        return None
    return int(time.start_date[:4])


def _moved(time: TimeExpression, year: int) -> TimeExpression | None:
    """The time in another year; None where it crosses the year's end."""
    if not time.start_date or not time.end_date or time.start_date[:4] != time.end_date[:4]:
        return None
    return _between(time, _on(time.start_date, year), _on(time.end_date, year))


def _on(iso: str, year: int) -> str:
    month, day = int(iso[5:7]), int(iso[8:10])
    last = monthrange(year, month)[1]
    ends = day == monthrange(int(iso[:4]), month)[1]
    return date(year, month, last if ends else min(day, last)).isoformat()


def _part(time: TimeExpression, part: Part) -> TimeExpression | None:
    if time.start_date is None or time.end_date is None:
        return None
    if part == "last_year":
        return _moved(time, int(time.end_date[:4]) - 1)
    if time.grain == "year" and part == "month":
        return None
    year, month = int(time.end_date[:4]), int(time.end_date[5:7])
    last = date(year, month, monthrange(year, month)[1]).isoformat()
    first = date(year, month if part == "month" else 1, 1).isoformat()
    return _between(time, first, time.end_date if part == "cumulative" else last)


def _between(time: TimeExpression, start: str, end: str) -> TimeExpression:
    edtf = f"{start}/{end}" if start != end else start
    return replace(time, start_date=start, end_date=end, edtf=edtf)
