"""What goes into a database: everything, once, and nothing stale; the same for every database."""

import copy
import json
import sqlite3

import pytest
from made_records import make_record, make_records

from newsextract.errors import StoreError, ValidationError
from newsextract.store import Counts, open_store
from newsextract.store.database import ARTICLE_TABLES, open_engine
from newsextract.store.inspect import content_hash, count_rows, find_faults
from newsextract.store.layout import layout
from newsextract.validate import validate_document
from newsextract.write.rows import COLUMNS


def load(url, records, **options):
    with open_store(url, extractor="made 1", **options) as store:
        for record in records:
            store.add(record)
    return store.counts


@pytest.fixture
def look(url):
    """Ask the database: rows of a statement."""

    def ask(sql, *values):
        engine = open_engine(url)
        try:
            return engine.query(sql.replace("?", engine.dialect.mark), values)
        finally:
            engine.close()

    return ask


@pytest.fixture
def content(url):
    """The hash of what the articles say."""

    def digest():
        engine = open_engine(url)
        try:
            assert list(find_faults(engine)) == []
            return content_hash(engine)
        finally:
            engine.close()

    return digest


def test_made_records_keep_the_contract():
    for record in make_records(20):
        validate_document(record)


def test_every_row_of_a_record_is_stored(url, look):
    records = make_records(5)
    assert load(url, records) == Counts(added=5)
    for table, wanted in {
        "documents": 5,
        "facts": sum(len(record["facts"]) for record in records),
        "entities": sum(len(record["entities"]) for record in records),
        "mentions": sum(len(e["mentions"]) for record in records for e in record["entities"]),
        "fact_mentions": sum(len(f["mentions"]) for record in records for f in record["facts"]),
        "positions": sum(len(record["positions"]) for record in records),
        "times": sum(len(record["times"]) for record in records),
        "events": sum(len(record["events"]) for record in records),
        "event_times": sum(len(e["times"]) for record in records for e in record["events"]),
        "event_participants": sum(len(e["participants"]) for record in records for e in record["events"]),
        "rejects": sum(len(record["unresolved"]) + len(record["warnings"]) for record in records),
        "changes": 5,
        "runs": 1,
    }.items():
        assert look(f"SELECT count(*) FROM {table}") == [(wanted,)], table


def test_values_come_back_exact(url, look):
    record = make_record(1)
    exact = [
        ("3500000000", 3500000000),
        ("-1.66", -1.66),
        ("0.1", 0.1),
        ("1234567890123456789.125", 1.2345678901234568e18),
    ]
    for fact, (words, value) in zip(record["facts"], exact, strict=False):
        fact |= {
            "kind": "quantity",
            "value": value,
            "value_text": words,
            "low": None,
            "high": None,
            "modifier": "exact",
        }
    load(url, [record])
    ids = [fact["id"] for fact in record["facts"][: len(exact)]]
    for identity, (words, value) in zip(ids, exact, strict=True):
        ((text, number),) = look("SELECT value_text, value FROM facts WHERE fact_id = ?", identity)
        assert text == words
        assert float(number) == value


def test_nothing_is_doubled(url, look, content):
    records = make_records(8)
    load(url, records)
    before, rows = content(), look("SELECT count(*) FROM changes")
    assert load(url, records) == Counts(unchanged=8)
    assert (content(), look("SELECT count(*) FROM changes")) == (before, rows)
    assert look("SELECT count(*) FROM runs") == [(1,)]


def test_nothing_stale_is_left(url, look, content, tmp_path):
    records = make_records(6)
    load(url, records)
    new = copy.deepcopy(records)
    del new[2]["facts"][3:]
    for fact in new[2]["facts"]:
        fact["of"] = None
    new[4] = make_record(99) | {"document": make_record(99)["document"] | {"key": records[4]["document"]["key"]}}
    assert load(url, new) == Counts(changed=2, unchanged=4)
    fresh = f"sqlite:///{tmp_path}/fresh.db"
    load(fresh, new)
    engine = open_engine(fresh)
    assert content() == content_hash(engine)
    engine.close()
    ((before, after),) = look(
        "SELECT content_before, content_after FROM changes WHERE action = 'changed' AND document_key = ?", "made-7-4"
    )
    assert (before, after) == (records[4]["document"]["id"], new[4]["document"]["id"])


def test_another_version_of_the_extractor_replaces(url, look):
    records = make_records(2)
    load(url, records)
    with open_store(url, extractor="made 2") as store:
        for record in records:
            store.add(record)
    assert store.counts == Counts(changed=2)
    assert look("SELECT DISTINCT extractor FROM documents") == [("made 2",)]
    assert look("SELECT DISTINCT extractor_before FROM changes WHERE action = 'changed'") == [("made 1",)]


def test_if_exists(url, content):
    records = make_records(3)
    load(url, records)
    before = content()
    new = make_record(1)
    new["document"]["publisher"] = "青禾晚报"
    assert load(url, [records[0], new], if_exists="skip") == Counts(unchanged=2)
    assert content() == before
    with pytest.raises(StoreError, match="made-7-1"):
        load(url, [records[0], new], if_exists="fail")
    assert content() == before


def test_one_key_twice_in_one_load(url, content, look):
    old, new = make_record(1), make_record(1)
    new["document"]["publisher"] = "青禾晚报"
    assert load(url, [old, make_record(2), new]) == Counts(added=2, changed=1)
    assert look("SELECT publisher FROM documents WHERE document_key = ?", "made-7-1") == [("青禾晚报",)]
    content()


def test_delete(url, content, look):
    load(url, make_records(2))
    one = content()
    load(url, make_records(3))
    with open_store(url) as store:
        assert store.delete("made-7-2")
        assert not store.delete("made-7-2")
        assert not store.delete("'; DROP TABLE facts; --")
        assert [row[1:3] for row in store.changes()][-1] == ("deleted", "made-7-2")
    assert content() == one
    assert look("SELECT document_key FROM changes WHERE action = 'deleted'") == [("made-7-2",)]


def test_the_order_and_the_portions_do_not_matter(url, content, tmp_path):
    records = make_records(9)
    for part in (records[6:], records[:3], records[2:7]):
        load(url, part)
    other = f"sqlite:///{tmp_path}/other.db"
    load(other, records[::-1])
    engine = open_engine(other)
    assert content() == content_hash(engine)
    engine.close()


def test_what_no_database_holds_is_replaced_in_place(url, look):
    record = make_record(5)
    record["entities"][0]["name"] = "云\x00岭\ud800市"
    assert load(url, [record]) == Counts(added=1)
    assert load(url, [record]) == Counts(unchanged=1)
    assert look("SELECT name FROM entities WHERE entity_id = ?", record["entities"][0]["id"]) == [
        ("云\ufffd岭\ufffd市",)
    ]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE documents; --", 'a"b`c', "%s %(x)s ? :x $1", "\\", "𠮷野家 🏙", "N\tU\nL\r"]
)
def test_text_is_kept_as_it_is(url, look, text):
    record = make_record(6)
    record["entities"][0]["name"] = record["document"]["headline"] = text
    load(url, [record])
    assert look("SELECT name FROM entities WHERE name = ?", text) == [(text,)]
    assert look("SELECT headline FROM documents") == [(text,)]


def test_a_key_too_long_for_databases_is_refused_by_itself(url, look):
    record = make_record(0)
    record["entities"][0]["name_hans"] = "长" * 601
    with open_store(url) as store:
        with pytest.raises(ValidationError, match=r"entities\.name_hans .* 601"):
            store.add(record)
        store.add(make_record(1))
    assert look("SELECT document_key FROM documents") == [("made-7-1",)]


def test_inputs_that_failed(url, look):
    with open_store(url) as store:
        store.fail("a.txt", "is empty")
        store.fail("b.txt", "is binary")
    assert sorted(look("SELECT input, message FROM rejects")) == [("a.txt", "is empty"), ("b.txt", "is binary")]
    with open_store(url) as store:
        store.add(make_record(1), name="a.txt")
        store.fail("b.txt", "is too large")
    assert look("SELECT input, message FROM rejects WHERE kind = 'input'") == [("b.txt", "is too large")]


def test_articles_are_known_by_key(url):
    load(url, make_records(3))
    with open_store(url) as store:
        known = store.known(["made-7-1", "made-7-9"])
        assert set(known) == {"made-7-1"}
        assert known["made-7-1"].content_id == make_record(1)["document"]["id"]


def test_counts_of_rows_and_no_faults(url):
    load(url, make_records(3))
    engine = open_engine(url)
    assert count_rows(engine)["documents"] == 3
    engine.close()


def test_an_interrupted_block_keeps_what_was_handed_over(url, look):
    with pytest.raises(KeyboardInterrupt), open_store(url) as store:
        store.add(make_record(1))
        raise KeyboardInterrupt
    assert look("SELECT count(*) FROM documents") == [(1,)]


# ------------------------------------------------------------------------------------------ of SQLite alone


def test_check_finds_lost_references(tmp_path):
    url = f"sqlite:///{tmp_path}/x.db"
    load(url, make_records(2))
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("DELETE FROM entities WHERE entity_type = 'place'")
        connection.execute("UPDATE facts SET of_fact_id = 'nowhere' WHERE fact_id = 'f_2'")
    connection.close()
    engine = open_engine(url)
    faults = list(find_faults(engine))
    engine.close()
    assert [fault.split(":")[0] for fault in faults if "of_fact" in fault or "mentions" in fault] == [
        "mentions.entity_id",
        "facts.of_fact_id",
    ]


def test_records_go_by_position_into_the_columns_of_the_layout():
    """The columns of facts, times and events are those of the CSV tables, in their order."""
    names = {"document": "document_id", "start": "start_offset", "end": "end_offset", "of": "of_fact_id"}
    names |= {"place": "place_id", "subject": "subject_id", "speaker": "speaker_id", "type": "event_type"}
    for table in ("facts", "times", "events"):
        own = {**names, "id": f"{table[:-1]}_id"}
        numbers = {name: (f"{name}_text", name) for name in ("value", "low", "high")} if table == "facts" else {}
        wanted = [new for name in COLUMNS[table] for new in numbers.get(name, (own.get(name, name),))]
        assert list(layout()[table].names) == wanted


def test_tables_of_articles_are_in_the_layout():
    assert set(ARTICLE_TABLES) <= set(layout())
    assert json.dumps(sorted(layout()))  # names are plain text
