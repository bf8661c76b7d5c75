"""The annotated articles of a folder: NAME.txt beside NAME.gold.json."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsextract.errors import InputError

_LISTS = ("persons", "positions", "places", "companies", "organizations", "facts", "times")
_SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's file and what a careful reader finds in it."""

    path: Path
    gold: dict[str, Any]

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem


def load_gold(path: Path) -> dict[str, Any]:
    """An annotation; items of ``X_optional`` become optional items of ``X``."""
    try:
        gold: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise InputError(f"{path}: is not JSON ({error}); mend the annotation") from error
    lists = [*_LISTS, *(["events"] if "events" in gold or "events_optional" in gold else [])]
    for key in lists:
        optional = [{**item, "optional": True} for item in gold.get(f"{key}_optional", [])]
        gold[key] = [*gold.get(key, []), *optional]
    return gold


def find_articles(folder: Path, only: Collection[str] | None = None) -> list[GoldArticle]:
    """The annotated articles of a folder in order of name; raises InputError when there are none."""
    found = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        text = path.with_name(path.name.removesuffix(_SUFFIX) + ".txt")
        if text.exists() and (not only or text.stem in only):
            found.append(GoldArticle(text, load_gold(path)))
    if not found:
        raise InputError(f"{folder}: no NAME.txt with NAME.gold.json; name a folder of annotated articles")
    return found


def corpus_digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of every annotated article and its annotation."""
    digest = hashlib.sha256()
    for article in find_articles(folder):
        for path in (article.path, article.path.with_name(article.name + _SUFFIX)):
            data = path.read_bytes()
            digest.update(f"{path.name}\0{len(data)}\0".encode())
            digest.update(data)
    return digest.hexdigest()
