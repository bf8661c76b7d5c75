"""Which branch of an economy a sum is of, where a verb stands between: 采矿业|实现|利润总额, 民营企业|完成|进出口."""

from __future__ import annotations

import regex

from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.phrases import Phrase
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At

_BRANCH = regex.compile(
    r"[，,、；;：:\s]{0,3}(?:其中[，,]?|而)?(?:全[省市县区国])?"
    r"(?P<branch>\p{Han}{2,16}?(?<![就失创毕作营开从停复企])业|(?:民营|国有|外资|私营|小微|外商投资|中小|国有控股)企业)"
    r"(?:累计|共|合计|已|全年)?(?:实现|完成|创造)了?"
)
_SUMS = frozenset({"收入", "总收入", "产值", "总产值", "增加值", "利润", "税收", "投资", "营收"})


def with_branch(scene: Scene, at: At, own: Phrase) -> Phrase:
    """The phrase with its branch, or as it is. A company is the subject of its figures and no branch."""
    if own.words not in _SUMS and not is_known_indicator(own.words):
        return own
    ends = [n.end for n in between(scene.named, at.start, own.start)]
    ends += [t.end for t in between(scene.times, at.start, own.start)]
    match = _BRANCH.fullmatch(scene.clean.shadow, max([at.start, *ends]), own.start)
    return own if match is None else Phrase(own.start, own.end, match["branch"] + own.words)
