"""Brokers and rating agencies: what they tell is of others."""

from __future__ import annotations

import regex

_WITHIN = 120  # characters in which a broker tells what it rates

# The names of houses that rate others; what such a house earns itself is told without a target or a rating.
_HOUSE = regex.compile(
    r"证券|大摩|小摩|大和|高盛|花旗|摩根|瑞银|瑞信|瑞穗|美银|美林|野村|里昂|中金|麦格理|富瑞|星展|汇丰|巴克莱|德银|德意志|法巴|联昌|建银国际"
    r"|招银国际|交银国际|中银国际|农银国际|工银国际|晨星|标普|标准普尔|穆迪|惠誉|中信建投|国泰君安|华泰|招商证|广发证|凯基|元大投顾|投顾"
)
_TELLS = regex.compile(
    r"(?:昨|今|昨日|今日|最新|则|亦|也|均|仍|同样|同日){0,2}(?:发表|发布|出具|料|认为|相信|指出?(?!数)|预[计料期测估]|估计?|将(?!于|在)|把|上调|下调"
    r"|调[高低升降]|维持|重申|给予|予|首予|看好|唱[好淡]|表示|称|说|升(?![\d幅])|降(?![\d幅]))"
)
_RATING = regex.compile(r"目标价|评级|盈利预[测期]|盈测|跑[赢输]大市|[「“](?:买入|增持|中性|持有|减持|沽售|优于大市)")


def rates_others(shadow: str, start: int, end: int) -> bool:
    """Whether a house gives its opinion of another company: 大和发表报告，料某某今年销售升一成，目标价7元."""
    if _HOUSE.search(shadow, start, end) is None or _TELLS.match(shadow, end) is None:
        return False
    stop = shadow.find("。", end, end + _WITHIN)
    return _RATING.search(shadow, end, stop if stop >= 0 else min(len(shadow), end + _WITHIN)) is not None
