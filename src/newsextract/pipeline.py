"""The whole program: read -> clean -> segment -> recognize + measure -> assemble -> validate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsextract.assemble.document import build_document, find_warnings
from newsextract.assemble.entities import build_entities
from newsextract.assemble.events import build_events
from newsextract.assemble.facts import build_facts
from newsextract.assemble.indicators import told_indicators
from newsextract.assemble.positions import build_positions
from newsextract.assemble.scene import set_scene
from newsextract.assemble.times import build_times
from newsextract.clean import clean_article
from newsextract.clean.layout import find_masthead
from newsextract.measure.dates import find_times, infer_anchor
from newsextract.measure.quantities import find_quantities
from newsextract.measure.values import TimeExpression
from newsextract.read.article import Article
from newsextract.read.lexicons import Lexicon
from newsextract.recognize.given import prepare_lexicon
from newsextract.recognize.names import Names, recognize_names
from newsextract.recognize.region import find_region, known_region, region_of_places
from newsextract.record import Range, Record
from newsextract.segment.sentences import find_sentences
from newsextract.segment.words import find_words
from newsextract.validate import validate_record


@dataclass(frozen=True, slots=True)
class Config:
    """What may be set from outside.

    ``date`` and ``region`` are used where the article does not tell; ``include`` names of additions to the record:
    text, sentences, words; ``tagger`` off leaves names to rules and lexicons; ``validate`` off skips the schema;
    ``lexicon`` is what the user knows besides (``newsextract.read.lexicons.load_lexicon``).
    """

    date: str | None = None
    region: str | None = None
    include: frozenset[str] = frozenset()
    tagger: bool = True
    validate: bool = True
    lexicon: Lexicon | None = None


def extract_article(article: Article, config: Config | None = None) -> Record:
    """Everything that one article yields, validated. A pure function of its arguments.

    Raises ValidationError if the record would break its own contract.
    """
    config = config or Config()
    clean = clean_article(article)
    masthead = find_masthead(clean, article)
    sentences = find_sentences(clean)
    region = known_region(article.region) or find_region(clean.shadow) or known_region(config.region)
    names = recognize_names(clean, masthead, sentences, region, use_tagger=config.tagger, user=config.lexicon)
    region = region or region_of_places(names.home.weights)
    anchor, published, published_from = infer_anchor(
        clean.shadow,
        date=article.date or config.date,
        metadata_dates=masthead.metadata_dates,
        dateline_date=masthead.dateline_date,
        region=region,
    )
    times = find_times(clean.shadow, anchor)
    quantities, _ = find_quantities(clean.shadow, _blocked(times, names, clean.damaged))
    document = build_document(article, clean, masthead, region, published, published_from)
    entities = build_entities(clean, names, masthead)
    scene = set_scene(clean, sentences, quantities, times, names, entities, region, anchor.published)
    events = build_events(scene, document.id)
    facts = build_facts(scene, events, document.id)
    record = Record(
        document=replace(document, clean_text=clean.text if "text" in config.include else None),
        entities=entities.entities,
        positions=build_positions(clean, names, entities),
        facts=told_indicators(facts.facts, prepare_lexicon(config.lexicon).indicators),
        times=build_times(clean, times, document.id),
        events=events,
        unresolved=facts.unresolved,
        warnings=find_warnings(clean),
        sentences=tuple(clean.span(s.start, s.end) for s in sentences) if "sentences" in config.include else None,
        words=tuple(clean.span(*w) for w in find_words(clean.shadow)) if "words" in config.include else None,
    )
    if config.validate:
        validate_record(record, article.text)
    return record


def _blocked(times: Sequence[TimeExpression], names: Names, damaged: Sequence[Range]) -> list[Range]:
    """Where no quantity may be: in a time, in a name, in damaged text; sorted."""
    named = [Range(m.start, m.end) for m in names.mentions if m.type != "title"]
    return sorted([*(Range(t.start, t.end) for t in times), *named, *damaged])
