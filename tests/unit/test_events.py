"""Events and speakers from short texts: cases as data in ``cases/events.jsonl`` and ``cases/speech.jsonl``."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text
from newsextract.record import Record

CASES = Path(__file__).parent.parent / "cases"
VERBS = ("说", "表示", "介绍", "主持会议", "任命", "免去", "签署协议", "收购", "发生火灾", "获得金奖", "，", "。", "：")
WORDS = (
    "市长王海",
    "李江",
    "海川有限公司",
    "“",
    "”",
    "「",
    "」",
    "（",
    "）",
    "他",
    "昨日",
    "在兰州",
    "5亿元",
    "\n",
    "的",
)


def cases(name: str) -> list[dict]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines() if line]


def extract(case: dict) -> Record:
    article = article_from_text(case["text"], date=case.get("date", "2024-05-20"), region=case.get("region", "CN"))
    return extract_article(article, Config())


def told(record: Record) -> list[dict]:
    """The events with the names of their people and places."""
    names = {entity.id: entity.name for entity in record.entities}
    return [
        {
            "type": event.type,
            "name": event.name,
            "place": names.get(event.place or ""),
            "people": sorted([names[p.entity], p.role] for p in event.participants),
        }
        for event in record.events
    ]


@pytest.mark.parametrize("case", cases("events.jsonl"), ids=lambda case: case["text"][:24])
def test_events(case: dict) -> None:
    found = told(extract(case))
    assert [e["type"] for e in found] == [e["type"] for e in case["events"]], found
    for wanted, event in zip(case["events"], found, strict=True):
        assert event == {**event, **wanted, "people": sorted(wanted["people"])}


@pytest.mark.parametrize("case", cases("speech.jsonl"), ids=lambda case: case["text"][:24])
def test_speakers(case: dict) -> None:
    record = extract(case)
    names = {entity.id: entity.name for entity in record.entities}
    found = {fact.clean: names.get(fact.speaker or "") for fact in record.facts}
    assert {text: found.get(text, "no such fact") for text in case["said"]} == case["said"]


def test_casualties_are_of_the_accident() -> None:
    record = extract({"text": "5月3日，浏阳市一烟花厂发生爆炸事故，造成3人死亡、5人受伤。"})
    (accident,) = record.events
    assert [fact.subject for fact in record.facts] == [accident.id, accident.id]


@given(st.lists(st.sampled_from(VERBS + WORDS), max_size=40))
def test_any_order_of_words_gives_a_valid_record(words: list[str]) -> None:
    """Validated by extraction itself; names never start or end with what is no part of them."""
    record = extract({"text": "本报讯" + "".join(words)})
    for event in record.events:
        assert event.name == event.name.strip("，。：,: \n")
        assert len(set(event.participants)) == len(event.participants)


def test_a_contest_told_again_behind_many_events_is_one_event() -> None:
    """Two events of one name would have one id, which breaks the contract."""
    won = "11月5日，2023青湖国际马拉松在江苏无锡滨湖区鸣枪起跑，肯尼亚选手基普托获得男子全程冠军。\n"
    again = "经过2小时11分的角逐，江苏选手李小雨获得女子全程冠军。\n"
    bought = [
        f"11月6日，{first}{second}科技有限公司宣布收购{second}{first}机械有限公司80%股权。\n"
        for first in ("青湖", "凤鸣", "云岭", "海川", "石桥", "金穗")
        for second in ("鼎盛", "宏远", "瑞丰", "天泽", "恒昌", "博雅", "启明")
    ]
    record = extract({"text": "".join([*bought[:10], won, *bought[10:], again])})
    contests = [event for event in record.events if event.type == "award"]
    assert [event.name for event in contests] == ["2023青湖国际马拉松"], [event.type for event in record.events]
    assert len(contests[0].participants) == 2
