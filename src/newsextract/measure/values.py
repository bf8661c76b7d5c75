"""What measuring finds: quantities and time expressions, in clean coordinates, on the Simplified shadow."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from newsextract.record import Modifier, Range

QuantityKind = Literal[
    "number",  # a bare number without unit: 7.10
    "amount",  # a number with a unit: 35亿多元, 5200多家, 17℃
    "percent",  # 14.26%, 百分之三, 六成, 3‰ (unit tells)
    "points",  # 1.1个百分点, 25个基点
    "times",  # 1.8倍, 翻了一番, 翻两番
    "ordinal",  # 第4位, 首位, 第二等次, 前三名, 第二 (a rank, not an article or meeting)
    "age",  # 61岁
]


class Quantity(NamedTuple):
    """A number with its unit. ``start``/``end`` cover modifier, number and unit (近35亿元, 5200多家)."""

    start: int
    end: int
    kind: QuantityKind
    value: Decimal | None  # all scales folded in; None for a range or when it has no certain value
    low: Decimal | None
    high: Decimal | None
    modifier: Modifier
    unit: str | None  # ISO 4217, UCUM, %, ‰, pp, times, 基点 or a counter in Simplified; 元 while open (see below)
    dimension: str | None
    number: Range  # the digits alone
    unit_span: Range | None
    per: str | None = None  # denominator that the phrase itself carries: 人, kg, 亩 (already folded into ``unit``)
    currency_open: bool = False  # a bare 元 or 亿: unit is "元" until the region decides
    numeral: Literal["arabic", "chinese", "mixed"] = "arabic"
    signed: bool = False  # the text itself carries the sign (-2995.83, 零下17)
    certain: bool = True  # False for 几十, 数百: no value; goes to unresolved
    increment: bool | None = None  # times only: True for 增长1.5倍, False for 是…的1.8倍 and 翻番, None when unknown
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date, a period or a clock time.

    Dates that lean on the article (7月28日, 去年, 同期) come resolved against a ``Anchor`` where that is certain.
    """

    start: int
    end: int
    edtf: str  # XXXX-07-28 where the year stays open
    start_date: str | None  # inclusive ISO dates; None where open
    end_date: str | None
    clock: str | None
    inferred: bool
    kind: Literal["date", "period", "relative", "clock", "duration", "vague"]
    grain: Literal["century", "decade", "year", "half", "quarter", "month", "xun", "week", "day", "hour", "span"]
    until: bool = False  # 截至6月底: a stock is of that day, a flow from 1 January
    since: bool = False  # 今年以来, 去年以来: from its start to now
    covers_from: str | None = None  # 截至6月30日止六个月: the first day of what ended on that day
    same_period: bool = False  # 去年同期, 上年同期, 2019年同期: the governing period moved to that year
    rule: str = ""
