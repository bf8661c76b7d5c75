"""The unit of a figure as the record gives it: the currency of a bare 元, the denominator of 人均 and 每."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from newsextract.assemble.wording import Wording
from newsextract.measure.units import find_currency_before
from newsextract.measure.values import Quantity

_CURRENCY = {"CN": "CNY", "TW": "TWD", "HK": "HKD", "MO": "MOP"}
_COUNTED = ("money", "count", "mass", "area", "energy", "volume", "length")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit code; ``inferred`` where the currency was taken from the region; ``per`` the denominator, if any."""

    code: str | None
    inferred: bool
    per: str | None


def resolve_unit(
    quantity: Quantity,
    region: str | None,
    words: Wording,
    before: str,
    inherited: str | None,
    spoken: str | None = None,
) -> Unit:
    """The unit of a quantity. ``before`` is the text that measures it (每万人口发明专利拥有量为); ``inherited`` the
    denominator of the figure whose indicator this one shares; ``spoken`` the currency that a bare 亿 takes over."""
    code, inferred = quantity.unit, False
    if quantity.currency_open:
        currency = spoken or _CURRENCY.get(region or "")
        inferred = currency is not None
        code = (code or "元").replace("元", currency) if currency else code
    if region == "HK" and code == "[ft_i]":
        code = "[sft_i]"  # flats are measured in square feet, said 呎 alone
    per = quantity.per
    if code and "/" not in code and quantity.dimension in _COUNTED:
        per = _denominator(words, before) or inherited
        code = f"{code}/{per}" if per and per != code else code
    return Unit(code, inferred, per)


def spoken_currency(quantity: Quantity, quantities: Sequence[Quantity], sentence: int) -> str | None:
    """The currency of 亿 with nothing behind it: of the money told last in the sentence that begins at ``sentence``
    (营收907.5亿美元，净利润236.4亿), else the one currency that the article names; None where that is the region's."""
    if not _is_bare_money(quantity):
        return None
    told = [q for q in quantities if q.dimension == "money" and q.unit and not _is_bare_money(q)]
    before = [q for q in told if sentence <= q.start < quantity.start]
    if before:
        return None if before[-1].currency_open else _code(before[-1])
    codes = {None if q.currency_open else _code(q) for q in told}
    return codes.pop() if len(codes) == 1 else None


def _is_bare_money(quantity: Quantity) -> bool:
    return quantity.currency_open and quantity.unit_span is None


def _code(quantity: Quantity) -> str:
    return (quantity.unit or "").partition("/")[0]


def name_unit(quantity: Quantity, indicator: str, words: Wording) -> Quantity | None:
    """The quantity with the unit that its indicator implies (报名人数突破12.6万 are 人), or None where it implies none.

    Only round numbers of the news, in 万 or 亿, are so completed. A bare 亿 of what nobody
    pays (播放量30亿) is no money.
    """
    if _is_bare_money(quantity) and _NO_MONEY.search(indicator) is not None:
        number = quantity._replace(kind="number", unit=None, dimension=None, currency_open=False)
        return name_unit(number, indicator, words) or number
    if quantity.kind != "number" or quantity.value is None:
        return None
    rate = name_rate(indicator)
    if rate is not None:
        return quantity._replace(kind="amount", unit=rate, dimension="money")
    if quantity.value < _ROUND:
        return None
    for pattern, unit in words.unit_by_name:
        if pattern.match(indicator) is not None:
            money = unit == "元"
            return quantity._replace(
                kind="amount", unit=unit, dimension="money" if money else "count", currency_open=money
            )
    return None


def exchange_unit(quantity: Quantity, before: Quantity | None, shadow: str, code: str | None) -> str | None:
    """1美元对人民币7.1738元 is CNY/USD, 100日元 the base of CNY/100JPY; None where it is no rate of exchange."""
    if before is None or before.dimension != "money" or quantity.dimension != "money" or before.value is None:
        return None
    if before.value not in _RATE_BASES or not code or before.unit == code:
        return None
    if _EXCHANGED.fullmatch(shadow, before.end, quantity.number.start) is None:
        return None
    base = "" if before.value == 1 else format(before.value, "f")
    return f"{code}/{base}{before.unit}"


def priced_in(quantity: Quantity, base: Quantity, shadow: str, code: str | None) -> str | None:
    """32.05元|兑1美元: so many of a currency for one of the other, which stands behind it."""
    money = quantity.dimension == base.dimension == "money" and code is not None and "/" not in code
    if not money or base.unit is None or base.unit == code or base.value not in _RATE_BASES:
        return None
    return f"{code}/{base.unit}" if _FOR_ONE.fullmatch(shadow, quantity.end, base.start) is not None else None


def is_base(base: Quantity, quantities: Sequence[Quantity], shadow: str) -> bool:
    """Whether a sum is only what the rate before it is for."""
    if base.dimension != "money" or shadow[base.start - 1 : base.start] not in ("兑", "换", "对"):
        return False
    before = next((q for q in reversed(quantities) if q.end < base.start), None)
    return before is not None and priced_in(before, base, shadow, before.unit) is not None


_NO_MONEY = regex.compile(
    r"(?:词元|[Tt]oken|播放|阅读|浏览|点击|下载|调用|访问|观看|点赞|转发|曝光|搜索|请求|推送)\p{Han}{0,3}[量次数]$|(?:参数|词元|样本|数据|用户|粉丝)[规总]?[量数模]?$"
)
_FOR_ONE = regex.compile(r"(?:可)?(?:兑换?|换|对)")


def name_exchange(shadow: str, base: Quantity, quantity: Quantity) -> str:
    """1美元对人民币|7.1738元, 1美元兑|149.6日元: the pair, with the second currency where only its unit names it."""
    pair = shadow[base.start : quantity.number.start].strip()
    unit = quantity.unit_span
    priced = shadow[unit.start : unit.end] if unit is not None else ""
    return pair + priced if pair.endswith(("兑", "兑换", "对", "合")) and not priced.startswith("元") else pair


def name_rate(indicator: str) -> str | None:
    """人民币对美元中间价 is CNY/USD, 美元兑日元 JPY/USD: the unit of a rate that stands bare."""
    pair = _PAIR.match(indicator)
    if pair is None:
        return None
    first, second = (find_currency_before(word, len(word)) for word in pair.groups())
    if first is None or second is None or first.code == second.code:
        return None
    return f"{first.code}/{second.code}" if first.code in _QUOTED_FIRST else f"{second.code}/{first.code}"


# 人民币兑美元报7.1, 日元兑美元跌至150: so many of these for one of the other, whichever is named first.
_QUOTED_FIRST = frozenset({"CNY", "TWD", "JPY", "KRW", "HKD"})
_PAIR = regex.compile(r"(?:在岸|离岸|境内|境外)?(\p{Han}{2,4})[兑对](\p{Han}{2,4}?)(?:即期)?(?:汇率|汇价)?(?:中间价)?$")
_ROUND = 10000
_RATE_BASES = (1, 100, 1000, 10000)
_EXCHANGED = regex.compile(
    r"(?:可)?(?:兑换?|对|换|折合|折算成?|合|等于|约合|大约合?|汇率为?|报){1,4}(?:人民币|新?台币|港币|港元|美元|日元|欧元)?(?:汇率)?(?:中间价)?(?:[为报约近逾超]|超过){0,2}"
)


def _denominator(words: Wording, before: str) -> str | None:
    for pattern, unit in words.denominators:
        if pattern.search(before):
            return unit
    return None
