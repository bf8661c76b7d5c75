"""What a clause without a figure is about, where it tells how that goes: 工业生产加快，同比增长8.1%."""

from __future__ import annotations

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.phrases import Phrase, read_left
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At
from newsextract.assemble.wording import Wording
from newsextract.segment.words import is_nominal


def find_topic(scene: Scene, words: Wording, clause: Clause, *, told: bool) -> Phrase | None:
    """The noun whose course the clause tells (价格平稳, 进出口稳中有升); None where it is no noun. Where the sentence
    has ``told`` a figure already, only what is measured counts: 营收10亿元，队伍不断壮大，增长5% is of the income."""
    if clause.depth:
        return None
    caused = _CAUSED.search(scene.clean.shadow, clause.start, clause.end)
    if caused is not None:
        phrase = read_left(scene, words, clause, clause.start, caused.start()).phrase
        return phrase if phrase is not None and is_nominal(phrase.words) else None
    streak = _STREAK.search(scene.clean.shadow, clause.start, clause.end)
    if streak is not None:
        return read_left(scene, words, clause, clause.start, streak.start()).phrase
    course = words.course.search(scene.clean.shadow, clause.start, clause.end)
    if course is None:
        named = read_left(scene, words, clause, clause.start, clause.end).phrase
        return named if named is not None and is_known_indicator(named.words) else None  # 工业增加值，|全市增长7.8%
    phrase = read_left(scene, words, clause, clause.start, course.start()).phrase
    if phrase is None or phrase.words in words.change_nouns:
        return None
    measured = _MEASURED.search(phrase.words) is not None
    return phrase if measured or (not told and is_nominal(phrase.words)) else None


# 外销订单|连5红 5月579.3亿美元
_STREAK = regex.compile(r"(?<=\p{Han}{2})连(?:续)?\d{1,3}[红黑冻]")
# 蛋类|则因基期较高，下跌10.43%
_CAUSED = regex.compile(
    r"(?<=\p{Han}{2})(?:则|也|亦)?(?:主要)?(?:是)?(?:因(?!应|素|此|而|果)|"
    r"由于|受(?!惠|理|害|益|访|伤|损))(?=\p{Han}{3})"
)
_MEASURED = regex.compile(
    r"(?:价格|[售物油粮房租菜肉煤电气金水运]价|收入|支出|投资|消费|生产|销售|进出口|出口|进口|增加值|总值|产值|产量|销量|利润|面积|"
    r"贷款|存款|余额|就业|人口|[率量额值价数]|指数|CPI|PPI|GDP)$"
)


def topic_before(scene: Scene, words: Wording, at: At) -> Phrase | None:
    """大蒜的产地价，|从每斤42元跌到23元: a clause that only names what the next one measures."""
    index = at.clauses.index(at.clause)
    before = at.clauses[index - 1] if index else None
    shadow = scene.clean.shadow
    if before is None or at.start != at.clause.start or at.clause.opening not in ("，", ","):
        return None
    if before.depth != at.clause.depth or _FROM_LEVEL.match(shadow, at.start) is None:
        return None
    if between(scene.quantities, before.start, before.end):
        return None
    phrase = read_left(scene, words, before, before.start, before.end).phrase
    if phrase is None or words.speech.search(phrase.words) is not None:
        return None
    return phrase if is_nominal(phrase.words) or shadow[phrase.start - 1] == "的" else None


_FROM_LEVEL = regex.compile(r"(?:已经?)?(?:从|由|自|每[天日周月年晚])")
