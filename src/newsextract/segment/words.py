"""Words by jieba (rjieba where it is installed): hints for later stages, never boundaries."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from newsextract.record import Range
from newsextract.segment.dictionary import load_dictionary

Cutter = Callable[[str, bool], list[str]]


def find_words(shadow: str) -> list[Range]:
    """The words of a Simplified text as ranges, white space and punctuation included."""
    out: list[Range] = []
    at = 0
    for word in _cutter()(shadow, True):
        out.append(Range(at, at + len(word)))
        at += len(word)
    return out


@lru_cache(maxsize=4096)
def word_bounds(text: str) -> frozenset[int]:
    """Where words of a short Simplified text begin and end, by the dictionary alone (no guessing of new words)."""
    bounds, at = [0], 0
    dictionary = load_dictionary()
    for word in dictionary.cut(text) if dictionary is not None else _cutter()(text, False):
        at += len(word)
        bounds.append(at)
    return frozenset(bounds)


def is_word(text: str) -> bool:
    """Whether a short Simplified text is one word of the dictionary."""
    return len(word_bounds(text)) == 2


@cache
def _cutter() -> Cutter:
    """``cut(text, hmm)`` of whichever engine there is."""
    try:
        import rjieba
    except ImportError:
        return _jieba_cutter()
    cut: Cutter = rjieba.cut
    return cut


def _jieba_cutter() -> Cutter:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its sources hold invalid escapes
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    # jieba keeps a marshal file in the shared temporary folder, where anyone may plant one: use a private folder.
    tokenizer.tmp_dir = str(_private_cache())
    tokenizer.cache_file = "jieba.cache"
    return lambda text, hmm: list(tokenizer.cut(text, HMM=hmm))


def _private_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if base is None and (home := os.path.expanduser("~")) not in ("~", "/"):  # noqa: PTH111 - Path.home may raise
        base = str(Path(home) / ".cache")
    if base:
        folder = Path(base) / "newsextract"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.mkdtemp(prefix="newsextract-"))
