"""From quantities to facts: each number with what it measures, of whom, where, when and against what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from newsextract.assemble.chains import Link, find_chains, split_names
from newsextract.assemble.changes import Reading, read_basis, read_kind, signed
from newsextract.assemble.choices import counts_right, is_flow, is_reported, is_stock, person_of_age, rate_confidence
from newsextract.assemble.clauses import Clause, find_clauses
from newsextract.assemble.drafts import Draft, FactTable, give_ids
from newsextract.assemble.events import is_casualty
from newsextract.assemble.figures import Unit, exchange_unit, name_unit, resolve_unit
from newsextract.assemble.holders import Holders, find_main_subject
from newsextract.assemble.indicators import canonical_indicator, compose_split
from newsextract.assemble.periods import Calendar, Governing, find_article_period, format_period
from newsextract.assemble.phrases import Left, Phrase, read_left, read_right
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.speech import find_speaker, find_speech
from newsextract.assemble.statements import Statement, is_denied, read_modality
from newsextract.assemble.tables import read_tables
from newsextract.assemble.walking import find_stop, find_taken, walk_quantities
from newsextract.assemble.wording import Wording, load_wording
from newsextract.clean.cleaned import Label
from newsextract.measure.values import Quantity
from newsextract.record import Basis, Event, Fact, Modality, Period, Unresolved
from newsextract.segment.sentences import Sentence

_READ = frozenset({Label.BODY, Label.HEADLINE, Label.SUBHEAD, Label.CAPTION, Label.TABLE, Label.DUPLICATE})


def build_facts(scene: Scene, events: Sequence[Event], document_id: str) -> FactTable:
    """Every numeric fact of the article in order of its place; casualties are said of the accident among ``events``."""
    return _Reader(scene, load_wording(), events, document_id).read()


class _Reader:
    """Reads an article from left to right, as a person does: what a number lacks it takes from what stands before."""

    def __init__(self, scene: Scene, words: Wording, events: Sequence[Event], document_id: str) -> None:
        self.scene, self.words, self.document_id = scene, words, document_id
        self.accident = next((e.id for e in events if e.type == "accident"), None)
        self.calendar = Calendar(scene, words)
        self.holders = Holders(scene, words)
        self.drafts: list[Draft] = []
        self.unresolved: list[Unresolved] = []
        self.last: int | None = None  # the draft whose indicator the next figure may share
        self.taken = find_taken(scene)
        self.speech = find_speech(scene)
        self.links: dict[int, Link] = {}  # the rows of figures of the clause being read
        self.row: _Row | None = None

    def read(self) -> FactTable:
        sentences = [(s, find_clauses(self.scene.clean.shadow, s, self.taken)) for s in self.scene.sentences]
        self._survey(sentences)
        rows = read_tables(self.scene, self.words, self.calendar.article, self.holders.main_subject)
        paragraph = -1
        for sentence, clauses in sentences:
            if sentence.label not in _READ or rows.take(sentence, self.drafts, self.unresolved):
                continue
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self.calendar.enter_paragraph()
                self.holders.enter_paragraph()
                self.last = None
            self._read_sentence(sentence, clauses)
        return FactTable(give_ids(self.drafts, self.document_id), tuple(self.unresolved))

    def _survey(self, sentences: Sequence[tuple[Sentence, list[Clause]]]) -> None:
        """What headline and lead say of the whole: the period reported, the company that it is about."""
        head = [(s, c) for s, c in sentences if s.label in (Label.HEADLINE, Label.SUBHEAD)]
        body = [(s, c) for s, c in sentences if s.label == Label.BODY]
        lead = [(s, c) for s, c in body if s.paragraph == body[0][0].paragraph]
        clauses = [clause for _, found in (*head, *lead) for clause in found]
        self.calendar.article = find_article_period(self.scene, self.words, clauses)
        named = [n for s, _ in head for n in between(self.scene.named, s.start, s.end)]
        self.holders.main_subject = find_main_subject(self.scene, self.words, named)

    def _read_sentence(self, sentence: Sentence, clauses: list[Clause]) -> None:
        statement = Statement()
        entered: set[int] = set()
        previous: dict[int, int] = {}
        for index, clause, quantity in walk_quantities(self.scene, clauses):
            if index not in entered:
                entered.add(index)
                self._enter_clause(clause)
                statement = read_modality(self.scene, self.words, clause, statement)
            if quantity is None:
                continue
            start = previous.get(index, clause.start)
            if not self._counts_scope(clause, quantity):
                self._read_quantity(_Place(sentence, clauses, clause, start), quantity, statement)
                previous[index] = quantity.end
        self.calendar.leave_sentence(clauses)

    def _enter_clause(self, clause: Clause) -> None:
        self.holders.enter_clause(clause)
        inside = [q for q in between(self.scene.quantities, clause.start, clause.end) if clause.covers(q.start)]
        self.links = find_chains(self.scene.clean.shadow, inside)

    def _read_quantity(self, at: _Place, quantity: Quantity, statement: Statement) -> None:
        stop = find_stop(self.scene, at.clause, quantity)
        same_unit = self.last is not None and self.drafts[self.last].quantity.unit == quantity.unit
        reading = read_kind(self.scene.clean.shadow, self.words, at.start, quantity, stop, same_unit)
        left = read_left(self.scene, self.words, at.clause, at.start, reading.cut)
        right = read_right(self.scene, self.words, at.clause, quantity.end, stop)
        link = self.links.get(quantity.start)
        named: _Named | None
        if link is not None and link.index and self.row is not None:
            reading, left = self.row.reading, self.row.left
            named = self._next_in_row(self.row, link.index)
        else:
            named = self._measure(at, quantity, reading, left, right)
            self.row = self._start_row(link, reading, left, named) if link is not None and named is not None else None
            named = self._next_in_row(self.row, 0) if self.row is not None else named
        completed = name_unit(quantity, named.indicator, self.words) if named is not None else None
        quantity = completed or quantity
        reason = self._refuse(at, quantity) or ("no-indicator" if named is None else None)
        if reason is not None or named is None:
            self._give_up(quantity, reason or "no-indicator")
            return
        self._add(at, quantity, reading, left, named, statement)

    def _refuse(self, at: _Place, quantity: Quantity) -> str | None:
        """Why a number is no fact by itself, or None."""
        if not quantity.certain:
            return "no-value"
        if quantity.kind == "number":
            return "no-unit"
        shadow = self.scene.clean.shadow
        if quantity.dimension == "duration" and _STRETCH.match(shadow, at.start, quantity.start):
            return "stretch"
        if quantity.unit == "层" and not _STOREYS.match(shadow, at.start, quantity.start):
            return "floor"
        if quantity.value == 1 and "每" in shadow[max(at.start, quantity.start - 8) : quantity.start]:
            return "per-unit"  # 每出口1美元: the measure of another number
        following = between(self.scene.quantities, quantity.end, min(at.clause.end, quantity.end + 16))[:1]
        code = following[0].unit if following else None
        rate = following and exchange_unit(following[0], quantity, shadow[quantity.end : following[0].start], code)
        return "per-unit" if rate else None

    def _start_row(self, link: Link, reading: Reading, left: Left, first: _Named) -> _Row:
        """What a row of figures measures: its own names, or the figures told in a row just before."""
        names = split_names(left.phrase.words, link.size) if left.phrase is not None else None
        latest = range(len(self.drafts) - link.size, len(self.drafts))
        told = {self.drafts[i].indicator for i in latest if i >= 0 and self.drafts[i].reading.kind == "quantity"}
        bases = list(latest) if first.base is not None and len(told) == link.size else None
        return _Row(reading, left, first, names, bases)

    def _next_in_row(self, row: _Row, index: int) -> _Named:
        if row.names is not None:
            name = row.names[index]
            return _Named(name, row.left.phrase, self._same(name), "left-noun")
        if row.bases is not None and row.first.phrase is None:
            base = row.bases[index]
            return _Named(self.drafts[base].indicator or row.first.indicator, None, base, "inherited")
        return row.first

    def _counts_scope(self, clause: Clause, quantity: Quantity) -> bool:
        """Whether the number belongs to the scope of a rank: 居五个县（市、区）第一位."""
        if quantity.kind != "amount" or quantity.dimension != "count":
            return False
        behind = between(self.scene.quantities, quantity.end, min(clause.end, quantity.end + 16))
        if not behind or behind[0].kind != "ordinal":
            return False
        return self.words.rank_verb.match(self.scene.clean.shadow, clause.start, quantity.start) is not None

    def _measure(
        self, at: _Place, quantity: Quantity, reading: Reading, left: Left, right: Phrase | None
    ) -> _Named | None:
        """The indicator: the noun before the number, the one behind it, or that of the figure before."""
        indicator, phrase, base, rule = self._find_measure(at, quantity, reading, left, right)
        return None if indicator is None else _Named(indicator, phrase, base, rule)

    def _find_measure(
        self, at: _Place, quantity: Quantity, reading: Reading, left: Left, right: Phrase | None
    ) -> tuple[str | None, Phrase | None, int | None, str]:
        if quantity.kind == "age":
            return "年龄", None, None, "age"
        own = left.phrase
        if reading.kind == "rank":
            return self._measure_rank(own)
        chained = self._counts_next(at, quantity, left, right)
        if reading.kind == "share" and right is not None and _SHARES.match(right.words):
            return right.words, right, None, "right-noun"  # 25%股份
        if reading.kind == "quantity" and right and (chained or counts_right(quantity, left, right, self.words)):
            return right.words, right, None, "right-noun"
        if own is not None:
            return self._measure_own(own, reading)
        if reading.rule == "against" and self.last is not None:
            return self._last_indicator(), None, self._latest_change(), "inherited"
        leans = reading.kind != "quantity" or at.start > at.clause.start or left.verb is None
        if leans and self.last is not None:
            return self._last_indicator(), None, self.last, "inherited"
        if right is not None:
            return right.words, right, None, "right-noun"
        if quantity.unit == "人" and left.verb is None:
            said = _PREDICATE.match(self.scene.clean.shadow, quantity.end, find_stop(self.scene, at.clause, quantity))
            if said is not None:
                return said["what"], Phrase(*said.span("what"), said["what"]), None, "predicate"
        verb = left.verb if left.verb not in self.words.light_words else None
        earlier = between(self.scene.quantities, at.clause.start, quantity.start)[-1:]
        gap = self.scene.clean.shadow[earlier[0].end : quantity.start] if earlier else ""
        if earlier and exchange_unit(quantity, earlier[0], gap, quantity.unit):
            pair = self.scene.clean.shadow[earlier[0].start : quantity.number.start].strip()
            return pair, Phrase(earlier[0].start, quantity.number.start, pair), None, "exchange"  # 1美元对人民币
        if quantity.dimension == "money" and _QUOTED.search(self.scene.clean.shadow, at.start, quantity.start):
            return "收报", None, None, "verb"
        return verb or self._last_indicator() or reading.verb, None, None, "verb"

    def _measure_own(self, own: Phrase, reading: Reading) -> tuple[str | None, Phrase | None, int | None, str]:
        """The indicator that stands before the number, completed by what it leans on."""
        if own.words in self.words.change_nouns and self.last is not None:
            return self._composed(own.words), own, self._latest_change(), "composed"
        if reading.growth_name is not None and (reading.verb or "").endswith("率"):
            return own.words + (reading.verb or ""), own, self._same(own.words), "left-noun"  # 经济|成长率
        split = compose_split(self.words, own.words, self._last_indicator())
        return split or own.words, own, self._same(own.words), "left-noun"

    def _counts_next(self, at: _Place, quantity: Quantity, left: Left, right: Phrase | None) -> bool:
        """Whether what stands before only leads to the counted noun: 28个国家的1200名选手, 警方查出1600个窝点."""
        if right is None or right.start != quantity.end or quantity.kind != "amount":
            return False
        if _MOVES.match(right.words):
            return False  # 由2019年的7个|增至41个
        if self.scene.clean.shadow[quantity.start - 1] in "的了" and quantity.dimension in _COUNTABLE:
            return True
        phrase = left.phrase
        if phrase is None or quantity.dimension not in _COUNTABLE:
            return False
        return self.words.acting_end.match(self.scene.clean.shadow, phrase.start, phrase.end) is not None

    def _measure_rank(self, own: Phrase | None) -> tuple[str | None, Phrase | None, int | None, str]:
        if own is None:
            return self._last_indicator(), None, self.last, "inherited"
        if own.words in self.words.change_nouns or own.words in ("总量", "规模", "排名", "位次", "均", "数量"):
            growth = own.words in self.words.change_nouns
            return self._composed(own.words), own, self._latest_change() if growth else self.last, "composed"
        return own.words, own, self._same(own.words), "left-noun"

    def _composed(self, noun: str) -> str:
        """增幅 after 有效注册商标总量 is 有效注册商标总量增幅."""
        base = self._last_indicator() or ""
        return base if base.endswith(noun) else base + noun

    def _latest_change(self) -> int | None:
        """The change just told of the indicator that is being read, else the figure itself."""
        latest = len(self.drafts) - 1
        if latest >= 0 and self.drafts[latest].reading.kind == "change" and self.drafts[latest].unit.code == "%":
            return latest
        return self.last

    def _last_indicator(self) -> str | None:
        return self.drafts[self.last].indicator if self.last is not None else None

    def _same(self, indicator: str) -> int | None:
        """The latest draft that measures the same thing as a level."""
        key = canonical_indicator(indicator)
        for index in range(len(self.drafts) - 1, max(-1, len(self.drafts) - 12), -1):
            draft = self.drafts[index]
            if draft.reading.kind == "quantity" and draft.fact.indicator_key == key:
                return index
        return None

    def _give_up(self, quantity: Quantity, code: str) -> None:
        mention = self.scene.clean.mention(quantity.start, quantity.end)
        message = _REASONS[code]
        self.unresolved.append(Unresolved(code, message, mention.start, mention.end, mention.text))

    def _add(
        self, at: _Place, quantity: Quantity, reading: Reading, left: Left, named: _Named, statement: Statement
    ) -> None:
        mention = self.scene.clean.mention(quantity.start, quantity.end)
        unit = self._unit(at, quantity, named)
        subject = self._subject(at, quantity, left, named)
        governing, period = self._period(at, quantity, reading, named, unit, statement.modality)
        leans = named.base is not None and named.rule in ("inherited", "composed")
        if leans and (governing is None or governing.source in _FAR):
            base = self.drafts[named.base or 0]
            period = period if base.local else base.fact.period  # what leans on a figure is of its time
        basis = self._basis(at, quantity, reading, named, governing, period)
        fact = Fact(
            id="",
            kind=reading.kind,
            indicator=self._surface(named),
            indicator_key=canonical_indicator(named.indicator),
            value=signed(quantity.value, reading.sign),
            low=signed(quantity.high if reading.sign < 0 else quantity.low, reading.sign),
            high=signed(quantity.low if reading.sign < 0 else quantity.high, reading.sign),
            modifier=quantity.modifier,
            increment=bool(quantity.increment) if quantity.kind == "times" else None,
            unit=unit.code if reading.kind != "rank" else None,
            unit_inferred=unit.inferred,
            dimension=quantity.dimension,
            period=period,
            place=self._place(quantity, subject),
            subject=subject,
            basis=basis,
            price_basis=statement.price_basis,
            release_status=statement.release_status,
            scope=self._scope(reading, named),
            of=None,
            modality="denied" if self._denied(at, quantity) else statement.modality,
            speaker=find_speaker(self.speech, quantity.start),
            sentence=self.scene.clean.span(at.sentence.start, at.sentence.end),
            confidence=rate_confidence(named.rule, period is not None),
            rule=f"{reading.rule}/{named.rule}",
            mentions=(),
            start=mention.start,
            end=mention.end,
            text=mention.text,
            clean=mention.clean,
        )
        self.drafts.append(
            Draft(
                quantity,
                reading,
                named.indicator,
                named.phrase,
                unit,
                fact,
                named.base,
                bool(governing and governing.local),
            )
        )
        if reading.kind == "quantity" or self.last is None or named.base is None:
            self.last = len(self.drafts) - 1

    def _period(
        self, at: _Place, quantity: Quantity, reading: Reading, named: _Named, unit: Unit, modality: Modality
    ) -> tuple[Governing | None, Period | None]:
        words = self.words
        if quantity.kind == "age":
            return None, None
        governing = self.calendar.find(at.clauses, at.clause, quantity.start, at.start)
        said = self.scene.clean.shadow[at.clause.start : quantity.start]
        stock = is_stock(words, named.indicator)
        timeless = words.timeless.search(named.indicator) is not None
        if governing and governing.source in ("paragraph", "article") and timeless:
            governing = None
        far = governing is not None and (governing.source == "article" or self._since_before(governing))
        if far and not is_reported(quantity, reading, named.indicator, unit):
            governing = None
        future = governing is not None and governing.time is not None and self.calendar.is_future(governing.time)
        if future and governing and governing.source != "phrase" and modality not in ("planned", "forecast"):
            # A plan's year does not reach what is measured now: 明年度開支…；財政儲備約7,300億元.
            governing = None if stock or timeless or quantity.dimension == "duration" else governing
        flow = is_flow(named.indicator, stock) or words.flow.search(said) is not None
        return governing, format_period(self.scene, governing, flow=flow, cumulative="累计" in said)

    def _since_before(self, governing: Governing) -> bool:
        """今年以来 of an earlier sentence reaches what adds up, not what is counted once."""
        return governing.source == "paragraph" and governing.time is not None and governing.time.since

    def _basis(
        self,
        at: _Place,
        quantity: Quantity,
        reading: Reading,
        named: _Named,
        governing: Governing | None,
        period: Period | None,
    ) -> Basis | None:
        if reading.kind != "change":
            return None
        times = between(self.scene.times, at.clause.start, quantity.start)
        grain = governing.time.grain if governing and governing.time else None
        year = int(period.start[:4]) if period and period.start else None
        basis = read_basis(self.scene.clean.shadow, self.words, at.clause.start, quantity.start, times, grain, year)
        if basis is None and reading.growth_name is not None and self._two_before(named.base):
            return "from_previous"
        return basis

    def _unit(self, at: _Place, quantity: Quantity, named: _Named) -> Unit:
        inherited = None
        if named.phrase is None and named.base is not None:
            inherited = self.drafts[named.base].unit.per
        before = self.scene.clean.shadow[at.start : quantity.start] + named.indicator
        unit = resolve_unit(quantity, self.scene.region, self.words, before, inherited)
        earlier = between(self.scene.quantities, at.clause.start, quantity.start)[-1:]
        gap = self.scene.clean.shadow[earlier[0].end : quantity.start] if earlier else ""
        rate = exchange_unit(quantity, earlier[0] if earlier else None, gap, unit.code)
        return replace(unit, code=rate) if rate else unit

    def _subject(self, at: _Place, quantity: Quantity, left: Left, named: _Named) -> str | None:
        if is_casualty(named.indicator) and quantity.unit == "人":
            return self.accident or self.holders.subject
        if quantity.kind == "age":
            return person_of_age(self.scene, at.clause, quantity)
        if left.subject is not None and left.subject.type == "person":
            return left.subject.entity
        inherited = self.drafts[named.base].fact.subject if named.base is not None else None
        return self.holders.subject or inherited

    def _denied(self, at: _Place, quantity: Quantity) -> bool:
        return is_denied(self.scene, self.words, at.sentence, quantity.end)

    def _place(self, quantity: Quantity, subject: str | None) -> str | None:
        if quantity.kind == "age":
            return None
        return self.holders.place_of(quantity.start, None if subject == self.accident else subject)

    def _surface(self, named: _Named) -> str:
        """The indicator in the article's own script where it stands in one piece, else as it was composed."""
        if named.phrase is not None and named.phrase.words == named.indicator:
            surface = self.scene.clean.text[named.phrase.start : named.phrase.end]
            shadow = self.scene.clean.shadow[named.phrase.start : named.phrase.end]
            if shadow == named.phrase.words:
                return surface
            at = shadow.find(named.phrase.words)
            if at >= 0:
                return surface[at : at + len(named.phrase.words)]
        if named.base is not None and self.drafts[named.base].indicator == named.indicator:
            return self.drafts[named.base].fact.indicator or named.indicator
        return named.indicator

    def _scope(self, reading: Reading, named: _Named) -> str | None:
        if reading.scope is None:
            base = self.drafts[named.base] if named.base is not None and named.phrase is None else None
            same = base is not None and base.reading.kind == reading.kind == "share"
            return base.fact.scope if base is not None and same else None
        return self.scene.clean.text[reading.scope.start : reading.scope.end]

    def _two_before(self, base: int | None) -> bool:
        """Whether two levels of one indicator were just given: 由0.31元降至0.24元，降幅22.6%."""
        if base is None or base < 1:
            return False
        first, second = self.drafts[base - 1], self.drafts[base]
        return first.indicator == second.indicator and first.reading.kind == second.reading.kind == "quantity"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a number stands: its sentence and clause, and the end of the figure before it."""

    sentence: Sentence
    clauses: list[Clause]
    clause: Clause
    start: int


@dataclass(frozen=True, slots=True)
class _Named:
    """The indicator of a figure, its phrase if it has its own, and the draft it leans on."""

    indicator: str
    phrase: Phrase | None
    base: int | None
    rule: str


_MOVES = regex.compile(r"[增升降减涨跌缩扩提调改变][至到为加长成少]|[下上][调降升涨]")
_COUNTABLE = ("count", "area", "mass", "length")
_SHARES = regex.compile(r"(?:股[权份本]|份额|权益|产权|表决权)")
_PREDICATE = regex.compile(r"(?:[已均都将还仍正全]|已经|全部|能|可|因|先后|陆续)*(?P<what>[\p{Han}]{2,10})")
_QUOTED = regex.compile(r"收报|收于|报收|收盘报|收市报")  # of a share: 昨收报9.76元
_FAR = ("paragraph", "article")
_STRETCH = regex.compile(
    r"(?r)(?:连续|连|已连续|时隔|为期|每|第|近|过去|最近|未来|今后)"
)  # 连续5个月: how long, of nothing


@dataclass(frozen=True, slots=True)
class _Row:
    """What the first figure of a row settles for those after it."""

    reading: Reading
    left: Left
    first: _Named
    names: list[str] | None
    bases: list[int] | None


_STOREYS = regex.compile(r"(?r)(?:共|高|地上|地下|层数|加盖|为|达|建|有|分)")
_REASONS = {
    "floor": "the number of a floor",
    "stretch": "a stretch of time that measures nothing by itself",
    "no-value": "the number has no certain value",
    "no-unit": "a number without a unit",
    "per-unit": "the number is the unit of another one",
    "no-indicator": "no noun was found that the number measures",
}
