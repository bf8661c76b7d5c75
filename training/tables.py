"""Builds the tables behind the tagger's features: alphabet, known bigrams, lexicon classes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np

from newsextract.recognize.tagger_features import Alphabet, Featurizer, NgramTable, hash_ngrams

BIGRAM_BITS = 17
WORD_BITS = 6
MIN_CHARACTER = 2
MIN_BIGRAM = 3

# Classes of the lexicon: parts of speech of jieba's dictionary, the package's own lists (our_), and what the other
# dictionaries of lexicon.py say.
CLASSES = (
    "name", "transliteration", "place", "body", "proper", "noun", "rare_noun", "verb", "rare_verb", "adjective",
    "idiom", "function", "time", "number", "our_suffix", "our_place", "our_country", "our_title", "our_company",
    "our_body", "known_person", "known_place", "known_body", "known_people", "known_other", "known_name",
    "known_word", "near_place", "far_place",
)  # fmt: skip
_BY_TAG = {
    "nr": "name",
    "nrt": "transliteration",
    "nrfg": "name",
    "ns": "place",
    "nt": "body",
    "nz": "proper",
    "t": "time",
    "tg": "time",
    "m": "number",
    "mq": "number",
    "q": "number",
    "i": "idiom",
    "l": "idiom",
}


def classify(tag: str, frequency: int) -> str:
    """The lexicon class of a word of jieba's dictionary."""
    if tag in _BY_TAG:
        return _BY_TAG[tag]
    if tag[0] == "n":
        return "noun" if frequency >= 50 else "rare_noun"
    if tag[0] == "v":
        return "verb" if frequency >= 50 else "rare_verb"
    if tag[0] in "abz":
        return "adjective"
    return "function"


def read_jieba(path: Path, fold: Mapping[str, str] | None = None) -> dict[str, str]:
    """Words of two to eight characters of jieba's dictionary, with their class."""
    words: dict[str, tuple[int, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        frequency = int(count)
        rare = frequency < 4 and tag not in {"nr", "ns", "nt", "nz", "nrt"}
        if not 2 <= len(word) <= 8 or rare:
            continue
        if word not in words or words[word][0] < frequency:
            words[word] = (frequency, classify(tag, frequency))
    return {word: kind for word, (_, kind) in words.items()}


def build_featurizer(texts: Iterable[str], words: Mapping[str, str]) -> Featurizer:
    """Tables of what the training texts and the lexicon hold."""
    from newsextract.recognize.tagger_features import code_points

    characters: Counter[int] = Counter()
    bigrams: Counter[tuple[int, int]] = Counter()
    for text in texts:
        points = code_points(text).tolist()
        characters.update(points)
        bigrams.update(pairwise(points))
    alphabet = Alphabet(np.array(sorted(p for p, n in characters.items() if n >= MIN_CHARACTER), np.uint32))
    frequent = [chr(a) + chr(b) for (a, b), n in bigrams.most_common() if n >= MIN_BIGRAM]
    frequent = [pair for pair in frequent if alphabet.encode(pair).min() > 2][: (1 << BIGRAM_BITS) - 1]
    bigram_values = {pair: i for i, pair in enumerate(frequent, 1)}
    word_values = {w: CLASSES.index(c) + 1 for w, c in words.items() if (alphabet.encode(w) > 2).all()}
    return Featurizer(
        alphabet,
        build_table(alphabet, bigram_values, 18, BIGRAM_BITS),
        build_table(alphabet, word_values, 19 if len(word_values) < 255_000 else 20, WORD_BITS),
        len(CLASSES),
    )


def build_table(alphabet: Alphabet, values: Mapping[str, int], log_size: int, bits: int) -> NgramTable:
    """A cuckoo table of n-grams; fails loudly when it is too full."""
    table = NgramTable(np.zeros(1 << log_size, np.uint32), bits)
    hashes = np.array([hash_ngrams(alphabet.encode(g), len(g))[-1][0] for g in values], np.uint64)
    first, second, prints = table.places(hashes)
    owner: dict[int, int] = {}
    chance = random.Random(0)
    numbers = np.array(list(values.values()), np.uint32)
    for item in range(len(hashes)):
        _insert(item, first, second, owner, chance)
    for slot, item in owner.items():
        table.slots[slot] = prints[item] | numbers[item]
    return table


def _insert(item: int, first: np.ndarray, second: np.ndarray, owner: dict[int, int], chance: random.Random) -> None:
    slot = int(first[item])
    for _ in range(5000):
        if slot not in owner:
            owner[slot] = item
            return
        evicted = owner[slot]
        owner[slot] = item
        item = evicted
        other = int(second[item]) if slot == int(first[item]) else int(first[item])
        slot = other if other != slot else chance.choice((int(first[item]), int(second[item])))
    print("dropped one n-gram from a full table")


def export_tables(featurizer: Featurizer) -> dict[str, np.ndarray]:
    """The arrays that ``load_featurizer`` reads."""
    return {
        "alphabet": featurizer.alphabet.points,
        "bigram_slots": featurizer.bigrams.slots,
        "word_slots": featurizer.words.slots,
        "feature_sizes": np.array([featurizer.bigrams.bits, featurizer.words.bits, featurizer.classes], np.int32),
    }
