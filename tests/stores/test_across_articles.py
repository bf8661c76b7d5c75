"""Things, reprints and views: what lies across articles."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_records import make_record, make_records

from newsextract.store import open_store
from newsextract.store.across import Sets
from newsextract.store.database import open_engine
from newsextract.store.inspect import content_hash, find_faults
from newsextract.store.reprints import NUMBERS, Signature, make_signature, similarity
from newsextract.store.things import find_links

CASES = Path(__file__).parents[1] / "cases" / "things.jsonl"


def ask(url, sql):
    engine = open_engine(url)
    try:
        return engine.query(sql)
    finally:
        engine.close()


def digest(url):
    engine = open_engine(url)
    try:
        assert list(find_faults(engine)) == []
        return content_hash(engine)
    finally:
        engine.close()


def load(url, records):
    with open_store(url) as store:
        for record in records:
            store.add(record)


# ---------------------------------------------------------------------------------------------- things


def small(said, key="a", region="CN", published=None):
    """A record of a few words: entities (id, type, subtype, name, codes), positions (person, title, body, place)."""
    record = make_record(0)
    at = {"start": 0, "end": 2, "text": "云岭", "clean": "云岭"}
    record["document"] |= {"key": key, "id": f"doc_{key}", "region": region, "published": published}
    record["entities"] = [
        {"id": i, "type": t, "subtype": s, "name": n, "name_hans": n, "identifiers": c, "mentions": [at]}
        for i, t, s, n, c in said["entities"]
    ]
    record["positions"] = [
        {"person": p, "title": t, "title_key": t, "organization": b, "place": w, "status": "current", **at}
        for p, t, b, w in said.get("positions", ())
    ]
    return record | {"facts": [], "times": [], "events": [], "unresolved": []}


@pytest.mark.parametrize(
    "case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()], ids=lambda case: case["why"]
)
def test_entities_of_two_articles(case):
    """One thing where they share an anchor, else two."""
    anchors = []
    for said in (case["one"], case["other"]):
        record = small(said, region=said.get("region", "CN"))
        links = find_links(record["entities"], record["positions"], record["document"]["region"])
        anchors.append(set(links[said["of"]].anchors) if said["of"] in links else set())
    assert bool(anchors[0] & anchors[1]) == case["same"], anchors


PERSON = ["p", "person", "official", "林知远", {}]
CITY = ["c", "place", "city", "云岭市", {"gb2260": "539900"}]
OTHER = ["o", "place", "city", "平江市", {"gb2260": "539800"}]


def test_an_article_that_tells_both_joins_two_things(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    mayor = small({"entities": [PERSON, CITY], "positions": [["p", "市长", None, "c"]]}, "a")
    other = small({"entities": [PERSON, OTHER], "positions": [["p", "市长", None, "o"]]}, "b")
    both = small(
        {"entities": [PERSON, CITY, OTHER], "positions": [["p", "市长", None, "c"], ["p", "市长", None, "o"]]}, "c"
    )
    count = "SELECT count(*) FROM things WHERE thing_type = 'person'"
    load(url, [mayor, other])
    apart = digest(url)
    assert ask(url, count) == [(2,)]
    load(url, [both])
    assert ask(url, count) == [(1,)]
    with open_store(url) as store:
        store.delete("c")
    assert ask(url, count) == [(2,)]
    assert digest(url) == apart


def test_the_fullest_name_stands_for_the_thing(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    names = ["云岭", "云岭市", "云岭"]
    load(
        url,
        [
            small({"entities": [["c", "place", "city", name, {"gb2260": "539900"}]]}, str(n))
            for n, name in enumerate(names)
        ],
    )
    assert ask(url, "SELECT name_hans FROM things") == [("云岭市",)]
    with open_store(url) as store:
        store.delete("1")
    assert ask(url, "SELECT name_hans FROM things") == [("云岭",)]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "duckdb"])
def test_any_history_leads_to_the_same_content(kind, url_of, tmp_path):
    """Records that share people, places and bodies; added, changed, deleted in two orders."""
    url = url_of(kind)
    records = mixed(24)
    load(url, records[:10])
    load(url, [altered(record) for record in records[5:14]])
    with open_store(url) as store:
        for record in records[3:9]:
            store.delete(record["document"]["key"])
    load(url, records[::-1])
    plain = f"sqlite:///{tmp_path}/plain.db"
    load(plain, records)
    assert digest(url) == digest(plain)


def mixed(count):
    """Records whose entities are drawn from a few, and every third a reprint of another."""
    people = [["p", "person", "official", name, {}] for name in ("林知远", "方晓", "季安")]
    places = [["c", "place", "city", f"平{n}市", {"gb2260": f"53{n}900"}] for n in range(3)]
    bodies = [["b", "organization", "government", "市财政局", {}], ["b", "organization", "company", "青禾种业公司", {}]]
    records = []
    for n in range(count):
        said = {"entities": [people[n % 3], places[n * 7 % 3], bodies[n % 2]]}
        said["positions"] = [["p", "局长", "b", "c"], ["p", "市长", None, "c"]][: 1 + n % 2]
        record = small(said, str(n))
        facts = make_record(n - n % 3, facts=10)
        record["facts"] = [f | {"place": None, "subject": None} for f in facts["facts"]][n % 3 :]
        record["facts"][0]["of"] = None
        for fact in record["facts"]:
            fact["of"] = None
        records.append(record)
    return records


def altered(record):
    new = copy.deepcopy(record)
    new["facts"] = new["facts"][3:]
    new["positions"] = []
    return new


# ---------------------------------------------------------------------------------------------- reprints


def reprint(record, key, cut=0):
    new = copy.deepcopy(record)
    new["document"] |= {"key": key, "id": f"doc_{key}", "publisher": "青禾晚报"}
    new["facts"] = new["facts"][: len(new["facts"]) - cut]
    return new


def test_reprints_make_one_group(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    records = make_records(6, facts=25)
    load(url, [*records, reprint(records[1], "again"), reprint(records[1], "short", cut=3)])
    groups = ask(url, "SELECT d.document_key, s.group_id FROM documents d JOIN signatures s USING (signature_id)")
    of = dict(groups)
    assert of["made-7-1"] == of["again"] == of["short"]
    assert len(set(of.values())) == 6
    with open_store(url) as store:
        store.delete("made-7-1")
        store.delete("again")
    assert len(ask(url, "SELECT DISTINCT group_id FROM signatures")) == 6


def test_an_article_that_says_little_is_a_reprint_of_the_same_text_only():
    one, other = small({"entities": [CITY]}, "a"), small({"entities": [CITY]}, "b")
    assert make_signature(one) != make_signature(other)
    other["document"]["id"] = one["document"]["id"]
    assert make_signature(one) == make_signature(other)
    assert make_signature(one).bands() == []


def test_the_signature_is_the_same_on_every_machine():
    signature = make_signature(make_record(3))
    assert signature.id == "s_8e188ca688fea6e9"
    assert len(signature.minhash) == 4 * NUMBERS


def test_likeness():
    records = make_records(2, facts=40)
    one, other = (make_signature(record).minhash for record in records)
    assert similarity(one, one) == 1.0
    assert similarity(one, other) < 0.1
    assert 0.5 < similarity(one, make_signature(reprint(records[0], "x", cut=4)).minhash) < 1


def test_bands_cover_the_signature():
    signature = Signature("s", bytes(range(4 * NUMBERS)))
    assert len(set(signature.bands())) == 20


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=25))
@settings(max_examples=60)
def test_sets_are_the_connected_ones_in_any_order(pairs):
    sets, backwards = Sets(), Sets()
    for one, other in pairs:
        sets.join(f"{one:02}", f"{other:02}")
    for one, other in reversed(pairs):
        backwards.join(f"{other:02}", f"{one:02}")
    names = [f"{n:02}" for n in range(13)]
    ends = {name: sets.find(name) for name in names}
    assert ends == {name: backwards.find(name) for name in names}
    assert all(end == min(name for name in names if ends[name] == end) for end in ends.values())
    assert all(sets.find(f"{a:02}") == sets.find(f"{b:02}") for a, b in pairs)


# ---------------------------------------------------------------------------------------------- views


def figure(record, value, unit, indicator="粮食产量", year=2023, **fields):
    fact = copy.deepcopy(make_record(1)["facts"][0])
    fact |= {"id": f"f_{len(record['facts'])}", "kind": "quantity", "indicator": indicator, "indicator_key": indicator}
    fact |= {"value": float(value), "value_text": value, "low": None, "high": None, "modifier": "exact", "unit": unit}
    fact |= {
        "period": None,
        "place": "c",
        "subject": None,
        "of": None,
        "basis": None,
        "start": 10 * len(record["facts"]),
    }
    fact["period"] = {"start": f"{year}-01-01", "end": f"{year}-12-31", "edtf": str(year), "text": "", "from": "phrase"}
    fact["period"] |= {"cumulative": True, "inferred": False}
    record["facts"].append(fact | fields)
    return fact | fields


def statistics(key, pairs, published="2024-01-20"):
    record = small(
        {"entities": [CITY, ["k", "organization", "company", "青禾种业有限公司", {}]]}, key, published=published
    )
    for value, unit, fields in pairs:
        figure(record, value, unit, **fields)
    return record


def test_series_harmonize_units_and_count_reprints_once(database_url):
    change = {"kind": "change", "basis": "year_on_year", "of": "f_0"}
    filler = [(f"{n}.5", "件", {"indicator": f"指标{n}"}) for n in range(12)]
    first = statistics("a", [("1200000", "t", {}), ("3.2", "%", change), *filler])
    again = reprint(first, "b")
    other = statistics("c", [("1200000000", "kg", {}), ("9", "件", {})], "2024-02-01")
    wrong = statistics("d", [("1300000", "t", {})])
    nearly = statistics("e", [("1250000", "t", {"modifier": "nearly"})])
    load(database_url, [first, again, other, wrong, nearly])
    names = "value, unit, year_on_year, stories, articles, versions, place"
    ((value, unit, change, stories, articles, versions, place),) = ask(
        database_url, f"SELECT {names} FROM series WHERE indicator_key = '粮食产量' AND unit = 't'"
    )
    assert (float(value), unit, float(change)) == (1200000, "t", 3.2)
    assert (stories, articles, versions, place) == (2, 3, 3, "云岭市")
    ((low, high, versions, stories),) = ask(database_url, "SELECT lowest, highest, versions, stories FROM conflicts")
    assert (float(low), float(high), versions, stories) == (1200000, 1300000, 2, 3)


def test_company_figures(database_url):
    of_company = {"indicator": "营业收入", "subject": "k", "place": None}
    load(database_url, [statistics("a", [("57400000.5", "CNY", of_company), ("5", "件", {})])])
    ((company, key, value),) = ask(database_url, "SELECT company, indicator_key, value FROM company_figures")
    assert (company, key, float(value)) == ("青禾种业有限公司", "营业收入", 57400000.5)


def test_current_offices(database_url):
    said = {"entities": [PERSON, CITY], "positions": [["p", "市长", None, "c"]]}
    old, new, late = (small(said, key, published=f"202{n}-05-01") for n, key in ((1, "a"), (3, "b"), (4, "c")))
    late["positions"][0]["status"] = "former"
    load(database_url, [old, new])
    names = "person, title, place, status, last_document"
    assert ask(database_url, f"SELECT {names} FROM current_offices") == [("林知远", "市长", "云岭市", "current", "b")]
    ((first, last),) = ask(database_url, "SELECT first_seen, last_seen FROM current_offices")
    assert (str(first), str(last)) == ("2021-05-01", "2023-05-01")
    load(database_url, [late])
    assert ask(database_url, "SELECT * FROM current_offices") == []
