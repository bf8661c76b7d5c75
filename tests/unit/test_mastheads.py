"""Datelines, bylines and sources of the press of both shores, each put before or behind a plain report."""

import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.clean import clean_text, find_masthead
from newsextract.clean.patterns import known_places
from newsextract.record import Range

CASES = Path(__file__).resolve().parents[1] / "cases" / "mastheads.jsonl"
REPORT = "云岭县昨天召开会议,全年产值增长五个百分点,参加会议的有各镇主要负责人。"
SECOND = "会后,与会人员考察了云岭的工业园区和高原特色农业基地。"


def cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.get("text") or case["end"])
def test_masthead(case: dict[str, Any]) -> None:
    clean = clean_text(f"{case.get('text', '')}{REPORT}\n{SECOND}{case.get('end', '')}")
    masthead = find_masthead(clean)

    def words(span: Range | None) -> str | None:
        return clean.text[span.start : span.end] if span else None

    found = {
        "publisher": masthead.publisher,
        "authors": list(dict.fromkeys(words(span) for span, _ in masthead.authors)),
        "place": words(masthead.dateline_place),
        "headline": masthead.headline,
    }
    assert {key: found[key] for key in found if key in case} == {key: case[key] for key in found if key in case}


@pytest.mark.parametrize("name", ["福州", "福州市", "鄂尔多斯", "台北", "高雄", "香港", "日内瓦", "法国", "湖南"])
def test_known_places(name: str) -> None:
    assert name in known_places()


@pytest.mark.parametrize("name", ["财经", "客户端", "本报", "记者", "观察"])
def test_no_places(name: str) -> None:
    assert name not in known_places()


@pytest.mark.parametrize(
    ("line", "dated"),
    [
        ("27/11/2024", ["27/11/2024"]),
        ("星期三 27-11-2024", ["27-11-2024"]),
        ("文章日期：2024年11月27日", ["2024年11月27日"]),
        ("5/6/2024", []),  # May or June
    ],
)
def test_the_date_of_publication(line: str, dated: list[str]) -> None:
    clean = clean_text(f"云岭中期报告\n{line}\n{REPORT}\n{SECOND}")
    found = find_masthead(clean).metadata_dates
    assert [clean.text[span.start : span.end] for span in found] == dated
