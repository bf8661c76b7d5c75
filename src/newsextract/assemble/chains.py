"""Figures told in a row: 粮食、油料产量分别为52万吨和6万吨; 受理61件194人，分别上升22%和17.6%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from newsextract.assemble.indicators import is_known_indicator
from newsextract.assemble.trade import TOWARDS
from newsextract.assemble.wording import Wording
from newsextract.measure.values import Quantity

_JOINT = regex.compile(r"\s{0,9}(?:、|和|与|及|以及|或)\s*")
_GROWING = frozenset({"percent", "times"})
_SPLIT = regex.compile(r"、|和|与|及(?!其)|以及")
_SEVERALLY = regex.compile(r"(?r)(?:分别|依次)(?:为|是|达到?|有|约|超过?|完成|实现|录得){0,4}+")
# The head that the last of the names carries for all of them.
_HEAD = regex.compile(
    r"(?r)(?:(?:商品)?零售额|销售面积|保险(?:参保)?(?:人数|人员)|保险基金[收支][入出]|总?产量|面积|总?产值|收入|增加值|投资额?|人数|支出|出口额?|进口额?|发电量?|消费|价格|余额|存款|贷款|"
    r"销量|销售额|利润|板块|用电量|吞吐量|周转量|占比|比重|覆盖率|完成率|增速|增幅|数量)"
)


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity's place in its row: ``index`` of ``size``."""

    index: int
    size: int


def find_chains(shadow: str, words: Wording, quantities: Sequence[Quantity]) -> dict[int, Link]:
    """The rows of two or more quantities of one kind, by the start of each; ``quantities`` are those of a clause."""
    out: dict[int, Link] = {}
    row: list[Quantity] = []
    for quantity in quantities:
        if row and (_joined(shadow, words, row[-1], quantity) or _several(shadow, row[0], row[-1], quantity)):
            row.append(quantity)
            continue
        _note(out, row)
        row = [quantity]
    _note(out, row)
    return out


def _note(out: dict[int, Link], row: Sequence[Quantity]) -> None:
    if len(row) > 1:
        out.update({quantity.start: Link(index, len(row)) for index, quantity in enumerate(row)})


def _joined(shadow: str, words: Wording, first: Quantity, second: Quantity) -> bool:
    alike = first.kind == second.kind and first.dimension == second.dimension
    if (first.unit, second.unit) == ("户", "人"):
        return False  # 3200户、1.1万人: households and the people in them
    if not alike and not {first.kind, second.kind} <= _GROWING:
        return False
    joint = _JOINT.match(shadow, first.end, second.start)
    if joint is None:
        return False
    end = second.start - (shadow[second.start - 1] == "+")
    return joint.end() == end or _moves_between(shadow, words, joint.end(), second.start)


def _several(shadow: str, head: Quantity, first: Quantity, second: Quantity) -> bool:
    """铜材、电池产量分别为298.7万吨和3.6亿只: each in the unit of its own."""
    if first.kind != "amount" or second.kind != "amount" or _SEVERALLY.match(shadow, 0, head.start) is None:
        return False
    return _JOINT.fullmatch(shadow, first.end, second.start) is not None


def _moves_between(shadow: str, words: Wording, start: int, end: int) -> bool:
    """增长21.4%、9.6%和|下降|5.2%: the verb of this one figure."""
    move = words.change_end.match(shadow, start, end)
    return move is not None and move.start() == start


def split_names(words: str, size: int) -> list[str] | None:
    """The names that a row of figures measures, one each, or None: 风电、光伏分别发电 is 风电发电, 光伏发电."""
    names, _, tail = words.partition("分别")
    names, tail = _GUESSED.sub("", names), "" if tail in ("持平", "不变") else tail
    rows = ([part for part in split.split(names) if part] for split in _SPLITS)
    parts = next((row for row in rows if len(row) == size), None)
    if parts is None:
        return None
    tiers = [part.removeprefix("第") for part in parts]
    if all(tier in _TIERS for tier in tiers[:-1]) and len(tiers[-1]) > 1 and tiers[-1][0] in _TIERS:
        mark = "第" if parts[0] != tiers[0] else ""  # 一、二、三线城市住宅价格, 第一、二、三产业增加值
        return [mark + tier[0] + tiers[-1][1:] + tail for tier in tiers]
    if any(len(part) < 2 for part in parts):
        return None
    traded = _TRADED.search(parts[-1]) if parts[0][0] in TOWARDS and not tail else None
    if traded is not None:  # 对墨西哥、日本|进出口分别为…
        parts, tail = [*parts[:-1], parts[-1][: traded.start()]], traded.group()
    whose, of, what = parts[-1].partition("的")
    if not tail and whose and what and not any("的" in part for part in parts[:-1]):
        return [part + of + what for part in (*parts[:-1], whose)]  # 东海、南海|的超标率
    shared = _shared_head(parts) if not tail else ""
    if shared:
        parts = [part if part.endswith(shared) or _WHOLE.search(part) else _merged(part, shared) for part in parts]
    towards = parts[0][0] if tail and parts[0][0] in TOWARDS else ""  # 对|欧盟、东盟分别出口
    return [towards * (part[0] != towards) + part + tail for part in parts]


def _merged(part: str, shared: str) -> str:
    """失业保险 with 保险参保人数 is 失业保险参保人数."""
    common = next((n for n in range(min(len(part), len(shared)), 0, -1) if part.endswith(shared[:n])), 0)
    return part + shared[common:] if common > 1 else part + shared


# 和 and 及 may stand inside a name: 医疗保健、生活用品及服务价格, 家用电器和音像器材类、通讯器材类零售额.
_SPLITS = (
    _SPLIT,
    regex.compile("、|和|与|以及"),
    regex.compile("、|以及"),
    regex.compile("、|及(?!其)"),
    regex.compile("、"),
)


def _shared_head(parts: Sequence[str]) -> str:
    """What the last name carries for all: 粮食、油料|产量, 基本及整体|消费物价通胀率; nothing where each is whole."""
    last = parts[-1]
    if all(is_known_indicator(part) for part in parts):
        return ""  # 固定资产投资和社会消费品零售总额
    known = next((last[at:] for at in range(1, len(last) - 1) if is_known_indicator(last[at:])), "")
    people = _TRAVELLERS.search(last)
    if people is not None and people.start() > 0:
        return people.group()  # 菲律宾及泰国|旅客
    head = _HEAD.match(last)
    return known or (head.group() if head is not None and head.start() > 0 else "")


_TRAVELLERS = regex.compile(r"(?:籍)?(?:旅客|游客|访客|观光客|旅行团)(?:人次|人数|总数)?$")
_WHOLE = regex.compile(r"(?:[量额值数率]|面积|利润)$")  # 业务量、业务|收入: each has a head of its own
_TRADED = regex.compile(r"(?<=\p{Han}{2})(?:进出口|[进出]口|投资|贸易)\p{Han}{0,6}$")
_GUESSED = regex.compile(r"(?:预测|预计|预期|目标|(?<=\p{Han}{2})[涨跌]幅)$")
_TIERS = frozenset("一二三四五大中小微东西")
