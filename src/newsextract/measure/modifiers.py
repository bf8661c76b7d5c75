"""Words on either side of a number that bound or blur it: 近, 不超过, 左右, 以上."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from newsextract.errors import DataError
from newsextract.record import Modifier
from newsextract.resources import read_table

PATH = "units/modifiers.tsv"
MODIFIERS = frozenset({"about", "nearly", "over", "at_least", "at_most", "under"})


# What may bound a share from before what it is a share of, and that whole: 不到全国平均水平的四分之一.
_BOUNDING = frozenset(
    {"不足", "不到", "超过", "近", "接近", "将近", "约", "约为", "约占", "逾", "高于", "低于", "至少", "不低于"}
)
_APART = re.compile(r"(?:[一-龥]{2}|[近约超逾])(?=[^，,。；;：:0-9一二两三四五六七八九十]{2,12}的$)")
_APART_REACH = 16
# 高于行业平均的36.2倍: what is said to be higher than the number is something else.
_COMPARED = re.compile(r"[高低]于[^，,。；;]{0,8}(?:平均|均值|均线|水平|同期|上年|去年|同行|对手|此前|原先)")
_HIGHEST = re.compile(r"[可给奖补罚处赔贷享领减免返]|额度|限额|申请|优惠|报销|让利|保障|支付|赔付|处以|设置")
_LOWEST = re.compile(r"[起付缴]|首付|比例|标准|门槛|票价|售价|收费|月供|折扣|优惠|注册资本")


@dataclass(frozen=True, slots=True)
class ModifierWord:
    """A word, the side it stands on, what it does, and where it may stand."""

    word: str
    modifier: Modifier
    condition: str  # bare: only before 百/千/万/亿/半; money, duration: only with such a unit; arabic: behind digits
    not_after: tuple[str, ...]


Table = dict[str, tuple[ModifierWord, ...]]


@cache
def _tables() -> tuple[Table, Table]:
    left: dict[str, list[ModifierWord]] = {}
    right: dict[str, list[ModifierWord]] = {}
    for word, side, modifier, condition, not_after in read_table(PATH, 5):
        if side not in {"left", "right"} or modifier not in MODIFIERS:
            raise DataError(f"{PATH}: {word}: side must be left or right and modifier one of {sorted(MODIFIERS)}")
        entry = ModifierWord(word, cast(Modifier, modifier), condition, tuple(not_after.split()))
        table, key = (left, word[-1]) if side == "left" else (right, word[0])
        table.setdefault(key, []).append(entry)
    return _longest_first(left), _longest_first(right)


def _longest_first(table: dict[str, list[ModifierWord]]) -> Table:
    return {key: tuple(sorted(words, key=lambda w: -len(w.word))) for key, words in table.items()}


_NORTH_OF = frozenset("河湖华东西台闽苏皖鲁粤桂滇渝冀晋豫鄂湘赣浙以往向偏")


def find_left(text: str, at: int, bare: bool) -> ModifierWord | None:
    """The longest modifier that ends at ``at``. ``bare``: the number begins with 百, 千, 万, 亿 or 半."""
    if at <= 0:
        return None
    for entry in _tables()[0].get(text[at - 1], ()):
        start = at - len(entry.word)
        if start < 0 or not text.startswith(entry.word, start) or (entry.condition == "bare" and not bare):
            continue
        part = entry.not_after and start and text[start - 1] in entry.not_after
        if part and not text.endswith("进度", 0, start):  # 夏播进度|过半
            continue
        if entry.word[0] == "约" and text[start - 1 : start] == "北" and text[start - 2 : start - 1] not in _NORTH_OF:
            continue  # 北约|32个成员国, but 湖北|约300家
        return entry
    return None


def find_right(text: str, at: int, dimension: str | None) -> ModifierWord | None:
    """The longest modifier that begins at ``at``, behind a unit of ``dimension``."""
    for entry in _tables()[1].get(text[at : at + 1], ()):
        if text.startswith(entry.word, at) and entry.condition in {"", dimension}:
            return entry
    return None


def is_bound(text: str, at: int) -> bool:
    """Does 最高 or 最低 at ``at`` set a bound (补助最高100万元, 首付最低15%), or tell an extreme (单日最高2.1万)?"""
    words = _HIGHEST if text.startswith("最高", at) else _LOWEST
    return words.search(text, max(0, at - 14), at) is not None


_BEFORE_VERB = re.compile(
    r"(?P<word>约|大约|至少|最少|起码|最多|至多|顶多)(?:只|仅)?(?:会|将|要|可以?|能|需)?"
    r"(?:减少|增加|下降|上升|提高|降低|流失|收购|投入|需要|缩短|延长|节省|节约|损失|贡献|拥有|容纳|贷款|补助|补贴|奖励|罚款|领取|申请|购买|认购|持有"
    r"|[领住赔罚判买购借坐载停带拿获付享补报减免扣招收])了?$"
    r"|(?P<bound>不会超过|不得超过|不能超过|不超过|不高于|不低于|不少于|不得低于)(?:[^，,。；;0-9的]{1,6}的|每(?:公斤|千克|吨|亩|平方米|立方米|人|户|斤|升|件|天|日|月|年|度|千瓦时|车))$"
)


def find_distant(text: str, at: int) -> Modifier | None:
    """The modifier that a verb, a whole or a denominator parts from its number: 约减少0.3个百分点, 不超过营收的8%."""
    match = _BEFORE_VERB.search(text, max(0, at - _APART_REACH), at)
    word = None if match is None else find_left(text, match.end(match.lastgroup or 0), bare=False)
    return None if word is None else word.modifier


def find_apart(text: str, at: int) -> Modifier | None:
    """The modifier of a share at ``at`` that stands before what it is a share of: 超过去年同期的1.5倍."""
    if text[at - 1 : at] != "的":
        return None
    for match in _APART.finditer(text, max(0, at - _APART_REACH), at):
        word = None if _COMPARED.search(text, match.start(), at) else find_left(text, match.end(), bare=False)
        if word is not None and word.word in _BOUNDING:
            return word.modifier
    return None


def one_modifier(
    left: ModifierWord | None, right: ModifierWord | None, fuzz: Modifier | None, ranged: bool
) -> Modifier:
    """One modifier from the words on both sides and what is within the number: 约5000多家 is over, 近40%左右 nearly,
    约…以上 at least; a range is a range."""
    if ranged:
        return "range"
    if left is not None and left.modifier in {"about", "nearly"}:
        if fuzz == "over":
            return "over"
        return right.modifier if right is not None and left.modifier == "about" else left.modifier
    if left is not None:
        return left.modifier
    if right is not None and right.modifier != "about":
        return right.modifier
    return fuzz or (right.modifier if right is not None else "exact")
