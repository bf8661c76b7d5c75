"""Reports on the markets: their day, what is told of an index or a whole market, what a share did."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from newsextract.assemble.scene import Scene, between
from newsextract.clean.cleaned import Label
from newsextract.measure.values import TimeExpression
from newsextract.resources import read_toml

Pattern = regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class MarketWording:
    """The words of ``patterns/market.toml``, compiled."""

    report: Pattern
    whole: Pattern  # at the head of a measure
    index: Pattern
    points: Pattern
    talk: Pattern
    quoted: Pattern
    moves: Pattern


@cache
def load_market_wording() -> MarketWording:
    """The words of the markets, compiled once."""
    data: dict[str, Any] = read_toml("patterns/market.toml")
    whole = data["whole"]
    index = regex.compile(whole["index"])
    words = "|".join(sorted(whole["words"], key=len, reverse=True))
    return MarketWording(
        report=regex.compile("|".join(sorted(data["report"], key=len, reverse=True))),
        whole=regex.compile(f"{words}|{index.pattern}"),
        index=index,
        points=regex.compile(whole["points"]),
        talk=regex.compile(whole["talk"]),
        quoted=regex.compile(data["share"]["quoted"]),
        moves=regex.compile(data["share"]["moves"]),
    )


def find_trading_day(scene: Scene) -> TimeExpression | None:
    """The day of a report on the markets, which its headline or lead names; all its prices are of that day."""
    if not is_market_report(scene):
        return None
    days = (t for t in between(scene.times, 0, _lead_end(scene)) if t.grain == "day" and t.start_date is not None)
    return next(days, None)


def is_market_report(scene: Scene) -> bool:
    """Whether headline and lead speak of the markets."""
    found = load_market_wording().report.finditer(scene.clean.shadow, 0, _lead_end(scene))
    return len({match.group() for match in found}) >= _MARKET_WORDS


def _lead_end(scene: Scene) -> int:
    return next((s.end for s in scene.sentences if s.label == Label.BODY and s.end - s.start >= _SAYS_MORE), 0)


def is_of_market(indicator: str) -> bool:
    """Whether a measure is of an index or of a whole market: 沪指, 两市成交额, 北向资金净买入."""
    if indicator.endswith(("收入", "收益", "利润")):
        return False  # 沪深港通收入: what an exchange earns
    return indicator == "指数" or load_market_wording().whole.match(indicator) is not None


def is_of_homes(indicator: str) -> bool:
    """Whether a measure is of the market for homes, which an agent tells of: it is not of his company."""
    return _OF_HOMES.match(indicator) is not None


def is_one_of_many(shadow: str, head: int, start: int, end: int) -> bool:
    """Whether a headline names a company among many, or for its customers: 中国平安、新华保险等五大险企;
    10家上市航空公司客运量出炉 东海航空居首; 滴滴|车主被撞."""
    beside = _ONE_OF.match(shadow, end) is not None or _CUSTOMERS.match(shadow, end) is not None
    return beside or _MANY.search(shadow, head, start) is not None


def tells_of_economy(shadow: str, position: int) -> bool:
    """Whether what stands behind a place is of its economy, not a company's business there: 盐城|新能源产业规模."""
    return _ECONOMY.match(shadow, position) is not None


def is_share_price(indicator: str) -> bool:
    """Whether a measure is what shares cost or are worth on a day."""
    return _SHARE_PRICE.search(indicator) is not None


_OF_HOMES = regex.compile(
    r"(?:整体|全[港台市]|六都|住宅|私宅)?(?:[楼房]价|[楼房]市|一手(?:成交|住宅|楼|私宅)|二手(?:成交|住宅|楼|私宅)|住宅成交|买卖移转)"
)


def market_region(region: str | None, indicator: str) -> str | None:
    """Where a price is quoted: shares of Macau's companies are traded in Hong Kong."""
    return "HK" if region == "MO" and is_share_price(indicator) else region


_ONE_OF = regex.compile(
    r"[、和与][^，,\s]{2,20}?等\p{Han}{0,2}?[\d一二三四五六七八九十两多数]|等\p{Han}{0,2}?[\d一二三四五六七八九十两多数]"
)
_MANY = regex.compile(
    r"(?:(?<![第\d])\d{1,3}|[两三四五六七八九十百千多数])[家大强]\p{Han}{0,6}(?:公司|[车航房险药酒央国]企|银行|航司|券商|厂商)"
    r"\p{Han}{1,12}[ \u3000：:，,；;]"
)
_CUSTOMERS = regex.compile(r"(?:网约)?(?:车主|司机|骑手|用户|前?员工|客户|消费者|业主|乘客|旅客|储户|股民|店员|外卖员)")
_ECONOMY = regex.compile(
    r"(?!市场|业务|分公司|子公司|工厂|基地)\p{Han}{0,8}?(?:产业(?:规模|产值|集群|链|总)|规上|规模以上|地区生产总值|GDP|经济总量|一般公共预算|财政收入|常住人口)"
)
_SHARE_PRICE = regex.compile(r"股价$|(?:开市|收市|开盘|收盘|暗盘|招股|发售)价$|^市值|[^率]市值$")
_SAYS_MORE = 30
_MARKET_WORDS = 2
