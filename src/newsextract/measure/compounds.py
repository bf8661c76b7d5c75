"""One amount told in parts: 3元5角8分, 两小时三十分, 两年零三个月, 3斤5两, 1米75, 三块四."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from newsextract.measure.numerals import EXACT
from newsextract.measure.units import Unit

if TYPE_CHECKING:
    from newsextract.measure.amounts import Amount

_ONE, _TEN = Decimal(1), Decimal(10)
_SECONDS = {"h": Decimal(3600), "min": Decimal(60), "s": _ONE}
_MONTHS = {"a": Decimal(12), "mo": _ONE}
# 9秒83, 8米95: what is measured to the hundredth, with the unit where the point would be.
HUNDREDTHS_BEHIND = {"秒": 3, "米": 2}
_SAID_SHORT = re.compile(r"[，。、；！？,;!?）)\"”\s]|[一每左上以多的到涨降]|$")  # 3块2，, 3块5一斤


def minutes_code(unit: Unit) -> str:
    """The code of a unit of time, 分 taken for minutes."""
    return "min" if unit.spelling == "分" else unit.code


def join_parts(
    text: str, value: Decimal, unit: Unit, above: Unit, rest: Amount, more: Decimal, zero: bool
) -> Decimal | None:
    """Both parts as one value in ``unit``, or None where they are two; ``above`` is the unit of the part before."""
    small = rest.unit
    if small is None:
        return _join_decimal(text, value, unit, above, rest, more, zero)
    if unit.dimension == "duration":
        return _join_duration(value, unit.code, small, more)
    if unit.dimension == "money":
        factor = Decimal("0.01") if small.spelling == "分" else small.factor if small.minor else None
        if (
            factor is None
            or (above is not unit and factor >= (above.factor or _ONE))
            or small.code not in {unit.code, "元", "分"}
        ):
            return None
        return EXACT.add(value, EXACT.multiply(more, factor)) if not unit.minor else EXACT.add(value, more / _TEN)
    if small.dimension != unit.dimension or not small.factor or not unit.factor or small.factor >= unit.factor:
        return None
    return EXACT.add(value, EXACT.divide(EXACT.multiply(more, small.factor), unit.factor))


def _join_decimal(
    text: str, value: Decimal, unit: Unit, above: Unit, rest: Amount, more: Decimal, zero: bool
) -> Decimal | None:
    """三块四, 两毛五, 三块零四, 1米75, 9秒83: digits that go on behind the unit."""
    if 2 <= len(rest.run) <= HUNDREDTHS_BEHIND.get(above.spelling, 0) and rest.run.isdecimal() and not zero:
        return EXACT.add(value, EXACT.scaleb(more, -len(rest.run)))
    if above.spelling not in {"块钱", "毛", "角", "蚊", "毫"} or more >= _TEN:
        return None
    if not rest.chinese and (above.spelling != "块钱" or len(rest.run) > 1 or not _SAID_SHORT.match(text, rest.end)):
        return None  # 每斤3块|2, not 发现3块2号地
    step = Decimal("0.01") if zero else Decimal("0.1")
    if above is not unit and above.factor is not None:
        step = EXACT.multiply(step, above.factor)
    return EXACT.add(value, EXACT.multiply(more, step))


def _join_duration(value: Decimal, code: str, small: Unit | None, more: Decimal) -> Decimal | None:
    below = None if small is None else minutes_code(small)
    for sizes in (_SECONDS, _MONTHS):
        if code in sizes and below in sizes and sizes[below] < sizes[code]:
            return EXACT.add(EXACT.multiply(value, EXACT.divide(sizes[code], sizes[below])), more)
    return None
