"""What is quoted: an index without what it does, a rate that moves."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.markets import is_of_market, is_share_price
from newsextract.assemble.phrases import Left, Phrase
from newsextract.assemble.scene import Scene
from newsextract.assemble.told import At, Measure, Told
from newsextract.measure.values import Quantity
from newsextract.record import Period


def moves_rate(told: Told, at: At, reading: Reading) -> bool:
    """新台币汇率收30.125元，|贬值3.2分: whether the rate that the sentence has told moves, not a measure of its own."""
    last = told.drafts[told.last] if told.last is not None else None
    if last is None or reading.verb not in ("升值", "贬值") or last.quantity.end < at.sentence.start:
        return False
    return (last.indicator or "").endswith(("汇率", "汇价", "中间价"))


def only_index(phrase: Phrase) -> Phrase:
    """大盘|在月线24500点附近遇压, 指数|有机会回测23800点: the index without what it does."""
    index = _INDEX_DOES.match(phrase.words)
    return Phrase(phrase.start, phrase.start + index.end(), index.group()) if index is not None else phrase


_INDEX_DOES = regex.compile(
    r"(?:(?:\p{Han}{0,6}指数|[沪深恒国科道纳标]指|[台港美日韩]股|大盘))(?=(?:在|于|有|将|可|能|若|仍|失守|跌破|站|守|回|短线|上[攻看探望]|下[探看]|挑战|测试)\p{Han})"
)


def read_offer(scene: Scene, at: At, quantity: Quantity, left: Left) -> Measure | None:
    """今起招股，每股|27.75至30.75元: what shares are offered at."""
    if quantity.per != "股" or left.phrase is not None:
        return None
    said = _OFFERED.search(scene.clean.shadow, max(at.sentence.start, at.start - 8), quantity.start)
    return Measure("招股价", None, None, "predicate") if said is not None else None


_OFFERED = regex.compile(r"招股(?:区间)?[，,]?(?:每股)?(?:作价|定价|为|介乎|介于)?$")


def day_of_prices(scene: Scene, told: Told, at: At, named: Measure) -> Period | None:
    """某股昨升4.8%，收报1.97元。恒指则跌132点: the day of the prices told right before in the paragraph."""
    last = told.drafts[-1] if told.drafts else None
    if last is None or not is_of_market(named.indicator) or last.fact.period is None:
        return None
    priced = is_share_price(last.indicator or "") or is_of_market(last.indicator or "")
    day = last.fact.period.start == last.fact.period.end
    near = "\n" not in scene.clean.shadow[last.quantity.end : at.sentence.start]
    return replace(last.fact.period, from_="paragraph") if priced and day and near else None
