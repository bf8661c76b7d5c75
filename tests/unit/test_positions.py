"""Positions by cases: who holds which office of what, by rules and lexicons alone."""

from __future__ import annotations

import pytest
from test_recognize import read_cases, recognize


@pytest.mark.parametrize("case", read_cases("positions.jsonl"), ids=lambda case: str(case["text"])[:12])
def test_positions(case: dict[str, str]) -> None:
    _, table, positions = recognize(case["text"])
    names = {entity.id: entity.name for entity in table.entities}
    found = [
        [names[p.person], p.title, names.get(p.organization or ""), names.get(p.place or ""), p.status]
        for p in positions
    ]
    assert found == case["positions"]


def test_an_office_said_twice_is_one_position() -> None:
    _, _, positions = recognize("长宁县县长葛国华出席会议。长宁县县长葛国华说，目标不变。")
    assert [p.title for p in positions] == ["县长"]


def test_bare_title_stands_in_the_text() -> None:
    text = "廣州市委副書記、代市長慕容海出席。"
    _, _, positions = recognize(text)
    assert [(p.text, p.title_key, p.status) for p in positions] == [
        ("副書記", "副书记", "current"),
        ("代市長", "代市长", "acting"),
    ]
    assert all(text[p.start : p.end] == p.text for p in positions)


def test_roles_are_no_positions() -> None:
    _, table, positions = recognize("村民罗银花说，教授薛其民介绍，市领导韦百川到场。")
    assert positions == ()
    assert [e.subtype for e in table.entities if e.type == "person"] == [None, None, "official"]


@pytest.mark.parametrize(
    ("text", "subtype"),
    [
        ("金管局总裁罗文麟指出利率下调。", "official"),
        ("集团党委书记、董事长马建国参加。", "executive"),
        ("市人民医院收治伤者，医院院长卫思聪介绍。", "official"),
        ("浙江宏远电器股份有限公司副主席郭基明表示乐观。", "executive"),
        ("副市长、国资委主任兼宏远投资集团董事长周文涛讲话。", "official"),
    ],
)
def test_subtype_follows_the_office(text: str, subtype: str) -> None:
    _, table, _ = recognize(text)
    assert [e.subtype for e in table.entities if e.type == "person"] == [subtype]
