"""The published schema and the producer of records say the same, field by field."""

import copy
import json
import typing
from dataclasses import fields

import jsonschema_rs
import pytest
from sample_record import RECORD, TEXT

from newsextract import record as r
from newsextract.errors import ValidationError
from newsextract.resources import read_schema, schema_text
from newsextract.validate import validate_document, validate_record

SCHEMA = read_schema()
KINDS = {
    "document": r.DocumentInfo,
    "entity": r.Entity,
    "mention": r.Mention,
    "position": r.Position,
    "period": r.Period,
    "fact": r.Fact,
    "time": r.Time,
    "event": r.Event,
    "unresolved": r.Unresolved,
    "warning": r.Warning_,
}
OPTIONAL = {"document": {"text", "clean_text"}, "entity": {"candidates"}}


def _names(kind: type) -> list[str]:
    names = [f.name.rstrip("_") for f in fields(kind)]
    return [*names, "value_text"] if kind is r.Fact else names


def test_schema_is_one():
    assert jsonschema_rs.meta.is_valid(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(schema_text()) == SCHEMA


@pytest.mark.parametrize("name", KINDS)
def test_schema_has_the_fields_of_the_record(name: str):
    definition = SCHEMA["$defs"][name]
    assert set(definition["properties"]) == set(_names(KINDS[name]))
    assert set(definition["required"]) == set(definition["properties"]) - OPTIONAL.get(name, set())
    assert definition["additionalProperties"] is False


def test_schema_has_the_tables_of_the_record():
    assert set(SCHEMA["properties"]) == {f.name for f in fields(r.Record)}
    assert set(SCHEMA["properties"]) - set(SCHEMA["required"]) == {"sentences", "words"}
    assert SCHEMA["properties"]["schema_version"]["const"] == r.SCHEMA_VERSION


def _literals(kind: type, field: str) -> set[object]:
    found: set[object] = set()
    hints = [typing.get_type_hints(kind)[field]]
    while hints:
        hint = hints.pop()
        if typing.get_origin(hint) is typing.Literal:
            found.update(typing.get_args(hint))
        elif hint is type(None):
            found.add(None)
        else:
            hints += typing.get_args(hint)
    return found


ENUMS = [
    (name, field, definition["enum"])
    for name in KINDS
    for field, definition in SCHEMA["$defs"][name]["properties"].items()
    if "enum" in definition and (name, field) != ("entity", "subtype")
]


@pytest.mark.parametrize(("name", "field", "values"), ENUMS)
def test_enumerations_are_those_of_the_record(name: str, field: str, values: list[object]):
    kind = KINDS[name]
    attribute = next(f.name for f in fields(kind) if f.name.rstrip("_") == field)
    assert set(values) == _literals(kind, attribute)


def _undescribed(node: object, path: str = "") -> list[str]:
    if not isinstance(node, dict):
        return []
    found = [
        f"{path}/{name}"
        for name, definition in node.get("properties", {}).items()
        if not ({"description", "$ref"} & set(definition))
    ]
    for key in ("properties", "$defs"):
        for name, child in node.get(key, {}).items():
            found += _undescribed(child, f"{path}/{name}")
    return found


def test_every_field_says_what_it_means():
    assert {k: v for k, v in SCHEMA.items() if k != "allOf"}["description"]
    assert _undescribed(SCHEMA) == []


def test_a_full_record_is_valid():
    document = validate_record(RECORD, TEXT)
    assert document["facts"][0]["value"] == 1205000
    assert set(document) == set(SCHEMA["properties"])


def test_an_empty_record_is_valid():
    record = r.Record(document=RECORD.document)
    validate_record(record, TEXT)


def _set(document: dict, path: str, value: object) -> None:
    *steps, last = (int(step) if step.isdecimal() else step for step in path.split("/"))
    for step in steps:
        document = document[step]
    document[last] = value


# Where, a value that the contract does not bear, and what the message must speak of.
BREACHES = [
    ("schema_version", "2.0", "/schema_version"),
    ("document/script", "Latn", "/document/script"),
    ("document/region", "US", "/document/region"),
    ("document/sha256", "abc", "/document/sha256"),
    ("document/published", "2024-3-3", "/document/published"),
    ("document/published", "2024-02-30", "2024-02-30 is not a day"),
    ("document/length", 3, "document.length"),
    ("document/more", 1, "more"),
    ("entities/0/type", "thing", "/entities/0"),
    ("entities/0/subtype", "company", "/entities/0/subtype"),
    ("entities/0/mentions", [], "/entities/0/mentions"),
    ("entities/1/identifiers/gb2260", "45", "/entities/1/identifiers/gb2260"),
    ("entities/1/id", "e_person", "stands 2 times"),
    ("entities/1/mentions/0/text", "云岭", "the text at 0-3"),
    ("entities/1/mentions/0/end", 0, "/entities/1/mentions/0/end"),
    ("positions/0/status", "retired", "/positions/0/status"),
    ("positions/0/person", "e_nobody", "e_nobody does not resolve"),
    ("positions/0/start", 9999, "does not lie"),
    ("facts/0/kind", "amount", "/facts/0/kind"),
    ("facts/0/value", "1205000", "/facts/0/value"),
    ("facts/0/value", 1205001, "is not value_text"),
    ("facts/0/value_text", None, "value_text"),
    ("facts/0/place", "v_talk", "v_talk does not resolve"),
    ("facts/0/speaker", "v_talk", "v_talk does not resolve"),
    ("facts/0/of", "e_person", "e_person does not resolve"),
    ("facts/0/confidence", 1.5, "/facts/0/confidence"),
    ("facts/0/confidence", 0.123, "more than two decimals"),
    ("facts/0/period/from", "page", "/facts/0/period"),
    ("facts/0/period/end", "2023-12-31", "is after"),
    ("facts/0/period/edtf", "last spring", "is not EDTF"),
    ("facts/1/value", 3, "/facts/1"),
    ("facts/1/low", 5, "is over high"),
    ("facts/2/unit", "位", "/facts/2"),
    ("facts/2/subject", "t_1", "t_1 does not resolve"),
    ("times/0/start_date", "2024-03-04", "is after"),
    ("times/0/edtf", "3月2日", "is not EDTF"),
    ("events/0/times/0", "t_9", "t_9 does not resolve"),
    ("events/0/participants/0/entity", "f_area", "f_area does not resolve"),
    ("unresolved/0/end", 9999, "does not lie"),
    ("warnings/1/text", "x", "the text at"),
    ("sentences/0/end", 9999, "does not lie"),
    ("words/1/start", 2, "begins before"),
]


@pytest.mark.parametrize(("path", "value", "message"), BREACHES, ids=[f"{p}={v}"[:50] for p, v, _ in BREACHES])
def test_a_breach_is_refused_and_named(path: str, value: object, message: str):
    document = copy.deepcopy(RECORD.to_dict())
    _set(document, path, value)
    with pytest.raises(ValidationError, match=r"breaks the contract") as caught:
        validate_document(document, TEXT)
    assert message in str(caught.value)


@pytest.mark.parametrize("name", sorted(SCHEMA["required"]))
def test_a_missing_table_is_refused(name: str):
    document = RECORD.to_dict()
    del document[name]
    with pytest.raises(ValidationError):
        validate_document(document, TEXT)


def test_without_the_text_slices_are_not_compared():
    document = copy.deepcopy(RECORD.to_dict())
    _set(document, "entities/1/mentions/0/text", "云岭")
    validate_document(document)


EDTF = ["2021", "2021-06", "XXXX-07-28", "201X", "2021-01-01/2021-06-30", "2021-34", "../2021", "", "2021-03?"]


@pytest.mark.parametrize("edtf", EDTF)
def test_edtf_of_every_shape_is_borne(edtf: str):
    document = copy.deepcopy(RECORD.to_dict())
    _set(document, "times/0/edtf", edtf)
    validate_document(document, TEXT)


def test_lone_surrogates_are_judged_and_not_raised():
    document = copy.deepcopy(RECORD.to_dict())
    text = TEXT.replace("几十人", "几\ud800人")
    _set(document, "unresolved/0/text", "几\ud800人")
    _set(document, "document/headline", "\udfff")
    validate_document(document, text)
