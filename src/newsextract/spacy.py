"""newsextract as a component of spaCy: ``import newsextract.spacy`` and ``nlp.add_pipe("newsextract")``.

    nlp = spacy.blank("zh")
    nlp.add_pipe("newsextract", config={"date": "2024-03-03"})
    doc = nlp(text)
    doc.ents, doc.spans["newsextract"], doc._.facts, doc._.positions, doc._.record

Where a token is longer than what was found, the span covers the whole token; the exact offsets stay in the record,
which is kept in ``doc.user_data`` in plain JSON values, so that ``DocBin(store_user_data=True)`` and ``Doc.to_bytes``
carry it. The labels of ``doc.ents`` are those of spaCy's Chinese pipelines (PERSON, GPE, LOC, FAC, ORG).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from newsextract.extractor import Extractor, make_config

KEY = "newsextract"
_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
_PLACE_LABELS = {"site": "FAC", "region": "LOC"}

Json = Mapping[str, Any]


class NewsExtractor:
    """The component: adds entities, spans and the whole record to a Doc, and leaves what others set."""

    def __init__(self, extractor: Extractor, set_ents: bool = True) -> None:
        self._extractor = extractor
        self._set_ents = set_ents

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc with what its text says; one without text is left as it is."""
        if not doc.text.strip():
            return doc
        add_record(doc, self._extractor.extract(doc.text).to_dict(), self._set_ents)
        return doc


@Language.factory(  # type: ignore[untyped-decorator]  # spaCy is not followed: its import takes 1.5 s
    KEY,
    default_config={"date": None, "region": None, "include": [], "tagger": True, "lexicon": [], "set_ents": True},
    assigns=["doc.ents", "doc.spans", "doc._.record", "doc._.facts", "doc._.positions"],
)
def make_component(
    nlp: Language,
    name: str,
    date: str | None,
    region: str | None,
    include: list[str],
    tagger: bool,
    lexicon: list[str],
    set_ents: bool,
) -> NewsExtractor:
    """The factory; its settings are those of ``newsextract.extract`` and whether to set ``doc.ents``."""
    config = make_config(date=date, region=region, include=include, tagger=tagger, lexicon=lexicon)
    return NewsExtractor(Extractor(config), set_ents)


def add_record(doc: Doc, record: Json, set_ents: bool = True) -> Doc:
    """Set entities, spans and record of a Doc; entities that others set stay where ours are not."""
    doc._.record = record
    entities = list(_spans(doc, _entity_mentions(record)))
    others = list(_spans(doc, _other_mentions(record)))
    doc.spans[KEY] = sorted([*entities, *others], key=lambda span: (span.start, span.end))
    if set_ents:
        ours = filter_spans(entities)
        covered = {token.i for span in ours for token in span}
        kept = [ent for ent in doc.ents if not any(token.i in covered for token in ent)]
        doc.ents = [*ours, *kept]
    return doc


_Found = tuple[Json, str, str]  # a span of the record, its label, the id of what it belongs to


def _entity_mentions(record: Json) -> Iterator[_Found]:
    for entity in record["entities"]:
        label = _PLACE_LABELS.get(entity["subtype"] or "") or _LABELS[entity["type"]]
        yield from ((mention, label, entity["id"]) for mention in entity["mentions"])


def _other_mentions(record: Json) -> Iterator[_Found]:
    yield from ((position, "TITLE", position["person"]) for position in record["positions"])
    for fact in record["facts"]:
        yield from ((span, fact["kind"].upper(), fact["id"]) for span in (fact, *fact["mentions"]))
    yield from ((time, "TIME", time["id"]) for time in record["times"])
    yield from ((event, "EVENT", event["id"]) for event in record["events"])


def _spans(doc: Doc, found: Iterable[_Found]) -> Iterator[Span]:
    for span, label, id_ in found:
        made = doc.char_span(span["start"], span["end"], label=label, span_id=id_, alignment_mode="expand")
        if made is not None:
            yield made


def _record(doc: Doc) -> Any:
    record = doc.user_data.get(KEY)
    if record is not None and isinstance(record["facts"], tuple):
        # MessagePack brings tuples back; put right once.
        record = doc.user_data[KEY] = _as_lists(record)
    return record


def _as_lists(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _as_lists(item) for key, item in value.items()}
    return [_as_lists(item) for item in value] if isinstance(value, list | tuple) else value


def _set_record(doc: Doc, record: Json) -> None:
    doc.user_data[KEY] = {**record, "facts": [_packable(fact) for fact in record["facts"]]}


def _packable(fact: Json) -> Json:
    """The fact with integers that MessagePack cannot hold as floats; ``value_text`` stays exact."""
    wide = {k: float(fact[k]) for k in ("value", "low", "high") if isinstance(fact[k], int) and abs(fact[k]) >= 2**63}
    return {**fact, **wide}


def _table(name: str) -> Any:
    return lambda doc: (_record(doc) or {}).get(name, [])


Doc.set_extension("record", getter=_record, setter=_set_record, force=True)
for _name in ("facts", "positions", "times", "events"):
    Doc.set_extension(_name, getter=_table(_name), force=True)
