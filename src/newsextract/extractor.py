"""The Python interface: one article, many articles, an extractor with its configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike, fspath
from typing import TypedDict, Unpack

from newsextract.batch.parallel import extract_in_order
from newsextract.errors import InputError
from newsextract.pipeline import Config, extract_article
from newsextract.read import Failure, article_from_text, read_inputs
from newsextract.read.article import Article
from newsextract.read.lexicons import Lexicon, load_lexicon
from newsextract.record import Record

Source = str | PathLike[str] | Article
"""A ``str`` is the text of an article, a path its file; an Article carries what is known of it besides."""


class Options(TypedDict, total=False):
    """What may be told of the articles and of the records wanted; the fields are those of Config."""

    date: str | None
    region: str | None
    include: Iterable[str]
    tagger: bool
    lexicon: Lexicon | str | PathLike[str] | Iterable[str | PathLike[str]] | None


def make_config(**options: Unpack[Options]) -> Config:
    """The Config of keyword options; raises LexiconError for a lexicon that cannot be used."""
    lexicon = options.get("lexicon") or None
    include = frozenset(options.get("include", ()))
    return Config(
        date=options.get("date"),
        region=options.get("region"),
        include=include,
        tagger=options.get("tagger", True),
        lexicon=lexicon if lexicon is None or isinstance(lexicon, Lexicon) else load_lexicon(lexicon),
    )


def extract(text_or_path: Source, **options: Unpack[Options]) -> Record:
    """Everything that one article yields: a pure function of the article and the options.

    A ``str`` is taken as the text, a ``pathlib.Path`` as the file to read. Raises InputError for a file that cannot be
    read or holds no or several articles.
    """
    return Extractor(make_config(**options)).extract(text_or_path)


def extract_many(
    sources: Iterable[Source],
    *,
    jobs: int = 1,
    on_failure: Callable[[Failure], None] | None = None,
    **options: Unpack[Options],
) -> Iterator[Record]:
    """The records of many articles, in order and as they come; a path may be a folder or a file of many articles.

    An article that cannot be read raises InputError, or is handed to ``on_failure`` and left out. The records are the
    same for any number of ``jobs`` (processes).
    """
    return Extractor(make_config(**options)).extract_many(sources, jobs=jobs, on_failure=on_failure)


class Extractor:
    """An extractor with its configuration; holds no state of its articles and may be shared by threads."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = config or Config()

    def extract(self, text_or_path: Source) -> Record:
        """Like ``newsextract.extract``."""
        return extract_article(_only(_open(text_or_path), text_or_path), self.config)

    def extract_many(
        self,
        sources: Iterable[Source],
        *,
        jobs: int = 1,
        on_failure: Callable[[Failure], None] | None = None,
    ) -> Iterator[Record]:
        """Like ``newsextract.extract_many``."""
        inputs = (item for source in sources for item in _open(source))
        for result in extract_in_order(inputs, self.config, jobs):
            if not isinstance(result, Failure):
                yield result.record
            elif on_failure is None:
                raise InputError(f"{result.name}: {result.message}")
            else:
                on_failure(result)

    def __repr__(self) -> str:
        return f"Extractor({self.config!r})"


def _open(source: Source) -> Iterator[Article | Failure]:
    if isinstance(source, Article):
        return iter([source])
    if isinstance(source, str):
        return iter([article_from_text(source)])
    return read_inputs([fspath(source)])


def _only(items: Iterator[Article | Failure], source: Source) -> Article:
    first, second = next(items, None), next(items, None)
    if isinstance(first, Failure):
        raise InputError(f"{first.name}: {first.message}")
    if first is None:
        raise InputError(f"{source}: no article in it; name a file with text")
    if second is not None:
        raise InputError(f"{source}: holds several articles; use extract_many")
    return first
