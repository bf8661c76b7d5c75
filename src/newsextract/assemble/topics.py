"""What a clause without a figure is about, where it tells how that goes: 工业生产加快，同比增长8.1%."""

from __future__ import annotations

import regex

from newsextract.assemble.clauses import Clause
from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.phrases import Phrase, read_left
from newsextract.assemble.scene import Scene
from newsextract.assemble.wording import Wording
from newsextract.segment.words import is_nominal


def find_topic(scene: Scene, words: Wording, clause: Clause, *, told: bool) -> Phrase | None:
    """The noun whose course the clause tells (价格平稳, 进出口稳中有升); None where it is no noun. Where the sentence
    has ``told`` a figure already, only what is measured counts: 营收10亿元，队伍不断壮大，增长5% is of the income."""
    if clause.depth:
        return None
    course = words.course.search(scene.clean.shadow, clause.start, clause.end)
    if course is None:
        named = read_left(scene, words, clause, clause.start, clause.end).phrase
        return named if named is not None and is_known_indicator(named.words) else None  # 工业增加值，|全市增长7.8%
    phrase = read_left(scene, words, clause, clause.start, course.start()).phrase
    if phrase is None or phrase.words in words.change_nouns:
        return None
    measured = _MEASURED.search(phrase.words) is not None
    return phrase if measured or (not told and is_nominal(phrase.words)) else None


_MEASURED = regex.compile(
    r"(?:价格|[售物油粮房租菜肉煤电气金水运]价|收入|支出|投资|消费|生产|销售|进出口|出口|进口|增加值|总值|产值|产量|销量|利润|面积|"
    r"贷款|存款|余额|就业|人口|[率量额值价数]|指数|CPI|PPI|GDP)$"
)
