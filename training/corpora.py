"""Reads the corpora into examples with partial labels: what is known of each passage, and what is not.

An example says which spans carry which types (one of several, where the corpus is coarser than we are), and which
types may stand unlabelled in the rest of its text because the corpus does not label them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from newsextract.recognize.tagger_decode import TYPES

# SCENE (scenic spots, of CLUENER) is kept apart inside the model and reported as PLACE.
ORG = ("COMPANY", "GOVERNMENT", "ORGANIZATION")
LOC = ("PLACE", "SCENE")
ANY = TYPES
OWN = "own"  # annotated articles of your own, where there are any: gold.py

Span = tuple[int, int, tuple[str, ...]]


@dataclass(frozen=True)
class Example:
    """A folded text; spans with their possible types ((): anything, also nothing; ("O",): no name); ``hidden`` types
    may stand anywhere outside the spans."""

    corpus: str
    text: str
    spans: tuple[Span, ...]
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Scheme:
    """How the labels of a corpus are read."""

    types: dict[str, tuple[str, ...]]
    hidden: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


NEWS = {"PER": ("PERSON",), "LOC": LOC, "ORG": ORG}
SCHEMES = {
    "cluener": Scheme(
        {
            "name": ("PERSON",),
            "company": ("COMPANY",),
            "government": ("GOVERNMENT",),
            "organization": ("ORGANIZATION",),
            "position": ("TITLE",),
            "address": ("PLACE",),
            "scene": ("SCENE",),
        },
        (),
        ("book", "game", "movie"),
    ),
    "msra": Scheme(NEWS, ("TITLE",)),
    "uner_gsd_trad": Scheme(NEWS, ("TITLE",)),
    "uner_gsdsimp": Scheme(NEWS, ("TITLE",)),
    "resume": Scheme(
        {"NAME": ("PERSON",), "TITLE": ("TITLE",), "ORG": ORG, "LOC": LOC, "CONT": ()}, LOC, ("EDU", "PRO", "RACE")
    ),
    "fewfc": Scheme(
        {
            "sub-org": ORG,
            "obj-org": ORG,
            "target-company": ("COMPANY",),
            "sub-per": ("PERSON",),
            "obj-per": ("PERSON",),
            "share-per": ("PERSON",),
            "share-org": ORG,
            "institution": ORG,
            "date": ("O",),
            "number": ("O",),
            "money": ("O",),
            "proportion": ("O",),
            "amount": ("O",),
            "trigger": ("O",),
            "collateral": ("O",),
        },
        ANY,
        ("sub", "obj", "title", "way"),
    ),
    "cec": Scheme({"Time": ("O",)}, ANY, ("Location", "Participant", "Object")),
    OWN: Scheme(
        {
            "person": ("PERSON",),
            "place": LOC,
            "company": ("COMPANY",),
            "organization": ("GOVERNMENT", "ORGANIZATION"),
            "?": (),
        },
        ("TITLE",),
    ),
}

# Words for "the company" are not names of companies, though the CVs label them.
GENERIC = frozenset(
    (
        "公司",
        "本公司",
        "集团",
        "总公司",
        "本行",
        "我公司",
        "股份公司",
        "有限公司",
        "集团公司",
        "分公司",
        "子公司",
        "该公司",
        "学校",
        "企业",
    )
)


@cache
def _converter():
    import opencc

    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """Simplified, length kept."""
    folded = _converter().convert(text)
    return folded if len(folded) == len(text) else text


def data_folder() -> Path:
    """Where the corpora are: ``$NEWSEXTRACT_DATA/ner``."""
    return Path(os.environ["NEWSEXTRACT_DATA"]) / "ner"


def read_raw(name: str) -> list[dict]:
    """The rows of ``NAME.jsonl``; CLUENER's dev part is every tenth row of its train part. Every other row of the
    Traditional dev part of UNER is trained on (``even``), the rest is for measuring (``odd``)."""
    corpus, _, part = name.partition(".")
    if part in ("even", "odd"):
        return _rows(f"{corpus}.dev")[part == "odd" :: 2]
    if name.startswith("cluener."):
        rows = _rows("cluener.train")
        return [row for i, row in enumerate(rows) if (i % 10 == 9) == (name == "cluener.dev")]
    return _rows(name)


def _rows(name: str) -> list[dict]:
    with (data_folder() / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def read_examples(corpus: str, split: str) -> Iterator[Example]:
    """The examples of one part of a corpus."""
    for row in read_raw(f"{corpus}.{split}"):
        if row["text"]:
            yield _read_example(corpus, row)


def _read_example(corpus: str, row: dict) -> Example:
    scheme = SCHEMES[corpus]
    text = fold(row["text"])
    spans: list[Span] = []
    labelled = sorted(row["entities"], key=lambda e: (e[0], -e[1]))
    for start, end, label in labelled:
        if label in scheme.ignored:
            continue
        if start >= end or (spans and start < spans[-1][1]):
            continue
        types = scheme.types[label]
        if corpus == "resume" and text[start:end] in GENERIC:
            types = ()
        spans.append((start, end, types))
    return Example(corpus, text, tuple(spans), scheme.hidden)


def training_corpora() -> dict[str, list[Example]]:
    """What is trained on (no sentence that is measured on is in any part, but one of the CVs)."""
    there = [name for name in SCHEMES if name != OWN or (data_folder() / f"{OWN}.train.jsonl").is_file()]
    parts = {name: list(read_examples(name, "train")) for name in there}
    return parts | {"uner_gsd_trad.even": list(read_examples("uner_gsd_trad", "even"))}
