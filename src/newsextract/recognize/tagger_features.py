"""What the tagger looks at: character ids, bigram ids and lexicon matches, computed for a whole stream at once.

The training code imports this module, so what a model was trained on is what it sees at run time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]
Hashes = NDArray[np.uint64]

PAD = 0  # between texts; never part of an n-gram that a table holds
UNKNOWN = 1
MASK = 2  # stands for a character that training hides
FIRST_CHARACTER = 3

MAX_WORD = 8
ROLES = 3  # a character begins, is inside, or ends a matched word
LENGTHS = 4  # words of 2, 3, 4, and of 5 or more characters, at their first and last character

_SEED = np.uint64(0x9E3779B97F4A7C15)
_PRIME = np.uint64(0xD6E8FEB86659FD93)
_HALF = np.uint64(32)


def code_points(text: str) -> Ids:
    """The code points of a text, full-width ASCII and the ideographic space folded to half width, digits to one."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    wide = (points >= 0xFF01) & (points <= 0xFF5E)
    points[wide] -= 0xFEE0
    points[points == 0x3000] = 0x20
    points[(points >= 0x30) & (points <= 0x39)] = 0x30
    return points


class Alphabet:
    """Code points to ids; whatever was not seen in training is UNKNOWN."""

    def __init__(self, points: NDArray[np.uint32]) -> None:
        self.points = points
        self._ids = np.full(int(points.max()) + 2, UNKNOWN, np.int32)
        self._ids[points] = np.arange(FIRST_CHARACTER, FIRST_CHARACTER + len(points), dtype=np.int32)
        self.size = FIRST_CHARACTER + len(points)

    def encode(self, text: str) -> Ids:
        """The ids of the characters of a text, one for each code point."""
        points = code_points(text)
        return self._ids[np.minimum(points, len(self._ids) - 1)].astype(np.int64)


@dataclass(frozen=True, slots=True)
class NgramTable:
    """A hash table of n-grams, probed for all positions at once.

    A slot holds a fingerprint in its high bits and a value from 1 in its low ``bits``; 0 is empty. Each n-gram stands
    in one of two slots (cuckoo hashing), so that a probe is two gathers. A fingerprint may by chance fit an n-gram
    that is not in the table (less than once in ten thousand): a feature is noisy then, no more.
    """

    slots: NDArray[np.uint32]
    bits: int

    def find(self, hashes: Hashes) -> NDArray[np.uint32]:
        """The value of each n-gram, 0 where the table does not hold it."""
        first, second, prints = self.places(hashes)
        low = np.uint32((1 << self.bits) - 1)
        a = self.slots[first]
        b = self.slots[second]
        found = np.where((a & ~low) == prints, a & low, np.uint32(0))
        return np.where((b & ~low) == prints, b & low, found)

    def places(self, hashes: Hashes) -> tuple[Ids, Ids, NDArray[np.uint32]]:
        """The two slots in which an n-gram may stand, and its fingerprint."""
        mask = np.uint64(len(self.slots) - 1)
        low = np.uint32((1 << self.bits) - 1)
        first = (hashes & mask).astype(np.int64)
        second = ((hashes >> np.uint64(20)) & mask).astype(np.int64)
        return first, second, (hashes >> _HALF).astype(np.uint32) & ~low


def hash_ngrams(ids: Ids, longest: int) -> list[Hashes]:
    """For n from 2 to ``longest``, the hash of the n-gram that begins at each position (the last ones run into PAD)."""
    padded = np.concatenate([ids, np.zeros(longest, ids.dtype)]).astype(np.uint64)
    count = len(ids)
    rolling = (padded[:count] + _SEED) * _PRIME
    out = []
    for n in range(1, longest):
        rolling = ((rolling ^ (rolling >> _HALF)) + padded[n : n + count] + np.uint64(1)) * _PRIME
        out.append(_mix(rolling))
    return out


def _mix(hashes: Hashes) -> Hashes:
    mixed = (hashes ^ (hashes >> _HALF)) * _SEED
    return mixed ^ (mixed >> np.uint64(29))


def lexicon_width(classes: int) -> int:
    """How many lexicon features a character has."""
    return classes * ROLES + LENGTHS * 2


def match_lexicon(table: NgramTable, hashes: list[Hashes], classes: int) -> NDArray[np.uint8]:
    """For each position: is it the beginning, the inside or the end of a word of each class, and of which length."""
    count, width = len(hashes[0]), lexicon_width(classes)
    out = np.zeros((count + MAX_WORD) * width, np.uint8)
    for n, hashed in enumerate(hashes, 2):
        found = table.find(hashed)
        at = np.nonzero(found)[0]
        if not len(at):
            continue
        first = at * width
        kind = first + (found[at].astype(np.int64) - 1) * ROLES
        length = classes * ROLES + (min(n, LENGTHS + 1) - 2) * 2
        last = (n - 1) * width
        out[kind] = out[first + length] = 1
        out[kind + last + 2] = out[first + last + length + 1] = 1
        for inner in range(1, n - 1):
            out[kind + inner * width + 1] = 1
    return out[: count * width].reshape(count, width)


@dataclass(frozen=True, slots=True)
class Features:
    """What the network is fed: ids of characters and of bigrams (0: not a known bigram), lexicon matches as 0 and 1."""

    characters: Ids
    bigrams: Ids
    lexicon: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Featurizer:
    """The tables behind the features."""

    alphabet: Alphabet
    bigrams: NgramTable
    words: NgramTable
    classes: int

    def featurize(self, ids: Ids) -> Features:
        """The features of a stream of ids, in which PAD separates texts."""
        hashes = hash_ngrams(ids, MAX_WORD)
        return Features(
            ids, self.bigrams.find(hashes[0]).astype(np.int64), match_lexicon(self.words, hashes, self.classes)
        )


def load_featurizer(arrays: Any) -> Featurizer:
    """The featurizer that is stored in a model file."""
    sizes = arrays["feature_sizes"]
    return Featurizer(
        Alphabet(arrays["alphabet"]),
        NgramTable(arrays["bigram_slots"], int(sizes[0])),
        NgramTable(arrays["word_slots"], int(sizes[1])),
        int(sizes[2]),
    )
