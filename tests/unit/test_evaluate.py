"""The scorer: each kind of right and wrong, on small annotations."""

import json

import pytest

from newsextract.errors import InputError
from newsextract.evaluate.compare import bounds, fold_unit, is_near, overlap, simplify
from newsextract.evaluate.gate import Floors, find_falls, hold_floors, load_floors
from newsextract.evaluate.gold import corpus_digest, find_articles, load_gold
from newsextract.evaluate.report import format_json, format_report
from newsextract.evaluate.score import score_record
from newsextract.evaluate.tally import Result, Tally

TEXT = "云岭市市长林知远说，全市大棚120.5万亩，增长3%，居全省第2位。联系电话5550199。"
GOLD = {
    "script": "Hans",
    "published": None,
    "publisher": "云岭日报",
    "authors": ["方晓"],
    "persons": [{"name": "林知远", "subtype": "official", "aliases": ["林市长"]}],
    "positions": [{"person": "林知远", "title": "市长", "organization": None, "organization_alt": ["云岭市"]}],
    "places": [{"name": "云岭市", "gb2260": "539900", "aliases": ["全市"]}],
    "companies": [],
    "organizations": [],
    "facts": [
        {
            **{"kind": "quantity", "indicator": "大棚", "value": 1205000, "low": None, "high": None, "unit": "亩"},
            **{"modifier": "exact", "period": None, "place": "云岭市", "subject": None, "basis": None, "scope": None},
            **{"text": "120.5万亩", "modality": "actual", "speaker": "林知远"},
        },
        {
            **{"kind": "change", "indicator": "大棚", "value": 3, "low": None, "high": None, "unit": "%"},
            **{"modifier": "exact", "period": None, "place": "云岭市", "subject": None, "basis": None, "scope": None},
            **{"text": "3%", "of": "120.5万亩", "basis_alt": ["year_on_year"]},
        },
        {
            **{"kind": "rank", "indicator": "大棚", "value": 2, "low": None, "high": None, "unit": None},
            **{"modifier": "exact", "period": None, "place": "云岭市", "subject": None, "basis": None, "scope": "全省"},
            **{"text": "第2位", "of": "120.5万亩"},
        },
    ],
    "not_facts": ["5550199"],
    "times": [],
}


def span(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, "clean": words}


def fact(words, **fields):
    common = {
        **{"indicator": "大棚", "low": None, "high": None, "modifier": "exact", "period": None, "place": "e2"},
        **{"subject": None, "basis": None, "scope": None, "of": "f1", "modality": "actual", "speaker": "e1"},
        **{"increment": None},
    }
    return {**common, **span(words), **fields}


def record(**changes):
    whole = {
        "document": {"encoding": "utf-8", "script": "Hans", "publisher": "云岭日报", "authors": ["方晓"]},
        "entities": [
            {
                **{"id": "e1", "type": "person", "subtype": "official", "name": "林知远", "identifiers": {}},
                "mentions": [span("林知远")],
            },
            {
                **{"id": "e2", "type": "place", "subtype": "city", "name": "云岭市"},
                **{"identifiers": {"gb2260": "539900"}, "mentions": [span("云岭市"), span("全市")]},
            },
        ],
        "positions": [{"person": "e1", "title": "市长", "organization": None, "place": "e2", **span("市长")}],
        "facts": [
            fact("120.5万亩", id="f1", kind="quantity", value=1205000, unit="亩", of=None),
            fact("3%", id="f2", kind="change", value=3.0, unit="%"),
            fact("第2位", id="f3", kind="rank", value=2, unit=None, scope="全省"),
        ],
        "times": [],
        "events": [],
    }
    return {**whole, **changes}


def gold(**changes):
    return {**GOLD, **changes}


def tally(found, wanted=GOLD):
    return score_record(wanted, found, TEXT, "a")


def test_a_right_record_is_perfect():
    found = tally(record())
    assert {row: x.f1 for row, x in found.rows().items() if x.f1 != 1} == {}
    assert found.faults == []
    rights = ("published right", "publisher right", "script right", "articles")
    assert {name: count for name, count in found.counts.items() if count} == dict.fromkeys(rights, 1)
    for row in ("facts-of", "facts-scope", "facts-modality", "facts-speaker", "facts-subject"):
        assert found.rows()[row].gold > 0


def change_fact(number, **fields):
    facts = record()["facts"]
    facts[number] = {**facts[number], **fields}
    return {"facts": facts}


def drop_fact(number):
    facts = record()["facts"]
    del facts[number]
    return {"facts": [{**f, "of": None} for f in facts]}


PERSON, PLACE = record()["entities"]
# What is changed in the record, and the (tp, gold, predicted) of the rows that then are no longer perfect.
WRONGS = {
    "no persons": (
        {"entities": [PLACE], "positions": []},
        {
            **{"persons": (0, 1, 0), "officials": (0, 1, 0), "positions": (0, 1, 0)},
            **{"positions+organization": (0, 1, 0), "facts-speaker": (0, 1, 1)},
        },
    ),
    "no official": ({"entities": [{**PERSON, "subtype": None}, PLACE]}, {"officials": (0, 1, 0)}),
    "a name too long": (
        {"entities": [{**PERSON, "name": "林知远说", "mentions": []}, PLACE], "positions": []},
        {
            **{"persons": (0, 1, 1), "officials": (0, 1, 1), "positions": (0, 1, 0)},
            **{"positions+organization": (0, 1, 0)},
        },
    ),
    "another code": (
        {"entities": [PERSON, {**PLACE, "identifiers": {"gb2260": "110000"}}]},
        {"place codes": (0, 1, 1)},
    ),
    "no code": ({"entities": [PERSON, {**PLACE, "identifiers": {}}]}, {"place codes": (0, 1, 0)}),
    "another title": (
        {"positions": [{**record()["positions"][0], "title": "书记"}]},
        {"positions": (0, 1, 1), "positions+organization": (0, 1, 1)},
    ),
    "another value": (
        change_fact(1, value=3.5),
        {
            **{"facts-value": (2, 3, 3), "facts-modifier": (2, 3, 3), "facts-period": (2, 3, 3)},
            **{"facts-place": (2, 3, 3), "facts-indicator": (2, 3, 3), "facts-full": (2, 3, 3)},
            **{"facts-basis (changes)": (0, 1, 1)},
        },
    ),
    "another unit": (
        change_fact(0, unit="公顷"),
        {
            **{"facts-value": (2, 3, 3), "facts-modifier": (2, 3, 3), "facts-period": (2, 3, 3)},
            **{"facts-place": (2, 3, 3), "facts-indicator": (2, 3, 3), "facts-full": (2, 3, 3)},
        },
    ),
    "a fact missed": (
        drop_fact(2),
        {
            **{"facts-value": (2, 3, 2), "facts-modifier": (2, 3, 2), "facts-period": (2, 3, 2)},
            **{"facts-place": (2, 3, 2), "facts-indicator": (2, 3, 2), "facts-full": (2, 3, 2)},
            "facts-of": (0, 1, 1),
        },
    ),
    "another modifier": (change_fact(0, modifier="over"), {"facts-modifier": (2, 3, 3), "facts-full": (2, 3, 3)}),
    "another period": (
        change_fact(0, period={"start": "2024-01-01", "end": "2024-12-31"}),
        {"facts-period": (2, 3, 3), "facts-full": (2, 3, 3)},
    ),
    "no place": (change_fact(0, place=None), {"facts-place": (2, 3, 3), "facts-full": (2, 3, 3)}),
    "another indicator": (
        change_fact(0, indicator="总产量"),
        {"facts-indicator": (2, 3, 3), "facts-full": (2, 3, 3)},
    ),
    "another basis": (change_fact(1, basis="since"), {"facts-basis (changes)": (0, 1, 1)}),
    "a subject too many": (change_fact(0, subject="e1"), {"facts-subject": (2, 3, 3)}),
    "no scope": (change_fact(2, scope=None), {"facts-scope": (2, 3, 3)}),
    "of another": (change_fact(2, of="f2"), {"facts-of": (1, 2, 2)}),
    "another modality": (change_fact(0, modality="planned"), {"facts-modality": (0, 1, 1)}),
    "no speaker": (change_fact(0, speaker=None), {"facts-speaker": (0, 1, 1)}),
}


@pytest.mark.parametrize("name", WRONGS)
def test_each_wrong_costs_its_rows(name):
    changes, expected = WRONGS[name]
    rows = tally(record(**changes)).rows()
    assert {row: (x.tp, x.gold, x.predicted) for row, x in rows.items() if x.f1 != 1} == expected


def test_what_is_accepted_besides_costs_nothing():
    assert tally(record(**change_fact(1, basis="year_on_year"))).rows()["facts-basis (changes)"].f1 == 1


def test_a_telephone_is_a_violation():
    facts = [*record()["facts"], fact("5550199", id="f4", kind="quantity", value=5550199, unit="个")]
    found = tally(record(facts=facts))
    assert found.counts["not_facts violations"] == 1
    assert found.figures("facts-value").predicted == 4


def test_a_repeat_costs_nothing_and_an_optional_one_neither():
    again = {**fact("120.5万亩", id="f9", kind="quantity", value=1205000, unit="亩"), "start": 0, "end": 3}
    again["text"] = TEXT[0:3]
    found = tally(record(facts=[*record()["facts"], again]))
    assert found.figures("facts-value").predicted == 3
    optional = gold(facts=[*GOLD["facts"][:2], {**GOLD["facts"][2], "optional": True}])
    for changes in ({}, drop_fact(2)):
        x = tally(record(**changes), optional).figures("facts-value")
        assert (x.tp, x.gold, x.predicted) == (2, 2, 2)


def test_another_whole_reading_is_right():
    reading = {"also": [{"kind": "share", "value": None, "low": 3, "high": 4}]}
    wanted = gold(facts=[GOLD["facts"][0], {**GOLD["facts"][1], **reading}, GOLD["facts"][2]])
    changes = change_fact(1, kind="share", value=None, low=3, high=4)
    assert tally(record(**changes), wanted).figures("facts-value").f1 == 1


def test_a_span_or_an_id_astray_is_counted():
    entities = [{**PERSON, "mentions": [{**span("林知远"), "start": 1}]}, PLACE]
    assert tally(record(entities=entities)).counts["offsets wrong"] == 1
    assert tally(record(**change_fact(0, place="e9"))).counts["ids wrong"] == 1


def test_a_crash_counts_everything_as_missed():
    found = score_record(GOLD, {}, TEXT, "a", "ValueError: x")
    assert found.counts["crashes"] == 1
    assert found.figures("facts-value").recall == 0
    assert found.faults[0].kind == "crash"


EVENT = {"type": "visit", "name": "考察", "participants": [{"name": "林知远", "role": "visitor"}]}


VISIT = {"type": "visit", "name": "考察大棚", "clean": "考察", "participants": [("e1", "visitor")]}


def test_events_without_a_name_are_told_by_who_took_part():
    def event(id_, who):
        return {
            **span("说"),
            "id": id_,
            "type": "release",
            "name": "公布",
            "participants": [{"entity": who, "role": "issuer"}],
        }

    wanted = [
        {"type": "release", "name": None, "participants": [{"name": name, "role": "issuer"}]}
        for name in ("云岭市", "林知远")
    ]
    rows = tally(record(events=[event("v1", "e1"), event("v2", "e2")]), gold(events=wanted)).rows()
    assert rows["event participants"].f1 == rows["events"].f1 == 1


@pytest.mark.parametrize(
    ("cumulative", "period", "right"),
    [(True, True, 1), (True, False, 0), (False, False, 1), (False, None, 1), (True, None, 0)],
)
def test_cumulative_is_judged_where_it_is_annotated(cumulative, period, right):
    wanted = gold(facts=[{**GOLD["facts"][0], "cumulative": cumulative}])
    found = {"start": "2024-01-01", "end": "2024-02-01", "cumulative": period} if period is not None else None
    assert tally(record(**change_fact(0, period=found)), wanted).rows()["facts-cumulative"].tp == right


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([VISIT], ((1, 1, 1), (1, 1, 1))),
        ([{**VISIT, "participants": [("e2", "visitor")]}], ((1, 1, 1), (0, 1, 1))),
        ([{**VISIT, "type": "meeting", "participants": []}], ((0, 1, 1), (0, 1, 0))),
        ([], ((0, 1, 0), (0, 1, 0))),
    ],
)
def test_events_are_judged_where_they_are_annotated(events, expected):
    made = [
        {
            **{**event, "id": f"v{n}", "place": None, "start": 0, "end": 3, "text": TEXT[0:3]},
            "participants": [{"entity": entity, "role": role} for entity, role in event["participants"]],
        }
        for n, event in enumerate(events)
    ]
    assert "events" not in tally(record(events=made)).rows()
    rows = tally(record(events=made), gold(events=[EVENT])).rows()
    found = tuple((rows[row].tp, rows[row].gold, rows[row].predicted) for row in ("events", "event participants"))
    assert found == expected


@pytest.mark.parametrize(("edtf", "expected"), [
    ("2021", ("2021-01-01", "2021-12-31")),
    ("2024-02", ("2024-02-01", "2024-02-29")),
    ("2024-02-05", ("2024-02-05", "2024-02-05")),
    ("2021-34", ("2021-04-01", "2021-06-30")),
    ("2021-40", ("2021-01-01", "2021-06-30")),
    ("2021-01/2021-03", ("2021-01-01", "2021-03-31")),
    ("2021-03?", ("2021-03-01", "2021-03-31")),
    ("2021-03-05T10:00", ("2021-03-05", "2021-03-05")),
    ("XXXX-07-28", "XXXX-07-28"),
    ("2021-99", "2021-99"),
    ("../2021", "../2021"),
])  # fmt: skip
def test_bounds(edtf, expected):
    assert bounds(edtf) == expected


def test_comparisons():
    assert fold_unit("名") == "人"
    assert fold_unit("kWh/名") == "kW.h/人"
    assert is_near(0.1 + 0.2, 0.3)
    assert not is_near(True, 1)
    assert not is_near(None, 1)
    assert overlap("发明专利", "發明專利") == 1
    assert overlap("", "x") == 0
    assert simplify("臺灣　１") == "台湾1"


def write_corpus(folder):
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "a.gold.json").write_text(json.dumps({**GOLD, "times_optional": [{"text": "x"}]}), "utf-8")
    return folder


def test_gold_is_found_and_optional_items_join(tmp_path):
    write_corpus(tmp_path)
    (tmp_path / "b.gold.json").write_text("{}")
    assert [article.name for article in find_articles(tmp_path)] == ["a"]
    assert load_gold(tmp_path / "a.gold.json")["times"] == [{"text": "x", "optional": True}]
    with pytest.raises(InputError, match=r"no NAME\.txt"):
        find_articles(tmp_path, only=["b"])
    (tmp_path / "a.gold.json").write_text("{")
    with pytest.raises(InputError, match="is not JSON"):
        find_articles(tmp_path)


def test_the_digest_follows_the_corpus(tmp_path):
    write_corpus(tmp_path)
    before = corpus_digest(tmp_path)
    assert before == corpus_digest(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT + "。", "utf-8")
    assert corpus_digest(tmp_path) != before


def result_of(found: Tally):
    return Result(found.rows(), dict(found.counts), {"a": (found.rows(), dict(found.counts))}, found.faults)


def test_floors_hold_rise_and_fall_only_when_told(tmp_path):
    corpus, path = write_corpus(tmp_path), tmp_path / "floors.toml"
    good, bad = result_of(tally(record())), result_of(tally(record(**drop_fact(2))))
    with pytest.raises(InputError, match="no floors there"):
        hold_floors(path, corpus, good)
    assert hold_floors(path, corpus, good, raising=True) == []
    assert load_floors(path).rows["facts-value"] == 1
    assert hold_floors(path, corpus, good) == []
    assert any("facts-value: 0.8000 is under the floor of 1.0000" in fault for fault in hold_floors(path, corpus, bad))
    assert hold_floors(path, corpus, bad, raising=True)
    assert load_floors(path).rows["facts-value"] == 1
    assert hold_floors(path, corpus, bad, lowering=True) == []
    assert load_floors(path).rows["facts-value"] == 0.8
    assert hold_floors(path, corpus, good, raising=True) == []
    assert load_floors(path).rows["facts-value"] == 1
    (corpus / "a.txt").write_text(TEXT + "。", "utf-8")
    assert any("is not the corpus" in fault for fault in hold_floors(path, corpus, good))
    path.write_text("corpus = 1\n")
    with pytest.raises(InputError, match="damaged floors"):
        load_floors(path)


def test_faults_have_ceilings_and_rights_have_floors():
    floors = Floors("", {}, {"crashes": 0, "script right": 8})
    assert find_falls(floors, Floors("", {}, {"crashes": 0, "script right": 8})) == []
    assert len(find_falls(floors, Floors("", {}, {"crashes": 1, "script right": 7}))) == 2


def test_reports_say_the_figures():
    result = result_of(tally(record(**change_fact(0, place=None))))
    report = format_report(result, errors=True)
    assert "facts-place                  0.667   0.667   0.667      2      3      3" in report
    assert 'a\tfacts-place\twrong\t{"text": "120.5万亩", "gold": ["云岭市"], "got": null}' in report
    plain = json.loads(format_json(result, errors=True))
    assert plain["rows"]["facts-place"]["f1"] == 0.6667
    assert plain["articles"]["a"]["counts"]["articles"] == 1
    assert plain["errors"]
