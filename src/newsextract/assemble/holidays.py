"""Days off that a festival gives: 国庆七天 is a week, 春节假期 no single day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import regex

from newsextract.measure.values import TimeExpression

_HOLIDAY = regex.compile(
    r"(?:节)?(?:(?:黄金周|小?长假|假期|假日|档期?)(?:期间)?(?:的)?(?:(?P<n>[3-8三四五六七八])[天日](?![前后]))?|(?P<n>[3-8三四五六七八])[天日](?:小?长假|假期|假日|(?![前后])))"
)
_FIXED = ("-10-01", "-05-01")  # whose days off begin on the festival itself
_NUMBERS = "三四五六七八"


def spread_holidays(shadow: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times of an article, where the day of a festival stands for its days off: those days where their number is
    told, else no known time."""
    return [_spread(shadow, time) if time.grain == "day" and not time.until else time for time in times]


def _spread(shadow: str, time: TimeExpression) -> TimeExpression:
    match = _HOLIDAY.match(shadow, time.end)
    if match is None or time.rule != "festival":
        return time
    number, start = match.group("n"), time.start_date or ""
    if number is None or not start.endswith(_FIXED):
        return replace(time, start_date=None, end_date=None, kind="vague")
    days = int(number) if number.isdecimal() else _NUMBERS.index(number) + 3
    end = (date.fromisoformat(start) + timedelta(days=days - 1)).isoformat()
    return replace(time, end_date=end, edtf=f"{start}/{end}", grain="span")
