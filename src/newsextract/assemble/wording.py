"""The wording of figures, compiled once from ``patterns/facts.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from newsextract.resources import read_toml

Pattern = regex.Pattern[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """Compiled word lists. Those named ``*_end`` are reversed: they match a word that ends where matching begins."""

    change_end: Pattern  # (verb)(link)? right before a number
    reached_end: Pattern  # 提高到, 涨至 right before a number
    up: frozenset[str]
    self_naming: frozenset[str]  # 降息, 升值: the measure itself
    change_nouns: frozenset[str]
    year_on_year: Pattern
    period_on_period: Pattern
    monthly: Pattern
    quarterly: Pattern
    since: Pattern
    comparison: Pattern
    rank_verb: Pattern
    tail_end: Pattern
    head: Pattern
    light_words: frozenset[str]
    verbs: Pattern  # light and acting ones
    acting_end: Pattern
    speech: Pattern
    crime: Pattern
    actors: Pattern
    advisers: Pattern
    announces: Pattern
    after_stop: Pattern
    predicates: Pattern
    period_rates: Pattern  # at the end of a rate of a period
    stock_end: Pattern
    flow: Pattern
    timeless: Pattern
    split_parts: frozenset[str]
    short_pairs: tuple[tuple[str, str], ...]  # 汽、柴油: 汽油、柴油
    place_nouns: Pattern
    above: Pattern
    below: Pattern
    modality: tuple[tuple[str, Pattern], ...]
    happened: Pattern
    course: Pattern  # how a measure goes, at the end of a clause without a figure
    price_basis: tuple[tuple[str, Pattern], ...]
    release: tuple[tuple[str, Pattern], ...]
    cues: Pattern  # any of these three: most clauses have none
    goods: frozenset[str]  # named by one character
    counted_bare: tuple[tuple[Pattern, str], ...]  # behind a number without a counter
    denominators: tuple[tuple[Pattern, str], ...]
    unit_by_name: tuple[tuple[Pattern, str], ...]  # reversed: the end of an indicator


def _alternation(words: Iterable[str]) -> str:
    return "(?:" + "|".join(regex.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w))) + ")"


def _any(words: Iterable[str]) -> Pattern:
    return regex.compile(_alternation(words))


def _bases(words: Iterable[str]) -> Pattern:
    """Words of comparison. 月增, 年减 and their like are words of their own: not the seam of 5月|增长, 2023年|增加."""
    long = [w for w in words if _SEAM.fullmatch(w) is None and not w.endswith("年")]
    years = "|".join(
        f"{w}(?![\\d底末初]|[一二三四五六七八九十]+月)" for w in words if w.endswith("年")
    )  # 较去年12月低位
    seams = "|".join(
        f"(?<![\\d当今去明本上份单个同半底末一二两三四十首]){w}(?![长速幅加至到强产])"
        for w in words
        if _SEAM.fullmatch(w)
    )
    return regex.compile("|".join(part for part in (_alternation(long), years, seams) if part))


_SEAM = regex.compile("[年月季](?:[增减]|成长)")


def _moves(words: Iterable[str]) -> str:
    """Verbs of change. 季增 is none in 第四季|增2.4%."""
    words = list(words)
    plain = [w for w in words if _SEAM.fullmatch(w) is None]
    seams = [f"(?<![第\\d][一二三四1-4]|首|全){w}" for w in words if _SEAM.fullmatch(w)]
    return "(?:" + "|".join((*seams, _alternation(plain))) + ")"


def _ending(words: Iterable[str]) -> Pattern:
    return regex.compile(f"(?r){_alternation(words)}")


def _labelled(table: dict[str, list[str]]) -> tuple[tuple[str, Pattern], ...]:
    return tuple((label, _any(words)) for label, words in table.items())


def _tail_words(tail: dict[str, list[str]], denominators: list[list[str]]) -> list[str]:
    reached = [stem + end for stem in tail["stems"] for end in tail["ends"]]
    per = [
        word for pattern, _ in denominators for word in pattern.split("|") if word.startswith("每") and "?" not in word
    ]
    return [*tail["words"], *reached, *per]


@cache
def load_wording() -> Wording:
    """The word lists of ``patterns/facts.toml``, compiled."""
    data: dict[str, Any] = read_toml("patterns/facts.toml")
    change, basis, verbs, after = data["change"], data["basis"], data["verbs"], data["after"]
    moves = _moves(change["up"] + change["down"])
    link = _alternation(change["link"])
    modality = tuple((label, regex.compile("|".join(cues))) for label, cues in data["modality"].items())
    price_basis, release = _labelled(data["price_basis"]), _labelled(data["release"])
    return Wording(
        change_end=regex.compile(f"(?r)(?P<verb>{moves})(?:{link}){{0,2}}"),
        reached_end=regex.compile(f"(?r){_alternation(change['reached'])}(?:约|近|了)?"),
        up=frozenset(change["up"]),
        self_naming=frozenset(change["self_naming"]),
        change_nouns=frozenset(change["nouns"]),
        year_on_year=_bases(basis["year_on_year"]),
        period_on_period=_bases(basis["period_on_period"]),
        monthly=_bases(basis["monthly"]),
        quarterly=_bases(basis["quarterly"]),
        since=_any(basis["since"]),
        comparison=regex.compile(r"(?:比|较|与|和|同|高于|低于|多于|少于|快于|慢于|高出|低过|相比)"),
        rank_verb=_ending(data["rank"]["verbs"]),
        tail_end=_ending(_tail_words(data["tail"], data["denominators"]["rows"])),
        head=_any(data["head"]["words"]),
        light_words=frozenset(verbs["light"]),
        verbs=_any(verbs["acting"] + verbs["light"]),
        acting_end=_ending(verbs["acting"] + verbs["light"]),
        speech=_any(verbs["speech"]),
        crime=_any(data["crime"]["words"]),
        actors=_any(data["actors"]["words"]),
        advisers=regex.compile(data["advisers"]["pattern"]),
        announces=regex.compile(data["announces"]["pattern"]),
        after_stop=_any(after["stops"]),
        predicates=_any(after["predicates"]),
        period_rates=_ending(data["stock"]["period_rates"]),
        stock_end=_ending(data["stock"]["nouns"]),
        flow=_any(data["stock"]["flow_cues"]),
        timeless=_any(data["timeless"]["nouns"]),
        split_parts=frozenset(data["split"]["parts"]),
        short_pairs=tuple((short, whole) for short, whole in data["split"]["short"]),
        place_nouns=_any(data["place_nouns"]["words"]),
        above=_any(data["against"]["above"]),
        below=_any(data["against"]["below"]),
        happened=regex.compile("|".join(data["happened"]["cues"])),
        modality=modality,
        course=regex.compile(
            f"{_alternation(data['course']['manners'])}{{0,3}}{_alternation(data['course']['predicates'])}[了的]?$"
        ),
        price_basis=price_basis,
        release=release,
        cues=regex.compile("|".join(pattern.pattern for _, pattern in (*modality, *price_basis, *release))),
        unit_by_name=tuple((_ending(p.split("|")), unit) for p, unit in data["unit_by_name"]["rows"]),
        goods=frozenset(data["goods"]["single"]),
        counted_bare=tuple((regex.compile(p), unit) for p, unit in data["counted_bare"]["rows"]),
        denominators=tuple((regex.compile(p), unit) for p, unit in data["denominators"]["rows"]),
    )
