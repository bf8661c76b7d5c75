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
        ministry = domain == "state" and shadow[end - 1 : end + 1] == "部部"
        start = self._over_conjunction(start) if ministry else start
        if shadow[start : start + 1] == "校" and shadow[start - 1 : start] in ("该", "本", "我"):
            start += 1  # 该校|校友会
        text = shadow[start:end]
        if ministry and _MINISTRY <= len(text) <= 14 and self._taken.isdisjoint(range(start, end)):
            return new_mention(start, end, "government", "owner", 0.6, core=text)
        if not 3 - (shared > 0) <= len(text) <= 14 or not self._taken.isdisjoint(range(start, end)) or is_generic(text):
            return None
        inner = innermost_place(ground, start, end)
        rest = shadow[inner.end if inner else start : end]
        if len(rest) < 2 or is_generic(rest) or text.startswith(GENERIC_BEFORE):
            return None
        if lexicon.stopwords().at(text, 0) or lexicon.followers().at(text, 0):
            return None
        if text[-1] in "部处科室组队班课" or _TERM.fullmatch(text) is not None:
            return None
        if shared and shadow[end - 1] != shadow[end]:
            end, text = end + shared, text + shadow[end : end + shared]
        elif domain not in ("executive", "institution"):
            return None
        if domain == "executive":
            return new_mention(start, end, "company", "owner", 0.6, core=text)
        return NameMention(start, end, "organization", _kind_of(text), None, 0.6, "owner", (), {"core": text})

    def _over_conjunction(self, start: int) -> int:
        """Where a ministry's name begins that 和 joins: 投资工业和|贸易部."""
        shadow = self._ground.shadow
        if shadow[start - 1 : start] not in ("和", "与"):
            return start
        before = left_edge(self._ground, start - 1, brackets=False)
        return before if 2 <= start - 1 - before <= 8 and not is_han(shadow[before - 1 : before] or "。") else start


def _kind_of(name: str) -> str | None:
    """What a body's ending tells of it: 科洋|小学."""
    known = (lexicon.suffixes().get(name[at:]) for at in range(len(name)))
    entry = next((entry for entry in known if entry is not None), None)
    return None if entry is None or entry.subtype == "company" else entry.subtype


_TERM = regex.compile(r"第?[一二三四五六七八九十百\d]{1,4}届(?:的|新任|首任)?")  # 第五届|监事会主席
_MINISTRY = 4  # the fewest characters of a ministry's name: 气候变化部
