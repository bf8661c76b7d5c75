"""Facts in the making, and what makes them whole: ids, references, repeated statements folded into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.assemble.changes import Reading
from newsextract.assemble.confidence import rate_confidence
from newsextract.assemble.figures import Unit
from newsextract.assemble.phrases import Phrase
from newsextract.measure.values import Quantity
from newsextract.record import Fact, Mention, Unresolved, content_id


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact in clean coordinates, before ids are given."""

    quantity: Quantity
    reading: Reading
    indicator: str | None  # Simplified words
    phrase: Phrase | None
    unit: Unit
    fact: Fact
    base: int | None  # index of the draft that this one changes, shares or ranks
    local: bool  # its time is its own and goes no further
    heading: bool = False  # it stands in a headline
    aside: bool = False  # the earlier level that the figures around it are held against


@dataclass(frozen=True, slots=True)
class FactTable:
    """The facts of an article, and the numbers that could not be placed."""

    facts: tuple[Fact, ...]
    unresolved: tuple[Unresolved, ...]


def give_ids(drafts: Sequence[Draft], document_id: str) -> tuple[Fact, ...]:
    """Give ids, tie changes to what they change, and fold what was said twice into one fact with two mentions."""
    ids = [content_id("fact", document_id, d.fact.start, d.fact.end, d.fact.kind) for d in drafts]
    first: dict[object, int] = {}
    mentions: dict[int, list[Mention]] = {}
    same: dict[int, int] = {}
    for index, draft in enumerate(drafts):
        fact = draft.fact
        key = (fact.kind, fact.indicator_key, fact.value, fact.low, fact.high, fact.unit, fact.modifier, fact.place,
               fact.subject, fact.basis, fact.scope, fact.period and (fact.period.start, fact.period.end))  # fmt: skip
        if key not in first:
            first[key] = index
            continue
        kept, again = first[key], index
        if drafts[kept].heading and not draft.heading:
            kept, again = index, kept  # the body tells it in full
            mentions[kept] = mentions.pop(again, [])
            first[key] = kept
        said = drafts[again].fact
        mentions.setdefault(kept, []).append(Mention(said.start, said.end, said.text, said.clean))
        same[again] = kept
    for index in range(len(drafts)):
        kept = index
        while kept in same:
            kept = same[kept]
        ids[index] = ids[kept]
    chosen = set(first.values())
    whole = (
        replace(d.fact, id=ids[i], of=_of(drafts, ids, i), mentions=tuple(mentions.get(i, ())))
        for i, d in enumerate(drafts)
        if i in chosen
    )
    return tuple(replace(fact, confidence=rate_confidence(fact)) for fact in whole)


def _elsewhere(fact: Fact, base: Fact) -> bool:
    """Whether both are said of a place and these are not the same."""
    return fact.place is not None and base.place is not None and fact.place != base.place


def _another_time(draft: Draft, base: Draft) -> bool:
    """Whether growth that is told with a time of its own is of a figure of another time, told in another sentence."""
    own, other = draft.fact.period, base.fact.period
    if own is None or other is None or own.from_ != "phrase" or draft.reading.kind != "change":
        return False
    return (own.start, own.end) != (other.start, other.end) and draft.fact.sentence.start != base.fact.sentence.start


def _both_grow(draft: Draft, base: Draft) -> bool:
    changes = draft.reading.kind == base.reading.kind == "change"
    return changes and draft.unit.code in ("%", "times") and base.unit.code in ("%", "times")


def _of(drafts: Sequence[Draft], ids: Sequence[str], index: int) -> str | None:
    draft = drafts[index]
    level = draft.reading.kind == "share" and draft.base is not None
    if level and drafts[draft.base or 0].reading.kind == "change":
        return None  # 毛利率提升2.3个百分点至31.8%: the level is of no change
    if draft.base is not None and _both_grow(draft, drafts[draft.base]):
        return None  # 同比上涨0.3%，环比下降0.1%: neither is the growth of the other
    if draft.base is not None and _elsewhere(draft.fact, drafts[draft.base].fact):
        return None  # 惠安县745.9亿元；石狮市增长8.2%: the growth of another place
    if draft.unit.code == "pp" and (draft.indicator or "").endswith("差距"):
        return None  # 两人差距扩大至11.2个百分点: a level
    if draft.base is not None and _another_time(draft, drafts[draft.base]):
        return None  # 前4月营收39亿元。…第二季营收可望季增10%: the growth of another quarter
    if draft.base is None or draft.reading.kind == "quantity" or ids[draft.base] == ids[index]:
        return None
    return ids[draft.base]
