"""Weakly labelled sentences: the templates of templates.txt and wiki.txt filled with invented and known names."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from augment import Inventory, read_words
from corpora import Example
from lexicon import DATA, HAN_WORD

HERE = Path(__file__).resolve().parent
PIECE = re.compile(r"\[([A-Z]+):([^\]]*)\]|([^\[]+)")
SLOT = re.compile(r"\{(\w)\}")

WORDS = read_words()


@cache
def _places(kind: str) -> list[str]:
    files = {"P": "divisions", "W": "taiwan", "H": "hongkong_macau", "F": "foreign"}
    rows = [line.split("\t") for line in (DATA / f"gazetteers/{files[kind]}.tsv").read_text("utf-8").splitlines()
            if line and not line.startswith("#")]  # fmt: skip
    names = {row[1] if kind == "P" else row[0] for row in rows}
    if kind == "F":
        lines = (DATA / "gazetteers/countries.tsv").read_text("utf-8").splitlines()
        names |= {line.split("\t")[1] for line in lines if line and not line.startswith("#")}
    return sorted(n for n in names if HAN_WORD.fullmatch(n))


def _short(name: str, chance: random.Random) -> str:
    return name[:-1] if len(name) > 2 and name[-1] in "市县区省" and chance.random() < 0.3 else name


def _company(chance: random.Random) -> str:
    place = _short(chance.choice(_places(chance.choice("PPPPW"))), chance) if chance.random() < 0.5 else ""
    brand = "".join(chance.choices(WORDS["brand"], k=chance.choice((2, 2, 2, 3))))
    if chance.random() < 0.15:
        return brand + chance.choice(("集团", "科技", "股份", "控股", "银行", "电子", "能源"))
    return place + brand + chance.choice(WORDS["industries"]) + chance.choice(WORDS["suffixes"])


def _foreign(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return "·".join(chance.choices(WORDS["minority"], k=2))
    parts = [
        "".join(chance.choices(WORDS["syllables"], k=chance.randint(2, 4))) for _ in range(chance.choice((1, 1, 2)))
    ]
    return "·".join(parts)


def _syllables(chance: random.Random) -> str:
    return "".join(chance.choices(WORDS["syllables"], k=chance.randint(2, 5)))


def _person_abroad(inventory: Inventory, chance: random.Random) -> str:
    if chance.random() < 0.6 and inventory.persons_abroad:
        return inventory.invent_foreigner(chance)
    return chance.choice("···‧．").join(_syllables(chance) for _ in range(chance.choice((1, 2, 2))))


def _latin(chance: random.Random) -> str:
    parts = (
        "".join(chance.choices(WORDS["latin"], k=chance.randint(2, 3))) for _ in range(chance.choice((1, 1, 2, 3)))
    )
    return " ".join(part.capitalize() for part in parts)


def _day(chance: random.Random) -> str:
    day = f"{chance.randint(1, 28)}日"
    month = chance.randint(1, 12)
    return chance.choice((day, f"{month}月{day}", "昨日", "今天", f"2021年{month}月{day}"))


def _fillers(inventory: Inventory) -> dict[str, Callable[[random.Random], str]]:
    def pick(items: list[str]) -> Callable[[random.Random], str]:
        return lambda chance: chance.choice(items)

    def place(kind: str) -> Callable[[random.Random], str]:
        return lambda chance: _short(chance.choice(_places(kind)), chance)

    def company(chance: random.Random) -> str:
        return inventory.draw("COMPANY", chance) if chance.random() < 0.4 else _company(chance)

    def person(chance: random.Random) -> str:
        return inventory.draw("PERSON", chance) if chance.random() < 0.2 else inventory.invent_person(chance)

    abroad = inventory.places_abroad or _places("F")
    return {
        "N": person,
        "M": _foreign,
        "P": place("P"),
        "W": place("W"),
        "H": place("H"),
        "F": place("F"),
        "C": company,
        "g": lambda chance: place("P")(chance) + chance.choice(WORDS["bodies"]),
        "d": pick(WORDS["departments"]),
        "t": pick(WORDS["offices"]),
        "w": pick(WORDS["taiwan"]),
        "h": pick(WORDS["hongkong"]),
        "e": pick(WORDS["executives"]),
        "s": lambda chance: place("P")(chance).rstrip("市县区") + chance.choice(WORDS["schools"]),
        "n": lambda chance: str(round(chance.uniform(1, 900), chance.randint(0, 2))),
        "y": _day,
        "X": lambda chance: _person_abroad(inventory, chance),
        "L": _latin,
        "Y": lambda chance: str(chance.randint(1100, 2023)),
        "A": lambda chance: chance.choice(abroad) if chance.random() < 0.8 else _syllables(chance),
        "B": lambda chance: chance.choice(abroad if chance.random() < 0.7 else WORDS["bodies_abroad"]),
    }


@cache
def _templates(name: str) -> list[str]:
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def write_examples(
    inventory: Inventory, chance: random.Random, count: int, lists: Sequence[str] = ("templates", "templates", "wiki")
) -> list[Example]:
    """Filled templates of the lists, one or two to a text."""
    fillers = _fillers(inventory)
    out = []
    for _ in range(count):
        name = chance.choice(lists)
        template = "".join(chance.choices(_templates(name), k=chance.choice((1, 1, 2))))
        text, spans = "", []
        for kind, named, plain in PIECE.findall(template):
            piece = SLOT.sub(lambda m: fillers[m[1]](chance), named or plain)
            if kind:
                spans.append((len(text), len(text) + len(piece), (kind,)))
            text += piece
        out.append(Example(name, text, tuple(spans)))
    return out
