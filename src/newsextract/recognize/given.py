"""Names and offices that the user's lexicon tells, found wherever they stand in the shadow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from newsextract.clean.script import simplify
from newsextract.read.lexicons import Lexicon, LexiconEntry
from newsextract.recognize.gazetteer import Place, load_gazetteer
from newsextract.recognize.lexicon import Automaton, TitleEntry
from newsextract.recognize.mentions import NameMention, NameType
from newsextract.recognize.sites import place_mention
from newsextract.record import Range

_NAMES = ("person", "place", "company", "organization")


@dataclass(frozen=True, slots=True)
class Given:
    """What the user's lexicon knows, ready to be looked up; empty without one."""

    names: Mapping[str, LexiconEntry] = field(default_factory=dict)
    titles: Mapping[str, TitleEntry] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)  # folded surface -> key
    automaton: Automaton | None = None
    title_automaton: Automaton | None = None

    def find(self, shadow: str) -> list[NameMention]:
        """Every place where a name of the lexicon stands; persons too."""
        if self.automaton is None:
            return []
        hits = ((start, end, self.names[text]) for start, end, text in self.automaton.find(shadow))
        return [_mention(start, end, entry) for start, end, entry in hits if _stands_free(shadow, start, end)]


@lru_cache(maxsize=8)
def prepare_lexicon(lexicon: Lexicon | None) -> Given:
    """The lexicon with its surfaces folded as texts are."""
    if lexicon is None:
        return Given()
    names = {_fold(entry.surface): entry for entry in lexicon.entries if entry.type in _NAMES}
    titles = {_fold(entry.surface): _title(entry) for entry in lexicon.entries if entry.type == "title"}
    indicators = {_fold(entry.surface): _fold(entry.name) for entry in lexicon.entries if entry.type == "indicator"}
    return Given(
        names,
        titles,
        indicators,
        Automaton(sorted(names)) if names else None,
        Automaton(sorted(titles)) if titles else None,
    )


def _fold(text: str) -> str:
    """Half-width and Simplified, as the shadow is."""
    return simplify(unicodedata.normalize("NFKC", text))


def _title(entry: LexiconEntry) -> TitleEntry:
    domain = entry.subtype or "institution"
    subtype = {"executive": "executive", "staff": None, "role": None}.get(domain, "official")
    return TitleEntry(_fold(entry.surface), domain, subtype)


def _stands_free(shadow: str, start: int, end: int) -> bool:
    """Whether Latin letters and digits of a name are not the middle of longer ones."""
    left = not (shadow[start].isascii() and shadow[start].isalnum() and _is_latin(shadow[start - 1 : start]))
    return left and not (_is_latin(shadow[end - 1]) and _is_latin(shadow[end : end + 1]))


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _mention(start: int, end: int, entry: LexiconEntry) -> NameMention:
    key = _fold(entry.name)
    told = {"given": entry.name, "given_hans": key, **{f"id:{scheme}": value for scheme, value in entry.identifiers}}
    if entry.type == "place":
        return _place(start, end, entry, key, told)
    kind: NameType = entry.type  # type: ignore[assignment]  # checked when the lexicon was read
    subtype = "company" if kind == "company" else entry.subtype
    return NameMention(start, end, kind, subtype, key, 1.0, "given", (), told)


def _place(start: int, end: int, entry: LexiconEntry, key: str, told: Mapping[str, str]) -> NameMention:
    """A place of the gazetteer where the code or the name says which, else one of its own."""
    gazetteer = load_gazetteer()
    code = told.get("id:gb2260")
    readings = gazetteer.names.get(key, ())
    known = gazetteer.places.get(f"gb:{code}") if code else (readings[0].place if len(readings) == 1 else None)
    level = entry.subtype or (known.level if known else "site")
    place = Place(known.key if known else key, key, level, known.parent if known else None)  # type: ignore[arg-type]
    mention = place_mention(start, end, [place], "given")
    return NameMention(
        start, end, "place", level, place.key, 1.0, "given", mention.codes, {**mention.attributes, **told}
    )


def put_first(given: Sequence[NameMention], others: Iterable[NameMention]) -> list[NameMention]:
    """What the user knows instead of what overlaps it; a longer name that holds it stays."""
    if not given:
        return list(others)
    kept = [other for other in others if not any(_loses(other, name) for name in given)]
    spans = [(other.start, other.end) for other in kept]
    out = [name for name in given if not any(a <= name.start and name.end <= b for a, b in spans)]
    return sorted([*kept, *out], key=lambda mention: mention.start)


def _loses(other: NameMention, name: NameMention) -> bool:
    overlaps = other.start < name.end and name.start < other.end
    holds = other.start <= name.start and name.end <= other.end and other.end - other.start > name.end - name.start
    return overlaps and not holds


def given_titles(given: Given, shadow: str) -> Iterator[tuple[Range, TitleEntry]]:
    """Every place where an office of the lexicon stands."""
    if given.title_automaton is not None:
        for start, end, text in given.title_automaton.find(shadow):
            yield Range(start, end), given.titles[text]
