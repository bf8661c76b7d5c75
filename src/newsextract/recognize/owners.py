"""Names of bodies that nothing but the office behind them tells."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import (
    GENERIC_BEFORE,
    Ground,
    begin_at_place,
    innermost_place,
    is_generic,
    is_kind_before,
    left_edge,
    new_mention,
)
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention


class WordOwners:
    """Finds names that nothing but the office behind them tells (宏达电子|总经理)."""

    def __init__(self, shadow: str, bodies: Sequence[NameMention], places: Sequence[NameMention]) -> None:
        self._ground = Ground(shadow, {p.end: p for p in places}, {p.start: p for p in places})
        self._taken = {at for body in bodies for at in range(body.start, body.end)}

    def find(self, end: int, domain: str, shared: int = 0) -> NameMention | None:
        """The name from a clear edge to ``end``, where an office begins; ``shared``: how many of its first characters
        may close the name (新工处|长)."""
        ground, shadow = self._ground, self._ground.shadow
        start = begin_at_place(ground, left_edge(ground, end, brackets=True), end)
        ministry = domain == "state" and shadow[end - 1 : end] == "部" and _MINISTER.match(shadow, end) is not None
        joined = ministry or (shared > 0 and shadow[start - 1 : start] == "暨")
        start = self._over_conjunction(start) if joined else start
        if shadow[start : start + 1] == "校" and shadow[start - 1 : start] in ("该", "本", "我"):
            start += 1  # 该校|校友会
        text = shadow[start:end]
        if ministry and _MINISTRY <= len(text) <= 14 and self._taken.isdisjoint(range(start, end)):
            return new_mention(start, end, "government", "owner", 0.6, core=text)
        if (
            not 3 - (shared > 0) <= len(text) <= 14
            or not self._taken.isdisjoint(range(start, end))
            or (is_generic(text) and not _is_titled(text))
        ):
            return None
        inner = innermost_place(ground, start, end)
        rest = shadow[inner.end if inner else start : end]
        if len(rest) < 2 or (is_generic(rest) and not _is_titled(text)) or text.startswith(GENERIC_BEFORE):
            return None
        if is_kind_before(shadow, start):
            return None  # 某|生技公司|业务经理
        word = lexicon.stopwords().at(text, 0) is not None and not _is_titled(text)  # but 农业|科技研究院
        if word or lexicon.followers().at(text, 0):
            return None
        if text.endswith(_FIELDS):
            return None  # 电新行业|首席分析师
        if (text[-1] in "部处科室组队班课" and not text.endswith("秘书处")) or _TERM.fullmatch(text) is not None:
            return None
        if shared and shadow[end - 1] != shadow[end]:
            end, text = end + shared, text + shadow[end : end + shared]
        elif domain not in ("executive", "institution") and not (shared and len(text) > _MINISTRY):
            return None
        if domain == "executive":
            return new_mention(start, end, "company", "owner", 0.6, core=text)
        return NameMention(start, end, "organization", _kind_of(text), None, 0.6, "owner", (), {"core": text})

    def _over_conjunction(self, start: int) -> int:
        """Where a ministry's name begins that 和 joins: 投资工业和|贸易部."""
        shadow = self._ground.shadow
        if shadow[start - 1 : start] not in ("和", "与", "暨"):
            return start
        before = left_edge(self._ground, start - 1, brackets=False)
        return before if 2 <= start - 1 - before <= 8 and not is_han(shadow[before - 1 : before] or "。") else start


_FIELDS = ("主管", "行业", "板块", "领域", "方向", "业务", "产品", "市场", "区域", "大区", "赛道")


def _is_titled(text: str) -> bool:
    """Whether words that make kinds are a name where somebody heads it: 农业科技研究院|院长, 古城派出所|所长."""
    ending = next((text[at:] for at in range(1, len(text)) if text[at:] in lexicon.suffixes()), None)
    if ending is None or lexicon.suffixes()[ending].subtype == "company":
        return False
    return len(text) - len(ending) >= (_STEM if ending not in _QUARTERS else 2)


_STEM = 4
_QUARTERS = frozenset({"派出所", "分驻所", "卫生院", "分局"})


def _kind_of(name: str) -> str | None:
    """What a body's ending tells of it: 科洋|小学."""
    known = (lexicon.suffixes().get(name[at:]) for at in range(len(name)))
    entry = next((entry for entry in known if entry is not None), None)
    return None if entry is None or entry.subtype == "company" else entry.subtype


_TERM = regex.compile(r"第?[一二三四五六七八九十百\d]{1,4}届(?:的|新任|首任)?")  # 第五届|监事会主席
_MINISTER = regex.compile(r"部长|(?:第一|常务|政务)?副部长")
_MINISTRY = 4  # the fewest characters of a ministry's name: 气候变化部
