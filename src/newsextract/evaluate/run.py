"""The program run over annotated articles, in this process."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from newsextract.evaluate.gold import GoldArticle, find_articles
from newsextract.evaluate.score import score_record
from newsextract.evaluate.tally import Result, Tally
from newsextract.pipeline import Config, extract_article
from newsextract.read import Failure, read_inputs
from newsextract.read.lexicons import Lexicon


def evaluate_folder(folder: Path, only: Collection[str] | None = None, lexicon: Lexicon | None = None) -> Result:
    """Extract every annotated article of the folder (each with its own date) and score the records."""
    total = Tally()
    articles = {}
    for article in find_articles(folder, only):
        tally = _evaluate(article, lexicon)
        articles[article.name] = (tally.rows(), dict(tally.counts))
        total.update(tally)
    return Result(total.rows(), dict(total.counts), articles, tuple(total.faults))


def _evaluate(article: GoldArticle, lexicon: Lexicon | None) -> Tally:
    item = next(iter(read_inputs([str(article.path)])))
    if isinstance(item, Failure):
        return score_record(article.gold, {}, "", article.name, item.message)
    record: dict[str, Any] = {}
    crash = None
    try:
        record = extract_article(item, Config(date=article.gold.get("date"), lexicon=lexicon)).to_dict()
    except Exception as error:  # the score must say so and go on, whatever it was
        crash = f"{type(error).__name__}: {error}"
    return score_record(article.gold, record, item.text, article.name, crash)
