"""Check the annotation of the corpus: `check_gold.py [FOLDER ...]` lists every fault and fails if there is one.

`check_gold.py --answer FILE` prints the record that a perfect reader would give for an annotated article, so that a
scorer can be tried on it (it must give 1.0 everywhere). Nothing here uses the program: the gold is its own witness.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

Json = dict[str, Any]

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
FOLDERS = tuple(folder for folder in (CORPUS / "dev", CORPUS / "test") if folder.is_dir())
SUFFIX = ".gold.json"
LISTS = ("persons", "positions", "places", "companies", "organizations", "facts", "times", "events")
ENTITIES = ("persons", "places", "companies", "organizations")
TOP = {
    *("genre", "script", "noise", "encoding", "date", "published", "publisher", "authors", "region"),
    *("optional_facts", "not_facts", *LISTS),
}
COMMON = {"optional"}
KEYS = {
    "persons": {"name", "subtype", "aliases"},
    "positions": {"person", "title", "organization", "former", "status"},
    "places": {"name", "gb2260", "aliases"},
    "companies": {"name", "aliases"},
    "organizations": {"name", "aliases"},
    "facts": {
        *("kind", "indicator", "value", "low", "high", "modifier", "unit", "period", "place", "subject", "basis"),
        *("scope", "text", "also", "repeats", "increment", "of", "modality", "speaker", "cumulative", "price_basis"),
    },
    "times": {"text", "edtf", "start_date", "end_date"},
    "events": {"type", "name", "text", "place", "participants", "aliases"},
}
KINDS = {"quantity", "change", "share", "rank"}
MODIFIERS = {"exact", "about", "nearly", "over", "at_least", "at_most", "under", "range"}
BASES = {"year_on_year", "month_on_month", "quarter_on_quarter", "since", "from_previous", None}
MODALITIES = {"actual", "planned", "forecast", "estimated", "limit", "denied"}
SUBTYPES = {"official", "executive", "reporter", None}
EVENTS = {
    *("meeting", "visit", "appointment", "removal", "signing", "acquisition", "accident", "ruling", "award", "release"),
}
EDTF = re.compile(r"[\dX]{4}(-[\dX]{2}(-[\dX]{2}(T\d\d:\d\d)?)?)?")


def flat(text: object) -> str:
    """Without white space and with the widths folded: what two spellings of one passage share."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)) if isinstance(text, str) else ""


def accepted(item: Json, key: str) -> list[Any]:
    """The value of a key and its alternatives."""
    return [item.get(key), *item.get(f"{key}_alt", [])]


def items(gold: Json, key: str) -> list[Json]:
    """What is annotated under a key, the optional list included."""
    return [*gold.get(key, []), *({**item, "optional": True} for item in gold.get(f"{key}_optional", []))]


def names_of(item: Json) -> list[str]:
    """Every name of an annotated entity or event."""
    return [name for name in (*accepted(item, "name"), *item.get("aliases", [])) if name and name != "*"]


class Checker:
    """The checks of one article; faults are sentences."""

    def __init__(self, path: Path) -> None:
        self.gold: Json = json.loads(path.read_text("utf-8"))
        name = path.name.removesuffix(SUFFIX)
        self.article = path.with_name(f"{name}.txt")
        self.encoding = self.gold.get("encoding") or "utf-8"
        self.raw = self.article.read_bytes().decode(self.encoding)
        clean = path.parent / "clean" / f"{name}.txt"
        self.clean = clean.read_text("utf-8") if clean.exists() else self.raw
        self.text = flat(self.clean)
        self.names = {n for key in (*ENTITIES, "events") for item in items(self.gold, key) for n in names_of(item)}

    def faults(self) -> list[str]:
        """Every fault of the article, in order of the annotation."""
        checks = (self._keys, self._strings, self._entities, self._facts, self._targets, self._references, self._times)
        return [fault for check in checks for fault in check()]

    def _keys(self) -> Iterator[str]:
        for key in self.gold:
            if key.removesuffix("_alt").removesuffix("_optional") not in TOP:
                yield f"unknown key {key}"
        for key in LISTS:
            known = KEYS[key] | COMMON
            for item in items(self.gold, key):
                for field in item:
                    if field.removesuffix("_alt") not in known:
                        yield f"{key}: unknown key {field}"

    def _strings(self) -> Iterator[str]:
        """What the annotation says to be in the article is in its clean text."""
        said = [(key, item["text"]) for key in ("facts", "times") for item in items(self.gold, key)]
        said += [("optional_facts", name) for name in self.gold.get("optional_facts", [])]
        said += [("positions", item["title"]) for item in items(self.gold, "positions")]
        for key, text in said:
            if flat(text) not in self.text:
                yield f"{key}: {text!r} is not in the clean text"
        for text in self.gold.get("not_facts", []):  # may stand in a tag or a comment
            if flat(text) not in self.text and text not in self.raw:
                yield f"not_facts: {text!r} is not in the article"
        for key in ENTITIES:
            for item in items(self.gold, key):
                if not item.get("optional") and not any(flat(name) in self.text for name in names_of(item)):
                    yield f"{key}: {item['name']!r} is not in the clean text"
        for author in self.gold.get("authors", []):
            if flat(author) not in self.text:
                yield f"authors: {author!r} is not in the clean text"

    def _entities(self) -> Iterator[str]:
        for place in items(self.gold, "places"):
            for code in accepted(place, "gb2260"):
                if code is not None and not re.fullmatch(r"[1-8]\d{5}", code):
                    yield f"places: {place['name']} has the code {code!r}"
        for person in items(self.gold, "persons"):
            if not set(accepted(person, "subtype")) <= SUBTYPES | {"*"}:
                yield f"persons: {person['name']} is {person['subtype']!r}"
        for event in items(self.gold, "events"):
            if event["type"] not in EVENTS:
                yield f"events: unknown type {event['type']!r}"

    def _facts(self) -> Iterator[str]:
        for fact in items(self.gold, "facts"):
            for fault in fact_faults(fact):
                yield f"facts: {fact['text']} {fault}"
            if fact["text"] in self.gold.get("not_facts", []):
                yield f"facts: {fact['text']} is in not_facts, too"

    def _targets(self) -> Iterator[str]:
        texts = {fact["text"] for fact in items(self.gold, "facts")}
        for fact in items(self.gold, "facts"):
            for target in accepted(fact, "of"):
                if target not in (None, "*") and target not in texts:
                    yield f"facts: {fact['text']} is of {target!r}, which is no fact"

    def _references(self) -> Iterator[str]:
        uses = [(f["text"], v) for f in items(self.gold, "facts") for v in accepted(f, "place")]
        uses += [(f["text"], f.get(key)) for f in items(self.gold, "facts") for key in ("subject", "speaker")]
        uses += [("position", p["person"]) for p in items(self.gold, "positions")]
        uses += [("event", e.get("place")) for e in items(self.gold, "events")]
        uses += [("event", p["name"]) for e in items(self.gold, "events") for p in e.get("participants", [])]
        for where, name in uses:
            if name not in (None, "*") and name not in self.names and not self._is_described(name):
                yield f"{where}: nothing is named {name!r}"

    def _is_described(self, name: str) -> bool:
        """Whether no name but a description: something the article tells of, such as an accident."""
        return "events" not in self.gold and flat(name) in self.text

    def _times(self) -> Iterator[str]:
        for time in items(self.gold, "times"):
            for value in accepted(time, "edtf"):
                if value not in (None, "*", "") and not is_edtf(value):
                    yield f"times: {time['text']} has the EDTF {value!r}"


def is_edtf(value: str) -> bool:
    """Whether a date, or an interval of two, of the kinds that the corpus uses."""
    return all(
        part in ("", "..") or EDTF.fullmatch(part) or re.fullmatch(r"\d{4}-W\d\d", part) for part in value.split("/")
    )


def fact_faults(fact: Json) -> Iterator[str]:
    """What is wrong in one fact by itself."""
    if fact["kind"] not in KINDS:
        yield f"has the kind {fact['kind']!r}"
    if not set(accepted(fact, "modifier")) <= MODIFIERS | {"*"}:
        yield f"has the modifier {fact['modifier']!r}"
    if not set(accepted(fact, "basis")) <= BASES | {"*"}:
        yield f"has the basis {fact['basis']!r}"
    if not set(accepted(fact, "modality")) <= MODALITIES | {"*", None}:
        yield f"has the modality {fact.get('modality')!r}"
    if fact["kind"] != "rank" and not fact["unit"]:
        yield "has no unit"
    yield from _value_faults(fact)
    for period in accepted(fact, "period"):
        if period not in (None, "*") and not is_period(period):
            yield f"has the period {period!r}"


def _value_faults(fact: Json) -> Iterator[str]:
    value, low, high = fact["value"], fact["low"], fact["high"]
    if value is None and not (is_number(low) and is_number(high) and low <= high):
        yield "has neither a value nor low and high"
    if value is not None and not (is_number(value) and low is None and high is None):
        yield "has a value that is no number, or also low and high"
    if (value is None) != (fact["modifier"] == "range"):
        yield f"has a value and modifier that do not agree: {fact['modifier']!r}"
    if fact["unit"] == "times" and fact["kind"] == "change" and "increment" not in fact:
        yield "does not say whether times is an increment"
    digits = re.findall(r"\d+(?:\.\d+)?", flat(fact["text"]).replace(",", ""))
    if value is not None and len(digits) == 1 and "半" not in fact["text"] and not is_scaled(digits[0], value):
        yield f"has the value {value}, which is no scale of {digits[0]}"


def is_scaled(digits: str, value: float) -> bool:
    """Whether the value is the written number times a scale: the significant digits agree."""
    significant = digits.replace(".", "").strip("0")
    return f"{abs(value):.12g}".split("e")[0].replace(".", "").strip("0") == significant


def is_number(value: object) -> bool:
    """Whether a JSON number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def is_period(period: object) -> bool:
    """Whether two ISO dates in order."""
    try:
        first, last = (date.fromisoformat(day) for day in period)  # type: ignore[attr-defined]
    except (TypeError, ValueError):
        return False
    return first <= last


def find_gold(folders: Sequence[Path]) -> list[Path]:
    """The annotations of the folders, in order of name."""
    return [path for folder in folders for path in sorted(folder.glob(f"*{SUFFIX}"))]


# The record of a perfect reader.


def answer(path: Path) -> Json:
    """The record that gives every required item of the annotation, with spans that are slices of the article."""
    article = Checker(path)
    gold, raw = article.gold, article.raw
    # A scorer compares `clean`: where noise lies inside a passage any slice serves as its `text`.
    spot = partial(_span, raw)
    entities = list(_entities(gold, spot))
    ids = {name: e["id"] for e in entities for name in e["names"]}
    events = [
        {
            "id": f"event-{i}",
            "type": e["type"],
            "name": e.get("name"),
            "place": ids.get(e.get("place") or ""),
            "times": [],
        }
        | {"participants": [{"entity": ids.get(p["name"]), "role": p.get("role")} for p in e.get("participants", [])]}
        | spot(e.get("name") or raw[:1])
        for i, e in enumerate(required(gold, "events"))
    ]
    ids = {str(e["name"]): e["id"] for e in events if e["name"]} | ids
    return {
        "document": {"encoding": article.encoding}
        | {k: gold.get(k) for k in ("published", "publisher", "script", "authors")},
        "entities": [{k: v for k, v in e.items() if k != "names"} for e in entities],
        "positions": [
            {"person": ids[p["person"]], "title": p["title"], "organization": ids.get(p["organization"] or "")}
            | spot(p["title"])
            for p in required(gold, "positions")
        ],
        "facts": _facts(required(gold, "facts"), ids, spot),
        "times": [
            {"id": f"time-{i}", "edtf": t["edtf"]} | spot(t["text"]) for i, t in enumerate(required(gold, "times"))
        ],
        "events": events,
    }


def required(gold: Json, key: str) -> list[Json]:
    """What a reader must find."""
    return [item for item in gold.get(key, []) if not item.get("optional")]


def _span(raw: str, text: str) -> Json:
    start = max(raw.find(text), 0)
    found = raw[start : start + len(text)] if text in raw else raw[:1]
    return {"start": start, "end": start + len(found), "text": found, "clean": text}


def _entities(gold: Json, spot: Callable[[str], Json]) -> Iterator[Json]:
    kinds = {"persons": "person", "places": "place", "companies": "organization", "organizations": "organization"}
    used = {p.get("organization") for p in required(gold, "positions")}
    for key in ENTITIES:
        for i, item in enumerate(gold.get(key, [])):
            names = [item["name"], *item.get("aliases", [])]
            subtype = "company" if key == "companies" else item.get("subtype")
            mentions = [spot(name) for name in names]
            code = {"gb2260": item["gb2260"]} if item.get("gb2260") else {}
            entity = {
                "id": f"{key}-{i}",
                "type": kinds[key],
                "subtype": subtype,
                "name": item["name"],
                "identifiers": code,
            }
            yield entity | {"mentions": mentions, "names": names}
            used -= {*names}
    for i, name in enumerate(sorted(name for name in used if name and name != "*")):
        body = {"id": f"body-{i}", "type": "body", "name": name, "mentions": [spot(name)], "names": [name]}
        yield body | {"identifiers": {}, "subtype": None}


def _facts(facts: Sequence[Json], ids: dict[str, str], spot: Callable[[str], Json]) -> list[Json]:
    same = ("kind", "value", "low", "high", "unit", "scope", "increment", "modality", "indicator", "modifier", "basis")
    texts = {fact["text"]: f"fact-{i}" for i, fact in enumerate(facts)}
    out = []
    for i, fact in enumerate(facts):
        period = fact["period"] if isinstance(fact["period"], list) else None
        days = period and {"start": period[0], "end": period[1], "cumulative": bool(fact.get("cumulative"))}
        links = {key: ids.get(fact.get(key) or "") for key in ("place", "subject", "speaker")}
        out.append(
            {key: fact.get(key) for key in same}
            | {"id": f"fact-{i}", "period": days, "of": texts.get(fact.get("of") or "")}
            | links
            | spot(fact["text"])
        )
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*", type=Path, help="folders of annotated articles; default: the corpus")
    parser.add_argument("--answer", type=Path, metavar="FILE", help="print the perfect record of an article")
    parser.add_argument("--date", help="ignored: scorers pass the date of publication")
    options = parser.parse_args(arguments)
    if options.answer:
        json.dump(answer(options.answer.with_suffix(SUFFIX)), sys.stdout, ensure_ascii=False)
        return 0
    paths = find_gold(options.folders or FOLDERS)
    faults = [f"{path}: {fault}" for path in paths for fault in Checker(path).faults()]
    print("\n".join([*faults, f"{len(paths)} articles, {len(faults)} faults"]))
    return int(bool(faults) or not paths)


if __name__ == "__main__":
    sys.exit(main())
