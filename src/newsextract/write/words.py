"""The words of ours on pages, in English and in both Chinese scripts: which are shown is the reader's choice.

A page is written in English. Each word stands in an element that names its key (``data-w``), attributes for screen
readers have their key beside (``data-w-label``), and a table of the words that a page uses lets its script put those of
another language in their place. What an article says is never among them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain

import regex

from newsextract.resources import read_table
from newsextract.write.marks import safe

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_KEY = regex.compile(r'data-w(?:-label)?="([^"]*)"')
_ELEMENT = regex.compile(r'(<[a-z0-9]+\b[^<>]*\sdata-w="([^"]*)"[^<>]*>)[^<]*')
_LABEL = regex.compile(r'(?<=aria-label=")[^"]*(?=" data-w-label="([^"]*)")')


@cache
def words() -> Mapping[str, tuple[str, str, str]]:
    """Every word by its key, in the order of ``LANGUAGES``."""
    return {key: (en, hans, hant) for key, en, hans, hant in read_table("page/words.tsv", 4)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of ours; ``value``, of the article, stands where it has room for it."""

    key: str
    value: str = ""

    @property
    def text(self) -> str:
        """In English."""
        return words()[self.key][0].replace("{}", self.value)


Cell = str | Word | tuple["Cell", ...]
"""Words of the article, of ours, or several of both."""


def named(group: str, value: str | None) -> Cell:
    """A value of the record in words; as it is, where there are none for it."""
    key = f"{group}.{value}"
    return Word(key) if key in words() else (value or "").replace("_", " ")


def joined(between: str, cells: Iterable[Cell]) -> Cell:
    """Cells that are not empty, with something between."""
    kept = [cell for cell in cells if cell]
    return tuple(chain.from_iterable((between, cell) for cell in kept))[1:]


def plain(cell: Cell) -> str:
    """In English, as text."""
    if isinstance(cell, tuple):
        return "".join(map(plain, cell))
    return cell.text if isinstance(cell, Word) else cell


def markup(cell: Cell) -> str:
    """As HTML."""
    if isinstance(cell, tuple):
        return "".join(map(markup, cell))
    if isinstance(cell, str):
        return safe(cell)
    value = f' data-v="{safe(cell.value)}"' if cell.value else ""
    return f'<span data-w="{cell.key}"{value}>{safe(cell.text)}</span>'


def translate(page: str, language: str) -> str:
    """A template of ours in another language."""
    at = LANGUAGES.index(language)
    page = _ELEMENT.sub(lambda found: found[1] + safe(words()[found[2]][at]), page)
    return _LABEL.sub(lambda found: safe(words()[found[1]][at]), page)


def find_keys(page: str) -> list[str]:
    """The keys of the words that a page names."""
    return _KEY.findall(page)


def word_table(keys: Iterable[str]) -> str:
    """The words of the keys, as JSON that can stand in HTML."""
    told = json.dumps({key: words()[key] for key in sorted(set(keys))}, ensure_ascii=False, separators=(",", ":"))
    return told.replace("<", "\\u003c")
