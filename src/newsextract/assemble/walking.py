"""The order in which the figures of a sentence are read."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.scene import Named, Scene, between
from newsextract.measure.values import Quantity, TimeExpression
from newsextract.record import Range


def find_taken(scene: Scene) -> list[Range]:
    """Ranges whose commas and brackets do not cut: quantities, times, names; sorted, merged."""
    items: list[Quantity | TimeExpression | Named] = [*scene.quantities, *scene.times, *scene.named]
    spans = sorted((x.start, x.end) for x in items)
    out: list[Range] = []
    for start, end in spans:
        if out and start < out[-1].end:
            out[-1] = Range(out[-1].start, max(out[-1].end, end))
        else:
            out.append(Range(start, end))
    return out


def walk_quantities(scene: Scene, clauses: Sequence[Clause]) -> list[tuple[int, Clause, Quantity | None]]:
    """Clauses and their quantities in order of reading; each clause comes once without a quantity, first."""
    pairs: list[tuple[int, int, int, Quantity | None]] = [(c.start, -1, i, None) for i, c in enumerate(clauses)]
    for index, clause in enumerate(clauses):
        pairs += [
            (q.start, 0, index, q)
            for q in between(scene.quantities, clause.start, clause.end)
            if clause.covers(q.start)
        ]
    pairs.sort(key=lambda p: (p[0], p[1], clauses[p[2]].depth))
    return [(index, clauses[index], quantity) for _, _, index, quantity in pairs]


def find_stop(scene: Scene, clause: Clause, quantity: Quantity) -> int:
    """The end of the text that belongs to a number on its right: the next number, bracket, or the clause's end."""
    name = _QUOTED.match(scene.clean.shadow, quantity.end, clause.end)  # 1244个|“千项万亿”|项目
    after = [q.start for q in between(scene.quantities, name.end() if name else quantity.end, clause.end)]
    holes = [h.start for h in clause.holes if h.start >= quantity.end]
    return min([clause.end, *after[:1], *holes[:1]])


def find_upper_bound(scene: Scene, clause: Clause, quantity: Quantity) -> Quantity | None:
    """The figure behind a lower bound that bounds the same thing from above: 不低于6亿元且|不超过12亿元|回购股份."""
    if quantity.modifier not in _LOWER:
        return None
    behind = between(scene.quantities, quantity.end, clause.end)[:1]
    if not behind or behind[0].modifier not in _UPPER or behind[0].dimension != quantity.dimension:
        return None
    return behind[0] if _AND.fullmatch(scene.clean.shadow, quantity.end, behind[0].start) is not None else None


_QUOTED = regex.compile(r"[“「][^”」，,。]{1,12}[”」](?=\p{Han})")
_LOWER, _UPPER = ("at_least", "over"), ("at_most", "under")
_AND = regex.compile(r"[、,，]?\s?(?:且|但|同时)?")
