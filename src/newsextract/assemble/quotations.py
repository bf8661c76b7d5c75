"""What is quoted: an index without what it does, a rate that moves."""

from __future__ import annotations

import regex

from newsextract.assemble.changes import Reading
from newsextract.assemble.phrases import Phrase
from newsextract.assemble.told import At, Told


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
