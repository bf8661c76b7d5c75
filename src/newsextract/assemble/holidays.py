"""Days off that a festival gives: 国庆七天 is a week, 春节假期 what the article says, or the notice of its year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import regex

from newsextract.measure.calendar import festivals
from newsextract.measure.values import TimeExpression
from newsextract.resources import read_table

_HOLIDAY = regex.compile(
    r"[”\"」]?(?:节)?(?:(?:黄金周|小?长假|假期|假日|档期?|期间)(?:期间)?(?:的)?(?:(?P<n>[3-9三四五六七八九])[天日](?![前后]))?|(?P<n>[3-9三四五六七八九])[天日](?:小?长假|假期|假日|(?![前后])))"
)
_FIXED = ("-10-01", "-05-01")  # whose days off begin on the festival itself
_NUMBERS = "三四五六七八九"
_LONGEST = 12
_FIRST_DAYS = regex.compile(r"[前头首](?P<n>[2-8两二三四五六七八])[天日]")
_IN_HOLIDAY = regex.compile(r"(?r)(?:假期|假日|小?长假|黄金周|国庆节?|春节|“?五一”?|节日|节假日)(?:期间)?的?")
_COUNTED = {**{str(n): n for n in range(2, 9)}, "两": 2, **{word: n for n, word in enumerate("二三四五六七八", 2)}}


def spread_holidays(shadow: str, times: Sequence[TimeExpression], region: str | None = None) -> list[TimeExpression]:
    """The times of an article, where the day of a festival stands for its days off: those days where their number or
    their dates are told, on the mainland those of the year, else no known time. 假期前四天 are the first of them."""
    times = _noted(shadow, _joined_seasons(shadow, times))
    days_off = [t for t in times if t.kind in ("date", "period") and 1 < _length(t) <= _LONGEST]
    known = _days_off() if region == "CN" else ()
    out = [_spread(shadow, time, days_off, known) if time.grain == "day" and not time.until else time for time in times]
    known_off = [*days_off, *(t for t in out if t.grain == "span" and _names_festival(shadow, t))]
    return [_first_days(shadow, time, sorted(known_off, key=lambda t: t.start)) for time in out]


def _joined_seasons(shadow: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """去冬今春: from the beginning of the one to the end of the other, one time."""
    out: list[TimeExpression] = []
    for time in times:
        last = out[-1] if out else None
        words = shadow[last.start : time.end] if last is not None and last.end == time.start else ""
        if last is not None and words in _SEASONS and (last.start_date or "9999") < (time.end_date or ""):
            edtf = f"{last.start_date}/{time.end_date}"
            out[-1] = replace(last, end=time.end, end_date=time.end_date, edtf=edtf, grain="span")
        else:
            out.append(time)
    return out


_SEASONS = frozenset({"去冬今春", "今冬明春", "去秋今春"})


def _noted(shadow: str, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """上周（6月1日至7日）, 春节疏运期间（1月24日至2月2日）: vague days are those in the bracket behind them."""
    return [
        replace(time, start_date=noted.start_date, end_date=noted.end_date, edtf=noted.edtf, grain=noted.grain)
        if _has_note(shadow, time, noted)
        else time
        for time, noted in zip(times, [*times[1:], *times[-1:]], strict=True)
    ]


def _has_note(shadow: str, time: TimeExpression, noted: TimeExpression) -> bool:
    if time.grain not in ("day", "week") or _length(noted) <= 1 or noted.until or time.until:
        return False
    bracketed = _NOTE.fullmatch(shadow, time.end, noted.start) is not None and shadow[noted.end : noted.end + 1] in (
        "）",
        ")",
    )
    vague = _DIGIT.search(shadow, time.start, time.end) is None
    return bracketed and vague and _DIGIT.search(shadow, noted.start, noted.end) is not None


_DIGIT = regex.compile(r"\d")
_NOTE = regex.compile(r"\p{Han}{0,6}[（(]")


def _names_festival(shadow: str, time: TimeExpression) -> bool:
    """Whether a time ends in the name of a festival: 2024年春节."""
    return shadow[time.start : time.end].endswith(_festivals())


@cache
def _festivals() -> tuple[str, ...]:
    return tuple(festivals())


@cache
def _days_off() -> tuple[tuple[str, str], ...]:
    """First and last day of each holiday of the mainland."""
    return tuple((row[1], row[2]) for row in read_table("lexicons/holidays.tsv", 3))


def _length(time: TimeExpression) -> int:
    if time.start_date is None or time.end_date is None:
        return 0
    return _days_between(time.start_date, time.end_date)


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _spread(
    shadow: str, time: TimeExpression, days_off: Sequence[TimeExpression], known: Sequence[tuple[str, str]]
) -> TimeExpression:
    match = _HOLIDAY.match(shadow, time.end)
    if match is None or not _names_festival(shadow, time):
        return time
    number, start = match.group("n"), time.start_date or ""
    told = next((t for t in days_off if (t.start_date or "") <= start <= (t.end_date or "")), None)
    if told is not None and (number is None or not start.endswith(_FIXED)):
        return replace(time, start_date=told.start_date, end_date=told.end_date, edtf=told.edtf, grain="span")
    days = 0 if number is None else int(number) if number.isdecimal() else _NUMBERS.index(number) + 3
    set_for = next(((a, b) for a, b in known if a <= start <= b), None)
    if set_for is not None and days in (0, _days_between(*set_for)):
        first, last = set_for
        return replace(time, start_date=first, end_date=last, edtf=f"{first}/{last}", grain="span")
    if number is None or not start.endswith(_FIXED):
        return replace(time, start_date=None, end_date=None, kind="vague")
    end = (date.fromisoformat(start) + timedelta(days=days - 1)).isoformat()
    return replace(time, end_date=end, edtf=f"{start}/{end}", grain="span")


def _first_days(shadow: str, time: TimeExpression, days_off: Sequence[TimeExpression]) -> TimeExpression:
    """假期前四天: the first four of the days off, not the four days before today."""
    first = _FIRST_DAYS.fullmatch(shadow, time.start, time.end)
    if first is None or _IN_HOLIDAY.match(shadow, 0, time.start) is None:
        return time
    if not days_off:
        return replace(time, start_date=None, end_date=None, kind="vague")
    before = [t for t in days_off if t.end <= time.start]
    start = (before[-1] if before else days_off[0]).start_date or ""
    end = (date.fromisoformat(start) + timedelta(days=_COUNTED[first["n"]] - 1)).isoformat()
    return replace(time, start_date=start, end_date=end, edtf=f"{start}/{end}", grain="span")
