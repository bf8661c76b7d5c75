"""How sure a fact is: the share of facts like it that were right on the corpus that the rules were made on."""

from __future__ import annotations

from functools import cache
from math import exp

from newsextract.assemble.indicators import indicator_kind
from newsextract.record import Fact
from newsextract.resources import read_table

_LONG, _SHORT = 10, 2  # characters of an indicator
_CROWDED = 120  # characters of a sentence before it is long
_MOST, _LEAST = 0.99, 0.01


def features_of(fact: Fact) -> tuple[str, ...]:
    """What of a fact tells how sure it is; names that ``lexicons/confidence.tsv`` weighs."""
    reading, _, measure = fact.rule.partition("/")
    period = fact.period.from_ if fact.period is not None else "none"
    found = [f"read:{reading}", f"measure:{measure}", f"kind:{fact.kind}", f"period:{period}"]
    found.append(f"of:{'place' if fact.place else 'subject' if fact.subject else 'nobody'}")
    found.append(f"dimension:{fact.dimension if fact.dimension in _WEIGHED else 'other'}")
    name = fact.indicator or ""
    marks = {
        "known": indicator_kind(fact.indicator_key or "") is not None,
        "long": len(name) > _LONG,
        "short": len(name) <= _SHORT,
        "said": fact.speaker is not None,
        "again": bool(fact.mentions),
        "per": "/" in (fact.unit or ""),
        "range": fact.value is None,
        "increment": fact.increment is not None,
        "inexact": fact.modifier != "exact",
        "ahead": fact.modality != "actual",
        "tied": fact.of is not None,
        "based": fact.basis is not None,
        "crowded": fact.sentence.end - fact.sentence.start > _CROWDED,
        "inherited-time": fact.period is not None and fact.period.inferred,
    }
    return (*found, *(f"mark:{mark}" for mark, holds in marks.items() if holds))


_WEIGHED = ("money", "count", "ratio", "area", "mass", "energy", "duration", "age", "length")


def rate_confidence(fact: Fact) -> float:
    """The confidence of a fact, rounded to two decimals; a feature that is not known weighs nothing."""
    weights = _weights()
    total = weights.get("", 0.0) + sum(weights.get(feature, 0.0) for feature in features_of(fact))
    return round(min(_MOST, max(_LEAST, 1 / (1 + exp(-total)))), 2)


@cache
def _weights() -> dict[str, float]:
    """Weights by feature; that of the empty name is the same for all facts."""
    rows = read_table("lexicons/confidence.tsv", 3)
    return {"" if row[0] == "all" else row[0]: float(row[1]) for row in rows}
