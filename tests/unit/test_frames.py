"""Tables of pandas and polars: the same types in every run, dates, missing values, exact decimals."""

import json
from datetime import date
from decimal import Decimal

import pytest
from sample_record import RECORD

from newsextract.errors import NewsextractError
from newsextract.frames import to_frames
from newsextract.record import Record
from newsextract.write.rows import COLUMNS

pandas = pytest.importorskip("pandas", reason="pandas is not installed")
polars = pytest.importorskip("polars", reason="polars is not installed")
LIBRARIES = ("pandas", "polars")


def rows(frame):
    """The rows as dictionaries, missing values as None."""
    if isinstance(frame, polars.DataFrame):
        return frame.to_dicts()
    return [{k: None if pandas.isna(v) else v for k, v in row.items()} for row in frame.to_dict("records")]


def as_date(value):
    return value.date() if hasattr(value, "date") else value


@pytest.mark.parametrize("library", LIBRARIES)
def test_tables_and_columns_are_those_of_the_csv(library):
    frames = to_frames([RECORD], library)
    assert frames.keys() == COLUMNS.keys()
    for table, columns in COLUMNS.items():
        assert [name for name in frames[table].columns if name != "value_text"] == list(columns), table


@pytest.mark.parametrize("library", LIBRARIES)
def test_facts_have_their_types_and_values(library):
    record = RECORD.to_dict()
    found = rows(to_frames([RECORD], library)["facts"])
    assert len(found) == len(record["facts"])
    for row, fact in zip(found, record["facts"], strict=True):
        assert row["value_text"] == fact["value_text"]
        assert row["value"] == (None if fact["value_text"] is None else float(Decimal(fact["value_text"])))
        assert (row["low"], row["high"]) == (fact["low"], fact["high"])
        assert (row["start"], row["end"], row["text"]) == (fact["start"], fact["end"], fact["text"])
        period = fact["period"] or {"start": None, "end": None, "cumulative": None}
        for name in ("start", "end"):
            told = period[name]
            assert as_date(row[f"period_{name}"]) == (told and date.fromisoformat(told))
        assert row["period_cumulative"] == period["cumulative"]
        assert row["place"] == fact["place"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_types_do_not_depend_on_what_is_there(library):
    empty = Record(document=RECORD.document)
    for first, second in ((RECORD, empty), (RECORD, [])):
        full, bare = to_frames(first, library), to_frames(second, library)
        for table in COLUMNS:
            assert list(map(str, full[table].dtypes)) == list(map(str, bare[table].dtypes)), table


def test_the_types_are_those_that_are_documented():
    facts = to_frames(RECORD)["facts"].dtypes
    assert [str(facts[name]) for name in ("value", "start", "increment", "period_start", "value_text")] == [
        *("Float64", "Int64", "boolean", "datetime64[s]", "string"),
    ]
    facts = to_frames(RECORD, "polars")["facts"].schema
    assert [facts[name] for name in ("value", "start", "increment", "period_start", "value_text")] == [
        *(polars.Float64, polars.Int64, polars.Boolean, polars.Date, polars.String),
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_lines_of_a_file_give_the_same_as_records(library):
    line = json.loads(json.dumps(RECORD.to_dict()))
    for table, frame in to_frames(iter([RECORD, RECORD]), library).items():
        assert frame.equals(to_frames([line, line], library)[table]), table


@pytest.mark.parametrize("library", LIBRARIES)
def test_an_exact_decimal_stays_and_a_lone_surrogate_is_replaced(library):
    record = RECORD.to_dict()
    record["facts"][0] |= {"value": 1e30, "value_text": "1000000000000000000000000000001.5", "clean": "\ud83d万"}
    row = rows(to_frames(record, library)["facts"])[0]
    assert (row["value_text"], row["value"]) == ("1000000000000000000000000000001.5", 1e30)
    assert row["clean"] == "\ufffd万"


def test_a_library_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(NewsextractError, match=r"polars; run: pip install 'newsextract\[frames\]'"):
        to_frames(RECORD, "polars")
