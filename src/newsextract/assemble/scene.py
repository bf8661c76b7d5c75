"""What the assembly of facts reads: names, figures and times of an article side by side, in clean coordinates."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol, TypeVar

from newsextract.clean.cleaned import CleanText
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.segment.sentences import Sentence


class Spanned(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Named:
    """A mention whose entity is known. ``alias`` marks 全市, 该公司 and the like."""

    start: int
    end: int
    type: Literal["person", "place", "company", "organization"]
    entity: str
    subtype: str | None = None
    alias: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One article, ready to be read for facts. All sequences are sorted by start."""

    clean: CleanText
    sentences: Sequence[Sentence]
    quantities: Sequence[Quantity]
    times: Sequence[TimeExpression]
    named: Sequence[Named]
    region: str | None
    published: date | None
    home: Callable[[int], str | None] = field(default=lambda _: None)  # entity id of the place that governs a position


def between(items: Sequence[S], start: int, end: int) -> list[S]:
    """The items of a sorted, non-overlapping sequence that lie within [start, end)."""
    low = bisect_left(items, start, key=lambda x: x.start)
    high = bisect_left(items, end, key=lambda x: x.start)
    return [item for item in items[low:high] if item.end <= end]
