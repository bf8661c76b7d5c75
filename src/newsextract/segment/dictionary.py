"""Words by jieba's dictionary alone, without loading it: only the words of the characters that a text has are read.

jieba builds a table of all 350,000 words and their beginnings before its first cut (0.6 s and 80 MB). An article asks
for the words of some dozens of characters. The cuts are those of ``jieba.cut(text, HMM=False)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from math import log
from pathlib import Path
from string import ascii_letters, digits

# The dictionary of jieba 0.42.1: its bytes, and the sum of its frequencies. Another one is left to jieba itself.
_SIZE, _LOG_TOTAL = 5_071_852, log(60_101_967)
_RUN = re.compile(r"[一-\u9fd5a-zA-Z0-9+#&._%-]+")  # what jieba looks up; all else is a word by the character
_LETTERS = frozenset(ascii_letters + digits)
_FIRST = "一"  # from the first such line on, the dictionary is sorted by the first character of its words

Frequencies = dict[str, int]


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The bytes of the dictionary, and the words read so far by their first character: each with its frequency, and
    each beginning of a word, 0 where it is no word itself. To read the same words twice does no harm, so threads may
    share it."""

    data: bytes
    start: int  # of the sorted part
    mixed: dict[str, Frequencies]  # the words before it
    read: dict[str, Frequencies] = field(default_factory=dict)
    stretches: dict[str, tuple[int, int]] = field(default_factory=dict)  # where the lines of a character stand

    def cut(self, text: str) -> list[str]:
        """The words of a text: the cut of the highest probability."""
        out: list[str] = []
        end = 0
        for run in _RUN.finditer(text):
            out += _split_space(text[end : run.start()])
            out += self._cut_run(run.group())
            end = run.end()
        return out + _split_space(text[end:])

    def _cut_run(self, text: str) -> list[str]:
        bounds = self._best_ends(text)
        out: list[str] = []
        at, spelled = 0, False
        while at < len(text):
            end = bounds[at]
            letter = end - at == 1 and text[at] in _LETTERS
            if letter and spelled:
                out[-1] += text[at:end]
            else:
                out.append(text[at:end])
            at, spelled = end, letter
        return out

    def _best_ends(self, text: str) -> list[int]:
        """For each position, the end of the word that begins there on the best way to the end of the text."""
        scores, bounds = [0.0] * (len(text) + 1), [0] * len(text)
        for at in range(len(text) - 1, -1, -1):
            words = self.read.get(text[at])
            if words is None:
                words = self._words(text[at])
            best, bound = None, at + 1
            for end in range(at + 1, len(text) + 1):
                count = words.get(text[at:end])
                if count is None:
                    break
                if count:
                    score = log(count) - _LOG_TOTAL + scores[end]
                    if best is None or score >= best:
                        best, bound = score, end
            scores[at] = scores[bound] - _LOG_TOTAL if best is None else best
            bounds[at] = bound
        return bounds

    def _words(self, first: str) -> Frequencies:
        words = self.read.get(first)
        if words is None:
            words = self.mixed.get(first, {}) | _parse(self._lines(first)) if first >= _FIRST else self.mixed.get(first)
            self.read[first] = words = words or {}
        return words

    def tag_of(self, word: str) -> str:
        """The part of speech that the dictionary gives a word: n, v, vn, a, d, …; empty where it has none."""
        lines = self._lines(word[0]) if word[0] >= _FIRST else self.data[: self.start]
        at = (b"\n" + lines).find(f"\n{word} ".encode())
        return lines[at : lines.find(b"\n", at)].decode().rsplit(" ", 1)[-1].strip() if at >= 0 else ""

    def read_all(self) -> None:
        """Read the words of every character, so that memory no longer grows with what is looked up."""
        for first in {line[0] for line in self.data[self.start :].decode().splitlines()}:
            self._words(first)

    def _lines(self, first: str) -> bytes:
        """The lines whose words begin with a character, found by halving: UTF-8 sorts as its code points do."""
        stretch = self.stretches.get(first)
        if stretch is None:
            stretch = self._line_from(first.encode()), self._line_from((chr(ord(first) + 1)).encode())
            self.stretches[first] = stretch
        return self.data[slice(*stretch)]

    def _line_from(self, key: bytes) -> int:
        """Where the first line stands that does not begin below a key."""
        low, high = self.start, len(self.data)
        while low < high:
            middle = self.data.rfind(b"\n", self.start, (low + high) // 2) + 1 or self.start
            middle = max(middle, low)
            if self.data[middle : middle + len(key)] < key:
                low = self.data.find(b"\n", middle) + 1 or len(self.data)
            else:
                high = middle
        return low


def _parse(lines: bytes) -> Frequencies:
    words: Frequencies = {}
    for line in lines.decode().splitlines():
        word, count, _ = line.split(" ", 2)
        words[word] = int(count)
        words.setdefault(word[0], 0)
        for end in range(2, len(word)):
            words.setdefault(word[:end], 0)
    return words


def _split_space(text: str) -> list[str]:
    return re.findall(r"\r\n|.", text, re.DOTALL) if "\r\n" in text else list(text)


@cache
def load_dictionary() -> Dictionary | None:
    """The dictionary that comes with jieba; None where it is not the one that is known."""
    spec = find_spec("jieba")
    path = Path(spec.origin).with_name("dict.txt") if spec is not None and spec.origin is not None else None
    if path is None or not path.is_file() or path.stat().st_size != _SIZE:
        return None
    data = path.read_bytes()
    start = data.find(b"\n" + _FIRST.encode()) + 1
    mixed: dict[str, Frequencies] = {}
    for word, count in _parse(data[:start]).items():
        mixed.setdefault(word[0], {})[word] = count
    return Dictionary(data, start, mixed)
