"""What is known of names: word sets and automata over the lexicons, built once and only when asked for.

All words are Simplified; all matching is done on the shadow.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import ahocorasick_rs
import regex

from newsextract.record import Status
from newsextract.resources import read_table, read_toml


def is_han(char: str) -> bool:
    """Whether a character is a Han ideograph (the compatibility block and all planes included)."""
    return "\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" or char > "\U0001ffff"


class WordSet:
    """Words that can be looked up at, or before, a position of a text; the longest wins."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(words)
        self._lengths = sorted({len(word) for word in self.words}, reverse=True)

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def at(self, text: str, start: int) -> str | None:
        """The longest word that begins at ``start``."""
        for length in self._lengths:
            if (word := text[start : start + length]) in self.words:
                return word
        return None

    def before(self, text: str, end: int) -> str | None:
        """The longest word that ends at ``end``."""
        for length in self._lengths:
            if end >= length and (word := text[end - length : end]) in self.words:
                return word
        return None


@dataclass(frozen=True, slots=True)
class TitleEntry:
    """An office of the lexicon."""

    text: str
    domain: str  # level, state, party, congress, court, institution, executive; role for what is no office
    subtype: str | None  # of the person who bears it
    overlap: bool = False
    needs_owner: bool = False
    not_before: tuple[str, ...] = ()
    behind: bool = False  # a role that also stands behind a name
    alone: bool = False  # of no body but its own (国务委员, 廉政专员): shares none with the office before

    @property
    def is_office(self) -> bool:
        """Whether who bears it holds a position; staff (分析师) do only in a company."""
        return self.domain not in ("role", "staff")


@dataclass(frozen=True, slots=True)
class BodyEntry:
    """The core of a body's name, or a complete name."""

    text: str
    subtype: str
    canonical: str
    needs_prefix: bool = False
    needs_level: bool = False
    not_before: tuple[str, ...] = ()
    is_word: bool = False  # of companies: a word too (联想), which only the tagger tells apart


@dataclass(frozen=True, slots=True)
class SuffixEntry:
    """An ending of names of bodies or companies."""

    text: str
    subtype: str
    kind: str = ""  # place, long or empty; of companies full, form, trade or coop
    not_behind: str = ""


class Automaton:
    """An Aho-Corasick automaton that gives the leftmost longest patterns by name."""

    def __init__(self, patterns: Iterable[str]) -> None:
        self.patterns = tuple(patterns)
        self._automaton = ahocorasick_rs.AhoCorasick(self.patterns, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, pattern) of all leftmost longest matches."""
        for index, start, end in self._automaton.find_matches_as_indexes(text):
            yield start, end, self.patterns[index]


def _words(path: str, *, kind: str | None = None) -> frozenset[str]:
    rows = read_table(f"lexicons/{path}.tsv", 2)
    return frozenset(word for word, kind_ in rows if kind is None or kind_ == kind)


@cache
def surnames() -> dict[str, str]:
    """Surname -> common, rare, word, compound or japanese."""
    return dict(read_table("lexicons/surnames.tsv", 2))  # type: ignore[arg-type]


@cache
def followers() -> WordSet:
    """Words that may stand right behind a person's name."""
    return WordSet(_words("name_followers", kind="strong"))


@cache
def weak_followers() -> frozenset[str]:
    """Characters that may stand behind a name or close it."""
    return _words("name_followers", kind="weak")


@cache
def name_verbs() -> WordSet:
    """Verbs that make a person of what stands before them."""
    return WordSet(_words("name_verbs"))


@cache
def famous() -> frozenset[str]:
    """Persons of other countries that stand without an office."""
    return frozenset(row[0] for row in read_table("lexicons/known_people.tsv", 1))


@cache
def famous_automaton() -> Automaton:
    """All their names."""
    return Automaton(sorted(famous()))


@cache
def stopwords() -> WordSet:
    """Words that look like names and are none."""
    return WordSet(_words("name_stopwords", kind=""))


@cache
def ambiguous_names() -> frozenset[str]:
    """Words that are names only where a title calls for one."""
    return _words("name_stopwords", kind="ambiguous")


@cache
def word_tails() -> WordSet:
    """Words whose last character is a surname (现金): no name begins inside them."""
    return WordSet(_words("name_stopwords", kind="tail"))


@cache
def never_in_names() -> frozenset[str]:
    """Characters that no given name holds."""
    return _words("name_never")


@cache
def transliteration() -> frozenset[str]:
    """Characters that foreign and minority names are written with."""
    return _words("transliteration")


@cache
def name_elements() -> WordSet:
    """Elements of Tibetan, Mongolian, Uyghur, Kazakh and Yi names."""
    return WordSet(_words("name_elements"))


@cache
def edges(kind: str) -> WordSet:
    """Words at which a body's name cannot go on to the left: hard, soft, place or protected."""
    words = _words("name_edges", kind=kind)
    return WordSet(words | _companies_with_edges() if kind == "protected" else words)


def _companies_with_edges() -> frozenset[str]:
    """Companies whose names hold, not at their head, a word at which names may be cut: 华为."""
    cuts = _words("name_edges", kind="soft")
    names = (text for text, _, flag in read_table("lexicons/companies.tsv", 3) if flag != "w")
    return frozenset(name for name in names if any(name[at:end] in cuts for at, end in _inner_words(name)))


def _inner_words(name: str) -> Iterator[tuple[int, int]]:
    return ((at, end) for at in range(1, len(name)) for end in range(at + 1, len(name) + 1))


@cache
def relations(kind: str) -> WordSet:
    """Words that tie names, titles and bodies together, of one kind (appointed, marker-former, level, ...)."""
    return WordSet(_words("name_relations", kind=kind))


@cache
def office_verbs() -> dict[str, Status]:
    """Verb between a person and an office -> the status that it gives."""
    kinds: tuple[Status, ...] = ("current", "appointed", "former")
    return {verb: status for status in kinds for verb in relations(status).words}


@cache
def office_markers() -> dict[str, Status]:
    """Adjective before an office (原, 新任) -> status, longest first."""
    kinds: tuple[Status, ...] = ("former", "appointed", "acting", "current")
    found = {word: status for status in kinds for word in relations(f"marker-{status}").words}
    return dict(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def generic_bodies() -> frozenset[str]:
    """Words that before an ending make a kind of body and no name."""
    return _words("generic_bodies")


@cache
def trades() -> frozenset[str]:
    """Those of them that tell the field of a union which a place names: 德国|工业|联合会."""
    return _words("generic_bodies", kind="trade")


@cache
def share_moves() -> regex.Pattern[str]:
    """What stands behind the name of a company whose share moves: 涨停, 跌5.6%, 收报60.1元."""
    return regex.compile(read_toml("patterns/market.toml")["share"]["moves"])


@cache
def titles() -> dict[str, TitleEntry]:
    """Every office with its deputies and acting forms, and the roles that are no offices."""
    rows = read_table("lexicons/titles.tsv", 4)
    prefixes = {flag: [row[0] for row in rows if row[1] == "prefix" and row[2] == flag] for flag in "dap"}
    out: dict[str, TitleEntry] = {}
    for role, subtype, behind, after in read_table("lexicons/roles.tsv", 4):
        kind = None if subtype == "-" else subtype
        out[role] = TitleEntry(role, "role", kind, not_before=tuple(after.split()), behind=behind == "b")
    for text, domain, flags, after in rows:
        if domain != "prefix":
            _add_title(out, text, domain, frozenset(flags.split(",")), tuple(after.split()), prefixes)
    return out


def _add_title(
    out: dict[str, TitleEntry], text: str, domain: str, flags: frozenset[str], after: tuple[str, ...],
    prefixes: dict[str, list[str]],
) -> None:  # fmt: skip
    subtype = {"executive": "executive", "staff": None}.get(domain, "official")
    fronts = [""]
    for flag in sorted(flags & set("dap")):
        fronts += prefixes[flag]
    if {"d", "a"} <= flags:
        fronts += [a + "副" for a in prefixes["a"]]
    for front in fronts:
        name = front + text
        overlap, owned = "o" in flags and not front, "n" in flags and not front
        entry = TitleEntry(name, domain, subtype, overlap, owned, after, alone="s" in flags)
        if not front or name not in out:
            out[name] = entry


@cache
def title_automaton() -> Automaton:
    """All titles and roles."""
    return Automaton(titles())


@cache
def bodies() -> dict[str, BodyEntry]:
    """Cores of bodies by text."""
    rows = read_table("lexicons/bodies.tsv", 5)
    return {
        text: BodyEntry(text, subtype, canonical or text, "p" in flags, "l" in flags, tuple(after.split()))
        for text, subtype, canonical, flags, after in rows
    }


@cache
def body_automaton() -> Automaton:
    """All cores of bodies."""
    return Automaton(bodies())


@cache
def known_bodies() -> dict[str, BodyEntry]:
    """Bodies, media and companies by complete name; the subtype of a company is ``company``."""
    out = {}
    for text, canonical, flag in read_table("lexicons/companies.tsv", 3):
        out[text] = BodyEntry(text, "company", canonical or text, is_word=flag == "w")
    for text, canonical in read_table("lexicons/media.tsv", 2):
        out[text] = BodyEntry(text, "media", canonical or text)
    for text, subtype, canonical in read_table("lexicons/organizations.tsv", 3):
        out[text] = BodyEntry(text, subtype, canonical or text)
    return out


def is_of_state(core: str) -> bool:
    """Whether a body that stands behind a country's name also stands without it (外交部, 政府)."""
    return core in known_bodies() or core in ("政府", "人民政府")


@cache
def known_body_automaton() -> Automaton:
    """All complete names."""
    return Automaton(known_bodies())


@cache
def suffixes() -> dict[str, SuffixEntry]:
    """Endings of bodies and companies by text."""
    rows = read_table("lexicons/org_suffixes.tsv", 4)
    out = {text: SuffixEntry(text, subtype, kind, behind) for text, subtype, kind, behind in rows}
    for text, kind in read_table("lexicons/company_suffixes.tsv", 2):
        if kind in ("full", "form", "trade", "coop"):
            out[text] = SuffixEntry(text, "company", kind)
    return out


@cache
def company_words(kind: str) -> frozenset[str]:
    """Trades that make a name behind a place: utility (杭州|供电|公司), group (河北|钢铁|集团; any trade does)."""
    more = _words("company_suffixes", kind="trade") if kind == "group" else frozenset()
    return _words("company_suffixes", kind=kind) | more


@cache
def suffix_automaton() -> Automaton:
    """All endings."""
    return Automaton(suffixes())
