"""From mentions to entities: one entity for one thing, with all its mentions in original coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsextract.clean.cleaned import CleanText
from newsextract.clean.masthead import Masthead
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.names import Names
from newsextract.record import Entity, EntityType, content_id

_TYPES: Mapping[str, EntityType] = {
    "person": "person",
    "place": "place",
    "company": "organization",
    "organization": "organization",
}


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entities, and the way from a clean range or a key to the id of its entity."""

    entities: tuple[Entity, ...]
    by_span: Mapping[tuple[int, int, EntityType], str]
    by_key: Mapping[tuple[EntityType, str], str]

    def of(self, mention: NameMention) -> str | None:
        """The entity of a mention."""
        type_ = _TYPES.get(mention.type)
        return self.by_span.get((mention.start, mention.end, type_)) if type_ else None

    def place(self, key: str | None) -> str | None:
        """The entity of a place key (``gb:451000``), where the article names the place."""
        return self.by_key.get(("place", key)) if key else None


def build_entities(clean: CleanText, names: Names, masthead: Masthead | None = None) -> EntityTable:
    """All entities in the order in which the article names them."""
    groups: dict[tuple[EntityType, str], list[NameMention]] = {}
    for mention in names.mentions:
        type_ = _TYPES.get(mention.type)
        if type_ is not None:
            key = mention.key or clean.shadow[mention.start : mention.end]
            groups.setdefault((type_, key), []).append(mention)
    by_span: dict[tuple[int, int, EntityType], str] = {}
    by_key: dict[tuple[EntityType, str], str] = {}
    for (type_, key), mentions in groups.items():
        id_ = content_id("ent", type_, key)
        by_key[type_, key] = id_
        by_span |= {(m.start, m.end, type_): id_ for m in mentions}
    entities = tuple(_entity(clean, type_, key, mentions) for (type_, key), mentions in groups.items())
    return EntityTable(entities, by_span, by_key)


def _entity(clean: CleanText, type_: EntityType, key: str, mentions: Sequence[NameMention]) -> Entity:
    start, end = _fullest(mentions)
    first = mentions[0]
    undecided = key.startswith("?")
    told = next((m.attributes for m in mentions if "given" in m.attributes), None)
    return Entity(
        id=content_id("ent", type_, key),
        type=type_,
        subtype=next((m.subtype for m in mentions if m.subtype), None),
        name=told["given"] if told else clean.text[start:end],
        name_hans=told["given_hans"] if told else clean.shadow[start:end],
        identifiers={} if undecided else _identifiers(key, mentions) | _told_identifiers(mentions),
        mentions=tuple(clean.mention(m.start, m.end) for m in mentions),
        candidates=first.codes if undecided else (),
    )


def _fullest(mentions: Sequence[NameMention]) -> tuple[int, int]:
    """The longest form met; 全市 and the like only where there is nothing else, not in the name of a body either."""
    named = [m for m in mentions if m.rule != "alias"] or mentions
    inside = next((m.attributes["inside"] for m in named if "inside" in m.attributes), None)
    if inside is not None:
        start, _, end = inside.partition(":")
        return int(start), int(end)
    ranges = [(int(m.attributes.get("full", m.start)), m.end) for m in named]
    return max(ranges, key=lambda span: (span[1] - span[0], -span[0]))


def _told_identifiers(mentions: Sequence[NameMention]) -> dict[str, str]:
    """What the user's lexicon tells."""
    told = (item for m in mentions if m.rule == "given" for item in m.attributes.items())
    return {name.removeprefix("id:"): value for name, value in told if name.startswith("id:")}


def _identifiers(key: str, mentions: Sequence[NameMention]) -> dict[str, str]:
    mention = mentions[0]
    if mention.type != "place":
        ticker = next((code for m in mentions if (code := m.attributes.get("ticker"))), None)
        return {"ticker": ticker} if ticker else {}
    if mention.codes:
        return {"gb2260": mention.codes[0]}
    scheme, _, code = key.partition(":")
    return {"iso3166": code} if scheme == "iso" and len(code) == 2 else {}
