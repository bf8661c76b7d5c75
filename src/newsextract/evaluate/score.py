"""One record against the annotation of its article (corpus/README.md says how to annotate)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from newsextract.evaluate.compare import (
    accepted,
    any_within,
    bounds,
    clean_of,
    dicts,
    fold,
    is_within,
    names,
    takes_any,
)
from newsextract.evaluate.events import score_events
from newsextract.evaluate.facts import score_facts
from newsextract.evaluate.tally import Fault, Judge, Tally, brief

Json = Mapping[str, Any]

_TABLES = ("entities", "positions", "facts", "times", "events")


def score_record(gold: Json, record: Json, text: str, article: str, crash: str | None = None) -> Tally:
    """What is right and wrong in one record; ``text`` is the article's original text, ``crash`` why there is none."""
    tally = Tally()
    tally.counts["articles"] = 1
    if crash is not None:
        tally.counts["crashes"] = 1
        tally.faults.append(Fault(article, "program", "crash", {"text": crash}))
    parts = {table: dicts(record.get(table)) for table in _TABLES}
    _check_spans(parts, text, tally, article)
    _check_ids(parts, tally)
    _score_entities(gold, parts["entities"], tally, article)
    _score_positions(gold, parts, tally, article)
    score_facts(gold, parts, tally, article)
    _score_times(gold, parts["times"], tally, article)
    score_events(gold, parts, tally, article)
    head = record.get("document")
    _score_document(gold, head if isinstance(head, Mapping) else {}, tally, article, crash)
    return tally


def _check_spans(parts: Mapping[str, list[Json]], text: str, tally: Tally, article: str) -> None:
    spans = [mention for entity in parts["entities"] for mention in dicts(entity.get("mentions"))]
    spans += [item for table in _TABLES[1:] for item in parts[table]]
    for span in spans:
        start, end = span.get("start"), span.get("end")
        placed = isinstance(start, int) and isinstance(end, int) and 0 <= start < end
        if not placed or text[start:end] != span.get("text"):
            tally.counts["offsets wrong"] += 1
            detail = {"start": start, "end": end, "text": span.get("text")}
            tally.faults.append(Fault(article, "offsets", "wrong", detail))


def _check_ids(parts: Mapping[str, list[Json]], tally: Tally) -> None:
    known = {table: {item.get("id") for item in parts[table]} for table in _TABLES}
    entities, facts = known["entities"], known["facts"]
    uses = [(p.get(key), entities) for p in parts["positions"] for key in ("person", "organization", "place")]
    uses += [(fact.get("place"), entities) for fact in parts["facts"]]
    uses += [(fact.get("of"), facts) for fact in parts["facts"]]
    uses += [(fact.get("subject"), entities | known["events"]) for fact in parts["facts"]]
    uses += [(event.get("place"), entities) for event in parts["events"]]
    uses += [(p.get("entity"), entities) for event in parts["events"] for p in dicts(event.get("participants"))]
    tally.counts["ids wrong"] += sum(used is not None and used not in ids for used, ids in uses)


def _same_name(gold: Json, entity: Json) -> bool:
    return bool({fold(name) for name in (gold["name"], *gold.get("aliases", []))} & names(entity))


def _exact_name(gold: Json, entity: Json) -> bool:
    return fold(gold["name"]) == fold(entity.get("name"))


def _alike_name(gold: Json, entity: Json) -> bool:
    alike = (is_within(fold(gold["name"]), name) for name in names(entity) if len(name) > 1)
    return _same_name(gold, entity) or any(alike)


def _score_entities(gold: Json, entities: Sequence[Json], tally: Tally, article: str) -> None:
    people = [entity for entity in entities if entity.get("type") == "person"]
    pairs = Judge("persons", _same_name, _exact_name).count(tally, gold["persons"], people, article)
    _score_officials(gold["persons"], people, pairs, tally)
    places = [entity for entity in entities if entity.get("type") == "place"]
    pairs = Judge("places", _same_name, _exact_name).count(tally, gold["places"], places, article)
    _score_codes(gold["places"], places, pairs, tally, article)
    bodies = [entity for entity in entities if entity.get("type") == "organization"]
    companies = [entity for entity in bodies if entity.get("subtype") == "company"]
    Judge("companies", _same_name, _exact_name).count(tally, gold["companies"], companies, article)
    others = [entity for entity in bodies if entity.get("subtype") != "company"]
    Judge("organizations", _same_name, _exact_name).count(tally, gold["organizations"], others, article)
    lenient = Judge(
        "organizations (lenient)", _alike_name, lambda g, e: 2 * _same_name(g, e) + _exact_name(g, e), quiet=True
    )
    lenient.count(tally, gold["organizations"], others, article)


def _score_officials(gold: Sequence[Json], people: Sequence[Json], pairs: Mapping[int, int], tally: Tally) -> None:
    def is_official(person: Json) -> bool:
        return person.get("subtype") == "official"

    def is_free(person: Json) -> bool:
        return takes_any(person, "subtype") or bool(person.get("optional"))

    wanted = [is_official(g) and not is_free(g) for g in gold]
    found = [is_official(person) and not (j in pairs and is_free(gold[pairs[j]])) for j, person in enumerate(people)]
    tally.add("officials", sum(found[j] and wanted[i] for j, i in pairs.items()), sum(wanted), sum(found))


def _code(place: Json) -> str | None:
    identifiers = place.get("identifiers")
    code = identifiers.get("gb2260") if isinstance(identifiers, Mapping) else None
    return str(code) if code else None


def _score_codes(
    gold: Sequence[Json], places: Sequence[Json], pairs: Mapping[int, int], tally: Tally, article: str
) -> None:
    codes = [_code(place) for place in places]
    optional = {j for j, i in pairs.items() if gold[i].get("optional")}
    right = {j for j, i in pairs.items() if codes[j] and codes[j] in accepted(gold[i], "gb2260")}
    wanted = sum(bool(g["gb2260"]) and not g.get("optional") for g in gold)
    found = sum(bool(code) and j not in optional for j, code in enumerate(codes))
    tally.add("place codes", len(right - optional), wanted, found)
    for j, i in pairs.items():
        if j not in right and (codes[j] or gold[i]["gb2260"]):
            detail = {**brief(places[j]), "code": codes[j], "gold": gold[i]["gb2260"]}
            tally.faults.append(Fault(article, "place codes", "wrong", detail))


def _score_positions(gold: Json, parts: Mapping[str, list[Json]], tally: Tally, article: str) -> None:
    named = {entity.get("id"): names(entity) for entity in parts["entities"]}

    def same(wanted: Json, position: Json) -> bool:
        if fold(wanted["person"]) not in named.get(position.get("person"), set()):
            return False
        titles = [fold(title) for title in accepted(wanted, "title")]
        return takes_any(wanted, "title") or fold(position.get("title")) in titles

    def of_body(wanted: Json, position: Json) -> bool:
        found = named.get(position.get("organization"), set()) | named.get(position.get("place"), set())
        bodies = accepted(wanted, "organization")
        free = takes_any(wanted, "organization") or (None in bodies and position.get("organization") is None)
        return free or any_within(bodies, found)

    for judge in (
        Judge("positions", same, of_body),
        Judge("positions+organization", same, of_body, right=of_body, quiet=True),
    ):
        pairs = judge.count(tally, gold["positions"], parts["positions"], article)
    wrong = [
        (gold["positions"][i], parts["positions"][j])
        for j, i in pairs.items()
        if not of_body(gold["positions"][i], parts["positions"][j])
    ]
    for wanted, position in wrong:
        got = sorted(named.get(position.get("organization"), set()) | named.get(position.get("place"), set()))
        detail = {**brief(wanted), "got": got}
        tally.faults.append(Fault(article, "positions+organization", "wrong", detail))


def _score_times(gold: Json, times: Sequence[Json], tally: Tally, article: str) -> None:
    def same(wanted: Json, time: Json) -> bool:
        if not is_within(fold(wanted["text"]), clean_of(time)):
            return False
        right = [bounds(edtf) for edtf in accepted(wanted, "edtf") if edtf]
        if "start_date" in wanted:
            right.append((wanted["start_date"], wanted["end_date"]))
        return takes_any(wanted, "edtf") or bounds(time.get("edtf")) in right

    distinct = {(clean_of(time), fold(time.get("edtf"))): time for time in reversed(times)}
    judge = Judge(
        "times",
        same,
        score=lambda wanted, time: fold(wanted["text"]) == fold(time.get("clean")),
        # A shorter or longer spelling of a time that the gold has.
        ignore=lambda time: any(same(wanted, time) for wanted in gold["times"]),
    )
    judge.count(tally, gold["times"], list(distinct.values()), article)


def _score_document(gold: Json, head: Json, tally: Tally, article: str, crash: str | None) -> None:
    for key in ("published", "publisher", "script"):
        if gold.get(key) is None:  # this gold does not say: nothing to get wrong
            tally.counts[f"{key} right"] += crash is None
            continue
        found = fold(str(head.get(key) or ""))[: 10 if key == "published" else None]
        right = crash is None and found in [fold(value or "") for value in accepted(gold, key)]
        tally.counts[f"{key} right"] += right
        if not right:
            detail = {"text": head.get(key), "gold": gold.get(key)}
            tally.faults.append(Fault(article, key, "wrong", detail))
    if "authors" in gold:
        authors = head.get("authors")
        found_authors = [{"name": name} for name in authors] if isinstance(authors, list) else []
        wanted = [{"name": name} for name in gold["authors"]]
        Judge("authors", _exact_name).count(tally, wanted, found_authors, article)
