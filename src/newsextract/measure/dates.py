"""Dates, periods and clock times of an article, and its publication date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from newsextract.measure.anchors import Anchor, Context, Resolved, infer_year
from newsextract.measure.budgets import in_budget_years
from newsextract.measure.calendar import make_day
from newsextract.measure.frames import Frame, day_frame, frame_in_year
from newsextract.measure.relative import months_ended, resolve_phrase, written_year
from newsextract.measure.spacing import close_up
from newsextract.measure.timephrases import Phrase, find_phrases, halves
from newsextract.measure.timetokens import int_of
from newsextract.measure.values import TimeExpression
from newsextract.record import Range

__all__ = ["Anchor", "find_times", "infer_anchor"]

_PART_END = re.compile(r"[；;]")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_AHEAD_BEFORE = re.compile(
    r"(?:将|拟|定|计划|预计|力争|争取|预期|有望|可望|料|目标|暂定|原定|安排|规划|确保|务求|冲刺)[^，,。；;\n]{0,3}$"
)
_AHEAD_BEHIND = re.compile(
    r"起?(?:正式)?(?:施行|实施|执行|生效)|起[将以]|前(?:完成|建成|交付|实现)|将|拟(?!合)|有望|可望|力争|预计|计划"
)
_PLAN_BEFORE = re.compile(
    r"(?:到|至|力争|预计|预测|预估|估计|计划|争取|将于|将在|拟于|拟在|预期|目标|有望|料|规划|明确|年至)$"
)
_PLAN_BEHIND = re.compile(
    r"[^，,。；;\n]{0,18}?(?:将|可望|有望|力争|预计|预估|拟(?!合)|目标|规划|纲要|行动方案|前完成|底前|计划)"
)
# 每年从3月到6月, 每月15日, 某天上午9时: again and again or once, of no year or month that is told.
_RECURS = re.compile(
    r"(?:每[年月周天日晚早逢]?|[历逐]年|[某那][一]?[天日]|(?<![第这前后同上])一天)[的都]?[从自在到于]?$"
)
_ISO = re.compile(r"\s{0,9}(\d{4})[-/.]?(\d{1,2})[-/.]?(\d{1,2})(?!\d)")
_LEVEL_OF = re.compile(r"(?:恢复|回复|回升|回落|回到|相当于|达到?|为|是)[到至]?$")
_RECORD = re.compile(r"(?:以?来)?(?:的|同期|历年|单月|单季|单日)?(?:新高|新低|最|首|次高|第二)")
_SINGLE_DAY = frozenset({"day", "hour"})
_NO_PERIOD = frozenset({"vague", "duration", "clock"})


def find_times(shadow: str, anchor: Anchor) -> list[TimeExpression]:
    """The time expressions of a clean text (its Simplified shadow), sorted, not overlapping, resolved where certain."""
    closed = close_up(shadow)
    if closed is None:
        return _find_times(shadow, anchor)
    moved = ((closed.back(t.start, t.end), t) for t in _find_times(closed.text, anchor))
    return [replace(time, start=span.start, end=span.end) for span, time in moved]


def _find_times(shadow: str, anchor: Anchor) -> list[TimeExpression]:
    phrases = find_phrases(shadow)
    if anchor.published is None and anchor.newest_year is None:
        year, day = _newest(shadow, phrases, anchor.region)
        anchor = replace(anchor, newest_year=year, newest_day=day)
    return list(_resolve_all(shadow, phrases, anchor))


def _resolve_all(shadow: str, phrases: Sequence[Phrase], anchor: Anchor) -> Iterator[TimeExpression]:
    context, done = Context(), 0
    budget: int | None = None
    for phrase in phrases:
        if budget is not None and _SENTENCE_END.search(shadow, done, phrase.start):
            budget = None
        if context.sentence is not None and _SENTENCE_END.search(shadow, done, phrase.start):
            context = replace(context, sentence=None, parted=False)
            if anchor.published is not None and context.day is not None and context.day > anchor.published:
                context = replace(context, day=None, month=None)  # 延至2026年4月30日。某某11日抵达…: this month
        elif context.sentence is not None and context.sentence.grain == "year":
            context = replace(
                context, parted=context.parted or _PART_END.search(shadow, done, phrase.start) is not None
            )
        ahead = _looks_ahead(shadow, phrase)
        if (open_ := _recurring(shadow, phrase, anchor)) is not None:
            yield _expression(phrase, open_, anchor)
            continue
        if phrase.compared:
            context = replace(context, compared=True)
        before = context
        found = resolve_phrase(phrase, anchor, context, ahead)
        parts = [(phrase, found)]
        if found is None and phrase.last is not None:  # runs backwards: no range, two times
            parts = [(part, resolve_phrase(part, anchor, context, ahead)) for part in halves(phrase)]
        for part, read in parts:
            if read is not None:
                resolved, budget = in_budget_years(shadow, part, read, anchor, budget)
                context = _advance(context, part, resolved, anchor)
                yield _expression(part, resolved, anchor)
        record = phrase.since and _RECORD.match(shadow, phrase.end) is not None  # 2019年10月以来最高；首十个月…
        level = shadow[phrase.end : phrase.end + 1] == "的"
        level = level and _LEVEL_OF.search(shadow, max(0, phrase.start - 4), phrase.start) is not None
        if record or level:
            context = before  # 恢复到2019年的八成一: the year of a level, of which nothing more is told
        if context.compared:
            context = replace(context, compared=False)
        done = phrase.end


def _recurring(shadow: str, phrase: Phrase, anchor: Anchor) -> Resolved | None:
    """What comes round each year, month or day has an open date."""
    if _RECURS.search(shadow, max(0, phrase.start - 4), phrase.start) is None:
        return None
    found = resolve_phrase(phrase, Anchor(None, anchor.region), Context(), False)
    return found if found is not None and found.frame.days is None else None


def _looks_ahead(shadow: str, phrase: Phrase) -> bool:
    before = shadow[max(0, phrase.start - 6) : phrase.start]
    return bool(_AHEAD_BEFORE.search(before)) or bool(_AHEAD_BEHIND.match(shadow, phrase.end))


def _advance(context: Context, phrase: Phrase, found: Resolved, anchor: Anchor) -> Context:
    """The context for what follows."""
    days = found.frame.days
    if days is None or found.kind in _NO_PERIOD:
        return context
    if found.frame.grain in _SINGLE_DAY and not phrase.compared:
        sentence = found.frame if found.explicit_year else context.sentence
        told = (days.first.year, days.first.month)
        if phrase.until or "edge" in phrase.first.slots:  # the date of a stock, not the day that is told of
            ended = months_ended(days.last, phrase.months) if phrase.months else found.frame
            return Context(context.day or days.first, ended, told, sentence)
        return Context(days.first, context.period, told, sentence)
    if found.same_period or phrase.compared:
        return context
    if days.last.year > days.first.year + _FEW_YEARS and not found.explicit_year:
        return context  # 近25年同期最低；较|上年同月
    month = (days.first.year, days.first.month) if found.frame.grain in {"month", "xun"} else context.month
    if anchor.published is not None and days.first > anchor.published:
        month = context.month or month  # 同月 is the month reported, not one to come
    sentence = found.frame if found.explicit_year else context.sentence
    return Context(context.day, found.frame, month, sentence)


_FEW_YEARS = 2


def _expression(phrase: Phrase, found: Resolved, anchor: Anchor) -> TimeExpression:
    days = found.frame.days
    last = days.last if days else None
    kind = next(iter(phrase.first.slots.values())).kind
    since = phrase.since and not (kind == "plan" and last and anchor.published and last < anchor.published)
    if since and found.kind != "vague" and days and anchor.published and days.first <= anchor.published:
        last = anchor.published
    return TimeExpression(
        phrase.start,
        phrase.end,
        found.frame.edtf,
        days.first.isoformat() if days else None,
        last.isoformat() if last else None,
        found.clock,
        found.inferred,
        found.kind,
        found.frame.grain,  # type: ignore[arg-type]
        until=phrase.until,
        covers_from=_covers_from(phrase, found),
        since=since,  # “十三五”以来, told when that is over, is of its years
        same_period=found.same_period,
        rule=kind,
    )


def _covers_from(phrase: Phrase, found: Resolved) -> str | None:
    if not phrase.months or found.frame.days is None or found.frame.grain != "day":
        return None
    frame = months_ended(found.frame.days.last, phrase.months)
    return frame.days.first.isoformat() if frame.days else None


# --- The anchor -------------------------------------------------------------------------------------------------------


def infer_anchor(
    shadow: str,
    *,
    date: str | None,
    metadata_dates: Sequence[Range],
    dateline_date: Range | None,
    region: str | None,
) -> tuple[Anchor, str | None, str | None]:
    """The anchor, the publication date (ISO) and where it came from: argument, metadata, dateline or text.

    The date of an event is no publication date: where the text gives none, the date is None and the anchor holds only
    the newest time that the article reports.
    """
    if closed := close_up(shadow):
        shadow, metadata_dates = closed.text, [closed.forth(span) for span in metadata_dates]
        dateline_date = dateline_date and closed.forth(dateline_date)
    phrases = find_phrases(shadow)
    year, day = _newest(shadow, phrases, region)
    anchor = Anchor(None, region, newest_year=year, newest_day=day)
    published, source = _published(shadow, phrases, anchor, date, metadata_dates, dateline_date)
    if published is None:
        return anchor, None, None
    return Anchor(published, region, newest_year=year, newest_day=day), published.isoformat(), source


def _published(
    shadow: str,
    phrases: Sequence[Phrase],
    anchor: Anchor,
    given: str | None,
    metadata: Sequence[Range],
    dateline: Range | None,
) -> tuple[date | None, str | None]:
    if given and (day := _iso_day(given)):
        return day, "argument"
    for stretch in metadata:
        if day := _day_in(shadow, phrases, stretch, _as_stamped(phrases, stretch, anchor)):
            return day, "metadata"
    if dateline and (day := _day_in(shadow, phrases, dateline, anchor)):
        return day, "dateline"
    day = _day_said(phrases, anchor)
    return day, "text" if day else None


def _as_stamped(phrases: Sequence[Phrase], stretch: Range, anchor: Anchor) -> Anchor:
    """113-11-08 in a masthead is a day of Taiwan's calendar, wherever else the article is at home."""
    kinds = {token.kind for p in phrases if stretch.start <= p.start < stretch.end for token in p.first.slots.values()}
    return replace(anchor, region="TW") if "roc_iso" in kinds else anchor


def _iso_day(text: str) -> date | None:
    m = _ISO.match(text)
    return make_day(*map(int, m.groups())) if m else None


def _day_in(shadow: str, phrases: Sequence[Phrase], stretch: Range, anchor: Anchor) -> date | None:
    """The day that a masthead or dateline names; without a year where the article leaves only one."""
    for phrase in phrases:
        if phrase.start < stretch.end and phrase.end > stretch.start:
            found = resolve_phrase(phrase, anchor, Context(), False)
            if found and found.frame.days and found.frame.grain == "day":
                return found.frame.days.first
    return None


def _day_said(phrases: Sequence[Phrase], anchor: Anchor) -> date | None:
    """今天（10月16日）: the article says its own date."""
    for phrase in phrases:
        token = phrase.first.slots.get("date")
        if token is None or token.kind != "dayparen" or token.values[0] not in ("今", "昨"):
            continue
        month, day = token.values[1], token.values[2]
        if not isinstance(month, int) or not isinstance(day, int):
            continue

        def at(year: int, month: int = month, day: int = day) -> Frame | None:
            found = make_day(year, month, day)
            return day_frame(found) if found else None

        year = infer_year(at, anchor, Context(), False)
        frame = at(year) if year else None
        if frame and frame.days:
            step = 0 if token.values[0] == "今" else 1
            return date.fromordinal(frame.days.first.toordinal() + step)
    return None


def _newest(shadow: str, phrases: Sequence[Phrase], region: str | None) -> tuple[int | None, date | None]:
    """The newest year, and the end of the newest part of a year, that is reported as past or current."""
    year, day = None, None
    for phrase in phrases:
        if day is not None and _is_older(phrase, day.year):
            continue
        frame = _written_frame(phrase, region)
        if frame is None or frame.days is None or _is_plan(shadow, phrase) or _is_history(shadow, phrase):
            continue
        if frame.days.last.year > 2100:
            continue
        year = max(year or 0, frame.days.last.year)
        if frame.grain not in {"year", "span", "decade", "century"} or frame.edtf[4:5] == "-":
            day = max(day or frame.days.last, frame.days.last)
    return year, day


def _is_older(phrase: Phrase, year: int) -> bool:
    """A single time that writes out a year before ``year``."""
    token = phrase.first.slots.get("year")
    return phrase.last is None and token is not None and token.kind == "ayear" and int_of(token.values[0]) < year


def _is_plan(shadow: str, phrase: Phrase) -> bool:
    before = shadow[max(0, phrase.start - 4) : phrase.start]
    return bool(_PLAN_BEFORE.search(before)) or bool(_PLAN_BEHIND.match(shadow, phrase.end))


def _is_history(shadow: str, phrase: Phrase) -> bool:
    """最大地震是2020年7月23日…: what was before says nothing of the year of the report."""
    return _HISTORY.search(shadow, max(0, phrase.start - 16), phrase.start) is not None


_HISTORY = re.compile(
    r"(?:最[大高强早][^，,。；;]{0,8}[是为在]|上一?次[^，,。；;]{0,8}|曾[于在]?|早在|始[于建]|成立于|建[成]?于|生于|创[办立]于|追溯[到至])$"
)


def _written_frame(phrase: Phrase, region: str | None) -> Frame | None:
    """What a phrase means that writes its year out."""
    slots = (phrase.last or phrase.first).slots
    if "year" not in slots:
        slots = phrase.first.slots
    year_token = slots.get("year")
    if year_token is None:
        dated = slots.get("date")
        if dated is None or dated.kind not in {"iso", "isohms", "dmy", "mdy", "roc_iso"}:
            return None
        found = resolve_phrase(phrase, Anchor(None, region), Context(), False)
        return found.frame if found else None
    if year_token.kind in {"years", "yearlist"}:
        found = resolve_phrase(phrase, Anchor(None, region), Context(), False)
        return found.frame if found else None
    year = written_year(year_token, slots, region)
    if year is None or "alone" in slots:
        return None
    if "month" in slots and slots["month"].kind not in {"month", "wmonth"}:
        return None
    return frame_in_year(slots, year, region, phrase.until)
