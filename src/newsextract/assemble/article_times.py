"""The time that a whole article reports: a period of its headline and lead, or the day of an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.periods import of_year_past, time_role
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.wording import Wording
from newsextract.clean.cleaned import Label
from newsextract.measure.values import TimeExpression

_PARTS_OF_YEAR = ("half", "quarter")
_COARSE = frozenset({"year", "half", "quarter", "month", "span", "decade"})


def find_article_period(scene: Scene, words: Wording, clauses: Sequence[Clause]) -> TimeExpression | None:
    """The period that the whole article reports: the first coarse, past one of its headline and lead; where the
    headline names a month (5月份经济运行情况) and the lead first counts up to its end (1—5月), the months together."""
    found: TimeExpression | None = None
    running: TimeExpression | None = None
    body = next((s.start for s in scene.sentences if s.label == Label.BODY), 0)
    for clause in clauses:
        for told in between(scene.times, clause.start, clause.end):
            time = _of_report(scene, of_year_past(scene, told))
            counted = time.until and time.covers_from is not None  # 截至6月30日止六个月
            coarse = (time.grain in _COARSE or counted) and not _dates_the_next(scene, told)
            if not coarse or time.since or _is_quoted(scene.clean.shadow, time):
                continue
            if time_role(scene, words, clause, time) not in (("aside", "governs") if counted else ("governs",)):
                continue
            if scene.published and (time.start_date or "") > scene.published.isoformat():
                continue
            if scene.published and time.grain in _PARTS_OF_YEAR and (time.end_date or "") > scene.published.isoformat():
                continue  # 下半年净息差仍有压力, told in August
            if _is_ahead(scene.clean.shadow, words, clause, time) or _by_the_hour(scene.clean.shadow, time):
                continue
            if time.start < body and _goes_on(scene, time):
                running = running or time  # 今年新增学位1.2万个 in the headline; the lead may tell of 去年
                continue
            if found is None and running is not None and not _is_over(scene, time):
                return running
            if found is None and (time.grain != "month" or time.start >= body):
                return time
            if (
                found is not None
                and time.end_date == found.end_date
                and (time.start_date or "") < (found.start_date or "")
            ):
                return time
            if found is not None and time.start >= body:
                return found
            found = found or time
    return found or running


def _goes_on(scene: Scene, time: TimeExpression) -> bool:
    """Whether a time is the year that is not over when the article is published."""
    day = scene.published.isoformat() if scene.published is not None else None
    return day is not None and time.grain == "year" and (time.end_date or "") > day


def _is_over(scene: Scene, time: TimeExpression) -> bool:
    """Whether a time is a year that has ended when the article is published."""
    day = scene.published.isoformat() if scene.published is not None else None
    return day is not None and time.grain == "year" and (time.end_date or "9999") < day


def _by_the_hour(shadow: str, time: TimeExpression) -> bool:
    """7月28日20时至29日8时: when a storm was, not what statistics are of."""
    return time.grain == "span" and _HOUR.search(shadow, time.start, time.end) is not None


_HOUR = regex.compile(r"\d{1,2}[时点](?!期)")


def _dates_the_next(scene: Scene, time: TimeExpression) -> bool:
    """Whether a year only says which festival is meant: 今年|“五一”假期."""
    quoted = scene.clean.shadow[time.end : time.end + 1] in tuple("“「")
    return quoted and any(t.start == time.end + 1 for t in between(scene.times, time.end, time.end + 12))


def _of_report(scene: Scene, time: TimeExpression) -> TimeExpression:
    """2024年三季度|报告: a mainland company's report of the third quarter counts from January on."""
    start = time.start_date or ""
    if time.grain != "quarter" or not start.endswith("-07-01") or scene.region != "CN":
        return time
    if _REPORT.match(scene.clean.shadow, time.end) is None:
        return time
    begins = f"{start[:4]}-01-01"
    return replace(time, start_date=begins, edtf=f"{start[:4]}-01/{start[:4]}-09", grain="span")


_REPORT = regex.compile(r"度?(?:业绩)?(?:报告|报(?!道|价|喜|名|导|收))")


def _is_ahead(shadow: str, words: Wording, clause: Clause, time: TimeExpression) -> bool:
    """Whether a time is one that somebody plans for: 计划到2026年第一季度…, 2026年起."""
    if _FROM_THEN.match(shadow, time.end) is not None:
        return True
    aims = (pattern for label, pattern in words.modality if label in ("planned", "forecast"))
    return any(pattern.search(shadow, clause.start, time.start) is not None for pattern in aims)


_FROM_THEN = regex.compile(r"(?:\d{1,2}月)?(?:\d{1,2}日)?起(?![来伏步点初])")


def find_budget_year(scene: Scene, clauses: Sequence[Clause]) -> TimeExpression | None:
    """The year of the budget that headline and lead tell of: 三读通过115年度中央政府总预算案."""
    for clause in clauses:
        for time in between(scene.times, clause.start, clause.end):
            if time.grain in ("year", "span") and BUDGET.match(scene.clean.shadow, time.end, clause.end) is not None:
                return time
    return None


BUDGET = regex.compile(
    r"(?:财政年度|年度)?的?(?:中央|地方)?(?:政府|[省市县区])?(?:总|地方总|附属单位)?(?:财政|施政)?预算(?:案|草案|书|解冻案|审查)(?!执行)"
)


def _is_quoted(shadow: str, time: TimeExpression) -> bool:
    """Whether a time stands in somebody's words, “去年投产后…”, and is no name in quotes: “五一”假期."""
    if shadow[time.start - 1 : time.start] in tuple("“「") and shadow[time.end : time.end + 1] in tuple("”」"):
        return False
    mark = _QUOTES.search(shadow, max(0, time.start - _QUOTE_REACH), time.start)
    return mark is not None and mark.group() in "“「"


_QUOTES = regex.compile(r"(?r)[“”「」]")
_QUOTE_REACH = 120


def find_event_day(scene: Scene, words: Wording, clauses: Sequence[Clause]) -> TimeExpression | None:
    """The day that the first sentence of the body tells of (补选23日投票), where nobody only speaks on it."""
    lead = next((s for s in scene.sentences if s.label == Label.BODY), None)
    if lead is None:
        return None
    for clause in clauses:
        for time in between(scene.times, clause.start, clause.end) if lead.start <= clause.start < lead.end else ():
            if time.grain in ("day", "hour") and time_role(scene, words, clause, time) == "governs":
                return time
    return None
