"""The rules of the house that no linter knows: sizes, names, who opens data, patterns that every Python reads alike."""

from __future__ import annotations

import ast
import hashlib
import re
import statistics
from collections.abc import Iterator
from pathlib import Path
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from pattern_catalogue import PATTERNS

from newsextract.resources import data_manifest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "newsextract"
FILES = sorted(SOURCE.rglob("*.py"))
CODE = [path for part in ("src", "tests", "scripts", "benchmarks", "training") for path in (ROOT / part).rglob("*.py")]
FUNCTIONS = [
    (path.relative_to(SOURCE).as_posix(), node)
    for path in FILES
    for node in ast.walk(ast.parse(path.read_text("utf-8")))
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
]


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from ``def`` to its end; decorators are not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_within_500_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in CODE if (n := p.read_text("utf-8").count("\n")) > 500}
    assert not long


def test_functions_within_60_lines_and_short_as_a_rule() -> None:
    assert [(path, node.name, length(node)) for path, node in FUNCTIONS if length(node) > 60] == []
    assert statistics.median(length(node) for _, node in FUNCTIONS) <= 10


def test_no_module_of_odds_and_ends() -> None:
    assert [p for p in FILES if re.search("util|helper|manager|misc|common", p.stem)] == []


def test_only_resources_opens_data() -> None:
    """What lies beside the code is opened in one room."""
    offenders = [
        str(path.relative_to(SOURCE))
        for path in FILES
        if path.name != "resources.py" and re.search(r"importlib\.resources|__file__", path.read_text("utf-8"))
    ]
    assert offenders == []


def test_the_manifest_lists_every_file_as_it_is() -> None:
    data = SOURCE / "data"
    listed = data_manifest()
    files = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} - {"MANIFEST.toml"}
    assert set(listed) == files
    for path, entry in listed.items():
        assert entry["source"] and entry["licence"] and entry["date"], path
        digest = hashlib.sha256((data / path).read_bytes()).hexdigest()
        assert entry["sha256"] == digest, f"{path} has changed: run scripts/update_manifest.py"


# Python's own re, before 3.12.8 and 3.13.1, matches wrongly or raises SystemError where a group is possessive
# (gh-106052, gh-101955). A possessive character is sound, and so is an atomic group: write (?>(?:ab)*) for (?:ab)*+.
SINGLE = (parser.IN, parser.LITERAL, parser.NOT_LITERAL, parser.ANY)


def possessive_groups(tree: Any) -> Iterator[Any]:
    """What is possessive in a parsed pattern and more than one character."""
    if isinstance(tree, parser.SubPattern):
        for op, value in tree:
            if op is parser.POSSESSIVE_REPEAT and (len(value[2]) != 1 or value[2][0][0] not in SINGLE):
                yield value[2]
            yield from possessive_groups(value)
    elif isinstance(tree, (list, tuple)):
        for item in tree:
            yield from possessive_groups(item)


@pytest.mark.parametrize(
    ("pattern", "unsound"), [("(?:ab)*+", True), ("(?>a(b|(c))++)", True), ("[ab]*+(?>(c|d)*)", False)]
)
def test_possessive_groups_are_seen(pattern: str, unsound: bool) -> None:
    assert bool(list(possessive_groups(parser.parse(pattern)))) is unsound


def test_patterns_of_re_are_sound_in_every_python() -> None:
    texts = {name: p for name, p in PATTERNS.items() if isinstance(p, re.Pattern) and isinstance(p.pattern, str)}
    assert len(texts) > 40
    assert [name for name, p in texts.items() if any(possessive_groups(parser.parse(p.pattern, p.flags)))] == []
