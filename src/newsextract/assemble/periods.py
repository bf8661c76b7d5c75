"""Which time a figure covers: from its phrase, its sentence, its paragraph or the article, in that order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from newsextract.assemble.beginnings import (
    before_another,
    is_day_apart,
    last_month,
    names_no_time,
    part_of_task,
    tells_of_beginning,
    tells_of_founding,
    was_then,
)
from newsextract.assemble.changes import is_compared, leads_to_level
from newsextract.assemble.clauses import Clause
from newsextract.assemble.holidays import spread_holidays
from newsextract.assemble.scene import Ordered, Scene, between
from newsextract.assemble.wording import Wording
from newsextract.measure.calendar import same_day_in_year
from newsextract.measure.values import TimeExpression
from newsextract.record import PeriodSource
from newsextract.segment.sentences import Sentence

_LOCAL_SPAN = regex.compile(r"(?:未来|今后|过去|最近|近|连续|接下来)")
_LOCAL_BEFORE = regex.compile(r"(?r)(?:由|从|自)(?:原来的?|原先的?)?")
_SEVERALLY = regex.compile(r"(?:[的则]|数据)?(?:分别|依次)")  # 上年同期|分别为11.8亿元、0.9亿元
_WAS_THEN = regex.compile(
    r"则?为(?:同比|环比)?(?:增长|下降|上涨|下跌|上升|回落|持平)"
)  # 11月增长0.3%，10月份|为下降0.1%
_PAST_YEAR = regex.compile(r"过去(?:的)?(?:一|[两二三四五])年|(?:近|最近)?[两二三四五六七八九十]{1,2}(?:多|余)?年来?")
_LAST_YEAR = regex.compile(r"过去的?一年")
# 预计12月通车，全长2.2公里: when something is to happen says nothing of what is told behind it, nor of when that is.
TO_HAPPEN = regex.compile(
    r"(?:预计|料|可望|有望|预期|将)(?:于|在|到)?\d[^，,；;。]{0,12}(?:通车|开业|开幕|投产|竣工|完工|启用|上映|交付|入伙|落成|开通|上市)(?:运营)?$"
)
_LOOKS_BACK = 4
_NEAR_HEAD = 12  # characters within which a sentence names whom it is about


@dataclass(frozen=True, slots=True)
class Governing:
    """A time that figures take; ``time`` None means: expressly of no stated time (目前)."""

    time: TimeExpression | None
    source: PeriodSource
    local: bool = False  # it speaks for its own figure alone: 由2020年的42.5%提高到…
    planned: bool = False  # the sentence that named it told of a plan


def time_role(scene: Scene, words: Wording, clause: Clause, time: TimeExpression) -> str:
    """What a time is to the figures after it.

    governs, local (the next figure only), aside (its sentence only), span (its clause only), compared, event (the day
    of talk), now, or none.
    """
    shadow = scene.clean.shadow
    if time.kind in ("clock", "duration"):
        return "none"
    task = part_of_task(shadow, time)
    quoted = time.same_period and shadow[time.start - 1 : time.start] in ("”", "」")  # 较“十三五”|同期
    if task or quoted or is_compared(shadow, time):
        return task or "compared"
    if _is_local(shadow, time) or was_then(scene, clause, time):
        return "span" if time.same_period and _SEVERALLY.match(shadow, time.end) is not None else "local"
    if names_no_time(shadow, clause, time):
        return "none"
    if time.kind == "vague" and _PART_OF_DAY.fullmatch(shadow, time.start, time.end) is not None:
        return "none"  # 2月28日，三大指数午后跳水，上证指数跌1.9%
    if time.kind == "vague" and (time.start_date is None or time.grain in ("day", "hour")):
        return "now"
    if time.start_date is None or time.end_date is None:
        return "none"
    if time.until or _is_aside(shadow, clause, time):
        return "aside"
    if _WHOLE_YEAR.fullmatch(shadow, time.start, time.end) and shadow[time.start - 1 : time.start] == "占":
        return "compared"
    if (time.grain == "day" and _ONE_DAY.match(shadow, time.end)) or _LOCAL_SPAN.match(shadow, time.start, time.end):
        heads = not shadow[clause.start : time.start].strip() and shadow[time.end : time.end + 1] in "，,"
        return "governs" if heads and _PAST_YEAR.fullmatch(shadow, time.start, time.end) else "span"
    if tells_of_founding(shadow, clause, time) or tells_of_beginning(scene, clause, time):
        return "none"
    day = time.grain in ("day", "hour", "week") and not time.until
    if day and (_tells_of_talk(shadow, words, clause) or _is_news_day(shadow, words, clause, time)):
        return "event"
    return "governs"


def _is_local(shadow: str, time: TimeExpression) -> bool:
    """Whether a time is of the next figure alone: 由2020年的42.5%提高到…; 增长0.3%，10月份|为下降0.1%."""
    led = _LOCAL_BEFORE.match(shadow, max(0, time.start - 5), time.start) is not None
    if time.same_period or (led and not time.since):  # 自2022年2月以来，…: of all that follows
        return True
    return time.grain in ("month", "quarter") and _WAS_THEN.match(shadow, time.end) is not None


def _tells_of_talk(shadow: str, words: Wording, clause: Clause) -> bool:
    """Whether a verb of speech stands in the clause itself, not in its brackets (证券简称)."""
    return any(clause.covers(m.start()) for m in words.speech.finditer(shadow, clause.start, clause.end))


def _is_news_day(shadow: str, words: Wording, clause: Clause, time: TimeExpression) -> bool:
    """A day that stands alone before a clause of speech: 5月6日，州文化和旅游局通报，…"""
    if (
        shadow[clause.start : time.start].strip()
        or shadow[time.end : clause.end].strip()
        or not shadow.startswith(("，", ","), clause.end)
    ):
        return False
    end = _MARK.search(shadow, clause.end + 1)
    said = words.speech.search(shadow, clause.end + 1, end.start() if end else len(shadow))
    return said is not None and _NUMBER.search(shadow, clause.end + 1, said.start()) is None


def _is_aside(shadow: str, clause: Clause, time: TimeExpression) -> bool:
    """A part of the period spoken of: 其中，6月份增长10.9%; 9月当月."""
    before = shadow[max(0, clause.start - 3) : time.start]
    return time.grain == "month" and (
        "其中" in before or any(_ALONE.match(shadow, at) for at in (max(time.start, time.end - 2), time.end))
    )


_PART_OF_DAY = regex.compile(
    r"(?:当[天日])?(?:[上下中]午|午[后间前]|早[间上晨盘]|[尾午]盘|晚[间上]|凌晨|清晨|傍晚|夜间|深夜|盘[中后前])"
)
_ONE_DAY = regex.compile(
    r"(?:单日|一天|当日|当天|更达|更高达|(?:更?[达迎创]到?|迎来|出现|创下)了?[^，,；;。\d]{0,8}(?:峰值|高峰|最高|新高))"
)
_MARK = regex.compile(r"[，,；;。：:\n]")
_NUMBER = regex.compile(r"\d")
_ALONE = regex.compile(r"(?:份|\p{Han})?(?:当月|单月)")
# Parts of names and vague order, not periods: 冬季瓜菜, 中期息, 此前; 4月|合约.
_PARTS = regex.compile(r"\s{0,9}(?:其中|当中|这其中)")
_WITHIN = regex.compile(r"\s{0,9}(?P<what>\p{Han}{2,12})[中里][，,]")
_SENTENCE = 200
_VIEW = regex.compile(r"\s{0,9}(?:分|从|按)[^，,。]{1,10}(?:看|来看|分|划分)[，,]")
_THIS_YEAR = regex.compile(r"今年|本年度?")
_YEAR_END = regex.compile(r"年末")
_WHOLE_YEAR = regex.compile(r"全年|年内|当年")
_DAYS = ("day", "hour", "week")
_OF_YEAR = ("month", "quarter", "half", "span", "year")


@dataclass(slots=True)
class Calendar:
    """The times that govern as reading goes on; one for each article."""

    scene: Scene
    words: Wording
    article: TimeExpression | None = None
    daily: bool = False  # whether that is the day of a report on the markets
    budget: bool = False  # whether that is the year of a budget
    event: TimeExpression | None = None  # the day of what the article reports
    paragraph: Governing | None = None
    first: Governing | None = None  # the first time that governed the paragraph
    until: TimeExpression | None = None  # the day up to which the paragraph counted last: 截至9月23日
    goes_on: bool = False  # whether the sentence tells parts of the one before it: 其中，…
    moments: set[str] = field(default_factory=set)  # the days up to which the article counts: 截至6月末
    ends: set[str] = field(default_factory=set)  # the ends of months and years that stocks were told of: 9月末
    headed: bool = True  # whether the time of the paragraph stood at the head of its sentence

    def __post_init__(self) -> None:
        times = Ordered(spread_holidays(self.scene.clean.shadow, self.scene.times, self.scene.region))
        self.scene = replace(self.scene, times=times)

    def enter_paragraph(self) -> None:
        """Forget the paragraph before."""
        self.paragraph = self.first = self.until = None

    def enter_sentence(self, sentence: Sentence) -> None:
        """分行业看，…: another view of what the paragraph reports, not of the part told last."""
        shadow = self.scene.clean.shadow
        self.goes_on = _PARTS.match(shadow, sentence.start, sentence.end) is not None or self._tells_parts(sentence)
        told, first = self.paragraph, self.first
        if told is None or first is None:
            return
        if told.planned and self.words.happened.search(shadow, sentence.start, sentence.end) is not None:
            self.paragraph = None  # 力争上半年增长5.8%。|全县在建项目126个
            return
        near = between(self.scene.named, sentence.start, min(sentence.end, sentence.start + _NEAR_HEAD))
        if not self.headed and any(n.type == "company" and not n.alias for n in near):
            self.paragraph = first  # 甲公司6月交付…，上半年累计…。|乙公司交付…
            return
        speaker = next((n for n in near if n.type == "person"), None)
        if not self.headed and speaker is not None and self.words.speech.match(shadow, speaker.end, sentence.end):
            self.paragraph = None  # 甲局长指出，…去年使用9亿点。|乙局长指出，工程进度76%
            return
        if _VIEW.match(self.scene.clean.shadow, sentence.start, sentence.end) is None:
            return
        if told.time is not None and _is_part(told.time, first.time):
            self.paragraph = first

    def _tells_parts(self, sentence: Sentence) -> bool:
        """共有医疗机构3562个，医院128个。|医院中，公立医院56个: what the sentence before counted."""
        shadow = self.scene.clean.shadow
        within = _WITHIN.match(shadow, sentence.start, sentence.end)
        return (
            within is not None and shadow.find(within["what"], max(0, sentence.start - _SENTENCE), sentence.start) >= 0
        )

    def leave_sentence(self, clauses: Sequence[Clause], planned: bool = False, *, passing: bool = False) -> None:
        """The last time that governed the sentence goes on through the paragraph; one of a part of what that or the
        article reports does not where it is told in passing: …，6月当月下降0.3%; 增加值增长8.4%。9月份增长9.2%。"""
        before = self.paragraph
        whole = before.time if before is not None else self.article
        spoken: TimeExpression | None = None
        for clause in clauses:
            for time in between(self.scene.times, clause.start, clause.end):
                if clause.covers(time.start):
                    spoken = self._remember(clause, time, spoken)
        if passing and self.paragraph is not None and _is_part(self.paragraph.time, whole):
            self.paragraph = before
        elif spoken is not None and self.paragraph is not None:
            self.paragraph = replace(self.paragraph, planned=planned)
        self.first = self.first or self.paragraph

    def _remember(self, clause: Clause, time: TimeExpression, spoken: TimeExpression | None) -> TimeExpression | None:
        role = time_role(self.scene, self.words, clause, time)
        if TO_HAPPEN.search(self.scene.clean.shadow, clause.start, clause.end) is not None:
            self.paragraph = Governing(None, "paragraph")
            return spoken  # 预计114年底启用: what is told of it in the next sentence is of no time
        shadow = self.scene.clean.shadow
        daily = role == "governs" and time.grain == "day"
        moment = daily and is_moment_named(shadow, time)
        if daily and not shadow[clause.start : time.start].strip() and shadow[time.end : time.end + 1] in ("，", ","):
            self.until = time  # 2月2日，人员流动量2.3亿人次。其中，…
        if (time.until or moment) and time.end_date is not None:
            (self.moments if time.until else self.ends).add(time.end_date)
        if moment or (time.until and role == "aside"):
            self.until = self._whole(time)  # 9月末，贷款余额…。其中，…; 年末 of the year that the article reports
        if role == "now":
            self.paragraph = Governing(None, "paragraph")
        elif role == "governs" and time.grain not in _DAYS and not self._is_of_part(clause):
            before = self.paragraph.time if self.paragraph is not None else self.article
            heads = not self.scene.clean.shadow[clause.start : time.start].strip()
            if (
                spoken is not None
                and _is_part(spoken, time)
                and _THIS_YEAR.fullmatch(self.scene.clean.shadow, time.start, time.end)
            ):
                return spoken  # 5月份上涨0.3%，今年价格变动的新影响0.2个百分点: told in passing
            if _is_part(time, spoken) or (not heads and _is_part(time, before)):
                return spoken
            time = self._whole(time)
            self.headed = heads and clause.opening == ""
            self.paragraph, self.until = Governing(time, "paragraph"), None
            return time
        return spoken

    def _is_of_part(self, clause: Clause) -> bool:
        """通车里程4286公里，其中|今年新增78公里: of the part alone."""
        return clause.opening != "" and _PARTS.match(self.scene.clean.shadow, clause.start, clause.end) is not None

    def is_moment(self, governing: Governing | None) -> bool:
        """Whether a figure is of the end of a month or a year: 去年底的41%."""
        time = governing.time if governing is not None else None
        return time is not None and is_moment_named(self.scene.clean.shadow, time)

    def is_future(self, time: TimeExpression) -> bool:
        day = self.scene.published
        return day is not None and (time.start_date or "") > day.isoformat()

    def find(
        self, clauses: Sequence[Clause], clause: Clause, position: int, previous: int, *, flow: bool = False
    ) -> Governing | None:
        """The time that governs a figure at ``position``; ``previous`` is the end of the figure before it. What flows
        is not of a moment named in passing (年末果园面积53万亩，苹果产量108万吨)."""
        own = [t for t in between(self.scene.times, clause.start, position) if clause.covers(t.start)]
        if not own and _TO_DATE.match(self.scene.clean.shadow, clause.start, position) is not None:
            return Governing(None, "phrase")
        for time in reversed(own):
            role = time_role(self.scene, self.words, clause, time)
            if role == "compared" and leads_to_level(self.scene.clean.shadow, time, position):
                return self._shifted(clauses, clause, time)  # 较2023年的|3.2%放缓
            if role == "local" and time.start >= previous:
                return self._shifted(clauses, clause, time)
            if role in ("governs", "span", "aside"):
                return self._rather_period(
                    Governing(self._whole(time, _before(clauses, clause)), "phrase"), clauses, clause
                )
            if role == "now":
                return Governing(None, "phrase")
        term = self._of_term(clauses, clause, position)
        if term is not None:
            return term
        closing = _CLOSING.search(self.scene.clean.shadow, clause.start, position) is not None
        told = self._in_sentence(clauses, clause, flow=flow, day_too=closing) or self._of_paragraph()
        told = told or self._of_article()
        return (
            told or (self._in_sentence(clauses, clause) if flow else None) or self._of_event(clauses, clause, position)
        )

    def _of_paragraph(self) -> Governing | None:
        """The period of the paragraph; the day up to which it counts, where a sentence tells the parts of that."""
        return Governing(self.until, "sentence") if self.until is not None and self.goes_on else self.paragraph

    def is_held_against(self, clause: Clause, position: int) -> bool:
        """Whether a figure is the earlier level that something is held against: 较2023年的|3.2%放缓."""
        times = [t for t in between(self.scene.times, clause.start, position) if clause.covers(t.start)]
        return bool(times) and leads_to_level(self.scene.clean.shadow, times[-1], position)

    def _rather_period(self, found: Governing, clauses: Sequence[Clause], clause: Clause) -> Governing:
        """A day of the news does not put aside the period that its sentence reports."""
        if found.time is None or found.time.grain not in _DAYS or found.time.until:
            return found
        if _QUOTED.match(self.scene.clean.shadow, found.time.end) is not None:
            return found  # 昨日收报12.6元
        if is_moment_named(self.scene.clean.shadow, found.time):
            return found
        period = self._in_sentence(clauses, clause, periods_only=True)
        if period is None or period.time is None or _is_part(found.time, period.time):
            return found  # 7月份接待8万人次，27日达7.9万人次: a day of the period itself
        return period

    def _whole(self, time: TimeExpression, earlier: Sequence[Clause] = ()) -> TimeExpression:
        """全年 is the year of the period that was told before (in the ``earlier`` clauses of its sentence, the nearest
        first, or in the paragraph) or that the article reports, 年末 its end."""
        time = of_year_past(self.scene, time)
        before = self.paragraph.time if self.paragraph is not None else None
        before = before if before is not None and before.grain in ("quarter", "half") else self.article
        told = self._told_in(earlier) or before
        if told is None:
            return time
        shadow, year = self.scene.clean.shadow, (told.end_date or "")[:4]
        if _YEAR_END.fullmatch(shadow, time.start, time.end) and year:
            day = f"{year}-12-31"
            return replace(time, start_date=day, end_date=day, edtf=day)
        if not _WHOLE_YEAR.fullmatch(shadow, time.start, time.end) or _is_budget_year(time):
            return time
        return replace(time, start_date=f"{year}-01-01", end_date=f"{year}-12-31", edtf=year) if year else time

    def _told_in(self, clauses: Sequence[Clause]) -> TimeExpression | None:
        """The part of a year that was told last in some clauses."""
        for clause in clauses:
            for time in reversed(between(self.scene.times, clause.start, clause.end)):
                within = (time.start_date or "")[:4] == (time.end_date or "-")[:4]
                told = within and time.grain in _OF_YEAR and clause.covers(time.start)
                told = told and _WHOLE_YEAR.fullmatch(self.scene.clean.shadow, time.start, time.end) is None
                if told and time_role(self.scene, self.words, clause, time) == "governs":
                    return time
        return None

    def _in_sentence(
        self,
        clauses: Sequence[Clause],
        clause: Clause,
        *,
        periods_only: bool = False,
        flow: bool = False,
        day_too: bool = False,
    ) -> Governing | None:
        day: Governing | None = None
        parted = clause.opening in ("；", ";")
        talk = False  # 某某昨日前往勘灾，|他表示，|每公顷救助9万元: that day is not of what is said
        for earlier in before_another(self.scene, clauses, clause) or _before(clauses, clause):
            if parted and _PARTS.match(self.scene.clean.shadow, earlier.start, earlier.end) is not None:
                continue  # 通车里程4286公里，其中今年新增78公里；|运营里程538公里
            parted = parted or earlier.opening in ("；", ";")
            if earlier.depth > clause.depth and self._figured(earlier):
                continue  # 流动比率2.1倍（3月31日：2.3倍），负债比率…
            for time in reversed(between(self.scene.times, earlier.start, earlier.end)):
                role = time_role(self.scene, self.words, earlier, time) if earlier.covers(time.start) else "none"
                moment = is_moment_named(self.scene.clean.shadow, time)
                if moment and flow and not time.until and not self._heads_figure(time, clause):
                    continue
                passing = time.grain in _DAYS and not time.until and not moment
                passing = passing and not day_too and _QUOTED.match(self.scene.clean.shadow, time.end) is None
                if role == "governs" and passing:
                    day = day or (None if talk else Governing(time, "sentence"))
                elif role in ("governs", "aside"):
                    if day and is_day_apart(self.scene, _before(clauses, clause)[0], day.time, time):
                        return day
                    return Governing(self._whole(time, _before(clauses, earlier)), "sentence")
                elif role == "now" and not periods_only:
                    return day or Governing(None, "sentence")
            said = _TERM.search(self.scene.clean.shadow, earlier.start, earlier.end) is not None
            if said and not periods_only and self.article is not None:
                return day or Governing(self.article, "sentence")  # 报告期内，销量3.8万吨，均价上涨5%
            if not periods_only and _JUST.match(self.scene.clean.shadow, earlier.start, earlier.end) is not None:
                return day or Governing(None, "sentence")  # 刚以585万元易手，呎价1.36万元
            talk = talk or self._only_talks(earlier)
        return None if periods_only else day

    def _heads_figure(self, time: TimeExpression, clause: Clause) -> bool:
        """2024年末，|缴存总额512亿元: whether a moment heads the sentence and no figure stands before the clause."""
        told = self.scene.clean.shadow[time.end : clause.start]
        return told in ("，", ",") and not between(self.scene.quantities, time.end, clause.start)

    def _only_talks(self, clause: Clause) -> bool:
        """Whether a clause without a figure brings in one who speaks."""
        if clause.depth or between(self.scene.quantities, clause.start, clause.end):
            return False
        said = self.words.speech.finditer(self.scene.clean.shadow, clause.start, clause.end)
        return any(match.end() == clause.end for match in said)

    def _figured(self, clause: Clause) -> bool:
        """Whether a clause in brackets has a figure of its own, or leads to one behind a colon."""
        colon = self.scene.clean.shadow[clause.end : clause.end + 1] in (":", "：")
        return bool(between(self.scene.quantities, clause.start, clause.end + _NEAR_HEAD * colon))

    def month_before(self, clauses: Sequence[Clause], clause: Clause, time: TimeExpression) -> Governing | None:
        """The month that was told before in the sentence, else the last one of the months that govern."""
        for earlier in _before(clauses, clause):
            for told in reversed(between(self.scene.times, earlier.start, earlier.end)):
                role = time_role(self.scene, self.words, earlier, told) if told.grain == "month" else "none"
                if role == "governs":
                    return Governing(told, "sentence")
        last = last_month(time)
        return Governing(last, "paragraph") if last is not None else None

    def _of_term(self, clauses: Sequence[Clause], clause: Clause, position: int) -> Governing | None:
        """期内净关店11间, 截至报告期末，总资产88亿元: the period that the article reports, or its last day."""
        if self.article is None:
            return None
        before = _before(clauses, clause)[:1]
        bare = before and not between(self.scene.quantities, before[0].start, before[0].end)
        start = before[0].start if bare else clause.start
        if _TERM_END.search(self.scene.clean.shadow, start, position) is not None:
            end = self.article.end_date
            self.moments.add(end or "")
            return Governing(replace(self.article, start_date=end, edtf=end or "", grain="day"), "phrase")
        told = _TERM.search(self.scene.clean.shadow, start, position) is not None
        return Governing(self.article, "phrase") if told else None

    def _of_event(self, clauses: Sequence[Clause], clause: Clause, position: int) -> Governing | None:
        """这次选举人数8.2万人: the day of what the article reports."""
        if self.event is None:
            return None
        start = _before(clauses, clause)[-1].start if _before(clauses, clause) else clause.start
        said = _THIS_TIME.search(self.scene.clean.shadow, start, position)
        return Governing(self.event, "article") if said is not None else None

    def _of_article(self) -> Governing | None:
        return Governing(self.article, "article") if self.article is not None else None

    def _shifted(self, clauses: Sequence[Clause], clause: Clause, time: TimeExpression) -> Governing:
        """上年同期: the months of the governing period in the year that it names."""
        base = self._in_sentence(clauses, clause) or self.paragraph or self._of_article()
        if not time.same_period or base is None or base.time is None or time.start_date is None:
            return Governing(time, "phrase", True)
        year = int(time.start_date[:4])
        first, last = base.time.covers_from or base.time.start_date, base.time.end_date
        over = int((last or "0")[:4]) - int((first or last or "0")[:4])  # a budget year ends in the year after
        start, end = same_day_in_year(first, year), same_day_in_year(last, year + max(0, over))
        edtf = f"{start}/{end}" if start and end else time.edtf
        return Governing(replace(time, start_date=start, end_date=end, edtf=edtf), "phrase", True)


def of_year_past(scene: Scene, time: TimeExpression) -> TimeExpression:
    """过去一年, told in the first months of a year, as the calendar year that has ended; any other time as it is."""
    published = scene.published
    if published is None or _LAST_YEAR.fullmatch(scene.clean.shadow, time.start, time.end) is None:
        return time
    ended = str(published.year - (published.month <= _LOOKS_BACK))
    return replace(time, start_date=f"{ended}-01-01", end_date=f"{ended}-12-31", edtf=ended)


def _is_budget_year(time: TimeExpression) -> bool:
    """Whether a year runs from April to March."""
    return (time.start_date or "")[5:] == "04-01" and (time.end_date or "")[5:] == "03-31"


def _is_part(time: TimeExpression | None, whole: TimeExpression | None) -> bool:
    """Whether a time lies within a longer one."""
    if time is None or whole is None or whole.start_date is None or whole.end_date is None:
        return False
    start, end = time.start_date or "", time.end_date or ""
    same = (start, end) == (whole.start_date, whole.end_date)
    return not same and whole.start_date <= start and end <= whole.end_date


def is_moment_named(shadow: str, time: TimeExpression) -> bool:
    """The end of a month or a year, of which stocks are told: 10月末, 2024年年底."""
    return shadow[time.end - 1] in "末底"


_QUOTED = regex.compile(r"(?:[早午尾]盘|盘[中初尾])?(?:收[报市盘于在]|收|开市|开盘|报收|报(?=[\d]))")
_CLOSING = regex.compile(r"收[报市盘于在]|报收|[涨跌]停|市值(?:缩水|蒸发|增加|减少)?")
_THIS_TIME = regex.compile(r"[这本此是]次|投票率|投票人数|选举人|投开票所|得票")
_TERM_END = regex.compile(r"(?:报告)?期末(?!考)")
_TERM = regex.compile(r"(?:报告)?期内|报告期(?!末)")
_JUST = regex.compile(r"刚(?:刚|以|获|于)")
_TO_DATE = regex.compile(
    r"[ “「\"]?(?:刚(?:刚|以|获|于)|以前|从前|早年|往年|原先|迄今|至今|截至目前|到目前|目前|如今|现时)"
)


def _before(clauses: Sequence[Clause], clause: Clause) -> list[Clause]:
    """The clauses before one, nearest first; not more than a reader keeps in mind, so that cost stays linear."""
    at = bisect_left(clauses, clause.start, key=lambda c: c.start)
    return list(reversed(clauses[max(0, at - _REACH) : at]))


_REACH = 30
