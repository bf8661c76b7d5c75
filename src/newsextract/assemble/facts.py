"""From quantities to facts: each number with what it measures, of whom, where, when and against what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import regex

from newsextract.assemble.article_times import find_article_period, find_budget_year, find_event_day
from newsextract.assemble.bases import link_bases
from newsextract.assemble.cases import find_case
from newsextract.assemble.chains import Link, find_chains
from newsextract.assemble.changes import Reading, read_kind, signed
from newsextract.assemble.choices import is_damaged
from newsextract.assemble.circumstances import STRETCH, Circumstances
from newsextract.assemble.clauses import Clause, find_clauses
from newsextract.assemble.drafts import Draft, FactTable, give_ids
from newsextract.assemble.figures import exchange_unit, is_base, name_unit
from newsextract.assemble.groups import bounds_only
from newsextract.assemble.holders import Holders, find_main_subject
from newsextract.assemble.indicators import canonical_indicator
from newsextract.assemble.markets import find_trading_day, is_market_report
from newsextract.assemble.measures import Measurer
from newsextract.assemble.periods import Calendar
from newsextract.assemble.phrases import Left, Phrase, read_left, read_right
from newsextract.assemble.reread import is_milestone, read_again
from newsextract.assemble.rows import Row, next_in_row, read_in_row, share_modifier, start_row
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.shortly import read_bare_count
from newsextract.assemble.speech import find_speaker, find_speech
from newsextract.assemble.statements import Statement, is_denied, read_modality, settle_modality
from newsextract.assemble.tables import read_tables
from newsextract.assemble.told import At, Measure, Told
from newsextract.assemble.topics import find_topic
from newsextract.assemble.walking import find_stop, find_taken, find_upper_bound, walk_quantities
from newsextract.assemble.wording import Wording, load_wording
from newsextract.clean.cleaned import Label
from newsextract.measure.values import Quantity
from newsextract.record import Event, Fact, Modifier, Unresolved
from newsextract.segment.sentences import Sentence

_READ = frozenset({Label.BODY, Label.HEADLINE, Label.SUBHEAD, Label.CAPTION, Label.TABLE, Label.DUPLICATE})


def build_facts(scene: Scene, events: Sequence[Event], document_id: str) -> FactTable:
    """Every numeric fact of the article in order of its place; casualties are said of the accident among ``events``."""
    return _Reader(scene, load_wording(), events, document_id).read()


class _Reader:
    """Reads an article from left to right, as a person does: what a number lacks it takes from what stands before."""

    def __init__(self, scene: Scene, words: Wording, events: Sequence[Event], document_id: str) -> None:
        self.scene, self.words, self.document_id = scene, words, document_id
        accident = next((e.id for e in events if e.type == "accident"), None)
        self.calendar = Calendar(scene, words)
        self.holders = Holders(scene, words, is_market_report(scene))
        self.told = Told()
        self.measurer = Measurer(scene, words, self.told, is_market_report(scene))
        self.around = Circumstances(
            scene, words, self.told, self.calendar, self.holders, accident, find_case(scene, words)
        )
        self.unresolved: list[Unresolved] = []
        self.taken = find_taken(scene)
        self.speech = find_speech(scene)
        self.links: dict[int, Link] = {}  # the rows of figures of the clause being read
        self.row: Row | None = None
        self.lost = -1  # the end of the last level that no noun was found for
        self.group: Quantity | None = None  # 60岁及以上: the group that the next figure may be of

    def read(self) -> FactTable:
        sentences = [(s, find_clauses(self.scene.clean.shadow, s, self.taken)) for s in self.scene.sentences]
        self._survey(sentences)
        rows = read_tables(self.scene, self.words, self.calendar.article, self.holders.main_subject)
        paragraph = -1
        for sentence, clauses in sentences:
            if sentence.label not in _READ or rows.take(sentence, self.told.drafts, self.unresolved):
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self.calendar.enter_paragraph()
                self.holders.enter_paragraph()
                if not self.scene.clean.shadow.startswith("其中", sentence.start):
                    self.told.last = self.told.spoken = None
            self._read_sentence(sentence, clauses)
        drafts = link_bases(self.scene.clean.shadow, self.told.drafts)
        return FactTable(give_ids(drafts, self.document_id), tuple(self.unresolved))

    def _survey(self, sentences: Sequence[tuple[Sentence, list[Clause]]]) -> None:
        """What headline and lead say of the whole: the period reported, the company that it is about."""
        head = [(s, c) for s, c in sentences if s.label in (Label.HEADLINE, Label.SUBHEAD)]
        body = [(s, c) for s, c in sentences if s.label == Label.BODY]
        lead = [(s, c) for s, c in body if s.paragraph == body[0][0].paragraph]
        clauses = [clause for _, found in (*head, *lead) for clause in found]
        self.calendar.article = find_article_period(self.calendar.scene, self.words, clauses)
        budget = find_budget_year(self.scene, clauses)
        self.calendar.article, self.calendar.budget = budget or self.calendar.article, budget is not None
        if self.calendar.article is None:
            self.calendar.article = find_trading_day(self.scene)
            self.calendar.daily = self.calendar.article is not None
        self.calendar.event = find_event_day(self.scene, self.words, clauses)
        named, told = ([n for s, _ in part for n in between(self.scene.named, s.start, s.end)] for part in (head, lead))
        if self.around.case.defendant is not None and not self.calendar.budget:
            self.calendar.article = None  # when a crime was done is not when its court ruled
        self.holders.main_subject = find_main_subject(self.scene, self.words, named, told)

    def _read_sentence(self, sentence: Sentence, clauses: list[Clause]) -> None:
        statement, first = Statement(), len(self.told.drafts)
        self.holders.enter_sentence(sentence)
        self.told.ranked, self.links = None, {}
        self.calendar.enter_sentence(sentence)
        telling = any(between(x, sentence.start, sentence.end) for x in (self.scene.quantities, self.scene.times))
        entered: set[int] = set()
        previous: dict[int, int] = {}
        for index, clause, quantity in walk_quantities(self.scene, clauses):
            if index not in entered:
                entered.add(index)
                self._enter_clause(clause)
                statement = read_modality(self.scene, self.words, clause, statement) if telling else statement
            if quantity is None:
                continue
            start = previous.get(index, clause.start)
            month = quantity.kind == "number" and self.scene.clean.shadow.startswith("合约", quantity.end)
            month = month or is_base(quantity, self.scene.quantities, self.scene.clean.shadow)  # 32.05元兑|1美元
            if not month and not self._counts_scope(clause, quantity):  # 铁矿石主力|2409|合约
                self._read_quantity(At(sentence, clauses, clause, start), quantity, statement)
                previous[index] = quantity.end
        told = self.told.drafts[first:]
        passing = bool(told) and told[0].phrase is None and told[0].base is not None and told[0].base < first
        planned = statement.carried in ("planned", "forecast") and not (told and told[0].fact.modality == "actual")
        self.calendar.leave_sentence(clauses, planned, passing=passing)

    def _enter_clause(self, clause: Clause) -> None:
        self.holders.enter_clause(clause)
        inside = [q for q in between(self.scene.quantities, clause.start, clause.end) if clause.covers(q.start)]
        self.links |= find_chains(self.scene.clean.shadow, self.words, inside)
        if not inside:
            self.told.ranked = self._put_first(clause)
            self.told.note_topic(partial(self._find_topic, clause))

    def _find_topic(self, clause: Clause) -> Phrase | None:
        """进出口稳中有升，|同比增长3.2%: the figure that follows is of this, not of what was told before."""
        last = self.told.drafts[-1].quantity.end if self.told.drafts else 0
        near = last > 0 and clause.start - last < _LONGEST_SENTENCE
        told = near and _SENTENCE_END.search(self.scene.clean.shadow, last, clause.start) is None
        return find_topic(self.scene, self.words, clause, told=told)

    def _put_first(self, clause: Clause) -> Phrase | None:
        """What a clause without a number puts first: 南宁市|报名人数|最多."""
        named = _NAMES.search(self.scene.clean.shadow, clause.start, clause.end)
        if named is not None:
            return Phrase(*named.span("what"), named["what"])
        last = _FOREMOST.search(self.scene.clean.shadow, clause.start, clause.end)
        return None if last is None else read_left(self.scene, self.words, clause, clause.start, last.start()).phrase

    def _read_quantity(self, at: At, quantity: Quantity, statement: Statement) -> None:
        stop = find_stop(self.scene, at.clause, quantity)
        told = self.told
        same_unit = told.last is not None and _is_counted_alike(told.drafts[told.last].quantity, quantity)
        reading = read_kind(self.scene.clean.shadow, self.words, at.start, quantity, stop, same_unit)
        reading = read_again(self.scene, told, self.calendar, at, quantity, reading)
        quantity = self._with_modifier(quantity, reading)
        left = read_left(self.scene, self.words, at.clause, at.start, reading.cut)
        link = self.links.get(quantity.start)
        named: Measure | None
        if link is not None and link.index and self.row is not None:
            reading, left = read_in_row(self.scene, self.words, self.row, quantity, at.start), self.row.left
            quantity = share_modifier(self.row, quantity)
            named = next_in_row(told, self.row, link.index)
        else:
            whole = find_upper_bound(self.scene, at.clause, quantity) or quantity
            stop = stop if whole is quantity else find_stop(self.scene, at.clause, whole)
            right = read_right(self.scene, self.words, at.clause, whole.end, stop)
            named = self._held_against(at, quantity) or self.measurer.find(at, whole, reading, left, right)
            self.row = None
            if link is not None and named is not None:
                self.row = start_row(self.scene, self.words, told, at, quantity, link, reading, left, named)
                named = next_in_row(told, self.row, 0)
        completed = name_unit(quantity, named.indicator, self.words) if named is not None else None
        quantity = completed or quantity
        bare = read_bare_count(self.scene, self.words, quantity)
        quantity, named = bare or (quantity, named)
        reason = self._refuse(at, quantity) or ("no-indicator" if named is None else None)
        named = self._of_group(quantity, named)
        if reason is None and named is not None and self._leans_on_lost(at, reading, named):
            reason = "no-indicator"
        if reason is None and named is not None and is_damaged(self.scene, named.phrase):
            reason = "damaged-text"
        if reason is not None or named is None:
            self.lost = quantity.end if reason == "no-indicator" and quantity.kind == "amount" else self.lost
            self._give_up(quantity, reason or "no-indicator")
            self.group = quantity if reason == "group" else None
            if reason in ("no-unit", "stretch", "per-unit") and left.phrase is not None:
                self.told.spoken = left.phrase
            return
        if not self._widens(at, quantity, reading):
            self._add(at, quantity, reading, left, named, statement)

    def _leans_on_lost(self, at: At, reading: Reading, named: Measure) -> bool:
        """花4.9亿吨，增加|14.8%: where nobody knows what the level before measures, its growth is of nothing."""
        if reading.kind != "change" or not named.leans or named.base is None:
            return False
        return max(self.told.drafts[named.base].quantity.end, at.sentence.start) < self.lost

    def _of_group(self, quantity: Quantity, named: Measure | None) -> Measure | None:
        """60岁及以上|人口29697万人: the group that the number before it tells is part of the name."""
        group, self.group = self.group, None
        if group is None or named is None or named.phrase is None or named.phrase.start != group.end:
            return named
        words = self.scene.clean.shadow[group.start : group.end] + named.indicator
        phrase = Phrase(group.start, named.phrase.end, words)
        return replace(named, indicator=words, phrase=phrase, base=self.told.same(words))

    def _widens(self, at: At, quantity: Quantity, reading: Reading) -> bool:
        """年减1.5%至|年增2.7%: the other end of the change told before, which becomes a range."""
        last = self.told.drafts[-1] if self.told.drafts else None
        kinds = {quantity.kind, last.quantity.kind} if last is not None else set()
        if last is None or kinds != {"percent"} or last.reading.kind != "change" or reading.kind != "change":
            return False
        first, second = last.fact.value, signed(quantity.value, reading.sign)
        to = _TO_END.fullmatch(self.scene.clean.shadow, last.quantity.end, quantity.start)
        if to is None or first is None or second is None:
            return False
        mention = self.scene.clean.mention(last.quantity.start, quantity.end)
        low, high = sorted((first, second))
        fact = replace(last.fact, value=None, low=low, high=high, modifier="range")
        fact = replace(fact, end=mention.end, text=mention.text, clean=mention.clean)
        self.told.drafts[-1] = replace(last, fact=fact)
        return True

    def _is_milepost(self, at: At, quantity: Quantity) -> bool:
        """国道3号北上|124公里|苗栗县路段: where on a road, not how long."""
        shadow = self.scene.clean.shadow
        if _ROAD.match(shadow, at.clause.start, quantity.start) is None:
            return False
        return _SPOT.match(shadow, quantity.end, at.clause.end) is not None

    def _with_modifier(self, quantity: Quantity, reading: Reading) -> Quantity:
        """约|占全国的八成: what stands before the verb of a share speaks of the number."""
        if quantity.modifier != "exact" or reading.rule not in ("share", "part"):
            return quantity
        if reading.verb in _BOUNDS:
            return quantity._replace(modifier=_BOUNDS[reading.verb])
        before = _MODIFIES.match(self.scene.clean.shadow, 0, reading.cut)
        return quantity._replace(modifier=_MODIFIERS[before.group()[0]]) if before is not None else quantity

    def _held_against(self, at: At, quantity: Quantity) -> Measure | None:
        """The measure of an earlier level: that of the figure before it."""
        told = self.told
        if told.last is None or not self.calendar.is_held_against(at.clause, quantity.start):
            return None
        base = told.drafts[told.last]
        alike = base.quantity.dimension == quantity.dimension or base.reading.kind == "change"
        return Measure(base.indicator or "", None, told.last, "held-against") if base.indicator and alike else None

    def _is_increment(self, at: At, quantity: Quantity, reading: Reading) -> bool:
        """贵一倍以上, 超额认购21倍: so many times more, not so many times as much."""
        grows = reading.rule == "times" and reading.verb in _MORE
        return (
            bool(quantity.increment)
            or grows
            or _OVER_SOLD.match(self.scene.clean.shadow, at.start, reading.cut) is not None
        )

    def _refuse(self, at: At, quantity: Quantity) -> str | None:
        """Why a number is no fact by itself, or None."""
        if not quantity.certain:
            return "no-value"
        if quantity.kind == "number":
            return bounds_only(self.scene, at, quantity) or "no-unit"
        shadow = self.scene.clean.shadow
        if quantity.dimension == "duration" and (
            STRETCH.match(shadow, at.start, quantity.start) or _OVER_YEARS.match(shadow, quantity.end)
        ):
            return "stretch"
        if quantity.unit == "层" and not _STOREYS.match(shadow, at.start, quantity.start):
            return "floor"
        if (
            quantity.numeral == "chinese"
            and _SLOGAN.match(shadow, quantity.end)
            and shadow[quantity.start - 1] in "“「"
        ):
            return "slogan"
        if quantity.dimension == "length" and self._is_milepost(at, quantity):
            return "milepost"
        if quantity.kind == "points" and _TOLERANCE.match(shadow, at.start, quantity.start) is not None:
            return "tolerance"
        if quantity.dimension == "duration" and self._is_score(at, quantity):
            return "score"
        if quantity.dimension == "ratio" and _HALF_OVER.match(shadow, at.start, quantity.end) is not None:
            return "stretch"
        bound = bounds_only(self.scene, at, quantity)
        if bound is not None:
            return bound
        if self._is_pack(at, quantity) or shadow[quantity.number.start - 1 : quantity.number.start] == "每":
            return "per-unit"  # 每10股派1.5元
        if quantity.value == 1 and "每" in shadow[max(at.start, quantity.start - 8) : quantity.start]:
            return "per-unit"  # 每出口1美元: the measure of another number
        following = between(self.scene.quantities, quantity.end, min(at.clause.end, quantity.end + 16))[:1]
        code = following[0].unit if following else None
        rate = following and exchange_unit(following[0], quantity, shadow, code)
        return "per-unit" if rate else None

    def _is_pack(self, at: At, quantity: Quantity) -> bool:
        """5升|装花生油, 每箱（360枚）198元: how much of a thing has the price."""
        shadow = self.scene.clean.shadow
        if at.clause.depth and _EVERY.match(shadow, 0, at.clause.start - 1) is not None:
            return True
        if quantity.unit == "股" and shadow.endswith(("一手", "每手"), 0, quantity.start):
            return True  # 一手50股
        return quantity.dimension in ("volume", "mass") and _PACKED.match(shadow, quantity.end) is not None

    def _is_score(self, at: At, quantity: Quantity) -> bool:
        """以|2小时14分55秒|率先冲线: the time of a race."""
        shadow = self.scene.clean.shadow
        run = _RUN.match(shadow, at.clause.start, quantity.start) is not None
        return run and _WINS.match(shadow, quantity.end, at.clause.end) is not None

    def _counts_scope(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the number belongs to the scope of a rank: 居五个县（市、区）第一位."""
        if quantity.kind != "amount" or quantity.dimension != "count":
            return False
        shadow = self.scene.clean.shadow
        if quantity.numeral == "chinese" and _CLASSES.fullmatch(shadow, quantity.start, quantity.end):
            return True  # 一二类苗占比91.2%; 一、二类苗
        among = _AMONG.match(shadow, clause.start, quantity.start) and _WITHIN.match(shadow, quantity.end)
        behind = between(self.scene.quantities, quantity.end, quantity.end + _NEAR if among else clause.end)[:1]
        if not behind or behind[0].kind != "ordinal":
            return False  # 在全国168个重点城市中，邢台排第23位
        near = behind[0].start < quantity.end + _SCOPE
        return bool(among) or (near and self.words.rank_verb.match(shadow, clause.start, quantity.start) is not None)

    def _is_assumed(self, at: At, quantity: Quantity, named: Measure) -> bool:
        """以|1美元兑32.3元估算: a rate that other figures are reckoned at, not what is told of."""
        compared = named.phrase is not None and named.phrase.words.endswith("价") and named.rule == "left-noun"
        if compared and named.phrase is not None and self.scene.clean.shadow[named.phrase.start - 1] in "较比":
            return True  # 较|招股价|86.4元升25%
        if named.rule == "aim" or is_milestone(self.scene, self.told, at, quantity, named):
            return True  # 完成年度目标（|360万辆|）的44.8%; 支出1152.5亿元，首次突破|千亿元
        start = named.phrase.start if named.phrase is not None and named.rule == "exchange" else 0
        return start > 0 and self.scene.clean.shadow[start - 1] in "以按依"

    def _give_up(self, quantity: Quantity, code: str) -> None:
        mention = self.scene.clean.mention(quantity.start, quantity.end)
        message = _REASONS[code]
        self.unresolved.append(Unresolved(code, message, mention.start, mention.end, mention.text))

    def _add(
        self, at: At, quantity: Quantity, reading: Reading, left: Left, named: Measure, statement: Statement
    ) -> None:
        mention = self.scene.clean.mention(quantity.start, quantity.end)
        around = self.around
        unit = around.unit(at, quantity, named)
        subject = around.subject(at, quantity, left, named)
        governing, period = around.period(at, quantity, reading, named, unit, statement.modality)
        denied = is_denied(self.scene, self.words, at.sentence, quantity.end)
        fact = Fact(
            id="",
            kind=reading.kind,
            indicator=self.measurer.surface(named),
            indicator_key=canonical_indicator(named.indicator),
            value=signed(quantity.value, reading.sign),
            low=signed(quantity.high if reading.sign < 0 else quantity.low, reading.sign),
            high=signed(quantity.low if reading.sign < 0 else quantity.high, reading.sign),
            modifier=quantity.modifier,
            increment=self._is_increment(at, quantity, reading) if quantity.kind == "times" else None,
            unit=unit.code if reading.kind != "rank" else None,
            unit_inferred=unit.inferred,
            dimension=quantity.dimension,
            period=period,
            place=around.place(quantity, named, subject),
            subject=subject,
            basis=around.basis(at, quantity, reading, named, governing, period),
            price_basis=statement.price_basis,
            release_status=statement.release_status,
            scope=around.scope(reading, named),
            of=None,
            modality="denied"
            if denied
            else "planned"
            if named.rule == "aim"
            else settle_modality(self.scene, statement, quantity, governing, at.clause.start, self.calendar.budget),
            speaker=find_speaker(self.speech, quantity.start),
            sentence=self.scene.clean.span(at.sentence.start, at.sentence.end),
            confidence=0.0,
            rule=f"{reading.rule}/{named.rule}",
            mentions=(),
            start=mention.start,
            end=mention.end,
            text=mention.text,
            clean=mention.clean,
        )
        local = bool(governing and governing.local)
        draft = Draft(
            quantity,
            reading,
            named.indicator,
            named.phrase,
            unit,
            fact,
            named.base,
            local,
            heading=at.sentence.label in (Label.HEADLINE, Label.SUBHEAD),
            aside=named.held_against or self._is_assumed(at, quantity, named),
        )
        self.told.add(draft)


def _counter(quantity: Quantity) -> str | None:
    """The unit without what it is per by the day: 日均疏港量301.2万吨，降6.3万吨."""
    return quantity.unit and quantity.unit.removesuffix("/d")


def _is_counted_alike(last: Quantity, quantity: Quantity) -> bool:
    """Whether both have the same unit; a price per gram may rise by a sum that does not say so again."""
    mine, other = _counter(quantity), _counter(last)
    priced = quantity.dimension == last.dimension == "money" and (other or "").partition("/")[0] == mine
    return mine == other or priced


_EVERY = regex.compile(r"(?r)每\p{Han}")
_PACKED = regex.compile(r"[／/]?(?:瓶|桶|袋|盒|罐|塑料)?装(?![机置载备修运卸])")
_AMONG = regex.compile(r"(?r)在[^，,；;。]{0,14}")
_WITHIN = regex.compile(r"[^，,；;。]{1,12}[中里](?!国|心|学|小|型)")
_NEAR, _SCOPE = 40, 16
_CLASSES = regex.compile(r"[一二三四五]{2,3}[类级等线]|(?<=[一二三]、)[二三四][类级等线]")
_TO_END = regex.compile(r"[至到](?:同比|年|按年|月|季)?[增减升跌降涨](?:长|加|少)?")
_TOLERANCE = regex.compile(r"(?r)(?<![误差为是])(?:正负|上下浮动|上下)")  # 毛利率53%正负|1个百分点
_RUN = regex.compile(r"(?r)以|(?:成绩|用时|成绩为|用时为)")
_WINS = regex.compile(
    r"的?(?:成绩|佳绩|总成绩)?(?:率先|第[一二三]个?|首先|勇|获|夺|摘|赢|打破|刷新|完赛|撞线|冲线|冲过|折桂|问鼎|捧)"
)
_HALF_OVER = regex.compile(r"(?r)过半(?<=(?:春运|暑运|时间|假期|赛季|赛程|任期|会期|黄金周|一年)过半)")
_MORE = frozenset({"贵", "高", "多", "快", "高出", "多出", "升", "涨", "增"})
_OVER_SOLD = regex.compile(r"(?r)(?:超额认购|超购|增值率|溢价率?)(?:约|近|达|高达|逾|超过)?")
_MODIFIES = regex.compile(r"(?r)(?:大?约|近|逾|超过?)")
_BOUNDS: dict[str | None, Modifier] = {
    "不超过": "at_most",
    "不得超过": "at_most",
    "不低于": "at_least",
    "不少于": "at_least",
    "超过": "over",
    "逾": "over",
    "不足": "under",
}
_MODIFIERS: dict[str, Modifier] = {"大": "about", "约": "about", "近": "nearly", "逾": "over", "超": "over"}
_SLOGAN = regex.compile(r"[\p{Han}、]{1,6}[”」]")  # “四种形态”
_ROAD = regex.compile(
    r"(?r)(?:\d+号|高速(?:公路)?|国道\p{Han}{0,3}|省道|公路|线)(?:[东南西北][上下行]|\p{Han}{1,3}方向)?"
)
_SPOT = regex.compile(r"(?:多?处|附近|\p{Han}{0,12}路段)")
_NAMES = regex.compile(r"[幅大高快多]的(?:有|是|为|包括)(?P<what>\p{Han}{2,8})[，,：:]?$")  # 涨幅较大的有|土豆
_FOREMOST = regex.compile(
    r"(?:(?<=最[大高低强]\p{Han}{1,8})(?:出现|发生)[在于][^，,]{2,12}|创[^，,]{0,8}?新[高低]|报喜|亮眼|失色|探底|最[多高大低少快强长重]|居[首前多]|领先|靠前|居前列|位居?第一|[居列]首位|领[涨跌]|(?:大幅|集体|全线)?(?:走强|走弱|走高|走低|拉升|下挫|回调))[，,]?$"
)
_LONGEST_SENTENCE = 500
_SENTENCE_END = regex.compile(r"[。！？!?\n]")
_OVER_YEARS = regex.compile(
    r"答卷|成绩单|[巨蝶嬗]变|跨越|回眸|回望|历程|奋斗|耕耘|之[变路约]|审结|办结|受理|查处|平均|年均|(?:年均?)?复合|累计|共(?:增|减|新增)|[间来内]?(?:平均|累计)|来?(?:的)?(?:新[高低]|最[高低好差多少大小]|首[次度])"
)  # 两年平均增长9.5%: how long, of nothing
_STOREYS = regex.compile(r"(?r)(?:共|高|地上|地下|层数|加盖|为|达|建|有|分)")
_REASONS = {
    "tolerance": "how far a figure may be off",
    "score": "the time of a race",
    "slogan": "a number in the name of an idea",
    "milepost": "a place on a road",
    "group": "a bound that names a group",
    "hour": "a time of day",
    "floor": "the number of a floor",
    "stretch": "a stretch of time that measures nothing by itself",
    "no-value": "the number has no certain value",
    "no-unit": "a number without a unit",
    "per-unit": "the number is the unit of another one",
    "damaged-text": "damaged text that cannot be repaired: left out of names and facts",
    "no-indicator": "no noun was found that the number measures",
}
