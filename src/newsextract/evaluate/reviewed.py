"""The articles of a database that people looked at, as annotated articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newsextract.clean import clean_article
from newsextract.evaluate.corrected import correct_record
from newsextract.evaluate.make_gold import gold_files, make_gold
from newsextract.read import article_from_text
from newsextract.store.corrections import Correction, corrected_keys, read_corrections
from newsextract.store.database import Store
from newsextract.store.reading import read_record, read_text
from newsextract.write.files import safe_name


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An article of the database: its record, its text, and what people said of it."""

    record: dict[str, Any]
    text: str
    corrections: tuple[Correction, ...] = ()


def find_reviewed(store: Store) -> Iterator[tuple[str, Reviewed]]:
    """Every article with a correction or an acceptance whose text was kept, with a name for its files."""
    taken: set[str] = set()
    for key in corrected_keys(store.engine):
        record, text = read_record(store.engine, key), read_text(store.engine, key)
        if record and text is not None:
            yield safe_name(key, "", taken), Reviewed(record, text, tuple(read_corrections(store.engine, key)))


def files_of(article: Reviewed, name: str) -> list[tuple[str, bytes]]:
    """NAME.txt, NAME.gold.json and clean/NAME.txt of one article."""
    clean = clean_article(article_from_text(article.text))
    gold = make_gold(correct_record(article.record, clean, article.corrections), clean)
    return list(gold_files(name, gold, clean))


def reviewed_files(store: Store) -> Iterator[tuple[str, bytes]]:
    """The files of all of them."""
    for name, article in find_reviewed(store):
        yield from files_of(article, name)
