"""What is done with articles, in a process of its own: everything that may take long or may go wrong."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, cast

from newsextract.batch.recipe import extractor_name
from newsextract.clean import clean_article
from newsextract.clean.cleaned import CleanText
from newsextract.errors import InputError
from newsextract.evaluate.corrected import check_fact, check_time, correct_with_ids, effective, mention_of, position_id
from newsextract.evaluate.reviewed import Reviewed, files_of
from newsextract.pipeline import Config, extract_article
from newsextract.read import Failure, article_from_text, read_inputs
from newsextract.read.article import Article
from newsextract.read.lexicons import Lexicon
from newsextract.store.corrections import Correction
from newsextract.store.known import input_hash
from newsextract.write.html import format_parts
from newsextract.write.output import Format, format_document
from newsextract.write.rows import entity_names

Json = dict[str, Any]
Form = Literal["text", "html", "jsonl"]


_WRITTEN = ("place", "subject", "speaker", "person", "organization", "name", "title")
"""Fields that are told in words of the article."""
_OWN: dict[str, Lexicon | None] = {"lexicon": None}
"""What this process was told when it began."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it was sent: its bytes, their form, and what was told of it besides."""

    data: bytes
    form: Form
    encoding: str | None = None
    given: Mapping[str, str] = field(default_factory=dict)  # source_id, uri, title, publisher
    date: str | None = None
    region: str | None = None
    include: frozenset[str] = frozenset()

    @property
    def config(self) -> Config:
        """How to extract it."""
        return Config(date=self.date, region=self.region, include=self.include, lexicon=_OWN["lexicon"])


def read_article(source: Source) -> Article:
    """The article of a source. Raises InputError where there is none."""
    stream = io.BytesIO(source.data)
    found = next(iter(read_inputs(["-"], encoding=source.encoding, input_format=source.form, stdin=stream)))
    if isinstance(found, Failure):
        raise InputError(found.message)
    return replace(found, name="article", **cast(dict[str, Any], dict(source.given)))


def write_record(source: Source, to: Format) -> bytes:
    """The record of an article in one of the formats of the command line."""
    article = read_article(source)
    return format_document(article, extract_article(article, source.config).to_dict(), to)


def write_line(source: Source) -> bytes:
    """The record of an article as a line of JSON."""
    return write_record(source, "jsonl")


def view_article(source: Source) -> Json:
    """The pieces of a page about an article, with its record."""
    article = read_article(source)
    record = extract_article(article, source.config).to_dict()
    return {**_pieces(record, article.text, clean_article(article)), "record": record}


def prepare_article(source: Source) -> Json:
    """What the database stores of an article."""
    article = read_article(source)
    record = extract_article(article, source.config).to_dict()
    made = {"input_hash": input_hash(article), "extractor": extractor_name(source.config)}
    return {"record": record, "text": article.text, **made}


def view_stored(stored: Reviewed) -> Json:
    """The pieces of a page about a stored article, corrected; and what was said of it, for the review mode."""
    clean = _clean(stored.text)
    record, offices = correct_with_ids(stored.record, clean, stored.corrections)
    rows = {f"f{n}": {"target": "fact", "id": fact["id"]} for n, fact in enumerate(record["facts"])}
    rows |= {f"e{n}": {"target": "entity", "id": entity["id"]} for n, entity in enumerate(record["entities"])}
    for letter, target in (("t", "time"), ("v", "event")):
        rows |= {f"{letter}{n}": {"target": target, "id": item["id"]} for n, item in enumerate(record[f"{target}s"])}
    rows |= {f"p{n}": {"target": "position", "id": own} for n, own in enumerate(offices)}
    words = _words(stored.record)
    said = [
        {"target": target, "id": own, "action": correction.action, "words": words.get(own, "")}
        for (target, own), correction in effective(stored.corrections).items()
    ]
    return {**_pieces(record, stored.text, clean), "record": record, "rows": rows, "said": said}


def view_record(record: Json) -> Json:
    """The same of an article whose text was not kept: tables alone, which cannot be corrected."""
    parts = format_parts(record, None)
    return {**{name: getattr(parts, name) for name in parts.__slots__}, "record": record, "rows": {}, "said": []}


def _words(record: Json) -> dict[str, str]:
    """How people know the facts, names, offices, times and events of a record, by what corrections call them."""
    names = entity_names(record)
    facts = {fact["id"]: f"{fact['indicator'] or ''} {fact['clean']}".strip() for fact in record["facts"]}
    offices = {position_id(p): f"{names.get(p['person'], '')} {p['title']}" for p in record["positions"]}
    times = {time["id"]: time["clean"] for time in record["times"]}
    events = {event["id"]: event["name"] or event["clean"] for event in record["events"]}
    return {**facts, **times, **events, **{entity["id"]: entity["name"] for entity in record["entities"]}, **offices}


def check_correction(stored: Reviewed, correction: Correction) -> Json:
    """The record as it will be; raises InputError for a correction that cannot stand."""
    clean = _clean(stored.text)
    if correction.action == "add":
        mention_of(clean, correction.fields["start"], correction.fields["end"])
    known = {item["name"] for table in ("entities", "events") for item in stored.record[table]}
    told = [(name, correction.fields.get(name)) for name in _WRITTEN]
    told += [("participants", part["name"]) for part in correction.fields.get("participants") or ()]
    for name, words in told:
        if words and words not in clean.text and words not in known:
            raise InputError(f"{name}: the article does not say {words!r}; write it as the article does")
    record, offices = correct_with_ids(stored.record, clean, (*stored.corrections, correction))
    if correction.target == "position" and correction.action == "add" and correction.target_id not in offices:
        raise InputError("an office is added with its person and title")
    for target, check in (("fact", check_fact), ("time", check_time)):
        for item in record[f"{target}s"]:
            if item["id"] == correction.target_id:
                check(item)
    return record


def clean_passages(pieces: list[tuple[str, list[tuple[int, int]]]]) -> list[list[str]]:
    """Passages of texts as they read after cleaning; for each text its passages in order."""
    found = []
    for text, spans in pieces:
        clean = _clean(text)
        found.append([mention_of(clean, *span)["clean"] for span in spans])
    return found


def _clean(text: str) -> CleanText:
    return clean_article(article_from_text(text))


def _pieces(record: Json, text: str, clean: CleanText) -> Json:
    parts = format_parts(record, text, clean.edits)
    return {name: getattr(parts, name) for name in parts.__slots__}


_ALL = (write_record, write_line, view_article, prepare_article, view_stored, view_record, check_correction, files_of)
JOBS: Mapping[str, Callable[..., Any]] = {job.__name__: job for job in (*_ALL, clean_passages)}
"""What a worker can be asked for, by name."""


def begin(lexicon: Lexicon | None) -> None:
    """Take what the user knows, and load what the first article would wait for."""
    _OWN["lexicon"] = lexicon
    extract_article(article_from_text("广西壮族自治区副主席李明说，全区有发明专利26731件。"), Config(lexicon=lexicon))
