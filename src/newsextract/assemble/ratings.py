"""Brokers and rating agencies: what they tell is of others."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from newsextract.resources import read_toml

_WITHIN = 120  # characters in which a broker tells what it rates


def rates_others(shadow: str, start: int, end: int) -> bool:
    """Whether a house gives its opinion of another company: 大和发表报告，料某某今年销售升一成，目标价7元."""
    if counts_others(shadow, start, end):
        return True
    house, tells, rating = _patterns()
    if house.search(shadow, start, end) is None or tells.match(shadow, end) is None:
        return False
    if _OF_IT.match(shadow, end) is not None:
        return True  # 高盛|料其全年盈利为162亿元
    stop = shadow.find("。", end, end + _WITHIN)
    return rating.search(shadow, end, stop if stop >= 0 else min(len(shadow), end + _WITHIN)) is not None


def counts_others(shadow: str, start: int, end: int) -> bool:
    """Whether a house tells what others sell: IDC：二季度智能手机出货量6896万台."""
    return _RESEARCHES.search(shadow, start, end) is not None and _ITS_FINDING.match(shadow, end) is not None


_OF_IT = regex.compile(r"(?:则|亦|也)?(?:料|预[计料期测估]|估计?|相信|认为|将)其(?!他|中|余|实|次)")
# Houses that count what others sell.
_RESEARCHES = regex.compile(
    r"IDC|TrendForce|Counterpoint|Canalys|Omdia|Gartner|SEMI$|WSTS|DRAMeXchange|集邦|克而瑞|易观|艾瑞|奥维云|尼尔森|凯度|沙利文|灼识|猫眼|灯塔"
    r"|(?:咨询|研究院|研究所|研究中心|调研机构|智库)$"
)
_ITS_FINDING = regex.compile(
    r"(?:[(（][A-Za-z ]{2,20}[)）])?\s?(?:[：:]|(?:\d{1,2}月)?(?:\d{1,2}日|[今昨]日?|最新|近日|日前)?"
    r"(?:公布|发布)?的?(?:最新)?[^，,。；;：:]{0,12}?(?:数据|报告|统计|指出|预[计测估期]|显示|调查|认为|榜单)|中国[^，,。；;]{0,6}分析师)"
)


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """A house that rates others, how it tells, what it gives."""
    data: dict[str, Any] = read_toml("patterns/market.toml")["raters"]
    return regex.compile(data["house"]), regex.compile(data["tells"]), regex.compile(data["rating"])
