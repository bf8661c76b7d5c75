"""Stretches of time counted from today or from the text: 近三年, 未来5年, 三个月后, 同期, 十四五时期."""

from __future__ import annotations

from datetime import date, timedelta

from newsextract.measure.anchors import OPEN, Anchor, Context, Resolved
from newsextract.measure.calendar import (
    ONE_DAY,
    Days,
    add_months,
    month_days,
    shift_months,
    week_days,
)
from newsextract.measure.frames import (
    Frame,
    day_frame,
    days_frame,
    month_frame,
    months_frame,
    week_frame,
    year_frame,
    years_frame,
)
from newsextract.measure.timetokens import Token, int_of


def _plan(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """“十四五”时期: the n-th five-year plan, the first ran from 1953, the third from 1966."""
    number = int_of(token.values[0])
    first = 1953 + 5 * (number - 1) if number <= 2 else 1951 + 5 * number
    frame = years_frame(first, first + 4)
    return Resolved(frame, False, "period") if frame else None


def _vague(token: Token, anchor: Anchor, context: Context) -> Resolved:
    if token.values[0] == 0 and anchor.today:
        return Resolved(day_frame(anchor.today), True, "vague")
    return Resolved(Frame(OPEN, None, "day"), False, "vague")


def _spoken_period(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """同期, 报告期, 全年: the period spoken of."""
    period = context.period
    same = token.values[0] == "same"
    if (period is None or period.days is None) and token.values[0] == "year" and anchor.this_year:
        frame = year_frame(anchor.this_year)
        return Resolved(frame, True, "relative") if frame else None
    if period is None or period.days is None:
        return Resolved(Frame(OPEN, None, "span"), False, "vague", same_period=same)
    if token.values[0] == "year":
        stale = anchor.this_year is not None and period.days.last.year < anchor.this_year - 1
        frame = year_frame(anchor.this_year if stale and anchor.this_year else period.days.last.year)
        return Resolved(frame, True, "relative") if frame else None
    return Resolved(period, True, "relative" if same else "vague", same_period=same)


_WEEK_STEP = {"上": -1, "下": 1}
_UNIT_DAYS = {"日": 1, "天": 1, "工作日": 1, "交易日": 1, "周": 7, "星期": 7, "礼拜": 7}
_UNIT_MONTHS = {"月": 1, "季度": 3, "年": 12}


def _span(token: Token, anchor: Anchor, context: Context) -> Resolved | None:
    """近三年, 过去一年, 未来5年, 上两个月: whole units up to or from now (``rolling``: days up to or from today)."""
    count, unit, today = token.values[1], str(token.values[2]), anchor.today
    forward = str(token.values[0])[0] in "未今往此接后下" or token.values[0] == "之后"
    if not isinstance(count, int) or today is None or (unit not in _UNIT_DAYS and unit not in _UNIT_MONTHS):
        return Resolved(Frame(OPEN, None, "span"), False, "vague")
    if count > 500:
        return None
    whole = not anchor.rolling or str(token.values[0])[0] in "上下"
    days = _whole_span(count, unit, today, forward, token) if whole else _rolling_span(count, unit, today, forward)
    if days is None:
        return None
    if isinstance(days, Frame):
        return Resolved(days, True, "relative")
    one = days.first == days.last
    return Resolved(day_frame(days.first) if one else days_frame(days, "span"), True, "relative")


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
    count, unit, relation = _offset_parts(token)
    forward = "后" in relation
    today = anchor.today
    dated = unit in _UNIT_DAYS or unit in _UNIT_MONTHS
    if "内" in relation or count is None or not dated or today is None or count > 2000:
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
        return Resolved(Frame(OPEN, None, "day"), False, "duration")
    day = today + timedelta(days=sign * count * _UNIT_DAYS[unit])
    frame = week_frame(day, 0, None) if _UNIT_DAYS[unit] == 7 else day_frame(day)
    return Resolved(frame, True, "relative")


def _offset_parts(token: Token) -> tuple[int | None, str, str]:
    """Count, unit and relation; 三年半 counts in months, 10多年 has no count."""
    values = token.values if token.values[0] is not None else token.values[7:]
    count, half_before, more, unit, more_behind, half_behind, relation = values[:7]
    half = half_before or half_behind
    if not isinstance(count, int) or more or more_behind or (half and unit not in {"年", "月"}):
        return None, str(unit), str(relation)
    if half:
        return (12 * count + 6, "月", str(relation)) if unit == "年" else (30 * count + 15, "天", str(relation))
    return count, str(unit), str(relation)


def _length(count: int | None, unit: str, relation: str, today: date | None) -> Resolved:
    if "内" in relation and count is not None and today and count < 5000:
        days = None
        if unit in _UNIT_MONTHS and count < 500:
            days = Days(today, shift_months(today, count * _UNIT_MONTHS[unit]))
        elif _UNIT_DAYS.get(unit) and unit not in {"工作日", "交易日"}:
            days = Days(today, today + timedelta(days=count * _UNIT_DAYS[unit]))
        if days:
            return Resolved(days_frame(days, "span"), True, "duration")
    return Resolved(Frame(OPEN, None, "span"), False, "duration")


def resolve_weekday(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """周三: the one nearest in the anchor's direction."""
    today = anchor.today
    if today is None:
        return Resolved(Frame(f"{OPEN}-XX-XX", None, "day"), False, "relative")
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


def weekday_from(token: Token, day: date) -> Frame:
    """本周三至周五: the first such day from ``day`` on."""
    frame = week_frame(day, 0, token.values[0])
    if frame.days is not None and frame.days.first < day:
        frame = week_frame(day, 1, token.values[0])
    return frame


def resolve_week(
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
        frame = year_frame(year + offset) if year is not None else Frame(OPEN, None, "year")
        return Resolved(frame, year is not None, "relative") if frame else None
    if today is None:
        return Resolved(Frame(OPEN, None, "week"), False, "relative")
    return Resolved(week_frame(today, offset, unit), True, "relative")


def _quarter_off(anchor: Anchor, context: Context, offset: int) -> Resolved:
    if context.period and context.period.grain == "quarter" and context.period.days:
        base = context.period.days.first
    elif anchor.today:
        base = anchor.today
    else:
        return Resolved(Frame(OPEN, None, "quarter"), False, "relative")
    year, month = add_months(base.year, base.month - (base.month - 1) % 3, 3 * offset)
    return Resolved(months_frame(year, month, month + 2, "quarter"), True, "relative")


def resolve_century(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """20世纪, 上世纪九十年代."""
    number = int_of(slots["century"].values[0])
    if slots["century"].kind == "rcentury":
        number = 20 if slots["century"].values[0] == "上" else 21
    if "decade" in slots and slots["decade"].kind == "decades":
        return _decades(slots["decade"], (number - 1) * 100, False)
    if "decade" in slots:
        return _decade((number - 1) * 100 + int_of(slots["decade"].values[0]) % 100, False)
    first = (number - 1) * 100 + 1
    frame = years_frame(first, first + 99)
    edtf = f"{number - 1:02d}XX"
    return Resolved(Frame(edtf, frame.days, "century"), False, "period") if frame else None


def _decade(first: int, inferred: bool) -> Resolved | None:
    frame = years_frame(first, first + 9)
    return Resolved(Frame(f"{first // 10:03d}X", frame.days, "decade"), inferred, "period") if frame else None


def _decades(token: Token, century: int, inferred: bool) -> Resolved | None:
    """五六十年代, 80至90年代: from the first to the last of them."""
    tens = [int_of(v) if int_of(v) >= 10 else 10 * int_of(v) for v in token.values]
    first, last = (ten if ten >= 1000 else century + ten % 100 for ten in tens)
    frame = years_frame(first, last + 9) if first < last else None
    edtf = f"{first // 10:03d}X/{last // 10:03d}X"
    return Resolved(Frame(edtf, frame.days, "span"), inferred, "period") if frame else None


def resolve_decade(
    slots: dict[str, Token], anchor: Anchor, context: Context, until: bool, ahead: bool
) -> Resolved | None:
    """1990年代, 90年代 (of the twentieth century)."""
    if slots["decade"].kind == "decades":
        return _decades(slots["decade"], 1900, True)
    value = int_of(slots["decade"].values[0])
    if slots["decade"].kind == "rocdecade":
        frame = years_frame(value + 1911, value + 1920)
        return Resolved(frame, False, "period") if frame else None
    return _decade(value, False) if value >= 1000 else _decade(1900 + value, True)


ALONE = {
    "plan": _plan,
    "vague": _vague,
    "cperiod": _spoken_period,
    "span": _span,
    "offset": _offset,
}
