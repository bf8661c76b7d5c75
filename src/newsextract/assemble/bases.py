"""Which fact a change, a share or a rank is of, where only what follows or what was told between tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from newsextract.assemble.drafts import Draft
from newsextract.assemble.scene import Scene, between
from newsextract.assemble.told import At
from newsextract.measure.values import Quantity
from newsextract.record import Basis

_UP_TO = regex.compile(
    r"(?:[，,、]?(?:上升|下降|升|降|增加?|减少?)?(?:至|到|达到?))(?:约|近|逾)?|[，,、]?(?:后|最后|终场|最终|暂|现|今|昨)?(?:升至|降至|涨至|跌至|达到?|为|报|收盘?报?|收市报?|收于|报收|收在|收至)(?:约|近|逾)?(?:每\p{Han}{1,3})?"
)
_BACK = 4


def link_bases(shadow: str, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the facts that they are of.

    A change is of the level that it leads to (减少12.4%至86.3亿元), points are of the percentage that moved (占72.1%，
    提升3.4个百分点), a rank behind points of the growth that they tell of.
    """
    out = list(drafts)
    for index, draft in enumerate(out):
        base = _base_behind(shadow, out, index)
        if base is None:
            base = _moved(out, index)
        if base is not None:
            out[index] = replace(draft, base=base)
    return out


def _base_behind(shadow: str, drafts: Sequence[Draft], index: int) -> int | None:
    """The level right behind a change that has none of its own."""
    draft = drafts[index]
    if draft.reading.kind != "change" or index + 1 >= len(drafts) or draft.quantity.kind == "times":
        return None
    behind = drafts[index + 1]
    if behind.reading.kind == "change" or behind.indicator != draft.indicator or behind.phrase is not None:
        return None
    if _UP_TO.fullmatch(shadow, draft.quantity.end, behind.quantity.start) is None:
        return None
    return index + 1


def _moved(drafts: Sequence[Draft], index: int) -> int | None:
    """The percentage that points moved, or the growth whose rank is told behind them."""
    draft = drafts[index]
    if draft.base is None:
        return None
    points = draft.reading.kind == "change" and draft.unit.code in ("pp", "基点")
    before = drafts[index - 1] if index else None
    ranked = draft.reading.kind == "rank" and before is not None and before.unit.code == "pp"
    if not points and not (ranked and draft.phrase is None):
        return None
    base = drafts[draft.base]
    if points and base.reading.kind == "share" and base.unit.code == "%" and base.indicator == draft.indicator:
        return None  # 入园率98.6%，巩固率99.2%，分别提高0.4个和0.1个百分点
    for at in range(index - 1, max(-1, index - _BACK), -1):
        other = drafts[at]
        if other.fact.sentence.start != draft.fact.sentence.start:
            return None
        same = other.indicator == draft.indicator or draft.phrase is None or at == draft.base
        if same and other.unit.code == "%" and other.reading.kind in ("share", "change"):
            return at
    return None


def viewed_basis(shadow: str, start: int, below: int) -> Basis | None:
    """What growth that says nothing of it is held against: of the view that its paragraph takes (从同比看，…),
    or of what the article said once for all (``below``)."""
    head = max(shadow.rfind("\n", 0, start) + 1, start - _VIEWED)
    views = list(_VIEW.finditer(shadow, head, start))
    if views:
        return "year_on_year" if views[-1]["of"] == "同比" else "month_on_month"
    return "year_on_year" if 0 <= below < start else None


def find_below(shadow: str) -> int:
    """Where an article says that growth from there on is against the year before (同比，下同), else -1."""
    at = shadow.find("下同")
    return at if at >= 0 and _AGAINST_YEAR.match(shadow, max(0, at - _NEAR), at) is not None else -1


def said_from(scene: Scene, at: At, quantity: Quantity) -> int:
    """Where what the change is held against may be said: its clause, one before that tells no figure of its own
    (同比看，…; 同比由降转增，增长6.1%), or what heads the sentence for all its parts (与2020年相比，PM2.5下降21.5%，
    优良天数增加|13天)."""
    shadow, index = scene.clean.shadow, at.clauses.index(at.clause)
    before = at.clauses[index - 1] if index else None
    if before is None or before.depth != at.clause.depth or at.clause.opening not in ("，", ",", "：", ":"):
        return at.clause.start
    bare = not between(scene.quantities, before.start, before.end)
    if bare and _SAID_OF_BASIS.search(shadow, before.start, before.end) is not None:
        return before.start
    head = at.clauses[0]
    heads = head.depth == at.clause.depth and not between(scene.quantities, head.start, head.end)
    if not heads or quantity.start - head.start > _VIEWED or _ALL_HELD.search(shadow, head.start, head.end) is None:
        return at.clause.start
    own = _HELD_ANEW.search(shadow, head.end, quantity.start) is not None
    return at.clause.start if own else head.start


_VIEWED, _NEAR = 300, 12
_VIEW = regex.compile(r"(?<![\p{Han}])(?:[从按]|其中[，,]?)?(?P<of>同比|环比)(?:来|数据|角度|涨幅)?看[，,：:]")
_AGAINST_YEAR = regex.compile(r"(?r)(?:同比|[比较与][去上]年同期(?:相比)?)\s?[（(，,]")
_SAID_OF_BASIS = regex.compile(
    r"(?:同比|环比|按年|按月|按季)(?:[来去]?看|由|从|止|转|实现|保持|继续|仍|降幅|增幅|增速|跌幅|涨幅|$)"
    r"|(?:与|和|同|跟|相较于?)[^，,；;。]{1,16}(?:相比|比较|比起来)$"
)
_ALL_HELD = regex.compile(r"(?:与|和|同|跟|相较于?|较|比)[^，,；;。]{1,16}(?:相比|比较|比起来)$")
_HELD_ANEW = regex.compile(r"[；;]|同比|环比|[比较](?!重|例)|年均|每年|新增")
