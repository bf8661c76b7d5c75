"""The unit of a figure as the record gives it: the currency of a bare 元, the denominator of 人均 and 每."""

from __future__ import annotations

from dataclasses import dataclass

from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity

_CURRENCY = {"CN": "CNY", "TW": "TWD", "HK": "HKD", "MO": "MOP"}
_COUNTED = ("money", "count", "mass", "area", "energy", "volume", "length")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit code; ``inferred`` where the currency was taken from the region; ``per`` the denominator, if any."""

    code: str | None
    inferred: bool
    per: str | None


def resolve_unit(quantity: Quantity, region: str | None, words: Wording, before: str, inherited: str | None) -> Unit:
    """The unit of a quantity. ``before`` is the text that measures it (每万人口发明专利拥有量为); ``inherited`` the
    denominator of the figure whose indicator this one shares."""
    code, inferred = quantity.unit, False
    if quantity.currency_open:
        currency = _CURRENCY.get(region or "")
        inferred = currency is not None
        code = (code or "元").replace("元", currency) if currency else code
    per = quantity.per
    if code and "/" not in code and quantity.dimension in _COUNTED:
        per = _denominator(words, before) or inherited
        code = f"{code}/{per}" if per and per != code else code
    return Unit(code, inferred, per)


def _denominator(words: Wording, before: str) -> str | None:
    for pattern, unit in words.denominators:
        if pattern.search(before):
            return unit
    return None
