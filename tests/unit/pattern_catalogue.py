"""Every compiled pattern of the project: what a module of newsextract holds or builds, and what data/patterns holds."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import regex

import newsextract
from newsextract.assemble.happenings import read_patterns
from newsextract.clean.patterns import layout_pattern
from newsextract.resources import data_file, read_toml

PATTERN_TYPES = (re.Pattern, type(regex.compile("")))


def modules() -> Iterator[Any]:
    for info in pkgutil.walk_packages(newsextract.__path__, "newsextract."):
        if info.name.endswith("__main__"):
            continue
        try:
            yield importlib.import_module(info.name)
        except ImportError as error:  # an optional dependency (ray, duckdb, …) is not installed
            if str(error.name).startswith("newsextract"):
                raise


def patterns_in(value: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(value, PATTERN_TYPES):
        yield value
    elif isinstance(value, dict) and depth < 4:
        for item in value.values():
            yield from patterns_in(item, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 4:
        for item in value:
            yield from patterns_in(item, depth + 1)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from patterns_in(getattr(value, name, None), depth + 1)


def is_builder(value: Any, module: Any) -> bool:
    """A cached function without parameters, of this module: what it builds may hold patterns."""
    if not hasattr(value, "cache_info") or getattr(value, "__module__", None) != module.__name__:
        return False
    return not inspect.signature(value).parameters


def built_from_data() -> Iterator[tuple[str, Any]]:
    """Patterns that a function puts together from a file of data, by what it is asked for."""
    for path in data_paths(read_toml("patterns/layout.toml")):
        yield "layout_pattern()", layout_pattern(*path)
    for section, value in read_toml("patterns/events.toml").items():
        if isinstance(value, dict):
            yield from (("read_patterns()", pattern) for pattern in read_patterns(section).values())


def data_paths(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, item in value.items():
        if key == "pattern":
            yield path
        elif isinstance(item, dict):
            yield from data_paths(item, (*path, key))
        elif isinstance(item, str):
            yield (*path, key)


def data_patterns(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if isinstance(item, str) and "pattern" in key:
                yield item
            else:
                yield from data_patterns(item)
    elif isinstance(value, list):
        for item in value:
            yield from data_patterns(item)


def all_patterns() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                found.setdefault(str(pattern.pattern), (f"{module.__name__}.{name}", pattern))
            if is_builder(value, module):
                for pattern in patterns_in(value()):
                    found.setdefault(str(pattern.pattern), (f"{module.__name__}.{name}()", pattern))
    for name, pattern in built_from_data():
        found.setdefault(str(pattern.pattern), (name, pattern))
    for file in Path(str(data_file("patterns"))).glob("*.toml"):
        for text in data_patterns(read_toml(f"patterns/{file.name}")):
            try:
                found.setdefault(text, (file.name, regex.compile(text)))
            except regex.error:  # a template that code fills in; what comes of it is found where it is compiled
                continue
    named: dict[str, Any] = {}
    for text, (where, pattern) in found.items():
        name = f"{where} {text[:40]}"
        named[f"{name} {sum(other.startswith(name) for other in named)}" if name in named else name] = pattern
    return named


PATTERNS = all_patterns()
