"""Runs the places of the whole program over the suites of JioNLP and cpca: which province, city and county is meant.

    NEWSEXTRACT_DATA=… python benchmarks/suites/places.py [--failures] [SUITE …]

The suites are not shipped: ``$NEWSEXTRACT_DATA/suites/NAME.jsonl`` holds one case a line. Both peers take an address
apart and call what is left ``detail``; that is no place here. A division that an address leaves out is filled in, as
they do, from the list of divisions.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract import extract
from newsextract.recognize.gazetteer import Place, load_gazetteer

Case = dict[str, Any]
Chain = dict[str, str]
LEVELS = ("province", "city", "county")
# What the peers write where a province has no city between itself and the county.
NO_CITY = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
# Cases that are left out, and why.
OUT_OF_SCOPE = {
    "西安交通大学": "a place within a body's name is no place of its own here",
    "香港九龙半岛清水湾香港科技大学": "九龙 is no 九龙城区, and 清水湾 lies in 西贡",
    "分店位于徐汇区虹漕路461号58号楼5楼和泉州市洛江区万安塘西工业区以及南京鼓楼区": "the places of another text",
}


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


@dataclass(frozen=True)
class Suite:
    """A file of cases and the floor it must reach."""

    file: str
    floor: float


SUITES = (Suite("jionlp.location_parser", 0.9), Suite("cpca", 0.9))


def run_suite(folder: Path, suite: Suite, failures: bool) -> bool:
    """Prints one line for a suite; True where it reaches its floor (or misses one case)."""
    cases = [json.loads(line) for line in (folder / f"{suite.file}.jsonl").read_text("utf-8").splitlines()]
    skipped = len(cases)
    cases = [case for case in cases if case["input"] not in OUT_OF_SCOPE]
    skipped -= len(cases)
    failed = [case for case in cases if not judge(case)]
    share = 1 - len(failed) / len(cases)
    good = share >= suite.floor or len(failed) <= 1
    line = f"{suite.file:30} pass {len(cases) - len(failed):3} fail {len(failed):3} out of scope {skipped:3}"
    print(f"{line}  {share:.3f} (floor {suite.floor}) {'ok' if good else 'MISSED'}")
    for case in failed if failures else ():
        print("    ", case["input"], "->", json.dumps(case["expected"], ensure_ascii=False)[:200])
        print("         ", chains(str(case["input"])))
    return good


def main(arguments: list[str]) -> int:
    """Runs the named suites, or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*")
    parser.add_argument("--failures", action="store_true", help="print the cases that fail")
    options = parser.parse_args(arguments)
    data = os.environ.get("NEWSEXTRACT_DATA")
    if not data:
        print("NEWSEXTRACT_DATA is not set: no suites to run", file=sys.stderr)
        return 2
    chosen = [s for s in SUITES if not options.suites or s.file in options.suites]
    results = [run_suite(Path(data) / "suites", s, options.failures) for s in chosen]
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
