"""What is stored comes back: records, texts, corrections, in every database."""

import pytest
from made_records import make_records

from newsextract.pipeline import Config, extract_article
from newsextract.read import read_inputs
from newsextract.store import open_store
from newsextract.store.corrections import Correction, add_correction, corrected_keys, read_corrections
from newsextract.store.reading import (
    DOCUMENTS,
    FACTS,
    OFFICES,
    SERIES,
    Filter,
    read_indicators,
    read_record,
    read_text,
    read_texts,
)
from newsextract.validate.schema import find_schema_faults


def sorted_lists(record):
    """A record with its lists in one order: a database keeps none."""
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value
        for name, value in record.items()
        if name not in ("sentences", "words")
    }


def normalized(record):
    """With inner lists in one order too, and without what is not stored."""
    document = {key: value for key, value in record["document"].items() if key not in ("text", "clean_text")}
    events = [
        {**event, "times": sorted(event["times"]), "participants": sorted(event["participants"], key=repr)}
        for event in record["events"]
    ]
    entities = [{**entity, "mentions": sorted(entity["mentions"], key=repr)} for entity in record["entities"]]
    whole = {**record, "document": document, "events": events, "entities": entities}
    return sorted_lists({name: flat(value) for name, value in whole.items()})


def flat(value):
    if isinstance(value, dict):
        return {key: flat(value[key]) for key in sorted(value)}
    return [flat(item) for item in value] if isinstance(value, list) else value


def test_records_come_back_as_they_were(database_url):
    records = make_records(6, seed=11, facts=5)
    with open_store(database_url) as store:
        for record in records:
            store.add(record)
        store.flush()
        for record in records:
            found = read_record(store.engine, record["document"]["key"])
            assert normalized(found) == normalized(record)
        assert read_record(store.engine, "nothing") is None


@pytest.mark.parametrize(
    "name", ["a02", "d03_company_annual_report", "t02_prefecture_monthly_table", "d19_acquisition"]
)
def test_articles_come_back_and_keep_the_schema(corpus, tmp_path, name):
    [article] = read_inputs([str(corpus / f"{name}.txt")])
    record = extract_article(article, Config(date="2024-03-01")).to_dict()
    with open_store(f"sqlite:///{tmp_path}/a.db") as store:
        store.add(record, text=article.text)
        store.flush()
        found = read_record(store.engine, record["document"]["key"])
        assert normalized(found) == normalized(record)
        assert find_schema_faults(found) == []
        assert read_text(store.engine, record["document"]["key"]) == article.text


def test_texts_are_kept_where_asked_and_go_with_their_version(database_url):
    [record] = make_records(1, seed=5)
    key = record["document"]["key"]
    with open_store(database_url) as store:
        store.add(record)
        store.flush()
        assert read_text(store.engine, key) is None
        store.add(record, text="文\0字")  # nothing changed, but now it is to be kept
        store.flush()
        assert read_texts(store.engine, [key, "nothing"]) == {key: "文\ufffd字"}
        other = {**record, "document": {**record["document"], "id": "doc_0", "headline": "别的"}}
        store.add(other)
        store.flush()
        assert read_text(store.engine, key) is None
        store.add(record, text="文")
        store.flush()
        store.delete(key)
        assert read_text(store.engine, key) is None


def test_corrections_keep_their_order_and_outlive_the_article(database_url):
    [record] = make_records(1, seed=5)
    key, content = record["document"]["key"], record["document"]["id"]
    with open_store(database_url) as store:
        store.add(record)
        store.flush()
        for number in range(5):
            fields = {"value": str(number), "scope": "'\";%s\\ \0"}
            add_correction(store.engine, Correction(key, content, "fact", "change", "f1", fields, reviewer="甲"))
        store.delete(key)
    with open_store(database_url) as store:
        found = read_corrections(store.engine, key)
        assert [correction.fields["value"] for correction in found] == list("01234")
        assert found[0].fields["scope"] == "'\";%s\\ \0" or "\ufffd" in found[0].fields["scope"]
        assert (found[0].reviewer, found[0].target_id) == ("甲", "f1")
        assert corrected_keys(store.engine) == [key]


def test_lists_are_filtered_and_cut_the_same_everywhere(database_url):
    with open_store(database_url) as store:
        for record in make_records(8, seed=3, facts=6):
            store.add(record)
        store.flush()
        everything = FACTS.read(Filter(store.engine), 1000, 0)
        assert len(everything) == 48
        assert FACTS.read(Filter(store.engine), 10, 5) == everything[5:15]
        chosen = Filter(store.engine)
        chosen.equal("q.kind", everything[0]["kind"])
        chosen.least("q.period_end", "2000-01-01")
        wanted = [
            f for f in everything if f["kind"] == everything[0]["kind"] and (f["period_end"] or "") >= "2000-01-01"
        ]
        assert FACTS.read(chosen, 1000, 0) == wanted
        tricky = Filter(store.engine)
        tricky.holds("d.headline", "%_!'\";--")
        assert DOCUMENTS.read(tricky, 10, 0) == []
        for listing in (DOCUMENTS, OFFICES, SERIES):
            assert isinstance(listing.read(Filter(store.engine), 5, 0), list)
        points = read_indicators(Filter(store.engine), 500, 0)
        assert sum(row["points"] for row in points) == len(SERIES.read(Filter(store.engine), 1000, 0))
