"""Augmentation: names replaced by others of their type, lists of names run together, neighbours joined."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from corpora import Example, Span
from lexicon import DATA, far_places, foreign_persons


@cache
def read_words() -> dict[str, list[str]]:
    """The lists of words.toml."""
    lists = tomllib.loads((Path(__file__).resolve().parent / "words.toml").read_text("utf-8"))
    return {name: words.split() for name, words in lists.items()}


@dataclass(frozen=True)
class Inventory:
    """Names by type, with how often they were seen, what persons' names are made of, and names from abroad."""

    names: dict[str, tuple[list[str], list[float]]]
    surnames: tuple[list[str], list[int]]
    given: tuple[list[str], list[int]]
    persons_abroad: list[str] = field(default_factory=list)
    places_abroad: list[str] = field(default_factory=list)

    def draw(self, kind: str, chance: random.Random) -> str:
        """A name of a type; persons are half of the time invented, and some persons and places are foreign ones."""
        roll = chance.random()
        if kind == "PERSON" and roll < 0.6:
            return self.invent_foreigner(chance) if roll < 0.15 and self.persons_abroad else self.invent_person(chance)
        if kind == "PLACE/SCENE" and roll < 0.2 and self.places_abroad:
            return chance.choice(self.places_abroad)
        names, weights = self.names[kind]
        return chance.choices(names, cum_weights=weights)[0]

    def invent_person(self, chance: random.Random) -> str:
        """A Chinese name of a surname and one or two given characters, now and then of a compound surname."""
        roll = chance.random()
        surname = chance.choices(*self.surnames)[0]
        if roll < 0.04:
            surname = chance.choice(read_words()["compound_surnames"])
        elif roll < 0.06:
            surname += chance.choices(*self.surnames)[0]
        count = 1 if chance.random() < 0.25 else 2
        return surname + "".join(chance.choices(self.given[0], self.given[1], k=count))

    def invent_foreigner(self, chance: random.Random) -> str:
        """One to three parts of foreign names, with the sign that parts them in either usage."""
        parts = chance.choices(self.persons_abroad, k=chance.choice((1, 1, 2, 2, 2, 3)))
        return chance.choice("···‧．・").join(parts)


def build_inventory(examples: Sequence[Example]) -> Inventory:
    """What names the corpora hold; the square root of the count is the weight, so that rare names come too."""
    seen: dict[str, Counter[str]] = {}
    for example in examples:
        for start, end, types in example.spans:
            if types and types != ("O",) and end - start > 1:
                seen.setdefault("/".join(types), Counter())[example.text[start:end]] += 1
    names = {}
    for kind, counts in seen.items():
        keys = sorted(counts)
        names[kind] = (keys, _cumulate([counts[k] ** 0.5 for k in keys]))
    persons = [n for n in seen["PERSON"] if 2 <= len(n) <= 3 and n.isalpha() and not n.isascii()]
    surnames = Counter(n[0] for n in persons)
    known = read_surnames()
    common = {s: c for s, c in surnames.items() if c >= 3 and s in known}
    given = Counter(ch for n in persons if n[0] in common for ch in n[1:])
    return Inventory(names, _columns(common), _columns({g: c for g, c in given.items() if c >= 3}),
                     foreign_persons(), far_places())  # fmt: skip


def read_surnames() -> set[str]:
    """The package's surnames of one character."""
    lines = (DATA / "lexicons" / "surnames.tsv").read_text("utf-8").splitlines()
    return {line.split("\t")[0] for line in lines if line and not line.startswith("#")}


def _cumulate(weights: list[float]) -> list[float]:
    total, out = 0.0, []
    for weight in weights:
        total += weight
        out.append(total)
    return out


def _columns(counts: dict[str, int]) -> tuple[list[str], list[int]]:
    keys = sorted(counts)
    return keys, [counts[k] for k in keys]


def replace_names(example: Example, inventory: Inventory, chance: random.Random, share: float) -> Example:
    """The example with some of its names replaced; the same name is replaced everywhere by the same other."""
    chosen: dict[tuple[str, str], str] = {}
    text, spans, at = "", [], 0
    for start, end, types in example.spans:
        old, kind = example.text[start:end], "/".join(types)
        new = old
        if kind in inventory.names and end - start > 1:
            if (kind, old) not in chosen:
                swap = chance.random() < share
                chosen[kind, old] = inventory.draw(kind, chance) if swap else old
            new = chosen[kind, old]
        text += example.text[at:start]
        spans.append((len(text), len(text) + len(new), types))
        text += new
        at = end
    return Example(example.corpus, text + example.text[at:], tuple(spans), example.hidden)


def join(first: Example, second: Example) -> Example:
    """Two examples of one corpus as one text."""
    shift = len(first.text)
    moved: list[Span] = [(a + shift, b + shift, t) for a, b, t in second.spans]
    return Example(first.corpus, first.text + second.text, first.spans + tuple(moved), first.hidden)


def list_names(inventory: Inventory, chance: random.Random) -> Example:
    """A list of names as crawls have it: run together, or with separators that may be lost here and there."""
    separator = chance.choice(["", "", "", "、", " "])
    head = chance.choice(["", "名单:", "委员名单(按姓氏笔画为序)", "出席会议的有", "特邀代表", "当选委员:", "记者"])
    text, spans = head, []
    for _ in range(chance.randint(4, 40)):
        if text and spans and chance.random() < 0.97:
            text += separator
        name = inventory.draw("PERSON", chance) if chance.random() < 0.1 else inventory.invent_person(chance)
        spans.append((len(text), len(text) + len(name), ("PERSON",)))
        text += name
        if chance.random() < 0.05:
            text += "(女)" if chance.random() < 0.6 else "(回族)"
    return Example("lists", text, tuple(spans))
