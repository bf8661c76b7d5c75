"""What is known of places: divisions, countries, regions, and one automaton over all their names."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import regex

from newsextract.resources import read_rows, read_toml

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

Trust = Literal["full", "free", "context", "none"]
Level = Literal["country", "province", "city", "county", "town", "region", "site"]

TAIWAN, HONG_KONG, MACAU = "gb:710000", "gb:810000", "gb:820000"
CHINA = "iso:CN"
_LEVELS: dict[str, Level] = {"p": "province", "c": "city", "d": "county"}
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_AUTONOMOUS = frozenset({"150000", "450000", "540000", "640000", "650000"})
# Which of several namesakes a bare name means when nothing else decides: the higher level (吉林 is the province).
RANK: dict[str, int] = {"country": 0, "province": 1, "city": 2, "region": 3, "county": 4, "town": 5, "site": 6}


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``key`` is stable (``gb:451000``, ``tw:屏东县``, ``hk:启德``, ``iso:VN``, else the name itself)."""

    key: str
    name: str
    level: Level
    parent: str | None = None
    former: bool = False

    @property
    def code(self) -> str | None:
        """The GB/T 2260 code of the present list, where the place has one."""
        return self.key[3:] if self.key.startswith("gb:") else None

    @property
    def is_autonomous_region(self) -> bool:
        """Whether 自治区 (and, within it, 全区) can mean this place."""
        return self.code in _AUTONOMOUS


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: the place and how far the name alone can be trusted."""

    place: Place
    trust: Trust


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All places by key and all readings by name; ``blocks`` are words that hold a name and are none."""

    places: Mapping[str, Place]
    names: Mapping[str, tuple[Reading, ...]]
    blocks: frozenset[str]
    generic: frozenset[str]
    parented: frozenset[str]
    patterns: tuple[str, ...]
    automaton: AhoCorasick = field(repr=False)

    def ancestors(self, key: str) -> Iterator[Place]:
        """The place itself and all that it lies in, from below."""
        seen: set[str] = set()
        place = self.places.get(key)
        while place is not None and place.key not in seen:
            seen.add(place.key)
            yield place
            place = self.places.get(place.parent) if place.parent else None

    def lies_in(self, key: str, other: str) -> bool:
        """Whether the place lies in the other one (or is it)."""
        return any(place.key == other for place in self.ancestors(key))


class _Builder:
    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self.names: dict[str, dict[str, Reading]] = defaultdict(dict)
        self.words: dict[str, dict[str, str]] = defaultdict(dict)
        for kind, word, reason in read_rows("gazetteers/place_words.tsv", 3):
            self.words[kind][word] = reason

    def place(self, place: Place) -> Place:
        return self.places.setdefault(place.key, place)

    def name(self, name: str, place: Place, trust: Trust) -> None:
        if len(name) < 2:
            return
        if trust != "full":
            trust = self.judged(name, trust)
        known = self.names[name].get(place.key)
        if known is None or trust == "full":
            self.names[name][place.key] = Reading(place, trust)

    def judged(self, name: str, trust: Trust) -> Trust:
        judgements: tuple[Trust, ...] = ("free", "none", "context")
        return next((kind for kind in judgements if name in self.words[kind]), trust)

    def build(self) -> Gazetteer:
        from ahocorasick_rs import AhoCorasick, MatchKind

        blocks = frozenset(self.words["block"])
        patterns = tuple(dict.fromkeys([*self.names, *blocks]))
        names = {name: tuple(readings.values()) for name, readings in self.names.items()}
        automaton = AhoCorasick(patterns, matchkind=MatchKind.Standard)
        generic, parented = frozenset(self.words["generic"]), frozenset(self.words["parent"])
        return Gazetteer(self.places, names, blocks, generic, parented, patterns, automaton)


def _add_divisions(builder: _Builder) -> None:
    former: list[tuple[str, ...]] = []
    for row in read_rows("gazetteers/divisions.tsv", 9):
        if row[7]:
            former.append(row)
        else:
            _add_division(builder, row)
    _add_usual_names(builder)
    for _code, name, _short, _trust, level, _parent, _start, _end, present in former:
        place = builder.places.get(f"gb:{present}") or _city_of_prefecture(builder, name)
        namesake = any(reading.trust == "full" for reading in builder.names.get(name, {}).values())
        if place is not None and not namesake:
            builder.name(name, place, "full")
        elif place is None and len(name) > 2 and not namesake:
            # Abolished without one successor: a place still, without a code.
            builder.name(name, builder.place(Place(f"former:{name}", name, _LEVELS[level], former=True)), "full")


def _add_usual_names(builder: _Builder) -> None:
    """科左后旗 for 科尔沁左翼后旗: short names that the full one does not yield by a rule."""
    for code, names, kind in read_rows("gazetteers/division_names.tsv", 3):
        for name in names.split():
            builder.name(name, builder.places[f"gb:{code}"], "context" if kind == "context" else "full")


def _city_of_prefecture(builder: _Builder, name: str) -> Place | None:
    """桂林市 for the former 桂林地区, where a city of that name governs today."""
    readings = builder.names.get(name.removesuffix("地区") + "市", {}) if name.endswith("地区") else {}
    return next((reading.place for reading in readings.values() if reading.place.level == "city"), None)


def _add_division(builder: _Builder, row: tuple[str, ...]) -> None:
    code, name, short, trust, letter, parent, *_ = row
    level: Level = "city" if code in _MUNICIPALITIES else _LEVELS[letter]
    place = builder.place(Place(f"gb:{code}", name, level, f"gb:{parent}" if parent else CHINA))
    builder.name(name, place, "full")
    if short:
        builder.name(short, place, "free" if trust == "free" else "context" if trust else "none")
    for alias in _derived_names(name, short):
        builder.name(alias, place, "full")


def _derived_names(name: str, short: str) -> Iterator[str]:
    """海西州 for 海西蒙古族藏族自治州, 通道县 and 通道自治县 for 通道侗族自治县: the short form with either suffix."""
    for long, plain in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(long) and short and not short.endswith("州"):
            yield from (short + plain, short + long)
    if name.endswith("特别行政区"):
        yield name.removesuffix("特别行政区") + "特区"


def _add_specials(builder: _Builder) -> None:
    for code, name, *aliases in (
        ("710000", "台湾", "台湾省", "台湾地区"),
        ("810000", "香港", "香港特别行政区", "香港特区"),
        ("820000", "澳门", "澳门特别行政区", "澳门特区"),
    ):
        place = builder.place(Place(f"gb:{code}", name, "province", CHINA))
        for alias in (name, *aliases):
            builder.name(alias, place, "full")


def _add_taiwan(builder: _Builder) -> None:
    for name, county, level in read_rows("gazetteers/taiwan.tsv", 3):
        key = f"tw:{county}{name}"
        parent = f"tw:{county}" if county else TAIWAN
        place = builder.place(Place(key, name, _level(level), parent))
        builder.name(name, place, "full")
        if len(name) > 2:
            builder.name(name[:-1], place, "context" if county else "free")
    for alias, name in (("北市", "台北市"), ("高市", "高雄市")):
        builder.name(alias, builder.places[f"tw:{name}"], "context")


def _add_hong_kong_macau(builder: _Builder) -> None:
    for name, parent, level, aliases, trust in read_rows("gazetteers/hongkong_macau.tsv", 5):
        prefix, whole = ("hk", HONG_KONG) if parent == "香港" else ("mo", MACAU)
        place = builder.place(Place(f"{prefix}:{name}", name, _level(level), whole))
        kind: Trust = "context" if trust == "context" else "free"
        builder.name(name, place, "full" if level == "county" and name.endswith("区") else kind)
        for alias in aliases.split():
            builder.name(alias, place, kind)


def _add_world(builder: _Builder) -> None:
    for code, name, aliases in read_rows("gazetteers/countries.tsv", 3):
        place = builder.place(Place(f"iso:{code}", name, "country"))
        for alias in (name, *aliases.split()):
            builder.name(alias, place, "free")
    for code, aliases in read_rows("gazetteers/country_names.tsv", 2):
        for alias in aliases.split():
            builder.name(alias, builder.places[f"iso:{code}"], "free")
    for name, country, level, aliases in read_rows("gazetteers/foreign.tsv", 4):
        place = builder.place(Place(f"iso:{country}:{name}", name, _level(level), f"iso:{country}"))
        for alias in (name, *aliases.split()):
            builder.name(alias, place, "free")
        if level == "city" and not name.endswith("市"):
            builder.name(f"{name}市", place, "full")
            _add_province_of(builder, name, country)
    for name, level, aliases in read_rows("gazetteers/regions.tsv", 3):
        place = builder.place(Place(name, name, _level(level)))
        for alias in (name, *aliases.split()):
            builder.name(alias, place, "free")


def _add_province_of(builder: _Builder, city: str, country: str) -> None:
    """阿拉木图州 and 金边省 are named like their cities and are others."""
    for name in (f"{city}州", f"{city}省"):
        if name not in builder.names:
            place = Place(f"iso:{country}:{name}", name, "province", f"iso:{country}")
            builder.name(name, builder.place(place), "full")


def _level(text: str) -> Level:
    if text not in RANK:
        from newsextract.errors import DataError

        raise DataError(f"gazetteers: unknown level {text!r}; expected one of {', '.join(RANK)}")
    return text  # type: ignore[return-value]  # just checked against the same names


@cache
def load_gazetteer() -> Gazetteer:
    """All place names, built once."""
    builder = _Builder()
    _add_specials(builder)
    _add_divisions(builder)
    _add_taiwan(builder)
    _add_hong_kong_macau(builder)
    _add_world(builder)
    return builder.build()


@dataclass(frozen=True, slots=True)
class Towns:
    """Names of towns, townships and streets of the mainland, with the counties that have one of that name."""

    counties: Mapping[str, tuple[str, ...]]
    longest: int

    def find_ending(self, text: str, end: int, start: int) -> str | None:
        """The longest known town name that ends at ``end`` and does not begin before ``start``."""
        for begin in range(max(start, end - self.longest), end - 1):
            if text[begin:end] in self.counties:
                return text[begin:end]
        return None


def plain_town(name: str) -> str:
    """A town's name without the people that it is named for: 民乐乡 for 民乐朝鲜族乡."""
    plain = _peoples().sub("", name) if "族" in name else name
    return plain if len(plain) > len("某乡") else name


@cache
def _peoples() -> regex.Pattern[str]:
    names = "|".join(map(regex.escape, read_context()["town"]["peoples"]))
    return regex.compile(f"(?:{names})+(?=[乡镇]$)")


@cache
def load_towns() -> Towns:
    """The towns, built once, when a text first names one."""
    generic = load_gazetteer().generic
    counties: dict[str, tuple[str, ...]] = {}
    for code, names in read_rows("gazetteers/towns.tsv", 2):
        for name in names.split(" "):
            for form in dict.fromkeys((name, plain_town(name))):
                if form not in generic:
                    counties[form] = (*counties.get(form, ()), f"gb:{code}")
    return Towns(counties, max(map(len, counties)))


@dataclass(frozen=True, slots=True)
class Division:
    """A division as it was in a span of years; ``present`` is the key of what it is today."""

    code: str
    name: str
    parent: str
    valid_from: int | None
    valid_to: int | None
    present: str | None


@cache
def _history() -> tuple[tuple[str, ...], dict[str, list[Division]]]:
    rows: dict[str, list[Division]] = defaultdict(list)
    for code, name, _short, _trust, _level, parent, start, end, present in read_rows("gazetteers/divisions.tsv", 9):
        now = present if end else code
        years = (int(start) if start else None, int(end) if end else None)
        rows[code].append(Division(code, name, parent, *years, now or None))
    return tuple(sorted(rows)), rows


def find_divisions(code: str, year: int | None = None) -> tuple[Division, ...]:
    """What a code (or the codes that begin with it) stood for, in a year or ever."""
    codes, rows = _history()
    begin = bisect.bisect_left(codes, code)
    found = []
    for known in codes[begin:]:
        if not known.startswith(code):
            break
        found += [row for row in rows[known] if year is None or _held(row, year)]
    return tuple(found)


def _held(row: Division, year: int) -> bool:
    return (row.valid_from or 0) <= year <= (row.valid_to or 9999)


@cache
def read_context() -> dict[str, Any]:
    """What stands around place names (``gazetteers/context.toml``)."""
    return read_toml("gazetteers/context.toml")
