"""Every pattern in data/patterns has examples of what it finds and of what it leaves, and they hold.

quantities.toml, times.toml and layout.toml say what a pattern means by where it stands: their examples are run by
test_measure_quantities.py, test_measure_times.py and test_clean_layout.py. Lists of words (facts.toml, tables.toml) are
run by the sentences of tests/cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import regex

from newsextract.assemble.happenings import read_patterns
from newsextract.recognize.tagger import fold_text
from newsextract.resources import data_file, read_toml

FILES = sorted(file.name for file in data_file("patterns").iterdir() if file.name.endswith(".toml"))
CORPUS = sorted((Path(__file__).parents[2] / "corpus" / "dev").glob("*.txt"))
ELSEWHERE = {"quantities.toml", "times.toml", "layout.toml"}


def rows(value: Any, path: str) -> Iterator[tuple[str, str, list[str], list[str]]]:
    """Every pattern: where it stands, its text, what it finds, what it leaves.

    Examples of ``pattern`` are ``match`` and ``refuse``, those of any other ``key`` are ``key_match`` and
    ``key_refuse``. ``(?&N)`` in events.toml stands for the nouns of ``name``.
    """
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and "(" in item:
                prefix = "" if key == "pattern" else f"{key}_"
                text = item.replace("(?&N)", value.get("name", ""))
                yield f"{path}.{key}", text, value.get(f"{prefix}match", []), value.get(f"{prefix}refuse", [])
            else:
                yield from rows(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from rows(item, f"{path}[{number}]")


ROWS = [row for name in FILES if name not in ELSEWHERE for row in rows(read_toml(f"patterns/{name}"), name)]
CASES = [(path, text, example) for path, text, match, _ in ROWS for example in match]
COUNTERCASES = [(path, text, example) for path, text, _, refuse in ROWS for example in refuse]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_every_pattern_has_examples_of_both_kinds(row: tuple[str, str, list[str], list[str]]) -> None:
    path, _, match, refuse = row
    assert match, f"{path}: no example that matches"
    assert refuse, f"{path}: no example that does not match"


@pytest.mark.parametrize(("path", "pattern", "example"), CASES)
def test_example(path: str, pattern: str, example: str) -> None:
    assert regex.search(pattern, example), f"{path}: {example}"


@pytest.mark.parametrize(("path", "pattern", "example"), COUNTERCASES)
def test_counterexample(path: str, pattern: str, example: str) -> None:
    assert not regex.search(pattern, example), f"{path}: {example}"


EVENTS = read_toml("patterns/events.toml")
NEEDED = [
    (section, "pattern" if key == "needs" else key.removesuffix("_needs"), words)
    for section, data in EVENTS.items()
    for key, words in data.items()
    if key.endswith("needs")
]


@pytest.mark.parametrize(("section", "key", "words"), NEEDED)
def test_no_match_is_without_a_needed_word(section: str, key: str, words: list[str]) -> None:
    pattern = read_patterns(section)[key]
    examples = EVENTS[section]["match" if key == "pattern" else f"{key}_match"]
    lines = [line for path in CORPUS for line in fold_text(path.read_text("utf-8", "replace")).split("\n")]
    found = [match.group() for text in (*examples, *lines) for match in pattern.finditer(text)]
    assert len(found) >= len(examples)
    assert [text for text in found if not any(word in text for word in words)] == []
