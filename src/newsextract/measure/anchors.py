"""What dates lean on: the article's date, what it has spoken of, and the year that is left for a date without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from newsextract.measure.calendar import Days
from newsextract.measure.frames import Frame

_LONG = ("year", "half", "quarter")
OPEN = "XXXX"  # an open year in EDTF
# A date without year further ahead than this is last year's: 12月20日 in an article of January.
FAR_AHEAD = timedelta(days=183)
# A past date further behind the newest reported time than this may as well belong to the next year.
FAR_BEHIND = timedelta(days=245)
# A date in the sentence of a future one is told of the same occasion within so many days.
BESIDE = timedelta(days=60)
# A period of several months that ends further ahead than this is last year's: 前三季度 in an article of March.
UNFINISHED = timedelta(days=100)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates lean on. News looks back: the other directions and ``rolling`` are for other uses.

    ``newest_year`` and ``newest_day`` are the newest year and the end of the newest part of a year that the article
    reports as past or current. ``current`` takes this year whatever the day; ``rolling`` reads 近三年 as the three
    years up to the day and not as calendar years.
    """

    published: date | None
    region: str | None = None
    direction: Literal["past", "future", "nearest", "current"] = "past"
    newest_year: int | None = None
    newest_day: date | None = None
    rolling: bool = False

    @property
    def today(self) -> date | None:
        """The day that 今日 means."""
        return self.published

    @property
    def this_year(self) -> int | None:
        """The year that 今年 means, where it is certain."""
        if self.published:
            return self.published.year
        if self.newest_day and self.newest_day.year == self.newest_year:
            return self.newest_year
        return None


@dataclass(frozen=True, slots=True)
class Context:
    """What the text before has spoken of."""

    day: date | None = None  # the last day named
    period: Frame | None = None  # the last period of a month or more
    month: tuple[int, int] | None = None  # the last month named or implied
    sentence: Frame | None = None  # the last time in this sentence whose year is written out
    compared: bool = False  # the time at hand is what another is compared with: 比上月
    parted: bool = False  # a semicolon stands between the sentence's time, a whole year, and the one at hand


@dataclass(frozen=True, slots=True)
class Resolved:
    """A frame with how it was found."""

    frame: Frame
    inferred: bool
    kind: Literal["date", "period", "relative", "clock", "duration", "vague"]
    clock: str | None = None
    same_period: bool = False
    explicit_year: bool = False


def infer_year(at: Callable[[int], Frame | None], anchor: Anchor, context: Context, ahead: bool) -> int | None:
    """The one year that a date without year can belong to, or None."""
    spoken = _spoken_year(at, anchor, context, ahead)
    if spoken is not None:
        return spoken
    if anchor.published:
        told = context.period.days if context.period and context.period.grain in _LONG else None
        return _year_from_published(at, anchor.published, anchor.direction, ahead, told)
    if anchor.newest_day and anchor.newest_day.year == anchor.newest_year:
        return _year_from_newest(at, anchor.newest_day, ahead)
    return None


def _spoken_year(at: Callable[[int], Frame | None], anchor: Anchor, context: Context, ahead: bool) -> int | None:
    """The year written earlier in the sentence, where the date follows it and is not in the future."""
    if context.sentence is None or context.sentence.days is None or anchor.direction != "past":
        return None
    year = context.sentence.days.first.year
    frame = at(year)
    if frame is None or frame.days is None:
        return None
    if anchor.published is not None and context.sentence.days.first > anchor.published:
        near = abs(frame.days.first - context.sentence.days.first) <= BESIDE
        return year if near else None  # 2025年春节假期从1月28日, told in 2024
    if frame.days.last < context.sentence.days.first:
        return None
    if context.parted and anchor.published is not None and year == anchor.published.year - 1:
        now = _days_at(at, year + 1)
        if now is not None and now.last < anchor.published:
            return year + 1  # 去年生产总值…；首季入境旅客…
    future = anchor.published is not None and frame.days.first > anchor.published
    return None if future and not ahead else year


def _year_from_published(
    at: Callable[[int], Frame | None], published: date, direction: str, ahead: bool, told: Days | None
) -> int | None:
    if direction in {"past", "current"} and (days := _days_at(at, published.year)):
        return _news_year(days, published, ahead, told) if direction == "past" else published.year
    years = [y for y in range(published.year - 8, published.year + 9) if _days_at(at, y)]
    if not years:
        return None
    if direction == "future":
        return next((y for y in years if _days_at(at, y).last >= published), None)  # type: ignore[union-attr]
    if direction in {"past", "current"}:
        return next((y for y in reversed(years) if _days_at(at, y).first <= published), None)  # type: ignore[union-attr]
    return min(years, key=lambda y: abs(_days_at(at, y).first - published))  # type: ignore[union-attr]


def _days_at(at: Callable[[int], Frame | None], year: int) -> Days | None:
    frame = at(year)
    return frame.days if frame else None


def _news_year(days: Days, published: date, ahead: bool, told: Days | None) -> int:
    """This year, unless that is far ahead and nothing looks forward; 前三季度 in March is last year's, 下半年 in June
    the one to come, unless last year is spoken of."""
    if ahead:  # 定于1月8日 in November; 计划3月完成 in May may be a plan of this year
        return published.year + (published - days.last > FAR_AHEAD)
    if days.first - published > FAR_AHEAD:
        return published.year - 1
    long_period = (days.last - days.first).days > 31
    last_told = told is not None and told.first.year == published.year - 1
    if long_period and last_told and days.last >= published:
        return published.year - 1  # 2024年增长5.0%。分季度看，一季度增长5.3%: told in January 2025
    comes = days.first > published and days.first - published <= UNFINISHED
    comes = comes or (days.first.month > 1 and days.first <= published <= days.last)  # 下半年 told in August
    runs = told is not None and told.first.year == published.year and told.first <= published <= told.last
    if long_period and days.last - published > UNFINISHED and not comes and not runs:
        return published.year - 1  # runs: 一季度将开工210个，上半年开工率要达到60%, told in February
    return published.year


def _year_from_newest(at: Callable[[int], Frame | None], newest: date, ahead: bool) -> int | None:
    days = _days_at(at, newest.year)
    if days is None:
        return None
    if days.first > newest:
        gap = days.first - newest
        if gap <= FAR_AHEAD:
            return newest.year
        return newest.year - 1 if gap > FAR_BEHIND + timedelta(days=30) and not ahead else None
    return newest.year if newest - days.last <= FAR_BEHIND else None
