"""Facts against the annotation: the number first, then what it is said of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newsextract.evaluate.compare import (
    accepted,
    any_within,
    clean_of,
    fold,
    fold_unit,
    is_near,
    is_within,
    names,
    overlap,
    takes_any,
)
from newsextract.evaluate.tally import Fault, Tally, brief, pair

Json = Mapping[str, Any]

_ALIKE = 0.6
_FOUR = ("facts-modifier", "facts-period", "facts-place", "facts-indicator")
_BASIS = "facts-basis (changes)"


def is_same_fact(gold: Json, fact: Json) -> bool:
    """Whether kind, value (or low and high) and unit are right in one of the readings; ranks carry no unit."""
    return any(_reads(gold, reading, fact) for reading in ({}, *gold.get("also", [])))


def _reads(gold: Json, reading: Json, fact: Json) -> bool:
    whole = {**gold, **reading}
    if fact.get("kind") not in accepted(whole, "kind"):
        return False
    units = [reading["unit"]] if "unit" in reading else accepted(gold, "unit")
    if whole["kind"] != "rank" and fold_unit(fact.get("unit")) not in map(fold_unit, units):
        return False
    if whole["value"] is None:
        return is_near(fact.get("low"), whole["low"]) and is_near(fact.get("high"), whole["high"])
    values = [reading["value"]] if "value" in reading else accepted(gold, "value")
    return any(is_near(fact.get("value"), value) for value in values)


@dataclass(frozen=True, slots=True)
class _Context:
    """What ids and names in the facts of one article stand for."""

    things: Mapping[str, set[str]]  # names by id, of entities and events
    aliases: Mapping[str, set[str]]  # names of annotated things by each of their names
    facts: Mapping[str, Json]

    def named(self, wanted: Sequence[Any], found: object, loose: bool = False) -> bool:
        """Whether the id found is of a thing with one of the wanted names; None is wanted for no thing."""
        if found is None:
            return None in wanted
        known = self.things.get(str(found), set())
        if any(self.aliases.get(name, {fold(name)}) & known for name in wanted if name):
            return True
        return loose and any_within(wanted, known)


def _context(gold: Json, parts: Mapping[str, list[Json]]) -> _Context:
    things = {str(entity.get("id")): names(entity) for entity in parts["entities"]}
    for event in parts["events"]:
        things[str(event.get("id"))] = {fold(event.get("name")), clean_of(event)} - {""}
    aliases: dict[str, set[str]] = {}
    for table in ("persons", "companies", "organizations", "places"):
        for thing in gold[table]:
            every = [thing["name"], *thing.get("aliases", [])]
            aliases.update({name: {fold(other) for other in every} for name in every})
    return _Context(things, aliases, {str(fact.get("id")): fact for fact in parts["facts"]})


Check = Callable[[Json, Json, _Context], bool]


def _modifier(gold: Json, fact: Json, _: _Context) -> bool:
    return (fact.get("modifier") or "exact") in accepted(gold, "modifier")


def _period(gold: Json, fact: Json, _: _Context) -> bool:
    period = fact.get("period")
    days = [str(period.get(k))[:10] for k in ("start", "end")] if isinstance(period, Mapping) else None
    return days in accepted(gold, "period")


def _place(gold: Json, fact: Json, context: _Context) -> bool:
    return context.named(accepted(gold, "place"), fact.get("place"))


def _indicator(gold: Json, fact: Json, _: _Context) -> bool:
    return any(overlap(name, fact.get("indicator")) >= _ALIKE for name in accepted(gold, "indicator"))


def _basis(gold: Json, fact: Json, _: _Context) -> bool:
    return fact.get("basis") in accepted(gold, "basis")


def _subject(gold: Json, fact: Json, context: _Context) -> bool:
    return context.named(accepted(gold, "subject"), fact.get("subject"), loose=True)


def _speaker(gold: Json, fact: Json, context: _Context) -> bool:
    return context.named(accepted(gold, "speaker"), fact.get("speaker"), loose=True)


def _scope(gold: Json, fact: Json, _: _Context) -> bool:
    scope, wanted = fact.get("scope"), accepted(gold, "scope")
    return None in wanted if scope is None else any(overlap(name, scope) >= _ALIKE for name in wanted if name)


def _of(gold: Json, fact: Json, context: _Context) -> bool:
    """The gold's ``of`` is the text of the fact that changed or is ranked."""
    target = context.facts.get(str(fact.get("of")))
    wanted = accepted(gold, "of")
    return None in wanted if target is None else any_within(wanted, [clean_of(target)])


def _modality(gold: Json, fact: Json, _: _Context) -> bool:
    return fact.get("modality") in accepted(gold, "modality")


def _cumulative(gold: Json, fact: Json, _: _Context) -> bool:
    return _is_cumulative(fact) in accepted(gold, "cumulative")


def _is_cumulative(fact: Json) -> bool:
    period = fact.get("period")
    return isinstance(period, Mapping) and bool(period.get("cumulative"))


def _increment(gold: Json, fact: Json, _: _Context) -> bool:
    return bool(fact.get("increment")) in accepted(gold, "increment")


# Of every fact; facts whose gold takes any value say nothing of it and are left out.
_ALWAYS: Mapping[str, tuple[str, Check]] = {
    "facts-modifier": ("modifier", _modifier),
    "facts-period": ("period", _period),
    "facts-place": ("place", _place),
    "facts-indicator": ("indicator", _indicator),
    _BASIS: ("basis", _basis),
}
# Of the facts that were found and whose gold has the key: how often it is right.
_WHERE_SAID: Mapping[str, tuple[str, Check]] = {
    "facts-subject": ("subject", _subject),
    "facts-scope": ("scope", _scope),
    "facts-of": ("of", _of),
    "facts-modality": ("modality", _modality),
    "facts-speaker": ("speaker", _speaker),
    "facts-cumulative": ("cumulative", _cumulative),
    "facts-increment": ("increment", _increment),
}


def score_facts(gold: Json, parts: Mapping[str, list[Json]], tally: Tally, article: str) -> None:
    """Count the rows of facts."""
    context = _context(gold, parts)
    wanted, facts = gold["facts"], parts["facts"]

    rights, pairs = _pair(wanted, facts, context)
    ignored = _ignored(gold, facts, pairs, tally, article)
    counted = {j: i for j, i in pairs.items() if not wanted[i].get("optional")}
    extra = [fact for j, fact in enumerate(facts) if j not in pairs and j not in ignored]
    judged = {j: rights(wanted[i], facts[j]) for j, i in counted.items()}
    _count_rows(wanted, counted, judged, extra, tally)
    _count_said(wanted, facts, counted, context, tally, article)
    lost = [g for i, g in enumerate(wanted) if not g.get("optional") and i not in pairs.values()]
    tally.faults += [Fault(article, "facts-value", "missed", brief(g)) for g in lost]
    tally.faults += [Fault(article, "facts-value", "extra", brief(fact)) for fact in extra]
    for j, row_rights in judged.items():
        _list_wrong(wanted[counted[j]], facts[j], row_rights, tally, article)


Rights = Callable[[Json, Json], dict[str, bool]]


def _pair(wanted: Sequence[Json], facts: Sequence[Json], context: _Context) -> tuple[Rights, dict[int, int]]:
    """What is right of a fact, and which annotated fact each one is."""

    def rights(g: Json, fact: Json) -> dict[str, bool]:
        return {row: takes_any(g, key) or check(g, fact, context) for row, (key, check) in _ALWAYS.items()}

    def closeness(g: Json, fact: Json) -> float:
        text, clean = fold(g["text"]), clean_of(fact)
        return sum(rights(g, fact).values()) + 2 * (text == clean) + is_within(text, clean)

    return rights, pair(wanted, facts, is_same_fact, closeness)


def judge_facts(gold: Json, parts: Mapping[str, list[Json]]) -> list[tuple[bool, bool] | None]:
    """Of each fact of a record whether its value is right, and whether all of it is (with the basis of a change); None
    where the annotation takes either."""
    context = _context(gold, parts)
    wanted, facts = gold["facts"], parts["facts"]
    rights, pairs = _pair(wanted, facts, context)
    ignored = _ignored(gold, facts, pairs, Tally(), "")
    out: list[tuple[bool, bool] | None] = []
    for j, fact in enumerate(facts):
        g = wanted[pairs[j]] if j in pairs else None
        if g is None:
            out.append(None if j in ignored else (False, False))
            continue
        found = rights(g, fact)
        whole = all(found[row] for row in _FOUR) and (found[_BASIS] or not _is_judged_change(g))
        out.append(None if g.get("optional") else (True, whole))
    return out


def _ignored(gold: Json, facts: Sequence[Json], pairs: Mapping[int, int], tally: Tally, article: str) -> set[int]:
    """Repeats of a fact (a headline, a caption) and optional texts; counts what must not be a fact."""
    wanted = gold["facts"]
    left = {i: g.get("repeats", 0) for i, g in enumerate(wanted)}
    taken = {_span(facts[j]) for j in pairs}
    matched = set(pairs.values())
    ignored: set[int] = set()

    def repeats(g: Json, i: int, fact: Json) -> bool:
        if i not in matched or not is_same_fact(g, fact) or _span(fact) in taken:
            return False
        return bool(left[i]) or is_within(fold(g["text"]), clean_of(fact))

    for j, fact in enumerate(facts):
        if j in pairs:
            continue
        again = next((i for i, g in enumerate(wanted) if repeats(g, i, fact)), None)
        if again is not None:
            left[again] -= 1
            ignored.add(j)
            taken.add(_span(fact))
        elif any_within(gold.get("optional_facts", []), [clean_of(fact)]):
            ignored.add(j)
        elif any_within(gold.get("not_facts", []), [clean_of(fact)]):
            tally.counts["not_facts violations"] += 1
            tally.faults.append(Fault(article, "not_facts", "violation", brief(fact)))
    return ignored


def _span(fact: Json) -> tuple[object, object]:
    return fact.get("start"), fact.get("end")


def _is_judged_change(fact: Json) -> bool:
    return fact.get("kind") == "change" and not takes_any(fact, "basis")


def _count_rows(
    wanted: Sequence[Json],
    counted: Mapping[int, int],
    judged: Mapping[int, Mapping[str, bool]],
    extra: Sequence[Json],
    tally: Tally,
) -> None:
    required = [g for g in wanted if not g.get("optional")]
    found = len(counted) + len(extra)
    tally.add("facts-value", len(counted), len(required), found)
    for row in _FOUR:
        key = _ALWAYS[row][0]
        mine = [j for j, i in counted.items() if not takes_any(wanted[i], key)]
        said = sum(not takes_any(g, key) for g in required)
        tally.add(row, sum(judged[j][row] for j in mine), said, len(mine) + len(extra))
    full = sum(all(rights[row] for row in _FOUR) for rights in judged.values())
    tally.add("facts-full", full, len(required), found)
    changes = [j for j, i in counted.items() if _is_judged_change(wanted[i])]
    right = sum(judged[j][_BASIS] for j in changes)
    more = sum(map(_is_judged_change, extra))
    tally.add(_BASIS, right, sum(map(_is_judged_change, required)), len(changes) + more)


def _count_said(
    wanted: Sequence[Json],
    facts: Sequence[Json],
    counted: Mapping[int, int],
    context: _Context,
    tally: Tally,
    article: str,
) -> None:
    for j, i in counted.items():
        gold, fact = wanted[i], facts[j]
        for row, (key, check) in _WHERE_SAID.items():
            if key not in gold or takes_any(gold, key):
                continue
            right = check(gold, fact, context)
            tally.add(row, right, 1, 1)
            if key == "increment":
                tally.counts["increment wrong"] += not right
            if not right:
                tally.faults.append(Fault(article, row, "wrong", _difference(gold, fact, key)))


def _list_wrong(gold: Json, fact: Json, rights: Mapping[str, bool], tally: Tally, article: str) -> None:
    for row, right in rights.items():
        if not right and (row != _BASIS or _is_judged_change(gold)):
            tally.faults.append(Fault(article, row, "wrong", _difference(gold, fact, _ALWAYS[row][0])))


def _difference(gold: Json, fact: Json, key: str) -> Json:
    got = _is_cumulative(fact) if key == "cumulative" else fact.get(key)
    return {"text": gold["text"], "gold": accepted(gold, key), "got": got}
