"""Time phrases resolved against the article: its publication date, the newest time it reports, the time it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from newsextract.measure.calendar import (
    ONE_DAY,
    Days,
    add_months,
    choose_festival,
    make_day,
    month_days,
    shift_months,
    week_days,
)
from newsextract.measure.frames import (
    Frame,
    day_frame,
    days_frame,
    frame_in_month,
    frame_in_year,
    join_frames,
    month_frame,
    month_number,
    months_frame,
    open_year,
    week_frame,
    year_frame,
    years_frame,
)
from newsextract.measure.timephrases import Phrase, Point
from newsextract.measure.timetokens import Token, Value
from newsextract.resources import read_table

ROC_OFFSET = 1911
# A date without year further ahead than this is last year's: 12月20日 in an article of January.
FAR_AHEAD = timedelta(days=183)
# A past date further behind the newest reported time than this may as well belong to the next year.
FAR_BEHIND = timedelta(days=245)
_OPEN = "XXXX"
_LEAP = 2000  # stands for the open year; it has a 29 February
_WEEK_STEP = {"上": -1, "下": 1}
_REL = {"今": 0, "本": 0, "这": 0, "当": 0, "昨": -1, "去": -1, "前": -2, "上": -1, "明": 1, "下": 1, "后": 2}


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates lean on. ``newest_year`` and ``newest_day`` are the newest year and the end of the newest part of a
    year that the article reports as past or current. News looks back: ``direction`` is for other uses. ``rolling``
    reads 近三年 as the three years up to the day and not as calendar years."""

    published: date | None
    region: str | None = None
    direction: Literal["past", "future", "nearest"] = "past"
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
    full_year: bool = False  # ``sentence`` is a whole year


@dataclass(frozen=True, slots=True)
class Resolved:
    """A frame with how it was found."""

    frame: Frame
    inferred: bool
    kind: Literal["date", "period", "relative", "clock", "duration", "vague"]
    clock: str | None = None
    same_period: bool = False
    explicit_year: bool = False


def resolve_phrase(phrase: Phrase, anchor: Anchor, context: Context, ahead: bool) -> Resolved | None:
    """What the phrase means; None where it is no time after all. ``ahead``: the words before it look forward."""
    first = resolve_point(phrase.first, anchor, context, phrase.until, ahead)
    if first is None or phrase.last is None:
        return first
    last = _resolve_end(phrase, first, anchor, context, ahead)
    if last is None:
        return first
    if first.kind == "clock" and last.kind == "clock":
        return first
    first = _year_of_end(phrase, first, last, anchor, context)
    if first.frame.days and last.frame.days and last.frame.days.last < first.frame.days.first:
        return None
    clock = first.clock
    return Resolved(join_frames(first.frame, last.frame), first.inferred or last.inferred, "period", clock)


def _resolve_end(phrase: Phrase, first: Resolved, anchor: Anchor, context: Context, ahead: bool) -> Resolved | None:
    """The end of a range takes from its beginning what it does not say itself."""
    assert phrase.last is not None
    slots = phrase.last.slots
    if slots.keys() <= {"part", "clock"}:
        return replace(first, clock=None) if first.kind != "clock" else first
    days = first.frame.days
    if not _leans_on_year(slots):
        return resolve_point(phrase.last, anchor, context, True, ahead)
    if days is None:
        return _open_end(phrase.last, first, anchor)
    year, month = days.first.year, days.first.month
    frame = (
        frame_in_month(slots, year, month, True)
        if "day" in slots and "month" not in slots
        else frame_in_year(slots, year, anchor.region, True)
    )
    if frame and frame.days and frame.days.last < days.first:
        following = add_months(year, month, 1) if "day" in slots and "month" not in slots else (year + 1, month)
        frame = (
            frame_in_month(slots, *following, True)
            if "day" in slots and "month" not in slots
            else frame_in_year(slots, following[0], anchor.region, True)
        )
    return replace(first, frame=frame) if frame else None


def _open_end(point: Point, first: Resolved, anchor: Anchor) -> Resolved | None:
    frame = None
    if m := re.match(r"XXXX-(\d\d)-\d\d", first.frame.edtf):
        if "day" in point.slots and "month" not in point.slots:
            frame = frame_in_month(point.slots, _LEAP, int(m.group(1)), True)
    if frame is None:
        frame = frame_in_year(point.slots, _LEAP, anchor.region, True)
    return replace(first, frame=open_year(frame, _LEAP)) if frame else None


def _leans_on_year(slots: dict[str, Token]) -> bool:
    if "year" in slots or slots.keys() & {"century", "decade", "week", "weekday", "alone"}:
        return False
    if "date" in slots:
        return slots["date"].kind in {"monthday", "lunar", "festival"}
    if "day" in slots and "month" not in slots:
        return slots["day"].kind in {"day", "wday", "days"}
    return "month" not in slots or slots["month"].kind in {"month", "wmonth"}


def _year_of_end(phrase: Phrase, first: Resolved, last: Resolved, anchor: Anchor, context: Context) -> Resolved:
    """3月至2024年5月: the beginning takes the year that only the end has."""
    assert phrase.last is not None
    if "year" not in phrase.last.slots or "year" in phrase.first.slots or not last.frame.days:
        return first
    if not _leans_on_year(phrase.first.slots):
        return first
    year = last.frame.days.first.year
    frame = frame_in_year(phrase.first.slots, year, anchor.region, False)
    if frame and frame.days and frame.days.first > last.frame.days.last:
        frame = frame_in_year(phrase.first.slots, year - 1, anchor.region, False)
    return replace(first, frame=frame, inferred=True) if frame and "day" not in phrase.first.slots else first


def resolve_point(point: Point, anchor: Anchor, context: Context, until: bool, ahead: bool) -> Resolved | None:
    """What one point means."""
    slots = point.slots
    if slots.keys() <= {"part", "clock"}:
        return _clock_only(slots, anchor, context)
    found = _dated(slots, anchor, context, until, ahead)
    if found is None:
        return None
    return replace(found, clock=_clock(slots)) if "clock" in slots else found


def _dated(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    for slot, resolve in _RESOLVERS:
        if slot in slots:
            return resolve(slots, anchor, context, until, ahead)
    return None


# --- Years -----------------------------------------------------------------------------------------------------------


def _int(value: Value) -> int:
    return value if isinstance(value, int) else 0


@cache
def _eras() -> dict[str, int]:
    return {name: int(first) for name, first in read_table("lexicons/eras.tsv", 2)}


def written_year(token: Token, slots: dict[str, Token], region: str | None, now: int | None = None) -> int | None:
    """The year that a token writes out, or None where it is relative or no year in this region."""
    value = _int(token.values[0])
    if token.kind == "ayear":
        return value
    if token.kind == "roc" or (token.kind == "wroc" and region == "TW"):
        return value + ROC_OFFSET
    if token.kind == "era":
        return _eras()[str(token.values[0])] + _int(token.values[1]) - 1
    if token.kind == "yearparen":
        inner = _int(token.values[1])
        return inner if inner > 1000 else inner + ROC_OFFSET
    if token.kind == "year2":
        return _two_digits(value, region, now)
    return None


def _two_digits(value: int, region: str | None, now: int | None) -> int:
    if region == "TW" and value >= 30:
        return value + ROC_OFFSET
    limit = (now or 2030) % 100 + 10
    return 2000 + value if value <= limit else 1900 + value


def _year_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["year"]
    if token.kind == "years":
        return _several_years(token)
    if token.kind == "bce":
        return Resolved(Frame(f"-{_int(token.values[0]) - 1:04d}", None, "year"), False, "date")
    now = anchor.published.year if anchor.published else anchor.newest_year
    year = written_year(token, slots, anchor.region, now)
    if year is not None:
        return _in_year(slots, year, anchor, context, until, inferred=False)
    if token.kind not in {"year", "cyear"}:
        return None
    year = relative_year(token, anchor, context)
    if year is None:
        return _open_part(slots, anchor)
    return _in_year(slots, year, anchor, context, until, inferred=True)


def relative_year(token: Token, anchor: Anchor, context: Context) -> int | None:
    """The year that 去年, 上年, 当年 mean."""
    base = anchor.this_year
    if token.kind == "cyear":
        frame = context.period or context.sentence
        spoken = frame.days.first.year if frame and frame.days else None
        base = spoken if spoken is not None else base
    return None if base is None else base + _int(token.values[0])


def _several_years(token: Token) -> Resolved | None:
    first, last = _int(token.values[0]), _int(token.values[1])
    if last < 100:
        last += first // 100 * 100
    frame = years_frame(first, last)
    return Resolved(frame, False, "period", explicit_year=True) if frame and first < last else None


def _in_year(
    slots: dict[str, Token], year: int, anchor: Anchor, context: Context, until: bool, inferred: bool
) -> Resolved | None:
    if "alone" in slots:
        return _same_period_in(slots, year, context, inferred)
    if "month" in slots and month_number(slots["month"]) is None:
        month = _relative_month(slots["month"], anchor, context)
        frame = frame_in_month(slots, year, month[1], until) if month else None
    elif slots.keys() == {"year", "edge"} and until:
        frame = frame_in_year(slots, year, anchor.region, True)
    else:
        frame = frame_in_year(slots, year, anchor.region, until)
    if frame is None:
        return None
    return Resolved(frame, inferred, _kind(frame, inferred), explicit_year=True)


def _kind(frame: Frame, relative: bool) -> Literal["date", "period", "relative"]:
    if relative:
        return "relative"
    return "date" if frame.grain == "day" else "period"


def _same_period_in(slots: dict[str, Token], year: int, context: Context, inferred: bool) -> Resolved | None:
    """2019年同期: the period spoken of, moved to that year; 2023年全年 is just the year."""
    frame = year_frame(year)
    if frame is None:
        return None
    if slots["alone"].values[0] != "same":
        return Resolved(frame, inferred, _kind(frame, inferred), explicit_year=True)
    period = context.period
    moved = move_to_year(period, year) if period and period.days else None
    return Resolved(moved or frame, True, "relative", same_period=True)


def move_to_year(frame: Frame, year: int) -> Frame | None:
    """The same days of another year."""
    if frame.days is None:
        return None
    step = year - frame.days.last.year
    if not 1 < frame.days.first.year + step < 9999:
        return None
    edtf = re.sub(r"\d{4}", lambda m: f"{int(m.group()) + step:04d}", re.sub(r"-(\d\d)-29", r"-\1-28", frame.edtf))
    first, last = (shift_months(day, 12 * step) for day in frame.days)
    if last.month == 2 and frame.grain != "day":
        last = month_days(last.year, 2).last
    return Frame(edtf, Days(first, last), frame.grain)


# --- Parts of a year whose year is not written ------------------------------------------------------------------------


def _yearless(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """一季度, 3月份, 7月28日, 年底, 春节: the year comes from the article or stays open."""
    if "month" in slots and month_number(slots["month"]) is None:
        return _in_relative_month(slots, anchor, context, until)
    if "nth" in slots and slots.keys() <= {"nth", "part", "clock"}:
        return None

    def at(year: int) -> Frame | None:
        return frame_in_year(slots, year, anchor.region, until)

    year = infer_year(at, anchor, context, ahead)
    if year is None:
        return _open_part(slots, anchor)
    frame = at(year)
    if frame and slots.keys() == {"part_of_year"} and slots["part_of_year"].kind == "season":
        return Resolved(frame, True, "vague")
    return Resolved(frame, True, "date" if frame.grain == "day" else "period") if frame else None


def _open_part(slots: dict[str, Token], anchor: Anchor) -> Resolved | None:
    """The year stays open; what moves with the year (lunar dates, weeks) has no form at all then."""
    moving = slots.get("date")
    fixed = moving is None or moving.kind == "monthday"
    if moving is not None and moving.kind == "festival":
        fixed = choose_festival(str(moving.values[0]), anchor.region).rule.startswith("fixed")
    if not fixed or slots.keys() & {"nth", "alone", "week"}:
        return Resolved(Frame(_OPEN, None, "day"), False, "relative")
    below = {name: token for name, token in slots.items() if name != "year"}
    if "month" in below and month_number(below["month"]) is None:
        return Resolved(Frame(_OPEN, None, "month"), False, "relative")
    frame = frame_in_year(below, _LEAP, anchor.region, False)
    if frame is None:
        return None
    opened = open_year(frame, _LEAP)
    return Resolved(opened, False, "relative" if "year" in slots else _kind(frame, False))


def infer_year(at: Callable[[int], Frame | None], anchor: Anchor, context: Context, ahead: bool) -> int | None:
    """The one year that a date without year can belong to, or None."""
    spoken = _spoken_year(at, anchor, context, ahead)
    if spoken is not None:
        return spoken
    if anchor.published:
        return _year_from_published(at, anchor.published, anchor.direction, ahead)
    if anchor.newest_day and anchor.newest_day.year == anchor.newest_year:
        return _year_from_newest(at, anchor.newest_day, ahead)
    return None


def _spoken_year(at: Callable[[int], Frame | None], anchor: Anchor, context: Context, ahead: bool) -> int | None:
    """The year written earlier in the sentence, where the date follows it and is not in the future."""
    if context.sentence is None or context.sentence.days is None or anchor.direction != "past":
        return None
    year = context.sentence.days.first.year
    frame = at(year)
    if frame is None or frame.days is None or frame.days.last < context.sentence.days.first:
        return None
    future = anchor.published is not None and frame.days.first > anchor.published
    return None if future and not ahead else year


def _year_from_published(
    at: Callable[[int], Frame | None], published: date, direction: str, ahead: bool
) -> int | None:
    years = [y for y in range(published.year - 8, published.year + 9) if _days_at(at, y)]
    if not years:
        return None
    if direction == "past" and published.year in years:
        return _news_year(at, published, ahead)
    if direction == "future":
        return next((y for y in years if _days_at(at, y).last >= published), None)  # type: ignore[union-attr]
    if direction == "past":
        return next((y for y in reversed(years) if _days_at(at, y).first <= published), None)  # type: ignore[union-attr]
    return min(years, key=lambda y: abs(_days_at(at, y).first - published))  # type: ignore[union-attr]


def _days_at(at: Callable[[int], Frame | None], year: int) -> Days | None:
    frame = at(year)
    return frame.days if frame else None


def _news_year(at: Callable[[int], Frame | None], published: date, ahead: bool) -> int:
    """This year, unless that is far ahead and nothing looks forward; 前三季度 in March is last year's."""
    days = _days_at(at, published.year)
    assert days is not None
    if ahead:
        return published.year if days.last >= published or days.first <= published else published.year + 1
    if days.first - published > FAR_AHEAD:
        return published.year - 1
    long_period = (days.last - days.first).days > 31
    if long_period and days.last - published > timedelta(days=100):
        return published.year - 1
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
    return newest.year if newest - days.first <= FAR_BEHIND or days.last >= newest else None


def _relative_month(token: Token, anchor: Anchor, context: Context) -> tuple[int, int] | None:
    if token.kind == "cmonth":
        base = context.month
    else:
        day = anchor.today
        base = (day.year, day.month) if day else None
    return add_months(*base, _int(token.values[0])) if base else None


def _in_relative_month(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool
) -> Resolved | None:
    month = _relative_month(slots["month"], anchor, context)
    if month is None:
        return Resolved(Frame(_OPEN, None, "month"), False, "relative")
    frame = frame_in_month(slots, *month, until)
    return Resolved(frame, True, "relative") if frame else None


def _edge_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """月底, 月初 of the month spoken of; 年底, 年初 of this year."""
    if slots["edge"].kind == "medge":
        month = context.month or ((anchor.today.year, anchor.today.month) if anchor.today else None)
        frame = frame_in_month(slots, *month, until) if month else Frame(_OPEN, None, "month")
        return Resolved(frame, month is not None, "relative") if frame else None
    year = anchor.this_year
    if context.sentence and context.sentence.days:
        year = context.sentence.days.first.year
    if year is None:
        return _open_part(slots, anchor)
    frame = frame_in_year(slots, year, anchor.region, until)
    return Resolved(frame, True, "relative") if frame else None


# --- Days, weeks ------------------------------------------------------------------------------------------------------


def _date_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["date"]
    resolve = _DATES.get(token.kind)
    return resolve(token, anchor, context) if resolve else _yearless(slots, anchor, context, until, ahead)


def _written_date(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    values = [_int(v) for v in token.values]
    if token.kind in {"iso", "roc_iso"}:
        year, month, day = values[0], values[2], values[3]
    elif token.kind == "isohms":
        year, month, day = values[:3]
    elif token.kind == "dmy":
        day, month, year = values[0], values[2], values[3]
    else:
        month, day, year = values[0], values[2], values[3]
        year += 1900 if year < 100 else 0
    if token.kind == "roc_iso":
        if anchor.region != "TW":
            return None
        year += ROC_OFFSET
    found = make_day(year, month, day)
    clock = f"{values[3]:02d}:{values[4]:02d}" if token.kind == "isohms" else None
    return Resolved(day_frame(found), False, "date", clock, explicit_year=True) if found else None


def _paren_date(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """今日（16日）, 昨(17)日, 昨天（3月2日）: the numbers decide, the word says where to look."""
    word, month, day = str(token.values[0]), token.values[1], _int(token.values[2])
    base = anchor.today + timedelta(days=_REL[word]) if anchor.today else context.day
    if base is None:
        return Resolved(Frame(f"{_OPEN}-{_int(month):02d}-{day:02d}", None, "day"), False, "relative") if month else (
            Resolved(Frame(f"{_OPEN}-XX-{day:02d}", None, "day"), False, "relative")
        )
    months = [(base.year, _int(month))] if month else [add_months(base.year, base.month, n) for n in (-1, 0, 1)]
    days = [d for m in months if (d := make_day(*m, day))]
    nearest = min(days, key=lambda d: abs(d - base), default=None)
    return Resolved(day_frame(nearest), True, "relative") if nearest else None


def _day_part(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    base = anchor.today if token.kind == "dpart" else context.day or anchor.today
    return _from_day(base, _int(token.values[0]))


def _from_day(base: date | None, offset: int) -> Resolved:
    if base is None:
        return Resolved(Frame(f"{_OPEN}-XX-XX", None, "day"), False, "relative")
    return Resolved(day_frame(base + timedelta(days=offset)), True, "relative")


def _day_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["day"]
    if token.kind == "dayoff":
        return _from_day(anchor.today, _int(token.values[0]))
    if token.kind == "cday":
        return _from_day(context.day or anchor.today, _int(token.values[0]))
    month = month_of_day(_int(token.values[0]), anchor, context, ahead)
    if month is None:
        return Resolved(Frame(f"{_OPEN}-XX-{_int(token.values[0]):02d}", None, "day"), False, "date")
    frame = frame_in_month(slots, *month, until)
    return Resolved(frame, True, "date" if frame.grain == "day" else "period") if frame else None


def month_of_day(day: int, anchor: Anchor, context: Context, ahead: bool) -> tuple[int, int] | None:
    """The month that a day alone (17日) belongs to: that of the day spoken of, else of the publication date."""
    spoken, today = context.day, anchor.today
    if today and (spoken is None or abs(today - spoken).days <= 40):
        return _month_near(day, today, anchor.direction, ahead)
    if spoken is None:
        return None
    late = spoken.day - day > 15
    return add_months(spoken.year, spoken.month, 1) if late else (spoken.year, spoken.month)


def _month_near(day: int, today: date, direction: str, ahead: bool) -> tuple[int, int] | None:
    steps = range(13) if direction == "future" or (ahead and day < today.day) else range(0, -13, -1)
    for step in steps:
        month = add_months(today.year, today.month, step)
        found = make_day(*month, day)
        if not found:
            continue
        if ahead or (found >= today if direction == "future" else found <= today + ONE_DAY):
            return month
    return None


def _weekday_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    today = anchor.today
    if today is None:
        return Resolved(Frame(f"{_OPEN}-XX-XX", None, "day"), False, "relative")
    frame = week_frame(today, 0, slots["weekday"].values[0])
    assert frame.days is not None
    day = frame.days.first
    if anchor.direction == "future" or ahead:
        day += timedelta(days=7 if day <= today and not (ahead and day == today) else 0)
    elif anchor.direction == "past" and day > today:
        day -= timedelta(days=7)
    elif anchor.direction == "nearest" and abs(day - today).days > 3:
        day += timedelta(days=-7 if day > today else 7)
    return Resolved(day_frame(day), True, "relative")


def _week_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """上周五, 本周, 下个季度: whole units counted from today."""
    word, unit = str(slots["week"].values[0]), slots["week"].values[1]
    offset = _WEEK_STEP.get(word[0], 0) * len(word)
    today = anchor.today
    if unit in {"季", "季度"}:
        return _quarter_off(anchor, context, offset)
    if unit == "年度":
        year = anchor.this_year
        frame = year_frame(year + offset) if year is not None else Frame(_OPEN, None, "year")
        return Resolved(frame, year is not None, "relative") if frame else None
    if today is None:
        return Resolved(Frame(_OPEN, None, "week"), False, "relative")
    return Resolved(week_frame(today, offset, unit), True, "relative")


def _quarter_off(anchor: Anchor, context: Context, offset: int) -> Resolved:
    if context.period and context.period.grain == "quarter" and context.period.days:
        base = context.period.days.first
    elif anchor.today:
        base = anchor.today
    else:
        return Resolved(Frame(_OPEN, None, "quarter"), False, "relative")
    year, month = add_months(base.year, base.month - (base.month - 1) % 3, 3 * offset)
    return Resolved(months_frame(year, month, month + 2, "quarter"), True, "relative")


# --- Centuries, plans, spans ------------------------------------------------------------------------------------------


def _century_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    number = _int(slots["century"].values[0])
    if slots["century"].kind == "rcentury":
        number = 20 if slots["century"].values[0] == "上" else 21
    if "decade" in slots:
        return _decade((number - 1) * 100 + _int(slots["decade"].values[0]) % 100, False)
    first = (number - 1) * 100 + 1
    frame = years_frame(first, first + 99)
    edtf = f"{number - 1:02d}XX"
    return Resolved(Frame(edtf, frame.days, "century"), False, "period") if frame else None


def _decade(first: int, inferred: bool) -> Resolved | None:
    frame = years_frame(first, first + 9)
    return Resolved(Frame(f"{first // 10:03d}X", frame.days, "decade"), inferred, "period") if frame else None


def _decade_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    value = _int(slots["decade"].values[0])
    return _decade(value, False) if value >= 1000 else _decade(1900 + value, True)


def _alone_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["alone"]
    return _ALONE[token.kind](token, anchor, context)


def _plan(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """“十四五”时期: the n-th five-year plan, the first ran from 1953."""
    number = _int(token.values[0])
    first = 1953 + 5 * (number - 1) if number <= 2 else 1951 + 5 * (number - 1)
    frame = years_frame(first, first + 4)
    return Resolved(frame, False, "period") if frame else None


def _vague(token: Token, anchor: Anchor, context: Context) -> Resolved:
    if token.values[0] == 0 and anchor.today:
        return Resolved(day_frame(anchor.today), True, "vague")
    return Resolved(Frame(_OPEN, None, "day"), False, "vague")


def _spoken_period(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """同期, 报告期, 全年: the period spoken of."""
    period = context.period
    same = token.values[0] == "same"
    if period is None or period.days is None:
        return Resolved(Frame(_OPEN, None, "span"), False, "vague", same_period=same)
    if token.values[0] == "year":
        frame = year_frame(period.days.last.year)
        return Resolved(frame, True, "vague") if frame else None
    return Resolved(period, True, "relative" if same else "vague", same_period=same)


_UNIT_DAYS = {"日": 1, "天": 1, "工作日": 1, "交易日": 1, "周": 7, "星期": 7, "礼拜": 7}
_UNIT_MONTHS = {"月": 1, "季度": 3, "年": 12}


def _span(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """近三年, 过去一年, 未来5年, 上两个月: whole units up to or from now (``rolling``: days up to or from today)."""
    count, unit, today = token.values[1], str(token.values[2]), anchor.today
    forward = str(token.values[0])[0] in "未今往此接后下" or token.values[0] == "之后"
    if not isinstance(count, int) or today is None or (unit not in _UNIT_DAYS and unit not in _UNIT_MONTHS):
        return Resolved(Frame(_OPEN, None, "span"), False, "vague")
    if count > 500:
        return None
    whole = not anchor.rolling or str(token.values[0])[0] in "上下"
    days = _whole_span(count, unit, today, forward, token) if whole else _rolling_span(count, unit, today, forward)
    if days is None:
        return None
    if isinstance(days, Frame):
        return Resolved(days, True, "relative")
    return Resolved(days_frame(days, "span"), True, "relative")


def _whole_span(count: int, unit: str, today: date, forward: bool, token: Token) -> Frame | Days | None:
    stepwise = str(token.values[0])[0] in "上下前后"
    if unit == "年":
        last = today.year + count if forward else today.year - (1 if stepwise else 0)
        if count == 1:
            return year_frame(last)
        return years_frame(last - count + 1, last)
    if unit in _UNIT_MONTHS:
        months = count * _UNIT_MONTHS[unit]
        end = add_months(today.year, today.month, months if forward else -1)
        begin = add_months(*end, 1 - months)
        first, last_days = month_days(*begin), month_days(*end)
        if months == 1:
            return month_frame(*end)
        edtf = f"{begin[0]:04d}-{begin[1]:02d}/{end[0]:04d}-{end[1]:02d}"
        return Frame(edtf, Days(first.first, last_days.last), "span")
    if unit in {"周", "星期", "礼拜"}:
        offset = 1 if forward else -count
        return Days(week_days(today, offset).first, week_days(today, offset + count - 1).last)
    return _rolling_span(count, unit, today, forward)


def _rolling_span(count: int, unit: str, today: date, forward: bool) -> Days | None:
    if unit in _UNIT_MONTHS:
        other = shift_months(today, count * _UNIT_MONTHS[unit] * (1 if forward else -1))
        return Days(today + ONE_DAY, other) if forward else Days(other, today - ONE_DAY)
    if unit in {"工作日", "交易日"}:
        return None
    length = timedelta(days=count * _UNIT_DAYS[unit])
    return Days(today + ONE_DAY, today + length) if forward else Days(today - length, today - ONE_DAY)


def _offset(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """5年前, 三个月后: a point counted from today; 30日内 and hours are lengths of time, not dates."""
    count, unit, relation = token.values[0], str(token.values[1]), str(token.values[2])
    forward = "后" in relation
    today = anchor.today
    dated = unit in _UNIT_DAYS or unit in _UNIT_MONTHS
    if "内" in relation or not isinstance(count, int) or not dated or today is None or count > 2000:
        return _length(count, unit, relation, today)
    if "来" in relation:
        days = _rolling_span(count, unit, today, False)
        return Resolved(days_frame(days, "span"), True, "duration") if days else None
    sign = 1 if forward else -1
    if unit in _UNIT_MONTHS:
        months = sign * count * _UNIT_MONTHS[unit]
        if not 12 < today.year * 12 + months < 9990 * 12:
            return None
        year, month = add_months(today.year, today.month, months)
        frame = year_frame(year) if unit == "年" else month_frame(year, month)
        return Resolved(frame, True, "relative") if frame else None
    if unit in {"工作日", "交易日"}:
        return Resolved(Frame(_OPEN, None, "day"), False, "duration")
    day = today + timedelta(days=sign * count * _UNIT_DAYS[unit])
    frame = week_frame(day, 0, None) if _UNIT_DAYS[unit] == 7 else day_frame(day)
    return Resolved(frame, True, "relative")


def _length(count: Value, unit: str, relation: str, today: date | None) -> Resolved:
    if "内" in relation and isinstance(count, int) and today and count < 5000:
        days = None
        if unit in _UNIT_MONTHS and count < 500:
            days = Days(today, shift_months(today, count * _UNIT_MONTHS[unit]))
        elif _UNIT_DAYS.get(unit) and unit not in {"工作日", "交易日"}:
            days = Days(today, today + timedelta(days=count * _UNIT_DAYS[unit]))
        if days:
            return Resolved(days_frame(days, "span"), True, "duration")
    return Resolved(Frame(_OPEN, None, "span"), False, "duration")


# --- Clock ------------------------------------------------------------------------------------------------------------

_AFTERNOON = {"下午", "午后", "傍晚", "晚上", "晚间", "晚", "夜间", "夜里", "深夜", "夜", "半夜"}
_SMALL_HOURS = {"夜间", "夜里", "深夜", "夜", "半夜", "晚上", "晚间", "晚"}


def _clock(slots: dict[str, Token]) -> str | None:
    values = slots["clock"].values
    hour = _int(values[0])
    if slots["clock"].kind == "hms":
        minute, second, half = _int(values[1]), values[2], values[3]
    else:
        minute, second, half = _clock_minute(values), (values[5] if len(values) > 5 else None), None
    hour = _hour(hour, _part(slots), str(half or "").lower())
    if hour > 24 or minute > 59:
        return None
    text = f"{hour % 24:02d}:{minute:02d}"
    return f"{text}:{_int(second):02d}" if isinstance(second, int) else text


def _clock_minute(values: tuple[Value, ...]) -> int:
    if len(values) < 2:
        return 0
    if values[1] == "半":
        return 30
    if isinstance(values[2] if len(values) > 2 else None, int):
        return 15 * _int(values[2])
    return next((v for v in values[3:5] if isinstance(v, int)), 0)


def _part(slots: dict[str, Token]) -> str:
    if "part" in slots:
        return str(slots["part"].values[0])
    if "date" in slots and slots["date"].kind in {"dpart", "cdpart"}:
        return str(slots["date"].values[1])
    return ""


def _hour(hour: int, part: str, half: str) -> int:
    if half == "p" and hour < 12:
        return hour + 12
    if half == "a" and hour == 12:
        return 0
    if part in _AFTERNOON and hour < 12 and not (part in _SMALL_HOURS and hour < 4):
        return hour + 12
    if part in {"中午", "午间"} and hour < 4:
        return hour + 12
    if part in _SMALL_HOURS and hour == 12:
        return 24
    return 0 if part == "凌晨" and hour == 12 else hour


def _clock_only(slots: dict[str, Token], anchor: Anchor, context: Context) -> Resolved:
    day = context.day or anchor.today
    frame = day_frame(day) if day else Frame(f"{_OPEN}-XX-XX", None, "day")
    if "clock" not in slots:
        return Resolved(frame, True, "vague")
    clock = _clock(slots)
    return Resolved(frame._replace(grain="hour"), day is not None, "clock", clock)


_Resolver = Callable[[dict[str, Token], Anchor, Context, bool, bool], Resolved | None]
_RESOLVERS: tuple[tuple[str, _Resolver], ...] = (
    ("year", _year_resolver),
    ("date", _date_resolver),
    ("month", _yearless),
    ("part_of_year", _yearless),
    ("day", _day_resolver),
    ("weekday", _weekday_resolver),
    ("week", _week_resolver),
    ("century", _century_resolver),
    ("decade", _decade_resolver),
    ("edge", _edge_resolver),
    ("alone", _alone_resolver),
)
_DateResolver = Callable[[Token, Anchor, Context], Resolved | None]
_DATES: dict[str, _DateResolver] = dict.fromkeys(("iso", "isohms", "dmy", "mdy", "roc_iso"), _written_date)
_DATES |= {"dayparen": _paren_date, "dpart": _day_part, "cdpart": _day_part}
_ALONE: dict[str, _DateResolver] = {
    "plan": _plan,
    "vague": _vague,
    "cperiod": _spoken_period,
    "span": _span,
    "offset": _offset,
}
