"""Tables in text: whole tables, heads of columns, and prose that is no table; cases as data."""

import json
import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.assemble.columns import load_lexis, measure, read_column, read_units
from newsextract.assemble.scene import Scene
from newsextract.assemble.wording import load_wording
from newsextract.clean import clean_text
from newsextract.clean.cleaned import Label
from newsextract.clean.script import simplify
from newsextract.clean.tables import find_grids
from newsextract.measure.dates import find_times, infer_anchor
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text
from newsextract.record import Range, Record
from newsextract.resources import read_toml

CASES = Path(__file__).resolve().parents[1] / "cases"
TABLES = tomllib.loads((CASES / "tables.toml").read_text("utf-8"))["table"]
HEADS = [json.loads(line) for line in (CASES / "tables_headers.jsonl").read_text("utf-8").splitlines() if line]
PROSE = [line for line in (CASES / "tables_not.txt").read_text("utf-8").split("\n\n") if line.strip()]

VALUE_LISTS = ("generic", "month", "cumulative", "last_year", "planned")


class Line(NamedTuple):
    start: int
    end: int
    number: int


def told(record: Record) -> list[str]:
    names = {e.id: e.name for e in record.entities}
    texts = {f.id: f.text for f in record.facts}
    return [
        " | ".join(
            (
                f.kind,
                simplify(f.indicator or ""),
                format(f.value or Decimal(0), "f"),
                f.unit or "",
                f.text,
                f"{f.period.start}/{f.period.end}" if f.period else "",
                names.get(f.place or f.subject or "", ""),
                f.basis or "",
                texts.get(f.of or "", ""),
            )
        ).strip()
        for f in record.facts
    ]


def wanted(line: str) -> str:
    cells = [c.strip() for c in line.split("|")]
    cells[2] = format(Decimal(cells[2]), "f")
    return " | ".join(cells).strip()


def normal(lines: list[str]) -> list[str]:
    out = []
    for line in lines:
        cells = [c.strip() for c in line.split("|")]
        value = Decimal(cells[2])
        cells[2] = format(value.normalize() if value != value.to_integral_value() else value.quantize(Decimal(1)), "f")
        out.append(" | ".join(cells))
    return out


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_table(case: dict) -> None:
    article = article_from_text(
        case["text"].strip("\n"), date=case.get("date", "2024-02-01"), region=case.get("region", "CN")
    )
    record = extract_article(article, Config())
    assert normal(told(record)) == normal(case["facts"])
    assert [u.text for u in record.unresolved] == case.get("unresolved", [])


def test_plans_are_plans() -> None:
    article = article_from_text(
        "石泉县2023年收支\n项目\t预算数（亿元）\t决算数（亿元）\n税收收入\t4.5\t4.8\n", date="2024-02-01"
    )
    assert [f.modality for f in extract_article(article, Config()).facts] == ["planned", "actual"]


def column(head: str):  # type: ignore[no-untyped-def]
    anchor, _, _ = infer_anchor(head, date="2024-02-01", metadata_dates=(), dateline_date=None, region="CN")
    clean = clean_text(head)
    scene = Scene(clean, (), (), find_times(clean.shadow, anchor), (), "CN", None)
    return scene, read_column(scene, load_wording(), Range(0, len(clean.shadow)))


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case["head"])
def test_head(case: dict) -> None:
    scene, found = column(case["head"])
    got = {
        "head": case["head"],
        "role": found.role,
        "rows": found.rows,
        "name": scene.clean.shadow[slice(*found.name)] if found.name else None,
        "units": list(found.units),
        "time": found.time.edtf if found.time else None,
        "part": found.part,
        "basis": found.basis,
        "sign": found.sign,
        "scope": scene.clean.shadow[slice(*found.scope)] if found.scope else None,
        "planned": found.planned,
    }
    assert {key: got[key] for key in case} == case
    silent = {"rows": None, "name": None, "units": [], "time": None, "part": None, "scope": None, "planned": False}
    assert {key: got[key] for key in silent if key not in case} == {k: v for k, v in silent.items() if k not in case}


def test_every_word_heads_its_column() -> None:
    data = read_toml("patterns/tables.toml")
    roles = {"label": [w for words in data["rows"].values() for w in words], "unit": data["columns"]["unit"],
             "index": data["columns"]["index"], "rank": data["rank"]["nouns"], "share": data["share"]["nouns"],
             "value": [w for key in VALUE_LISTS for w in data["value"][key]],
             "change": [w for key in ("rates", "moves", "falls", "basis") for w in data["change"][key]]}  # fmt: skip
    wrong = [
        (word, role, found)
        for role, words in roles.items()
        for word in words
        if (found := column(word)[1].role) != role
    ]
    assert not wrong


def test_words_stand_in_one_list_only() -> None:
    lexis = load_lexis()
    lists = [
        set(lexis.rows),
        set(lexis.unit),
        set(lexis.index),
        set(lexis.generic),
        set(lexis.parts),
        set(lexis.planned),
    ]
    assert sum(map(len, lists)) == len(set().union(*lists))


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("亿元、%", ("亿元", "%")),
        ("单位：万人", ("万人",)),
        ("±%", ("%",)),
        ("元/人", ("元/人",)),
        ("县、市", ()),
        ("", ()),
        ("按可比价", ()),
    ],
)
def test_units(text: str, units: tuple[str, ...]) -> None:
    assert read_units(text) == units


@pytest.mark.parametrize(
    ("number", "unit", "value", "code"),
    [
        ("76.84", "万吨", "768400", "t"), ("-3.4", "%", "-3.4", "%"), ("−0.5", "个百分点", "-0.5", "pp"),
        ("12", "新台币亿元", "1200000000", "TWD"), ("5", "人民币万元", "50000", "CNY"), ("+1,020", "户", "1020", "户"),
        ("8", "百万美元", "8000000", "USD"),
    ],
)  # fmt: skip
def test_measure(number: str, unit: str, value: str, code: str) -> None:
    found = measure(number, unit)
    assert found is not None and (found.value, found.unit) == (Decimal(value), code)


@pytest.mark.parametrize(("number", "unit"), [("12", "桃"), ("1-2", "亿元"), ("", "亿元"), ("12", "")])
def test_no_measure(number: str, unit: str) -> None:
    assert measure(number, unit) is None


@pytest.mark.parametrize("text", PROSE, ids=lambda text: text[:16])
def test_prose_is_no_table(text: str) -> None:
    assert all(block.label is not Label.TABLE for block in clean_text(text).blocks)


def meaning(text: str, region: str) -> list[tuple]:
    record = extract_article(article_from_text(text, date="2024-05-10", region=region), Config())
    keys = {e.id: e.name_hans for e in record.entities}
    return [
        (
            f.kind,
            f.indicator_key,
            f.value,
            f.unit,
            f.basis,
            keys.get(f.place or f.subject or ""),
            f.period and f.period.edtf,
        )
        for f in record.facts
    ]


WIDE = str.maketrans({c: chr(ord(c) + 0xFEE0) for c in "0123456789."})


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_width_and_line_ends_change_nothing(case: dict) -> None:
    text, region = case["text"].strip("\n"), case.get("region", "CN")
    plain = meaning(text, region)
    assert meaning(text.translate(WIDE), region) == plain
    assert meaning(text.replace("\n", "\r\n"), region) == plain


HEADS_AND_LABELS = [
    "指标",
    "单位",
    "产量（万吨）",
    "增速（%）",
    "位次",
    "2023年",
    "粮食",
    "海门区",
    "万吨",
    "合计",
    "6月",
]
CELLS = st.sampled_from([*HEADS_AND_LABELS, "12.5", "-3.4", "1,024", "5%", "-", ""])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6),
    st.sampled_from(["\t", "  ", " | ", " ", "、", "　　"]),
)
def test_any_table_is_read_or_refused(rows: list[list[str]], separator: str) -> None:
    text = "2023年南通市概况\n" + "\n".join(separator.join(row) for row in rows)
    record = extract_article(article_from_text(text, date="2024-02-01", region="CN"), Config())
    spans = [(f.start, f.end) for f in record.facts]
    assert len(set(spans)) == len(spans)
    assert all(text[f.start : f.end] == f.text for f in record.facts)


def test_long_tables_take_linear_time() -> None:
    def seconds(rows: int) -> float:
        text = "指标\t单位\t数值\t增速（%）\n" + "粮食产量\t万吨\t1.2\t3\n" * rows + "a\tb\n" * rows
        clean = clean_text(text)
        lines = [Line(b.start, b.end, b.paragraph) for b in clean.blocks]
        begin = time.process_time()
        find_grids(clean.shadow, lines)
        return time.process_time() - begin

    # Ten times the rows: a hundred times as long if it were quadratic.
    assert min(seconds(3000) for _ in range(2)) < 40 * min(seconds(300) for _ in range(3))


def test_rows_of_one_width_are_not_joined() -> None:
    rows = "\n".join(f"第{n}类公共预算收入合计 | 亿元 | 120.{n} | 15.{n}" for n in range(1, 9))
    clean = clean_text(f"指标 | 单位 | 绝对值 | 增速（%）\n{rows}\n")
    assert "line_wrap" not in clean.counts
    assert [b.label for b in clean.blocks] == [Label.TABLE] * 9
