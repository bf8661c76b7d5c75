"""Turns annotated articles into a corpus to train on: `gold.py FOLDER ... > $NEWSEXTRACT_DATA/ner/own.train.jsonl`.

A row is some sentences with the names in them: {"text", "entities": [[start, end, label]]}. What the annotation calls
a name is one wherever it stands; where it may be one (optional ones, 全市 for a city) the label is "?", which teaches
nothing. Offices are left open: the annotation has them without the words around.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

LONGEST = 300  # characters of a row; the training leaves out what is longer than 400
LABELS = {"persons": "person", "places": "place", "companies": "company", "organizations": "organization"}
UNSURE = "?"
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」』）)]*")

Row = dict[str, Any]


def read_rows(folder: Path) -> Iterator[Row]:
    """The rows of all annotated articles of a folder."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        clean, original = folder / "clean" / f"{name}.txt", folder / f"{name}.txt"
        text = (clean if clean.is_file() else original).read_text("utf-8")
        names = find_names(json.loads(path.read_text("utf-8")))
        for start, end in cut(text):
            row = text[start:end]
            yield {"text": row, "entities": mark(row, names)}


def find_names(gold: Mapping[str, Any]) -> dict[str, str]:
    """Every surface of a name with its label; one that two things share is unsure."""
    found: dict[str, str] = {}
    for key, label in LABELS.items():
        sure = [(item, item.get("optional", False)) for item in gold.get(key, [])]
        for item, optional in (*sure, *((item, True) for item in gold.get(f"{key}_optional", []))):
            for surface in (item["name"], *item.get("name_alt", []), *item.get("aliases", [])):
                if len(surface) > 1 and surface != "*":
                    own = UNSURE if optional or not is_short_for(surface, item["name"]) else label
                    found[surface] = own if found.get(surface, own) == own else UNSURE
    return found


def is_short_for(surface: str, name: str) -> bool:
    """Whether all characters of a name stand in the same order in the full one: 桂林 of 桂林市, not 全市."""
    rest = iter(name)
    return all(character in rest for character in surface)


def cut(text: str) -> Iterator[tuple[int, int]]:
    """Neighbouring sentences of a paragraph, as many as a row holds; a sentence that is too long is left out."""
    begin = end = 0
    for match in _SENTENCE.finditer(text):
        if begin < end and ("\n" in text[end : match.start()] or match.end() - begin > LONGEST):
            yield begin, end
            begin = match.start()
        begin = match.start() if begin == end else begin
        end = match.end()
        if end - begin > LONGEST:
            begin = end
    if begin < end:
        yield begin, end


def mark(text: str, names: Mapping[str, str]) -> list[tuple[int, int, str]]:
    """Where names stand; of those that overlap the longest."""
    if not names:
        return []
    pattern = re.compile("|".join(map(re.escape, sorted(names, key=len, reverse=True))))
    return [(*match.span(), names[match.group()]) for match in pattern.finditer(text)]


def main(folders: Iterable[str]) -> None:
    for folder in folders:
        for row in read_rows(Path(folder)):
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
