"""Days off that a festival gives: 国庆七天 is a week, 春节假期 no single day but what the article says of it."""

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
_LONGEST = 9
_FIRST_DAYS = regex.compile(r"[前头首](?P<n>[2-8两二三四五六七八])[天日]")
_IN_HOLIDAY = regex.compile(r"(?r)(?:假期|假日|小?长假|黄金周|国庆节?|春节|“?五一”?|节日|节假日)(?:期间)?的?")
_COUNTED = {**{str(n): n for n in range(2, 9)}, "两": 2, **{word: n for n, word in enumerate("二三四五六七八", 2)}}


def spread_holidays(shadow: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times of an article, where the day of a festival stands for its days off: those days where their number or
    their dates are told, else no known time. 假期前四天 are the first of them."""
    days_off = [t for t in times if t.kind in ("date", "period") and 1 < _length(t) <= _LONGEST]
    out = [_spread(shadow, time, days_off) if time.grain == "day" and not time.until else time for time in times]
    return [_first_days(shadow, time, days_off) for time in out]


def _length(time: TimeExpression) -> int:
    if time.start_date is None or time.end_date is None:
        return 0
    return (date.fromisoformat(time.end_date) - date.fromisoformat(time.start_date)).days + 1


def _spread(shadow: str, time: TimeExpression, days_off: Sequence[TimeExpression]) -> TimeExpression:
    match = _HOLIDAY.match(shadow, time.end)
    if match is None or time.rule != "festival":
        return time
    number, start = match.group("n"), time.start_date or ""
    told = next((t for t in days_off if (t.start_date or "") <= start <= (t.end_date or "")), None)
    if told is not None and (number is None or not start.endswith(_FIXED)):
        return replace(time, start_date=told.start_date, end_date=told.end_date, edtf=told.edtf, grain="span")
    if number is None or not start.endswith(_FIXED):
        return replace(time, start_date=None, end_date=None, kind="vague")
    days = int(number) if number.isdecimal() else _NUMBERS.index(number) + 3
    end = (date.fromisoformat(start) + timedelta(days=days - 1)).isoformat()
    return replace(time, end_date=end, edtf=f"{start}/{end}", grain="span")


def _first_days(shadow: str, time: TimeExpression, days_off: Sequence[TimeExpression]) -> TimeExpression:
    """假期前四天: the first four of the days off, not the four days before today."""
    first = _FIRST_DAYS.fullmatch(shadow, time.start, time.end)
    if first is None or _IN_HOLIDAY.match(shadow, 0, time.start) is None:
        return time
    if not days_off:
        return replace(time, start_date=None, end_date=None, kind="vague")
    start = days_off[0].start_date or ""
    end = (date.fromisoformat(start) + timedelta(days=_COUNTED[first["n"]] - 1)).isoformat()
    return replace(time, start_date=start, end_date=end, edtf=f"{start}/{end}", grain="span")
