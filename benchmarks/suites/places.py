"""Runs the places of the whole program over the suites of JioNLP and cpca: which province, city and county is meant.

    NEWSEXTRACT_DATA=… python benchmarks/suites/places.py [--failures] [SUITE …]

The suites are not shipped: ``$NEWSEXTRACT_DATA/suites/NAME.jsonl`` holds one case a line. Both peers take an address
apart and call what is left ``detail``; that is no place here. A division that an address leaves out is filled in, as
they do, from the list of divisions.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from running import Case, Suite, run_suites

from newsextract import extract
from newsextract.recognize.gazetteer import Place, load_gazetteer

Chain = dict[str, str]
LEVELS = ("province", "city", "county")
# What the peers write where a province has no city between itself and the county.
NO_CITY = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


def chains(text: str) -> list[Chain]:
    """Each place of a text with what it lies in, by level; a place within the one before it goes on from that."""
    record = extract(text)
    named = [(m.start, m.end, e) for e in record.entities if e.type == "place" for m in e.mentions]
    gazetteer, found, last, end = load_gazetteer(), [], None, -1
    for start, stop, entity in sorted(named, key=lambda item: item[0]):
        place = _place(entity)
        if place is None:
            continue
        if last is not None and start == end and gazetteer.lies_in(place.key, last.key):
            found.pop()
        found.append({p.level: p.name for p in gazetteer.ancestors(place.key) if p.level in LEVELS})
        last, end = place, stop
    return found


def _place(entity: Any) -> Place | None:
    places = load_gazetteer().places
    code = entity.identifiers.get("gb2260")
    if code is not None:
        return places.get(f"gb:{code}")
    name = entity.name_hans
    return next((p for p in places.values() if p.name == name and p.level in LEVELS), None)


def same(got: Chain, want: Case) -> bool:
    """The same divisions; the peers know no townships below Taiwan's counties."""
    wants = {want["province"], want["city"], want.get("county") or want.get("area")} - NO_CITY - {None, "香港"}
    names = {_plain(name) for level, name in got.items() if (got.get("province"), level) != ("台湾", "county")}
    return names == {_plain(name) for name in wants}


def _plain(name: str) -> str:
    """台湾省 is called 台湾 here."""
    return name.removesuffix("省").removesuffix("特别行政区")


def judge(case: Case) -> bool:
    """Whether the first place of the text (all of them, where the case lists several) is the one meant."""
    text, want = str(case["input"]), case["expected"]
    got = chains(text)
    if isinstance(want, list):
        return len(got) == len(want) and all(same(g, w) for g, w in zip(got, want, strict=True))
    if not want["province"]:
        return not got
    return bool(got) and same(got[0], want)


SUITES = (Suite("jionlp.location_parser", judge, 0.9), Suite("cpca", judge, 0.9))


if __name__ == "__main__":
    sys.exit(run_suites(SUITES, Path(__file__).with_name("out_of_scope_places.toml"), __doc__))
