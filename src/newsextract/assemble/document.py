"""The article itself: identity, script, region, publication and authors."""

from __future__ import annotations

from newsextract.clean.cleaned import CleanText
from newsextract.clean.layout import Masthead
from newsextract.read.article import Article
from newsextract.recognize.region import Region
from newsextract.record import DocumentInfo, Warning_, content_id


def build_document(
    article: Article,
    clean: CleanText,
    masthead: Masthead,
    region: Region | None,
    published: str | None,
    published_from: str | None,
) -> DocumentInfo:
    """The ``document`` of a record; its id is a hash of the text alone, its key the caller's id, else uri, else id."""
    identity = content_id("doc", article.text)
    authors = [clean.text[span.start : span.end] for span, _ in masthead.authors]
    return DocumentInfo(
        id=identity,
        key=article.source_id or article.uri or identity,
        source_id=article.source_id,
        uri=article.uri,
        sha256=article.sha256,
        encoding=article.encoding,
        length=len(article.text),
        script=clean.script,
        region=region,
        headline=masthead.headline,
        publisher=article.publisher or masthead.publisher,
        published=published,
        published_from=published_from,
        authors=tuple(dict.fromkeys((*article.authors, *authors))),
        cleaning=dict(clean.counts),
        text=article.text if article.extracted else None,
    )


def find_warnings(clean: CleanText) -> tuple[Warning_, ...]:
    """What the reader of the record should know: damaged text, text that is not Chinese."""
    found = [_damage(clean, start, end) for start, end in clean.damaged]
    if clean.script is None:
        found.append(Warning_("no-chinese", "the text holds no Chinese: nothing was extracted"))
    return tuple(found)


def _damage(clean: CleanText, start: int, end: int) -> Warning_:
    mention = clean.mention(start, end)
    message = "damaged text that cannot be repaired: left out of names and facts"
    return Warning_("damaged-text", message, mention.start, mention.end, mention.text)
