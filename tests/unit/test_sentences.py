"""Sentences: where they end, what belongs to their end, and that none grows without bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsextract.segment.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("产量增长。价格回落！", ["产量增长。", "价格回落！"]),
        ("他说：“增长了。”随后离开", ["他说：“增长了。”", "随后离开"]),
        ("标题\n\n 正文；仍是正文 ", ["标题", "正文；仍是正文"]),
        ("", []),
        (" \n ", []),
    ],
)
def test_sentences(text, pieces):
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == pieces


@pytest.mark.parametrize(
    ("part", "ending"),
    [("增长5%，", "，"), ("增长5%，降3%；", "；"), ("增长 ", "长"), ("增长", "长")],
    ids=["commas", "semicolons first", "blanks", "nothing"],
)
def test_a_page_without_stops_is_cut_at_its_marks(part, ending):
    text = part * 4000
    pieces = split_sentences(text, 0, len(text))
    assert max(b - a for a, b in pieces) <= 2000
    assert all(text[a:b].endswith(ending) for a, b in pieces)
    assert "".join(text[a:b] for a, b in pieces).replace(" ", "") == text.replace(" ", "")


@given(st.text(st.sampled_from("增5。，\n ！”"), max_size=40), st.integers(1, 400))
def test_pieces_are_in_order_and_lose_nothing_but_blanks(text, times):
    text *= times
    at = 0
    for start, end in split_sentences(text, 0, len(text)):
        assert not text[at:start].strip()
        assert start < end <= start + 2000
        at = end
    assert not text[at:].strip()
