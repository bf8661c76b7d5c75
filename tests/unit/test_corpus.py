"""The corpus agrees with itself: strings, values, codes, periods, references; and a perfect answer scores 1.0."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from newsextract.evaluate.gold import find_articles
from newsextract.evaluate.score import score_record

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts" / "check_gold.py"

spec = importlib.util.spec_from_file_location("check_gold", SCRIPT)
assert spec is not None and spec.loader is not None
check_gold = importlib.util.module_from_spec(spec)
sys.modules["check_gold"] = check_gold
spec.loader.exec_module(check_gold)

GOLD = check_gold.find_gold(check_gold.FOLDERS)
SAMPLE = next(path for path in GOLD if path.name == "t24_budget_mixed.gold.json")


def test_corpus_is_there():
    parts = [path.parent.name for path in GOLD]
    assert parts.count("dev") >= 50
    assert parts.count("test") >= 24


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_gold_has_no_fault(path):
    assert check_gold.Checker(path).faults() == []


@pytest.mark.parametrize("folder", check_gold.FOLDERS, ids=lambda folder: folder.name)
def test_perfect_answer_scores_one(folder):
    for article in find_articles(folder):
        path = article.path.with_name(f"{article.name}.gold.json")
        text = article.path.read_bytes().decode(article.gold.get("encoding") or "utf-8")
        tally = score_record(article.gold, check_gold.answer(path), text, article.name)
        assert tally.faults == [], article.name


def spoiled(tmp_path, **changes):
    """A copy of an annotation with one fact changed, beside its article."""
    gold = json.loads(SAMPLE.read_text("utf-8"))
    gold["facts"][0] |= changes
    name = SAMPLE.name.removesuffix(".gold.json")
    (tmp_path / "clean").mkdir(exist_ok=True)
    for part in (f"{name}.txt", f"clean/{name}.txt"):
        source = SAMPLE.parent / part
        if source.exists():
            (tmp_path / part).write_bytes(source.read_bytes())
    path = tmp_path / SAMPLE.name
    path.write_text(json.dumps(gold, ensure_ascii=False), "utf-8")
    return check_gold.Checker(path).faults()


@pytest.mark.parametrize(
    "changes",
    [
        {"value": 123},
        {"value": None},
        {"unit": None},
        {"kind": "amount"},
        {"modifier": "roughly"},
        {"modality": "maybe"},
        {"period": ["2023-02-30", "2023-03-01"]},
        {"period": ["2023-03-01", "2023-02-01"]},
        {"place": "桃花源"},
        {"of": "99.99%"},
        {"text": "九百九十九兆元"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_checker_sees_the_fault(tmp_path, changes):
    assert spoiled(tmp_path, **changes)


def test_unchanged_copy_has_no_fault(tmp_path):
    assert spoiled(tmp_path) == []


@pytest.mark.parametrize(
    "value", ["2024", "2024-03", "2024-03-08", "2024-01/2024-06", "XXXX-07-28", "2024-06-12T14:23", "1949/.."]
)
def test_edtf_that_is_one(value):
    assert check_gold.is_edtf(value)


@pytest.mark.parametrize("value", ["24", "2024年", "2024-3", "March", "2024-03-08 10:00"])
def test_edtf_that_is_none(value):
    assert not check_gold.is_edtf(value)


@pytest.mark.parametrize(("digits", "value"), [("35", 3.5e9), ("1.66", -1.66), ("7.50", 7.5), ("120", 1.2e10)])
def test_scale_of_the_written_number(digits, value):
    assert check_gold.is_scaled(digits, value)
    assert not check_gold.is_scaled(digits, value * 1.0731)
