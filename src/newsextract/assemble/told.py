"""What has been told when a figure is read: the facts before it, and what it may take from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsextract.assemble.changes import Reading
from newsextract.assemble.clauses import Clause
from newsextract.assemble.drafts import Draft
from newsextract.assemble.indicators import canonical_indicator
from newsextract.assemble.periods import Governing
from newsextract.assemble.phrases import Phrase
from newsextract.measure.values import Quantity
from newsextract.record import Basis
from newsextract.segment.sentences import Sentence


@dataclass(frozen=True, slots=True)
class At:
    """Where a number stands: its sentence and clause, and the end of the figure before it."""

    sentence: Sentence
    clauses: list[Clause]
    clause: Clause
    start: int


@dataclass(frozen=True, slots=True)
class Measure:
    """The indicator of a figure, its phrase if it has its own, and the draft it leans on.

    ``held`` is the place and the subject that this one figure of a row is said of, ``governing`` its own time;
    ``apart`` says that each figure of its row leans on another one, and is of that one's time.
    """

    indicator: str
    phrase: Phrase | None
    base: int | None
    rule: str
    held: tuple[str | None, str | None] | None = None
    governing: Governing | None = None
    apart: bool = False

    @property
    def held_against(self) -> bool:
        """Whether it is the earlier level that the figure before it is held against."""
        return self.rule == "held-against"

    @property
    def leans(self) -> bool:
        """Whether it is said of the figure before it."""
        return self.base is not None and self.rule in ("inherited", "composed")


class Told:
    """The facts told so far, and what the next figure may take from them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.last: int | None = None  # the draft whose indicator the next figure may share
        self._spoken: Phrase | None = None
        self._topics: list[Callable[[], Phrase | None]] = []  # of clauses since, the latest last, not yet looked for
        self.ranked: Phrase | None = None  # what the clause before put first without a number (报名人数最多，为8.6万人)

    def add(self, draft: Draft) -> None:
        """Note a fact; a level, or what leans on nothing, is what the next figure may lean on."""
        self.drafts.append(draft)
        self.ranked = None
        if draft.aside or (draft.quantity.kind == "age" and not (draft.indicator or "").endswith("寿命")):
            return
        self.spoken = None
        if draft.reading.kind == "quantity" or self.last is None or draft.base is None:
            self.last = len(self.drafts) - 1

    @property
    def spoken(self) -> Phrase | None:
        """A measure named since the last figure: with a number that is no fact (指数为106.85), or without any."""
        while self._topics:
            topic = self._topics.pop()()
            if topic is not None:
                self.spoken = topic
        return self._spoken

    @spoken.setter
    def spoken(self, phrase: Phrase | None) -> None:
        self._spoken = phrase
        self._topics.clear()

    def note_topic(self, find: Callable[[], Phrase | None]) -> None:
        """What a clause without a figure may be about: looked for only when a figure asks, as few do."""
        self._topics.append(find)

    def last_indicator(self) -> str | None:
        """The indicator being spoken of."""
        return self.drafts[self.last].indicator if self.last is not None else None

    def may_share(self, quantity: Quantity, reading: Reading) -> bool:
        """Whether a figure may be of what the last one was of: a growth, or a level in the same dimension."""
        last = self.drafts[self.last].fact if self.last is not None else None
        return reading.kind == "change" or (last is not None and last.dimension == quantity.dimension)

    def counts_else(self, quantity: Quantity) -> bool:
        """支出减少10亿元，并每年削减|1万个职位: whether what was told last counts something else."""
        last = self.drafts[self.last] if self.last is not None else None
        return last is not None and last.quantity.dimension != quantity.dimension

    def latest_change(self) -> int | None:
        """The change just told of the indicator that is being read, else the figure itself."""
        latest = len(self.drafts) - 1
        while latest > 0 and self.drafts[latest].unit.code == "pp" and self.drafts[latest].base is not None:
            latest -= 1  # 增长5.2%，较上半年提升0.3个百分点，增速列第4位
        if latest >= 0 and self.drafts[latest].reading.kind == "change" and self.drafts[latest].unit.code == "%":
            return latest
        return self.last

    def recent(self) -> range:
        """The drafts that a figure may still mean, the latest first."""
        return range(len(self.drafts) - 1, max(-1, len(self.drafts) - _MEMORY), -1)

    def latest_percentage(self) -> int | None:
        """The percentage told last where the figure spoken of is none: 蓄水率68.5%，雨量312毫米，…增加4个百分点."""
        if self.last is None or self.drafts[self.last].unit.code in ("%", "pp", "‰"):
            return None
        sentence = self.drafts[self.last].fact.sentence.start
        return next(
            (
                i
                for i in self.recent()
                if self.drafts[i].unit.code == "%" and self.drafts[i].fact.sentence.start == sentence
            ),
            None,
        )

    def same(self, indicator: str, *kinds: str) -> int | None:
        """The latest draft that measures the same thing as a level; of points, also one that is a share."""
        key = canonical_indicator(indicator)
        for index in self.recent():
            draft = self.drafts[index]
            if draft.reading.kind in ("quantity", *kinds) and draft.fact.indicator_key == key:
                return index
        return None

    def latest_in(self, sentence: int) -> int | None:
        """The figure told last, where the sentence that begins there told it."""
        latest = len(self.drafts) - 1
        return latest if latest >= 0 and self.drafts[latest].fact.sentence.start == sentence else None

    def of_unit(self, unit: str | None) -> int | None:
        """运送旅客23.9万人次，起降航班1712架次，日均近|3万人次: the level told before in the sentence that counts
        the same, where the last one does not."""
        wanted = _counter(unit)
        if self.last is None or _counter(self.drafts[self.last].quantity.unit) == wanted:
            return None
        start = self.drafts[self.last].fact.sentence.start
        here = (i for i in self.recent() if self.drafts[i].fact.sentence.start == start)
        levels = (i for i in here if self.drafts[i].reading.kind == "quantity" and not self.drafts[i].aside)
        return next((i for i in levels if _counter(self.drafts[i].quantity.unit) == wanted), None)

    def signed_basis(self, sentence: int) -> Basis | None:
        """营收12亿元（同比+16.9%），净利润6亿元（+15%）: what a bracket before in the sentence is held against."""
        told = (d.fact for d in self.drafts[-_MEMORY:] if d.reading.rule == "signed" and d.fact.basis is not None)
        here = [fact.basis for fact in told if fact.sentence.start == sentence]
        return here[-1] if here else None

    def composed(self, noun: str) -> str:
        """增幅 after 有效注册商标总量 is 有效注册商标总量增幅."""
        base = self.last_indicator() or ""
        return base if base.endswith(noun) or (noun in _SAME and base.endswith(_SAME)) else base + noun


_SAME = ("总数", "总量", "数量", "总人数", "总户数")
_MEMORY = 12


def _counter(unit: str | None) -> str:
    return (unit or "").partition("/")[0]


def latest_row(drafts: Sequence[Draft], size: int, *, points: bool = False) -> list[int] | None:
    """The last ``size`` drafts where they are levels told one by one, each of another thing, place or time; ``points``
    move percentages (分别为50.0%和49.1%，比上月上升0.6个和1.6个百分点)."""
    latest = range(len(drafts) - size, len(drafts))
    if latest.start < 0:
        return None
    bases = [drafts[i].base for i in latest]
    if None not in bases and bases == list(range(bases[0] or 0, (bases[0] or 0) + size)):
        return [base for base in bases if base is not None]  # 分别增长8.3%和9.7%，恢复到2019年的|118%和124%
    told = {
        (d.indicator, d.unit.code, d.fact.place, d.fact.subject, d.fact.period and d.fact.period.start)
        for d in (drafts[i] for i in latest)
        if d.reading.kind in ("quantity", "share" if points else "quantity")
        or d.unit.code not in ("%", "pp", "times", None)
    }
    return list(latest) if len(told) == size else None
