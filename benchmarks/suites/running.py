"""What the suites of other projects share: their cases, what is left out of them, the floors, the command.

The suites are not shipped: ``$NEWSEXTRACT_DATA/suites/NAME.jsonl`` holds one case a line.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.clean.script import simplify

Case = dict[str, Any]
_MOST_EXCLUDED = 0.15  # of a suite


@dataclass(frozen=True)
class Suite:
    """A file of cases, what judges one of them, the share that must pass, and which cases are meant."""

    file: str
    judge: Callable[[Case], bool]
    floor: float
    mine: Callable[[Case], bool] = lambda case: True


@dataclass(frozen=True)
class Exclusion:
    """A class of cases that is left out: patterns found in the Simplified input and expectation."""

    input: re.Pattern[str]
    expected: re.Pattern[str]

    def covers(self, case: Case) -> bool:
        """Whether the case is of this class."""
        expected = json.dumps(case["expected"], ensure_ascii=False).strip('"')
        return any(map(self.input.search, {str(case["input"]), simplify(str(case["input"]))})) and bool(
            self.expected.search(expected)
        )


def read_exclusions(file: Path) -> dict[str, list[Exclusion]]:
    """Suite -> what is left out of it; each row of the file gives its reason."""
    table = tomllib.loads(file.read_text("utf-8"))
    if not all(row["reason"] for rows in table.values() for row in rows):
        raise ValueError(f"{file}: a row without its reason")
    return {
        suite: [Exclusion(re.compile(row.get("input", "")), re.compile(row.get("expected", ""))) for row in rows]
        for suite, rows in table.items()
    }


def run_suite(folder: Path, suite: Suite, excluded: Iterable[Exclusion], failures: bool) -> bool:
    """Prints one line for a suite; True where it reaches its floor (or misses one case) and leaves few cases out."""
    lines = (folder / f"{suite.file}.jsonl").read_text("utf-8").splitlines()
    cases = [case for case in map(json.loads, lines) if suite.mine(case)]
    run = [case for case in cases if not any(row.covers(case) for row in excluded)]
    failed = [case for case in run if not suite.judge(case)]
    skipped, share = len(cases) - len(run), 1 - len(failed) / len(run) if run else 0.0
    good = skipped <= _MOST_EXCLUDED * len(cases) and (share >= suite.floor or len(failed) <= 1)
    counts = f"pass {len(run) - len(failed):4} fail {len(failed):3} out of scope {skipped:3}"
    print(f"{suite.file:45} {counts}  {share:.3f} (floor {suite.floor}) {'ok' if good else 'MISSED'}")
    for case in failed if failures else ():
        print("    ", repr(case["input"])[:100], "->", json.dumps(case["expected"], ensure_ascii=False)[:230])
    return good


def run_suites(suites: Sequence[Suite], exclusions: Path, about: str | None) -> int:
    """The command of a script of suites: those named, or all; 0 where each reaches its floor."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", help="parts of the names of suites")
    parser.add_argument("--failures", action="store_true", help="print the cases that fail")
    options = parser.parse_args()
    data = os.environ.get("NEWSEXTRACT_DATA")
    if not data:
        print("NEWSEXTRACT_DATA is not set: no suites to run", file=sys.stderr)
        return 2
    excluded, folder = read_exclusions(exclusions), Path(data) / "suites"
    chosen = [s for s in suites if not options.suites or any(name in s.file for name in options.suites)]
    good = [run_suite(folder, suite, excluded.get(suite.file, []), options.failures) for suite in chosen]
    return 0 if all(good) else 1
