"""The series of the database as charts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from newsextract.write.chart import Point, Series, format_period
from newsextract.write.html import format_figure

_MONTH = 30.44


def format_charts(rows: Iterable[Mapping[str, Any]]) -> str:
    """The charts of all rows that belong together, as HTML figures; the n-th row's point leads to ``#point-n``."""
    groups: dict[tuple[Any, ...], list[tuple[int, Mapping[str, Any]]]] = {}
    for number, row in enumerate(rows):
        days = (date.fromisoformat(row["period_end"]) - date.fromisoformat(row["period_start"])).days + 1
        own = (row["place"], row["place_thing"], row["subject"], row["subject_thing"], row["unit"])
        groups.setdefault((*own, round(days / _MONTH)), []).append((number, row))
    return "\n".join(format_figure(_series(group)) for group in groups.values() if len(group) > 1)


def _series(group: list[tuple[int, Mapping[str, Any]]]) -> Series:
    first = group[0][1]
    name = " · ".join(filter(None, (first["place"], first["subject"], first["indicator_key"])))
    return Series(name, first["unit"] or "", tuple(_point(number, row) for number, row in group))


def _point(number: int, row: Mapping[str, Any]) -> Point:
    start, end = row["period_start"], row["period_end"]
    label = format_period({"edtf": end if start == end else f"{start}/{end}"})
    return Point(date.fromisoformat(end), _shorter(label, start, end), Decimal(str(row["value"])), f"#point-{number}")


def _shorter(label: str, start: str, end: str) -> str:
    """A whole month by its name; the rest as it is."""
    whole = start.endswith("-01") and start[:7] == end[:7] and int(end[8:]) >= 28
    return start[:7] if whole else label
