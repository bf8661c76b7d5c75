"""Facts from single sentences: cases as data in ``cases/facts.jsonl``."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text
from newsextract.record import Fact

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "facts.jsonl").read_text("utf-8").splitlines()
    if line
]


def overlap(wanted: str, got: str) -> float:
    common = sum(min(wanted.count(c), got.count(c)) for c in set(wanted))
    return 2 * common / (len(wanted) + len(got))


def differs(wanted: dict, fact: Fact, ids: list[str], names: dict[str, str]) -> str | None:
    for key, given in wanted.items():
        value = given
        got = getattr(fact, key.removesuffix("_name")) if key != "cumulative" else None
        if key == "cumulative":
            got = bool(fact.period and fact.period.cumulative)
        if key.endswith("_name"):
            got = names.get(got)
        if key == "period":
            got = [got.start, got.end] if got else None
        elif key == "of":
            value = None if value is None else ids[value]
        elif key == "value":
            value = Decimal(value)
        elif key == "indicator":
            got = value if got and overlap(value, got) >= 0.6 else got
        if got != value:
            return f"{key}: wanted {value}, got {got}"
    return None


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:24] for c in CASES])
def test_facts(case: dict) -> None:
    article = article_from_text(case["text"], date=case.get("date"), region=case.get("region", "CN"))
    record = extract_article(article, Config())
    facts = record.facts
    names = {e.id: e.name for e in record.entities} | {e.id: f"{e.type}" for e in record.events}
    found = [(f.indicator, str(f.value), f.unit, f.kind) for f in facts]
    assert len(facts) == len(case["facts"]), found
    ids = [f.id for f in facts]
    problems = [differs(w, f, ids, names) for w, f in zip(case["facts"], facts, strict=True)]
    assert not any(problems), (problems, found)
