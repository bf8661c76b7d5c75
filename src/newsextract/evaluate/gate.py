"""Floors: a figure that was reached is not lost again unnoticed.

A floors file names the digest of the corpus and the F1 of each row (for counts of faults, the most that is borne).
Raising follows the program's progress; lowering has to be asked for by name and is seen in the change of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsextract.errors import InputError
from newsextract.evaluate.gold import corpus_digest
from newsextract.evaluate.tally import Result
from newsextract.write.files import open_atomic

# Counts where fewer is better, held as ceilings; of the others ("published right") more is better.
CEILINGS = ("not_facts violations", "offsets wrong", "ids wrong", "increment wrong", "crashes")
FLOORS = ("published right", "publisher right", "script right", "articles")

_HEADER = """\
# What the program reached on this corpus: `newsextract evaluate {corpus} --floors {file}` fails below it.
# --raise-floors writes better figures; --lower-floors writes worse ones too: say why in the commit.
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """The corpus and the figures that were reached on it."""

    corpus: str
    rows: Mapping[str, float]
    counts: Mapping[str, int]


def reached(folder: Path, result: Result) -> Floors:
    """The floors that a result would set."""
    rows = {row: figures.f1 for row, figures in result.rows.items()}
    return Floors(corpus_digest(folder), rows, {name: result.counts[name] for name in (*CEILINGS, *FLOORS)})


def load_floors(path: Path) -> Floors:
    """Floors from their file; raises InputError when it is missing or damaged."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return Floors(str(table["corpus"]), dict(table["rows"]), dict(table["counts"]))
    except FileNotFoundError:
        raise InputError(f"{path}: no floors there; make them with --raise-floors") from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}: damaged floors ({error}); restore the file") from error


def find_falls(floors: Floors, now: Floors) -> list[str]:
    """Every figure that is worse than its floor, one line each."""
    falls = [
        f"{row}: {now.rows.get(row, 0.0):.4f} is under the floor of {floor:.4f}"
        for row, floor in floors.rows.items()
        if now.rows.get(row, 0.0) < floor
    ]
    for name, bound in floors.counts.items():
        count = now.counts.get(name, 0)
        if count > bound if name in CEILINGS else count < bound:
            falls.append(f"{name}: {count}, the floors file says {bound}")
    return falls


def hold_floors(path: Path, folder: Path, result: Result, raising: bool = False, lowering: bool = False) -> list[str]:
    """The faults of a result against the floors; writes new floors where that was asked for and may be done."""
    now = reached(folder, result)
    if not path.exists() and (raising or lowering):
        _save(path, folder, now)
        return []
    floors = load_floors(path)
    falls = find_falls(floors, now)
    if lowering or (raising and not falls):
        _save(path, folder, now)
        return []
    if now.corpus != floors.corpus:
        falls.append(f"{folder}: is not the corpus of {path}; --raise-floors sets its floors, if none falls")
    return falls


def _save(path: Path, folder: Path, floors: Floors) -> None:
    lines = [_HEADER.format(corpus=folder.as_posix(), file=path.as_posix()), f'corpus = "{floors.corpus}"', ""]
    lines += ["[rows]", *(f'"{row}" = {floor:.4f}' for row, floor in floors.rows.items()), ""]
    lines += ["[counts]", *(f'"{name}" = {count}' for name, count in floors.counts.items()), ""]
    with open_atomic(path) as stream:
        stream.write("\n".join(lines).encode("utf-8"))
