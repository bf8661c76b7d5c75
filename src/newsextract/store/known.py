"""Articles that need not be extracted again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from newsextract.read import Failure
from newsextract.read.article import Article
from newsextract.record import content_id
from newsextract.store.database import Known, Store

_PORTION = 200


def input_hash(article: Article) -> str:
    """A hash of everything of an article that its record depends on."""
    told = (article.title, article.date, article.publisher, article.region, article.authors, article.extracted)
    known = (article.source_id, article.uri, article.encoding, article.sha256, sorted(article.metadata.items()))
    return content_id("i", article.text, *map(repr, (*told, *known)))


def unknown_inputs(store: Store, inputs: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    """The inputs without the articles that the store holds as they are, made by the same extractor.

    Those that are left out count as unchanged.
    """
    waiting = iter(inputs)
    while portion := list(islice(waiting, _PORTION)):
        known = store.known(article_key(item) for item in portion if isinstance(item, Article))
        for item in portion:
            if isinstance(item, Article) and _is_same(item, known.get(article_key(item)), store.extractor):
                store.count_unchanged()
            else:
                yield item


def _is_same(article: Article, known: Known | None, extractor: str) -> bool:
    return known is not None and (known.extractor, known.input_hash) == (extractor, input_hash(article))


def article_key(article: Article) -> str:
    """``document.key`` of the article's record."""
    return article.source_id or article.uri or content_id("doc", article.text)
