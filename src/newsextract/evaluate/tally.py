"""Counting what was found, missed and made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]
Same = Callable[[Json, Json], bool]
Score = Callable[[Json, Json], float]

ROWS = (
    *("persons", "officials", "authors", "positions", "positions+organization", "places", "place codes"),
    *("companies", "organizations", "organizations (lenient)", "facts-value", "facts-modifier"),
    *("facts-period", "facts-place", "facts-indicator", "facts-basis (changes)", "facts-full", "times"),
)
"""Figures that are judged on every article."""

MORE_ROWS = (
    *("facts-subject", "facts-scope", "facts-of", "facts-modality", "facts-speaker", "facts-cumulative"),
    *("facts-increment", "events", "event participants"),
)
"""Figures that are judged where the annotation says something of them."""

COUNTS = (
    *("not_facts violations", "offsets wrong", "ids wrong", "increment wrong", "crashes"),
    *("published right", "publisher right", "script right", "articles"),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of one row, with the counts behind them."""

    precision: float
    recall: float
    f1: float
    tp: int
    gold: int
    predicted: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is missed, extra or wrong."""

    article: str
    row: str
    kind: str
    detail: Json


@dataclass(slots=True)
class Tally:
    """Counts by row; grows while articles are judged."""

    tp: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=lambda: Counter(dict.fromkeys(COUNTS, 0)))
    faults: list[Fault] = field(default_factory=list)

    def add(self, row: str, tp: int, gold: int, predicted: int) -> None:
        """Count for one row."""
        self.tp[row] += tp
        self.gold[row] += gold
        self.predicted[row] += predicted

    def update(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.tp.update(other.tp)
        self.gold.update(other.gold)
        self.predicted.update(other.predicted)
        self.counts.update(other.counts)
        self.faults += other.faults

    def figures(self, row: str) -> Figures:
        """Precision, recall and F1; a row where nothing was to be found and nothing was is perfect."""
        tp, gold, predicted = self.tp[row], self.gold[row], self.predicted[row]
        precision = tp / predicted if predicted else float(not gold)
        recall = tp / gold if gold else float(not predicted)
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return Figures(round(precision, 4), round(recall, 4), round(f1, 4), tp, gold, predicted)

    def rows(self) -> dict[str, Figures]:
        """All figures: the rows of every article, and those further ones that were judged."""
        judged = [row for row in MORE_ROWS if self.gold[row] or self.predicted[row]]
        return {row: self.figures(row) for row in (*ROWS, *judged)}


@dataclass(frozen=True, slots=True)
class Result:
    """What an evaluation found, in all and by article."""

    rows: Mapping[str, Figures]
    counts: Mapping[str, int]
    articles: Mapping[str, tuple[Mapping[str, Figures], Mapping[str, int]]]
    faults: Sequence[Fault]


def nothing(_gold: Json, _found: Json) -> float:
    """The score of a pair where none is better than another."""
    return 0


def pair(gold: Sequence[Json], found: Sequence[Json], same: Same, score: Score = nothing) -> dict[int, int]:
    """One to one pairs as {index found: index gold}: best score first, what is required before what is optional."""
    candidates = sorted(
        (bool(g.get("optional")), -score(g, f), j, i)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if same(g, f)
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, j, i in candidates:
        if j not in pairs and i not in used:
            pairs[j] = i
            used.add(i)
    return pairs


@dataclass(frozen=True, slots=True)
class Judge:
    """How one row is judged: which pairs are the same, which of them is best, which are right."""

    row: str
    same: Same
    score: Score = nothing
    right: Same = lambda _gold, _found: True
    ignore: Callable[[Json], bool] = lambda _found: False
    quiet: bool = False  # count, but list no faults: another row lists them

    def count(self, tally: Tally, gold: Sequence[Json], found: Sequence[Json], article: str) -> dict[int, int]:
        """Pair and count; what is optional is neither missed nor counted when found. Returns the pairs."""
        pairs = pair(gold, found, self.same, self.score)
        matched = set(pairs.values())
        required = [g for g in gold if not g.get("optional")]
        lost = [g for i, g in enumerate(gold) if i not in matched and not g.get("optional")]
        extra = [f for j, f in enumerate(found) if j not in pairs and not self.ignore(f)]
        counted = [(gold[i], found[j]) for j, i in pairs.items() if not gold[i].get("optional")]
        tally.add(self.row, sum(self.right(g, f) for g, f in counted), len(required), len(counted) + len(extra))
        if not self.quiet:
            tally.faults += [Fault(article, self.row, "missed", brief(g)) for g in lost]
            tally.faults += [Fault(article, self.row, "extra", brief(f)) for f in extra]
        return pairs


_BRIEF = (
    "name",
    "person",
    "title",
    "organization",
    "kind",
    "value",
    "low",
    "high",
    "unit",
    "indicator",
    "text",
    "edtf",
)


def brief(item: Json) -> Json:
    """The telling scalars of an item."""
    return {k: item[k] for k in _BRIEF if item.get(k) is not None and not isinstance(item[k], list | dict)}
