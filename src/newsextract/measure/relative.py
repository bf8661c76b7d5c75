"""Time phrases resolved against the article: its date, the newest time it reports, the time it speaks of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Literal

from newsextract.measure.anchors import OPEN, Anchor, Context, Resolved, infer_year
from newsextract.measure.calendar import (
    ONE_DAY,
    Days,
    add_months,
    choose_festival,
    make_day,
    month_days,
    shift_months,
)
from newsextract.measure.clocks import clock_of
from newsextract.measure.frames import (
    Frame,
    day_frame,
    days_frame,
    frame_in_month,
    frame_in_year,
    join_frames,
    month_number,
    open_year,
    year_frame,
    years_frame,
)
from newsextract.measure.spans import (
    ALONE,
    resolve_century,
    resolve_decade,
    resolve_week,
    resolve_weekday,
    weekday_from,
)
from newsextract.measure.timephrases import Phrase, Point
from newsextract.measure.timetokens import Token, int_of
from newsextract.resources import read_table

ROC_OFFSET = 1911
_LEAP = 2000  # stands for the open year; it has a 29 February
_REL = {"今": 0, "本": 0, "这": 0, "当": 0, "昨": -1, "去": -1, "前": -2, "上": -1, "明": 1, "下": 1, "后": 2}


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
    first = _year_of_end(phrase, first, last, anchor)
    if first.frame.days and last.frame.days and last.frame.days.last < first.frame.days.first:
        return None
    clock = first.clock
    return Resolved(join_frames(first.frame, last.frame), first.inferred or last.inferred, "period", clock)


def months_ended(day: date, months: int) -> Frame:
    """截至2024年6月30日止六个月: the months that ended on the day."""
    first = shift_months(day + ONE_DAY, -months)
    frame = days_frame(Days(first, day), "span")
    whole = first.day == 1 and (day + ONE_DAY).day == 1
    return frame._replace(edtf=f"{first:%Y-%m}/{day:%Y-%m}") if whole else frame


def _resolve_end(phrase: Phrase, first: Resolved, anchor: Anchor, context: Context, ahead: bool) -> Resolved | None:
    """The end of a range takes from its beginning what it does not say itself."""
    assert phrase.last is not None
    slots = phrase.last.slots
    if slots.keys() <= {"part", "clock"}:
        return replace(first, clock=None) if first.kind != "clock" else first
    days = first.frame.days
    if days is not None and "weekday" in slots and first.frame.grain in {"day", "hour"}:
        return replace(first, frame=weekday_from(slots["weekday"], days.first))
    if not _leans_on_year(slots):
        return resolve_point(phrase.last, anchor, context, True, ahead)
    if days is None:
        return _open_end(phrase.last, first, anchor)
    year, month = days.first.year, days.first.month
    steps = [(year, month), add_months(year, month, 1)] if _day_alone(slots) else [(year, month), (year + 1, month)]
    for step in steps:  # 12月28日至1月3日, 28日至3日 end in the next year or month
        frame = (
            frame_in_month(slots, *step, True)
            if _day_alone(slots)
            else frame_in_year(slots, step[0], anchor.region, True)
        )
        if frame and frame.days and frame.days.last >= days.first:
            return replace(first, frame=frame)
    return None


def _day_alone(slots: dict[str, Token]) -> bool:
    return bool(slots.keys() & {"day", "xun"}) and "month" not in slots


def _open_end(point: Point, first: Resolved, anchor: Anchor) -> Resolved | None:
    frame = None
    m = re.match(r"XXXX-(\d\d)-\d\d", first.frame.edtf)
    if m and _day_alone(point.slots):
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


def _year_of_end(phrase: Phrase, first: Resolved, last: Resolved, anchor: Anchor) -> Resolved:
    """3月至2024年5月: the beginning takes the year that only the end has."""
    assert phrase.last is not None
    if "year" not in phrase.last.slots or "year" in phrase.first.slots or not last.frame.days:
        return first
    if not _leans_on_year(phrase.first.slots) or not phrase.first.slots.keys() & {"month", "date", "part_of_year"}:
        return first
    year = last.frame.days.first.year
    frame = frame_in_year(phrase.first.slots, year, anchor.region, False)
    if frame and frame.days and frame.days.first > last.frame.days.last:
        frame = frame_in_year(phrase.first.slots, year - 1, anchor.region, False)
    return replace(first, frame=frame, inferred=True) if frame else first


def resolve_point(point: Point, anchor: Anchor, context: Context, until: bool, ahead: bool) -> Resolved | None:
    """What one point means."""
    slots = point.slots
    if slots.keys() <= {"part", "clock"}:
        return _clock_only(slots, anchor, context)
    found = _dated(slots, anchor, context, until, ahead)
    if found is None:
        return None
    return replace(found, clock=clock_of(slots)) if "clock" in slots else found


def _dated(slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool) -> Resolved | None:
    for slot, resolve in _RESOLVERS:
        if slot in slots:
            return resolve(slots, anchor, context, until, ahead)
    return None


@cache
def _eras() -> dict[str, int]:
    return {name: int(first) for name, first in read_table("lexicons/eras.tsv", 2)}


def written_year(token: Token, slots: dict[str, Token], region: str | None, now: int | None = None) -> int | None:
    """The year that a token writes out, or None where it is relative or no year in this region."""
    value = int_of(token.values[0])
    if token.kind == "ayear":
        return value
    if token.kind == "roc" or (token.kind == "wroc" and region == "TW"):
        return value + ROC_OFFSET
    if token.kind == "era":
        return _eras()[str(token.values[0])] + int_of(token.values[1]) - 1
    if token.kind == "yearparen":
        inner = int_of(token.values[1])
        return inner if inner > 1000 else inner + ROC_OFFSET
    if token.kind == "year2":
        return _two_digits(value, region, now)
    return None


def _two_digits(value: int, region: str | None, now: int | None) -> int:
    if region == "TW" and value >= 30:
        return value + ROC_OFFSET
    latest = (now or 2030) + 10
    return latest - (latest - value) % 100


def _year_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["year"]
    if token.kind in {"years", "yearlist"}:
        return _several_years(token)
    if token.kind == "bce":
        return _before_christ(token)
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


def _before_christ(token: Token) -> Resolved:
    """公元前202年 is the year -0201 of EDTF; the ISO calendar has no days for it."""
    year, month, day = (int_of(v) for v in token.values)
    edtf = f"-{year - 1:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    return Resolved(Frame(edtf, None, "day" if day else "month" if month else "year"), False, "date")


def relative_year(token: Token, anchor: Anchor, context: Context) -> int | None:
    """The year that 去年, 上年, 当年 mean."""
    base = anchor.this_year
    if token.kind == "cyear":
        frame = context.period or context.sentence
        spoken = frame.days.first.year if frame and frame.days else None
        base = spoken if spoken is not None else base
    return None if base is None else base + int_of(token.values[0])


def _several_years(token: Token) -> Resolved | None:
    first, last = int_of(token.values[0]), int_of(token.values[-1])
    if last < 100:
        last += first // 100 * 100
    listed = token.kind == "years" or last == first + 1 + str(token.values[1]).count("、")
    frame = years_frame(first, last) if listed else None
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


def _yearless(slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool) -> Resolved | None:
    """一季度, 3月份, 7月28日, 年底, 春节: the year comes from the article or stays open."""
    if "month" in slots and month_number(slots["month"]) is None:
        return _in_relative_month(slots, anchor, context, until)
    if "nth" in slots and slots.keys() <= {"nth", "part", "clock"}:
        return None
    if slots.keys() == {"part_of_year"} and (special := _bare_part(slots["part_of_year"], anchor, context)):
        return special[0]

    def at(year: int) -> Frame | None:
        return frame_in_year(slots, year, anchor.region, until)

    year = infer_year(at, anchor, context, ahead)
    if year is None:
        return _open_part(slots, anchor)
    frame = at(year)
    if frame and slots.keys() == {"part_of_year"} and slots["part_of_year"].kind == "season":
        return Resolved(frame, True, "vague")
    return Resolved(frame, True, "date" if frame.grain == "day" else "period") if frame else None


def _bare_part(token: Token, anchor: Anchor, context: Context) -> tuple[Resolved | None] | None:
    """What a part of a year means alone where that is not a part of the year: 前两天, 第三季 (a quarter in Taiwan)."""
    if token.kind == "wquarter" and anchor.region not in {"TW", "HK", "MO"}:
        return (None,)
    days = token.values[-1] in ("天", "周", "星期", "旬")
    if token.kind == "firstn" and (days or anchor.direction == "future" or anchor.rolling):
        return (ALONE["span"](token._replace(values=("前", *token.values)), anchor, context),)
    return None


def _open_part(slots: dict[str, Token], anchor: Anchor) -> Resolved | None:
    """The year stays open; what moves with the year (lunar dates, weeks) has no form at all then."""
    moving = slots.get("date")
    fixed = moving is None or moving.kind == "monthday"
    if moving is not None and moving.kind == "festival":
        fixed = choose_festival(str(moving.values[0]), anchor.region).rule.startswith("fixed")
    if not fixed or slots.keys() & {"nth", "alone", "week"}:
        return Resolved(Frame(OPEN, None, "day"), False, "relative")
    below = {name: token for name, token in slots.items() if name != "year"}
    if "month" in below and month_number(below["month"]) is None:
        return Resolved(Frame(OPEN, None, "month"), False, "relative")
    frame = frame_in_year(below, _LEAP, anchor.region, False)
    if frame is None:
        return None
    opened = open_year(frame, _LEAP)
    return Resolved(opened, False, "relative" if "year" in slots else _kind(frame, False))


def _relative_month(token: Token, anchor: Anchor, context: Context) -> tuple[int, int] | None:
    if token.kind == "cmonth" or (context.compared and context.month):
        base = context.month  # 10月, 比上月: the month before October, whenever it is told
    else:
        day = anchor.today
        base = (day.year, day.month) if day else None
    return add_months(*base, int_of(token.values[0])) if base else None


def _in_relative_month(slots: dict[str, Token], anchor: Anchor, context: Context, until: bool) -> Resolved | None:
    month = _relative_month(slots["month"], anchor, context)
    if month is None:
        return Resolved(Frame(OPEN, None, "month"), False, "relative")
    frame = frame_in_month(slots, *month, until)
    return Resolved(frame, True, "relative") if frame else None


def _edge_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """月底, 月初 of the month spoken of; 年底, 年初 of this year."""
    if slots["edge"].kind == "medge":
        month = context.month or ((anchor.today.year, anchor.today.month) if anchor.today else None)
        frame = frame_in_month(slots, *month, until) if month else Frame(OPEN, None, "month")
        return Resolved(frame, month is not None, "relative") if frame else None
    year = anchor.this_year
    if context.sentence and context.sentence.days:
        year = context.sentence.days.first.year
    if year is None:
        return _open_part(slots, anchor)
    frame = frame_in_year(slots, year, anchor.region, until)
    if until and frame and frame.days and anchor.published and frame.days.first > anchor.published:
        frame = frame_in_year(slots, year - 1, anchor.region, until)  # 截至年末 is told when it is past
    return Resolved(frame, True, "relative") if frame else None


# --- Days -------------------------------------------------------------------------------------------------------------


def _date_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["date"]
    resolve = _DATES.get(token.kind)
    return resolve(token, anchor, context) if resolve else _yearless(slots, anchor, context, until, ahead)


def _written_date(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    values = [int_of(v) for v in token.values]
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
    word, month, day = str(token.values[0] or "今"), token.values[1], int_of(token.values[2])
    base = anchor.today + timedelta(days=_REL[word]) if anchor.today else context.day
    if base is None:
        return (
            Resolved(Frame(f"{OPEN}-{int_of(month):02d}-{day:02d}", None, "day"), False, "relative")
            if month
            else (Resolved(Frame(f"{OPEN}-XX-{day:02d}", None, "day"), False, "relative"))
        )
    months = [(base.year, int_of(month))] if month else [add_months(base.year, base.month, n) for n in (-1, 0, 1)]
    days = [d for m in months if (d := make_day(*m, day))]
    nearest = min(days, key=lambda d: abs(d - base), default=None)
    return Resolved(day_frame(nearest), True, "relative") if nearest else None


def _day_part(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    base = anchor.today if token.kind == "dpart" else context.day or anchor.today
    return _from_day(base, int_of(token.values[0]))


def _from_day(base: date | None, offset: int) -> Resolved:
    if base is None:
        return Resolved(Frame(f"{OPEN}-XX-XX", None, "day"), False, "relative")
    return Resolved(day_frame(base + timedelta(days=offset)), True, "relative")


def _day_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["day"]
    if token.kind == "dayoff":
        return _from_day(anchor.today, int_of(token.values[0]))
    if token.kind == "dayword":
        return _from_day(anchor.today, _REL[str(token.values[0])])
    if token.kind == "cday":
        return _from_day(context.day or anchor.today, int_of(token.values[0]))
    month = month_of_day(int_of(token.values[0]), anchor, context, ahead)
    if month is None:
        return Resolved(Frame(f"{OPEN}-XX-{int_of(token.values[0]):02d}", None, "day"), False, "date")
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
    if direction == "current":
        return (today.year, today.month)
    steps = range(13) if direction == "future" or (ahead and day < today.day) else range(0, -13, -1)
    for step in steps:
        month = add_months(today.year, today.month, step)
        found = make_day(*month, day)
        if not found:
            continue
        if ahead or (found >= today if direction == "future" else found <= today + ONE_DAY):
            return month
    return None


def _alone_resolver(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    token = slots["alone"]
    return ALONE[token.kind](token, anchor, context)


def _clock_only(slots: dict[str, Token], anchor: Anchor, context: Context) -> Resolved:
    day = context.day or anchor.today
    frame = day_frame(day) if day else Frame(f"{OPEN}-XX-XX", None, "day")
    if "clock" not in slots:
        return Resolved(frame, True, "vague")
    clock = clock_of(slots)
    return Resolved(frame._replace(grain="hour"), day is not None, "clock", clock)


_Resolver = Callable[[dict[str, Token], Anchor, Context, bool, bool], Resolved | None]
_RESOLVERS: tuple[tuple[str, _Resolver], ...] = (
    ("year", _year_resolver),
    ("date", _date_resolver),
    ("month", _yearless),
    ("part_of_year", _yearless),
    ("day", _day_resolver),
    ("weekday", resolve_weekday),
    ("week", resolve_week),
    ("century", resolve_century),
    ("decade", resolve_decade),
    ("edge", _edge_resolver),
    ("alone", _alone_resolver),
)
_DateResolver = Callable[[Token, Anchor, Context], Resolved | None]
_DATES: dict[str, _DateResolver] = dict.fromkeys(("iso", "isohms", "dmy", "mdy", "roc_iso"), _written_date)
_DATES |= {"dayparen": _paren_date, "dpart": _day_part, "cdpart": _day_part}
