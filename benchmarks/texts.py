"""The texts that speed is measured on: articles of the corpus, each in four dresses with the same meaning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from opencc import OpenCC

from newsextract import Article
from newsextract.clean import clean_text
from newsextract.read import read_inputs
from newsextract.resources import read_rows

Row = tuple[int, str]
"""How many characters a text has before noise, and the text."""

_WIDE = str.maketrans({code: code + 0xFEE0 for code in range(0x21, 0x7F) if chr(code) not in "\"'"})
_POLLUTED = 53  # distinct characters that carry their reading, as on pages found in the wild: every fifth of the text
_TO_HANT, _TO_HANS = OpenCC("s2t"), OpenCC("t2s")


def load_texts(folders: Iterable[str]) -> list[str]:
    """The articles of some folders without their noise, in Simplified."""
    items = (item for item in read_inputs(sorted(folders)) if isinstance(item, Article))
    return [_TO_HANS.convert(clean_text(item.text).text) for item in items]


def dress(texts: list[str]) -> dict[str, list[Row]]:
    """The texts by kind."""
    hant = [_TO_HANT.convert(text) for text in texts]
    readings = _common_readings(hant)
    kinds: dict[str, Callable[[str, str], str]] = {
        "Simplified": lambda hans, _: hans,
        "Traditional": lambda _, hant: hant,
        "full-width": lambda hans, _: hans.translate(_WIDE),
        "polluted": lambda _, hant: "".join(readings.get(c, c) for c in hant),
    }
    return {
        kind: [(len(hans), change(hans, other)) for hans, other in zip(texts, hant, strict=True)]
        for kind, change in kinds.items()
    }


def _common_readings(texts: list[str]) -> dict[str, str]:
    """The commonest of the characters that pages with pinyin residue carry it on, each with its reading behind it."""
    known = {c: f"{c}({row[0]})" for row in read_rows("lexicons/readings.tsv", 4) for c in _TO_HANT.convert(row[1])}
    counts = Counter(c for text in texts for c in text if c in known and _TO_HANS.convert(c) != c)
    return {c: known[c] for c, _ in counts.most_common(_POLLUTED)}


def repeat_to(texts: list[str], size: int) -> str:
    """An article of so many bytes: the texts one after another, again and again."""
    whole = "\n".join(texts) + "\n"
    return (whole * (size // len(whole.encode()) + 1)).encode()[:size].decode(errors="ignore")


def corpus_folders() -> list[str]:
    """The articles that come with the source."""
    return [str(Path(__file__).parents[1] / "corpus" / "dev")]
