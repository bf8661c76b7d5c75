"""Whom one trades with, which is not where it is counted: 对欧盟、日本出口, 自美国进口大豆."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsextract.assemble.scene import Named

TOWARDS = "对自从"


def are_partners(shadow: str, places: Sequence[Named]) -> bool:
    """Whether places in a row are those that one trades with: 对|墨西哥、日本|分别出口."""
    if places[0].type != "place" or shadow[places[0].start - 1 : places[0].start] not in tuple(TOWARDS):
        return False
    return _TRADE.match(shadow, places[-1].end) is not None


_TRADE = regex.compile("(?:分别)?(?:进出口|[进出]口|投资|贸易)")


def with_origin(shadow: str, named: Sequence[Named], begin: int) -> int:
    """Before where imports come from: 自美国|进口大豆, 从巴西、澳大利亚分别|进口."""
    if not shadow.startswith(("进口", "分别进口"), begin):
        return begin
    at = begin
    for name in reversed(named):
        if name.end == at and (name.type == "place" or name.subtype == "international"):
            at = name.start - 1
            if shadow[at] in TOWARDS[1:]:
                return at
    return begin
