"""Committees of parties and of the Youth League, told by what stands before them."""

from __future__ import annotations

from dataclasses import replace

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.edges import Ground, has_left_edge, new_mention
from newsextract.recognize.lexicon import BodyEntry
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.prefixes import Prefix, prefixed

PARTIES = lexicon.WordSet(
    [
        *("中共", "共青团", "民革", "民盟", "民建", "民进", "农工党", "致公党", "九三学社", "台盟"),
        "国民党",
        "民进党",
        "民众党",
    ]
)
TERM = regex.compile(r"第?[一二三四五六七八九十百\d]+届$")


def after_party(shadow: str, prefix: Prefix, entry: BodyEntry) -> Prefix | None:
    """The prefix with the party that a committee is of: 中共|百色市|委."""
    party = PARTIES.before(shadow, prefix.start) if entry.subtype == "party" else None
    start = prefix.start - len(party or "")
    return None if party is None else replace(prefix, start=start, full=min(prefix.full, start))


def other_committee(ground: Ground, prefix: Prefix, end: int, entry: BodyEntry) -> NameMention | None:
    """A committee of another party or of the Youth League: 民革|广西区委, 越南共产党|中央委员会, 团|珠海市|委."""
    if entry.subtype != "party":
        return None
    party = PARTIES.at(ground.shadow, prefix.start)
    if party is not None and party != "中共":
        return prefixed(prefix, end, entry.subtype, party + entry.canonical, "core", 0.95)
    house = ground.found.get(prefix.start) if prefix.level == "中央" else None
    if house is not None and house.subtype == "party":
        return new_mention(house.start, end, "party", "core", 0.95, core=f"{house.key}{entry.canonical}")
    at = prefix.start - 1
    league = prefix.place is not None and entry.canonical == "委员会" and at >= 0 and ground.shadow[at] == "团"
    if not league or not has_left_edge(ground.shadow, at, ground):
        return None
    return prefixed(replace(prefix, start=at, full=at), end, "association", f"共青团{entry.canonical}", "core", 0.95)


def party_committee(ground: Ground, start: int, end: int) -> NameMention | None:
    """中国共产党江苏省第十四届|委员会, which is the 江苏省委."""
    term = TERM.search(ground.shadow, max(0, start - 7), start)
    place = ground.place_end.get(term.start()) if term is not None else None
    party = next((p for p in ("中国共产党", "中共") if place and ground.shadow.endswith(p, 0, place.start)), None)
    if place is None or party is None:
        return None
    begin = place.start - len(party)
    return prefixed(Prefix(begin, begin, place), end, "party", "委员会", "core", 0.95)
