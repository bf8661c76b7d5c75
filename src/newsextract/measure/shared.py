"""Numbers of a row that have the unit of its last: 高3.4和2.1个百分点, 12、15万吨, 1200、1500和1800人."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from newsextract.measure.numerals import EXACT, parse_unsigned
from newsextract.measure.values import Quantity

_JOINT = re.compile(r" ?(?:、|和|与|及|以及) ?")
_WENT_TO = re.compile(r"[一-龥]{0,5}[至到为成]了?")
_SCALE = re.compile(r"(?<![万亿兆])[万亿兆]+$")
_KINDS = frozenset({"amount", "percent", "points", "times"})


def share_units(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, bare numbers of a row with the unit, and the scale, of the one that ends it.

    A lone digit stays as it is: it may number what follows.
    """
    out = list(quantities)
    giver: Quantity | None = None  # the number with a unit that ends the row
    for at in range(len(out) - 2, -1, -1):
        first, following = out[at], quantities[at + 1]
        if out[at + 1].rule == "shared_unit":
            following = out[at + 1]  # 0.6个、|0.2个|和1.6个百分点
        elif following.unit is not None:
            giver = following if _gives(following) else None
        if first.currency_open and first.rule == "bare_scale" and _lends(text, first, out[at + 1]):
            out[at] = first._replace(
                unit=out[at + 1].unit, per=out[at + 1].per, currency_open=out[at + 1].currency_open
            )
            continue
        if not _is_open(first, following) or giver is None or not _JOINT.fullmatch(text, first.end, following.start):
            giver = None
        else:
            out[at] = _with_unit(text, first, giver)
    return join_bounds(text, out)


def join_bounds(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """The quantities, two bounds that stand together as one range: 二百元以上五百元以下, 18周岁以上、60周岁以下."""
    out: list[Quantity] = []
    for quantity in quantities:
        if out and _bounds_one(text, out[-1], quantity):
            low = out.pop()
            out.append(
                quantity._replace(
                    start=low.start, value=None, low=low.value, high=quantity.value, modifier="range", rule="range"
                )
            )
        else:
            out.append(quantity)
    return out


def _bounds_one(text: str, low: Quantity, high: Quantity) -> bool:
    if (low.modifier, high.modifier) != ("at_least", "at_most") or low.unit != high.unit or high.start > low.end + 1:
        return False
    if low.value is None or high.value is None or low.value >= high.value:
        return False
    joined = high.start == low.end or text[low.end] in "、,，至到"
    return joined and text.endswith("以上", 0, low.end) and text.endswith(("以下", "以内"), 0, high.end)


def _is_open(quantity: Quantity, following: Quantity) -> bool:
    if quantity.unit == "个" and following.kind == "points":
        return quantity.value is not None  # 高0.7个和1.2个百分点
    digits = quantity.number.end - quantity.number.start
    return quantity.kind == "number" and quantity.value is not None and quantity.certain and digits > 1


def _lends(text: str, first: Quantity, following: Quantity) -> bool:
    """120亿和90亿美元, 80亿增至120亿美元: a bare 亿 has the currency that its row, or the way it went, ends with."""
    if following.dimension != "money":
        return False
    joined = _JOINT.fullmatch(text, first.end, following.start) or _WENT_TO.fullmatch(text, first.end, following.start)
    return joined is not None


def _gives(quantity: Quantity) -> bool:
    return quantity.kind in _KINDS and quantity.value is not None and quantity.numeral != "chinese"


def _with_unit(text: str, first: Quantity, last: Quantity) -> Quantity:
    assert first.value is not None
    scale = Decimal(1)
    words = _SCALE.search(text, last.number.start, last.number.end)
    if words and not _SCALE.search(text, first.number.start, first.number.end):
        scale = parse_unsigned("1" + words.group()) or scale
    minor = _minor(text, last)
    value = EXACT.multiply(EXACT.multiply(first.value, scale), minor)
    return first._replace(
        kind=last.kind,
        value=value,
        unit=last.unit,
        dimension=last.dimension,
        per=last.per,
        currency_open=last.currency_open,
        rule="shared_unit",
    )


def _minor(text: str, quantity: Quantity) -> Decimal:
    """What a part of a currency is worth: the value of 5角 is .5."""
    written = parse_unsigned(text[quantity.number.start : quantity.number.end])
    if quantity.dimension != "money" or not written or quantity.value is None:
        return Decimal(1)
    return EXACT.divide(abs(quantity.value), written)
