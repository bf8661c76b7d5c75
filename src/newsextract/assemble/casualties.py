"""The dead and hurt of one accident, and of all those of a year."""

from __future__ import annotations

import regex

from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At
from newsextract.measure.values import Quantity


def counts_many(scene: Scene, at: At, quantity: Quantity) -> bool:
    """Whether a sentence counts accidents (共发生煤矿事故4起、死亡6人), or the dead of a year or a month (去年全国车祸
    死亡21人): of none among them."""
    counted = _ACCIDENTS.search(scene.clean.shadow, at.sentence.start, quantity.start)
    if counted is not None and counted["count"] not in ("1", "一"):
        return True
    times = between(scene.times, at.clause.start, quantity.start)
    return any(t.grain in _LONG_TIMES and not t.until for t in times)


_LONG_TIMES = ("year", "half", "quarter", "month", "span")
_ACCIDENTS = regex.compile(
    r"(?:事故|火灾|火警|灾害|案件|险情|地震|爆炸)(?:共|共计|总数|起数)?(?P<count>\d[\d,.]{0,12}万?|[一二三四五六七八九十百]{1,6})[多余]?[起宗次件]"
    r"|(?P<count>\d[\d,.]{0,12}万?|[一二三四五六七八九十百]{1,6})[多余]?[起宗次](?:[^，,。；;\d]{0,8})(?:事故|火灾|火警|灾害)"
)
