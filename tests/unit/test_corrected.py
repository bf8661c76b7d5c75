"""Corrections are applied beside the extraction, and a corrected record becomes annotation that scores 1.0."""

import importlib.util
import sys
from pathlib import Path

import pytest

from newsextract.clean import clean_article
from newsextract.errors import InputError
from newsextract.evaluate.corrected import check_fact, check_time, correct_record, effective, mention_of, position_id
from newsextract.evaluate.gold import find_articles
from newsextract.evaluate.make_gold import gold_files, make_gold
from newsextract.evaluate.run import evaluate_folder
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text, read_inputs
from newsextract.store.corrections import Correction

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("check_gold", ROOT / "scripts" / "check_gold.py")
assert spec is not None and spec.loader is not None
check_gold = importlib.util.module_from_spec(spec)
sys.modules.setdefault("check_gold", check_gold)
spec.loader.exec_module(check_gold)

TEXT = """云岭市粮食产量再创新高
2023年，云岭市粮食产量120万吨，增长3%。市长林知远、副市长方晓出席。江南县粮食产量20万吨。"""
ARTICLE = article_from_text(TEXT)
CLEAN = clean_article(ARTICLE)
RECORD = extract_article(ARTICLE).to_dict()


def said(target, action, own="", **fields):
    return Correction("k", "c", target, action, own, fields)


def fact_of(record, text):
    [fact] = [fact for fact in record["facts"] if fact["text"] == text]
    return fact


def test_without_corrections_nothing_changes():
    assert correct_record(RECORD, CLEAN, []) == {**RECORD, "facts": sorted(RECORD["facts"], key=lambda f: f["start"])}


def test_a_field_is_changed_and_the_rest_stays():
    old = fact_of(RECORD, "120万吨")
    found = correct_record(RECORD, CLEAN, [said("fact", "change", old["id"], value="1200001", place="江南县")])
    new = fact_of(found, "120万吨")
    names = {entity["id"]: entity["name"] for entity in found["entities"]}
    assert (new["value"], new["value_text"], names[new["place"]]) == (1200001, "1200001", "江南县")
    kept = set(old) - {"value", "value_text", "place"}
    assert {key: new[key] for key in kept} == {key: old[key] for key in kept}
    assert fact_of(RECORD, "120万吨")["value"] == 1200000


def test_a_range_a_period_and_nothing_at_all():
    own = fact_of(RECORD, "120万吨")["id"]
    fields = {"modifier": "range", "value": None, "low": "1", "high": "2.5"}
    new = fact_of(correct_record(RECORD, CLEAN, [said("fact", "change", own, **fields)]), "120万吨")
    assert (new["value"], new["low"], new["high"]) == (None, 1, 2.5)
    check_fact(new)
    dated = said("fact", "change", own, period_start="2022-01-01", period_end="2022-06-30")
    period = fact_of(correct_record(RECORD, CLEAN, [dated]), "120万吨")["period"]
    assert (period["start"], period["end"], period["edtf"]) == ("2022-01-01", "2022-06-30", "2022-01-01/2022-06-30")
    none = said("fact", "change", own, period_end=None)
    assert fact_of(correct_record(RECORD, CLEAN, [none]), "120万吨")["period"] is None


def test_what_is_deleted_leaves_no_reference():
    own = fact_of(RECORD, "120万吨")["id"]
    found = correct_record(RECORD, CLEAN, [said("fact", "delete", own)])
    assert all(fact["of"] != own for fact in found["facts"])
    [place] = [e["id"] for e in RECORD["entities"] if e["name"] == "云岭市"] or [None]
    person = next(e for e in RECORD["entities"] if e["name"] == "林知远")
    found = correct_record(RECORD, CLEAN, [said("entity", "delete", person["id"])])
    assert all(office["person"] != person["id"] for office in found["positions"])
    if place:
        found = correct_record(RECORD, CLEAN, [said("entity", "delete", place)])
        assert all(fact["place"] != place for fact in found["facts"])


POLLUTED = "雲嶺市糧食產(chǎn)業(yè)會議\n2023年,雲嶺市糧食產(chǎn)量120萬噸,產(chǎn)業(yè)增長3%。市長林知遠講話。"


def test_something_is_added_where_cleaning_took_something_out():
    article = article_from_text(POLLUTED)
    clean, record = clean_article(article), extract_article(article).to_dict()
    start = POLLUTED.index("產(chǎn)量120")
    fields = {"start": start, "end": start + len("產(chǎn)量"), "value": "5", "unit": "个", "indicator": "產量"}
    added = said("fact", "add", "new_1", **fields)
    new = fact_of(correct_record(record, clean, [added]), "產(chǎn)量")
    assert (new["clean"], new["value"], new["kind"]) == ("產量", 5, "quantity")
    again = correct_record(record, clean, [added, said("fact", "change", "new_1", value="6")])
    assert fact_of(again, "產(chǎn)量")["value"] == 6
    assert fact_of(again, "產(chǎn)量")["indicator"] == "產量"
    with pytest.raises(InputError, match="only what cleaning removed"):
        mention_of(clean, start + 1, start + 7)


def test_an_undo_takes_back_and_the_last_word_wins():
    own = fact_of(RECORD, "120万吨")["id"]
    history = [said("fact", "change", own, value="1"), said("fact", "delete", own), said("fact", "undo", own)]
    assert correct_record(RECORD, CLEAN, history)["facts"] == correct_record(RECORD, CLEAN, [])["facts"]
    history = [said("fact", "change", own, value="1"), said("fact", "change", own, unit="kg")]
    new = fact_of(correct_record(RECORD, CLEAN, history), "120万吨")
    assert (new["value"], new["unit"]) == (1, "kg")
    assert list(effective(history)) == [("fact", own)]


def test_an_office_is_told_by_what_it_was():
    office = next(p for p in RECORD["positions"] if p["title"] == "副市长")
    own = position_id(office)
    found = correct_record(RECORD, CLEAN, [said("position", "change", own, person="林知远", status="former")])
    names = {entity["id"]: entity["name"] for entity in found["entities"]}
    [new] = [p for p in found["positions"] if p["title"] == "副市长"]
    assert (names[new["person"]], new["status"]) == ("林知远", "former")


def test_what_is_gone_since_is_left_alone():
    assert correct_record(RECORD, CLEAN, [said("fact", "change", "fact_gone", value="1")]) == correct_record(
        RECORD, CLEAN, []
    )


# ---------------------------------------------------------------------------------------------- times and events

MEETING = """云岭市召开经济工作会议
3月5日，云岭市经济工作会议召开。市长林知远主持会议，副市长方晓讲话。3月5日，江南县也召开了会议。"""
HELD = article_from_text(MEETING)
HELD_CLEAN = clean_article(HELD)
HELD_RECORD = extract_article(HELD, Config(date="2024-03-06")).to_dict()


def corrected(*corrections):
    return correct_record(HELD_RECORD, HELD_CLEAN, corrections)


def times_of(record):
    return [(time["clean"], time["edtf"], time["start_date"], time["end_date"]) for time in record["times"]]


def event_of(record, own):
    [event] = [event for event in record["events"] if event["id"] == own]
    names = {entity["id"]: entity["name"] for entity in record["entities"]}
    return event, [(names[p["entity"]], p["role"]) for p in event["participants"]]


def test_what_is_said_of_a_time_holds_for_its_like():
    first, second = (time["id"] for time in HELD_RECORD["times"])
    assert (
        times_of(corrected(said("time", "change", first, edtf="2023-03-05")))
        == [("3月5日", "2023-03-05", "2023-03-05", "2023-03-05")] * 2
    )
    assert corrected(said("time", "delete", second))["times"] == []
    apart = [said("time", "change", first, edtf="2023-03"), said("time", "change", second, edtf="XXXX-03-05")]
    assert times_of(corrected(*apart)) == [
        ("3月5日", "2023-03", "2023-03-01", "2023-03-31"),
        ("3月5日", "XXXX-03-05", None, None),
    ]
    assert corrected(apart[0], said("time", "undo", first))["times"] == HELD_RECORD["times"]
    gold = make_gold(corrected(apart[0]), HELD_CLEAN)
    assert gold["times"] == [{"text": "3月5日", "edtf": "2023-03"}]


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2024", ("2024-01-01", "2024-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2024-03-05T09:30", ("2024-03-05", "2024-03-05")),
        ("2024-W08", ("2024-02-19", "2024-02-25")),
        ("2023-11/2024-02-03", ("2023-11-01", "2024-02-03")),
        ("2023/..", ("2023-01-01", None)),
        ("/2023", (None, "2023-12-31")),
        ("XXXX-02-29", (None, None)),
        ("202X", (None, None)),
    ],
)
def test_a_date_tells_its_days(edtf, days):
    start = MEETING.index("会议")
    found = corrected(said("time", "add", "new_1", start=start, end=start + 2, edtf=edtf))
    [time] = [time for time in found["times"] if time["id"] == "new_1"]
    assert (time["text"], time["start_date"], time["end_date"]) == ("会议", *days)
    assert time["clock"] == ("09:30" if "T" in edtf else None)
    check_time(time)


@pytest.mark.parametrize(
    "edtf",
    ["", "/", "..", "../..", "2024-13", "2024-02-30", "XXXX-02-30", "2024-W54", "2024/2023", "三月", "2024-3-5", "24"],
)
def test_what_is_no_date_is_refused(edtf):
    added = said("time", "add", "new_1", start=0, end=2, edtf=edtf)
    with pytest.raises(InputError):
        check_time(next(time for time in corrected(added)["times"] if time["id"] == "new_1"))


def test_an_event_is_changed_with_those_who_took_part():
    old = HELD_RECORD["events"][0]
    people = [
        {"name": "方晓", "role": "chair"},
        {"name": "江南县", "role": "host"},
        {"name": "经济工作", "role": "issuer"},
    ]
    said_of = said("event", "change", old["id"], type="visit", place="江南县", participants=people)
    found = corrected(said_of)
    new, who = event_of(found, old["id"])
    assert (new["type"], new["name"], new["times"]) == ("visit", old["name"], old["times"])
    assert who == [("方晓", "chair"), ("江南县", "host"), ("经济工作", "issuer")]
    types = {entity["name"]: entity["type"] for entity in found["entities"]}
    assert (types["江南县"], types["经济工作"]) == ("place", "organization")  # what was new is what issuers are
    gold = next(e for e in make_gold(found, HELD_CLEAN)["events"] if e["type"] == "visit")
    assert (gold["place"], gold["participants"]) == ("江南县", people)
    none = corrected(said_of, said("event", "change", old["id"], participants=[], place=None, name=None))
    assert (event_of(none, old["id"])[0]["place"], event_of(none, old["id"])[1]) == (None, [])
    assert next(e for e in make_gold(none, HELD_CLEAN)["events"] if e["type"] == "visit")["name"] is None


def test_an_event_is_added_and_one_that_goes_leaves_no_reference():
    start = MEETING.index("江南县也召开了会议")
    span = {"start": start, "end": start + 9, "name": "会议", "type": "meeting"}
    people = [{"name": "林知远", "role": "host"}]
    fact = said("fact", "add", "new_2", start=0, end=3, value="1", unit="人", subject="经济工作会")
    found = corrected(said("event", "add", "new_1", **span, participants=people))
    event, who = event_of(found, "new_1")
    assert (event["text"], event["name"], who) == ("江南县也召开了会议", "会议", [("林知远", "host")])
    named = said("event", "add", "new_1", **{**span, "name": "经济工作会"}, participants=people)
    assert next(f for f in corrected(named, fact)["facts"] if f["id"] == "new_2")["subject"] == "new_1"
    gone = corrected(named, fact, said("event", "delete", "new_1"))
    assert "new_1" not in {e["id"] for e in gone["events"]} | {f["subject"] for f in gone["facts"]}
    host = next(entity["id"] for entity in HELD_RECORD["entities"] if entity["name"] == "林知远")
    own = HELD_RECORD["events"][0]["id"]
    assert "林知远" in dict(event_of(HELD_RECORD, own)[1])
    assert "林知远" not in dict(event_of(corrected(said("entity", "delete", host)), own)[1])
    [time] = {own for event in HELD_RECORD["events"] for own in event["times"]} or [None]
    if time:
        assert all(time not in e["times"] for e in corrected(said("time", "delete", time))["events"])


@pytest.mark.parametrize("span", [(0, 0), (5, 4), (0, len(TEXT) + 1), (-1, 2)])
def test_spans_that_hold_nothing_are_refused(span):
    with pytest.raises(InputError):
        mention_of(CLEAN, *span)


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"modifier": "range"},
        {"unit": None},
        {"modifier": "range", "value": None, "low": "3", "high": "2"},
        {"period_start": "2024-02-01", "period_end": "2024-01-01"},
    ],
    ids=str,
)
def test_facts_that_contradict_themselves_are_refused(fields):
    own = fact_of(RECORD, "120万吨")["id"]
    new = fact_of(correct_record(RECORD, CLEAN, [said("fact", "change", own, **fields)]), "120万吨")
    with pytest.raises(InputError):
        check_fact(new)


@pytest.mark.slow
def test_annotation_of_every_article_has_no_fault_and_scores_one(corpus, tmp_path):
    """What the program says, written as gold, is what the scorer takes for perfect: nothing is lost on the way."""
    (tmp_path / "clean").mkdir()
    for annotated in find_articles(corpus)[::5]:
        [article] = read_inputs([str(annotated.path)])
        record = extract_article(article, Config(date=annotated.gold.get("date"))).to_dict()
        clean = clean_article(article)
        for path, data in gold_files(annotated.name, make_gold(record, clean), clean):
            (tmp_path / path).write_bytes(data)
    for path in tmp_path.glob("*.gold.json"):
        assert check_gold.Checker(path).faults() == [], path.name
    result = evaluate_folder(tmp_path)
    assert result.faults == ()
    assert {name for name, row in result.rows.items() if row.f1 is not None and row.f1 < 1} == set()
