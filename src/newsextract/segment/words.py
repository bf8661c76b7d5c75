"""Words by jieba (rjieba where it is installed): hints for later stages, never boundaries."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from newsextract.record import Range

Cutter = Callable[[str], list[str]]


def find_words(shadow: str) -> list[Range]:
    """The words of a Simplified text as ranges, white space and punctuation included."""
    out: list[Range] = []
    at = 0
    for word in _cutter()(shadow):
        out.append(Range(at, at + len(word)))
        at += len(word)
    return out


@cache
def _cutter() -> Cutter:
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
    cut: Cutter = tokenizer.lcut
    return cut


def _private_cache() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or (Path.home() / ".cache" if Path.home() != Path("/") else None)
    if base is not None:
        folder = Path(base) / "newsextract"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            pass
        else:
            if os.access(folder, os.W_OK):
                return folder
    return Path(tempfile.mkdtemp(prefix="newsextract-"))
