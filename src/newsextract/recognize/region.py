"""Where an article was published, from its vocabulary and its publisher. Script is no evidence: mainland pages are
often converted to Traditional."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Literal

import ahocorasick_rs

from newsextract.resources import read_table

Region = Literal["CN", "TW", "HK", "MO"]
REGIONS: tuple[Region, ...] = ("CN", "TW", "HK", "MO")
_LEAST = 2  # points that a region must have
_CAP = 3  # how often one word counts


# Codes of shares as the places print them behind a company's name: 苏宁易购(002024), 凤凰卫视（02008）.
_CODES: tuple[tuple[Region, re.Pattern[str]], ...] = (
    ("CN", re.compile(r"[(（](?:S[HZ])?(?:60[0135]|688|00[0-3]|30[01])[0-9]{3}(?:\.S[HZ])?[)）,，]")),
    ("HK", re.compile(r"[(（]0[0-9]{4}[)）]")),
)
_CODE_WEIGHT = 2


@cache
def _cues() -> tuple[ahocorasick_rs.AhoCorasick, tuple[tuple[str, str, int], ...]]:
    rows = tuple((w, r, int(n)) for w, r, n in read_table("lexicons/region_cues.tsv", 3))
    # Longest: 按年|增 is said in Hong Kong, 年增 in Taiwan, 年增长 (weight 0) anywhere.
    return ahocorasick_rs.AhoCorasick([w for w, _, _ in rows], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest), rows


def find_region(shadow: str) -> Region | None:
    """The region with the most points, or None where none leads."""
    automaton, rows = _cues()
    seen = Counter(index for index, _, _ in automaton.find_matches_as_indexes(shadow))
    points: Counter[str] = Counter()
    for index, count in seen.items():
        _, region, weight = rows[index]
        points[region] += weight * min(count, _CAP)
    for region, code in _CODES:
        points[region] += _CODE_WEIGHT * min(len(code.findall(shadow)), _CAP)
    ranked = sorted(REGIONS, key=lambda r: -points[r])
    if points[ranked[0]] < _LEAST or points[ranked[0]] == points[ranked[1]]:
        return None
    return ranked[0]


def known_region(name: str | None) -> Region | None:
    """A region given from outside, or None if it is none of ours."""
    return next((region for region in REGIONS if region == name), None)


def region_of_places(weights: Mapping[str, float]) -> Region | None:
    """The region whose divisions an article names most, where all its divisions are of one region."""
    seen = {_region_of(key) for key, weight in weights.items() if weight > 0}
    seen.discard(None)
    return seen.pop() if len(seen) == 1 else None


def _region_of(key: str) -> Region | None:
    whole: dict[str, Region] = {"gb:710000": "TW", "gb:810000": "HK", "gb:820000": "MO"}
    prefixes: dict[str, Region] = {"gb:": "CN", "tw:": "TW", "hk:": "HK", "mo:": "MO"}
    return whole.get(key) or next((region for prefix, region in prefixes.items() if key.startswith(prefix)), None)
