"""Confidence: weights that are whole, numbers that keep their bounds, a fit that tells right from wrong."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from newsextract.assemble.confidence import features_of, rate_confidence
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text
from newsextract.record import Fact
from newsextract.resources import read_table

PROJECT = Path(__file__).parent.parent.parent
TEXT = "2023年，海川市实现地区生产总值1520.3亿元，同比增长5.8%。路口一度堵了8公里，平均每次1小时40分钟。"


def facts_of(text: str) -> tuple[Fact, ...]:
    return extract_article(article_from_text(text, date="2024-02-01", region="CN"), Config()).facts


def calibrate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calibrate", PROJECT / "scripts" / "calibrate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["calibrate"] = module
    spec.loader.exec_module(module)
    return module


def test_every_weight_is_of_a_feature_that_facts_have() -> None:
    known = ("read:", "measure:", "kind:", "period:", "of:", "dimension:", "mark:")
    rows = read_table("lexicons/confidence.tsv", 3)
    assert rows[0][0] == "all"
    assert all(row[0].startswith(known) for row in rows[1:])
    assert all(abs(float(row[1])) < 5 and int(row[2]) > 0 for row in rows)


def test_confidence_is_a_share_with_two_decimals() -> None:
    for fact in facts_of(TEXT):
        assert 0 < fact.confidence < 1
        assert round(fact.confidence, 2) == fact.confidence == rate_confidence(fact)


def test_a_known_statistic_is_surer_than_what_leans_on_little() -> None:
    facts = {fact.clean: fact for fact in facts_of(TEXT)}
    assert facts["1520.3亿元"].confidence > 0.9 > facts["1小时40分钟"].confidence
    assert "mark:known" in features_of(facts["1520.3亿元"])


def test_the_fit_finds_what_tells_right_from_wrong() -> None:
    script = calibrate()
    good = [script.Case(i, ("mark:known",), 0.0, True, i % 10 != 0) for i in range(60)]
    bad = [script.Case(i, ("measure:verb",), 0.0, True, i % 3 == 0) for i in range(60)]
    weights = script.fit([*good, *bad])
    assert weights["mark:known"] > 0 > weights["measure:verb"]
    assert script.state(weights, good[0]) > 0.8 > script.state(weights, bad[0])
    assert script.fit([*good, *bad]) == weights


def test_the_shipped_weights_hold_on_the_corpus() -> None:
    script = calibrate()
    folder = PROJECT / "corpus" / "dev"
    if not folder.exists():
        pytest.skip("the corpus is not here")
    cases = script.read_cases(folder)
    figures = script.summary([(case.stated, case) for case in cases])
    assert figures["gap"] < 0.05
    assert figures["sure_value"] >= 0.985
    assert figures["sure"] > 0.4
