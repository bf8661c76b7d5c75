"""Laws 1 and 2: spans slice the original, maps are bounded, monotone, covering and invertible, logs replay."""

import html
import os
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.clean import STAGES, clean_text
from newsextract.clean.offsets import Edit, OffsetMap, apply_edits, byte_offsets, check_edits, compose_edits

CI = os.environ.get("HYPOTHESIS_PROFILE") == "ci"
MANY, EXAMPLES = settings(max_examples=10_000 if CI else 300), settings(max_examples=2_000 if CI else 200)

HAN = st.sampled_from("全區知識產權戰略實施工作會議廣西農業發展雲嶺縣市长产业说𠀀𫟼〇王勇李强摄")
RESIDUE = st.sampled_from(
    ["(qū)", "(chǎn)", "（chǎn）", "( yè )", "(YÈ)", "(qu\u0304)", "\n(huì)", "(huì)(huì)", "(xiang)"]
)
MARKUP = ["&nbsp;", "&amp;lt;", "&#x7522;", "&#x1CE;", "&middot;", "&", "<p>", "</p>", "<br/>", "<b>", "<!-- x -->"]
HIDDEN = ["\r\n", "\r", "\n", "\ufeff", "\u200b", "\u00ad", "\ufe00", "\u0301", "\x00", "\x07", "\ud800", "\udfff"]
FORMS = [
    "，，",
    ",。",
    ";,",
    "。。。",
    "１２",
    "％",
    "ＡＢ",
    "⼀",
    "②",
    "½",
    "\uf900",
    "\u3000",
    " ",
    "\t",
    "(",
    ")",
    "\ufffd",
]
NOISE = st.sampled_from([*MARKUP, "<三>", "<script>", "</script>", *HIDDEN, *FORMS])
PLAIN = st.sampled_from(["2021年", "3.5%", "(GDP)", "、", "。", "“", "”", "abc", "记者 ", "本报讯", "来源:"])
TEXTS = st.lists(st.one_of(HAN, HAN, RESIDUE, NOISE, PLAIN), max_size=40).map("".join)
ANYTHING = st.text(st.characters(), max_size=60)


@st.composite
def edited(draw: st.DrawFn, text: str) -> list[Edit]:
    """Sorted, disjoint edits of a text, none a pure insertion."""
    cuts = draw(st.lists(st.integers(0, len(text)), max_size=12, unique=True).map(sorted))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    return [Edit(a, b, draw(st.text("甲乙(", max_size=3)), draw(st.sampled_from("xyz"))) for a, b in spans]


@given(st.one_of(TEXTS, ANYTHING))
@MANY
def test_log_and_map_of_any_text(text: str) -> None:
    clean = clean_text(text)
    check_edits(clean.edits, len(text))
    assert apply_edits(text, clean.edits) == clean.text
    assert len(clean.offsets) == len(clean.text) == len(clean.shadow)
    hold_laws(clean.offsets, len(text))
    for start in range(0, len(clean.text), 3):
        mention = clean.mention(start, min(start + 4, len(clean.text)))
        assert text[mention.start : mention.end] == mention.text
    assert all(0 <= a < b <= len(clean.text) for a, b in clean.damaged)
    assert all(clean.text[block.start : block.end].strip() for block in clean.blocks)


def hold_laws(offsets: OffsetMap, length: int) -> None:
    """Bounded, monotone, covering what was kept, invertible where characters were kept one to one."""
    spans = [offsets.to_original(i, i + 1) for i in range(len(offsets))]
    assert all(0 <= start < end <= length for start, end in spans)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(spans))
    if spans:
        assert offsets.to_original(0, len(spans)) == (spans[0].start, spans[-1].end)
    for i, span in enumerate(spans):
        assert offsets.to_clean(span.start) <= i
        if i == 0 or spans[i - 1].end <= span.start:
            assert offsets.to_clean(span.start) == i
    assert offsets.to_clean(length) == len(spans)


@given(st.text("abcd甲乙", max_size=30))
@EXAMPLES
def test_no_edits_is_identity(text: str) -> None:
    offsets = OffsetMap.identity(len(text)).apply([])
    assert [offsets.to_original(i, i + 1) for i in range(len(text))] == [(i, i + 1) for i in range(len(text))]
    assert apply_edits(text, []) == text


@given(st.data(), st.text("abcdefgh", max_size=30))
@EXAMPLES
def test_two_stages_are_one(data: st.DataObject, text: str) -> None:
    first = data.draw(edited(text))
    middle = apply_edits(text, first)
    second = data.draw(edited(middle))
    final = apply_edits(middle, second)
    log = compose_edits(first, second, middle)
    check_edits(log, len(text))
    assert apply_edits(text, log) == final
    one, two = OffsetMap.identity(len(text)).apply(first), OffsetMap.identity(len(middle)).apply(second)
    together = one.apply(second)
    composed = two.after(one)
    assert [*together.starts] == [*composed.starts] and [*together.ends] == [*composed.ends]
    hold_laws(together, len(text))


@given(st.data(), st.text("abcdefgh", max_size=30))
@EXAMPLES
def test_kept_characters_keep_their_place(data: st.DataObject, text: str) -> None:
    edits = data.draw(edited(text))
    cleaned = apply_edits(text, edits)
    offsets = OffsetMap.identity(len(text)).apply(edits)
    touched = {i for edit in edits for i in range(edit.a, edit.b)}
    for i in sorted(set(range(len(text))) - touched):
        at = offsets.to_clean(i)
        assert cleaned[at] == text[i]
        assert offsets.to_original(at, at + 1) == (i, i + 1)


@given(TEXTS)
@EXAMPLES
def test_stages_submit_lawful_edits(text: str) -> None:
    for stage in STAGES:
        edits = stage(text)
        check_edits(edits, len(text))
        text = apply_edits(text, edits)


@given(TEXTS)
@EXAMPLES
def test_cleaning_again_changes_little(text: str) -> None:
    """What was taken out does not come back: no residue, markup or invisible character survives but escaped ones."""
    if "&" in text or "<" in text:
        return
    again = clean_text(clean_text(text).text)
    assert not {"invisible", "line_end", "fullwidth", "compatibility"} & set(again.counts)


@given(st.text("業發會區產縣議農務國", min_size=12, max_size=40))
@EXAMPLES
def test_residue_planted_is_residue_removed(text: str) -> None:
    syllables = ("yè", "fā", "huì", "qū", "chǎn", "xiàn", "yì", "nóng", "wù", "guó")
    readings = dict(zip("業發會區產縣議農務國", syllables, strict=True))
    polluted = "".join(f"{char}({readings[char]})" for char in text)
    clean = clean_text(polluted)
    if len(set(text)) >= 4:
        assert clean.text == text
        assert clean.counts == {"pinyin_residue": len(text)}


@given(TEXTS)
@EXAMPLES
def test_escaping_a_text_changes_no_word_of_it(text: str) -> None:
    plain = text.replace("&", "").replace("<", "").replace(">", "")
    escaped = "".join(f"&#{ord(char)};" if "\u4e00" <= char < "\u9fff" else char for char in plain)
    assert clean_text(escaped).text == clean_text(plain).text
    assert html.unescape(escaped) == plain or "\r" in plain or "\x00" in plain or not plain.isprintable()


@given(st.binary(max_size=40), st.sampled_from(["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"]))
@EXAMPLES
def test_byte_offsets(raw: bytes, encoding: str) -> None:
    text = raw.decode(encoding, "replace")
    found = byte_offsets(raw, encoding, range(len(text) + 1))
    assert len(found) == len(text) + 1 and found == sorted(found) and found[-1] == len(raw)
    for i, char in enumerate(text):
        if found[i] < found[i + 1]:
            assert raw[found[i] : found[i + 1]].decode(encoding, "replace").startswith(char)


@pytest.mark.parametrize(
    "edits", [[Edit(2, 2, "x", "k")], [Edit(3, 5, "", "k"), Edit(4, 6, "", "k")], [Edit(0, 9, "", "k")]]
)
def test_unlawful_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="edit"):
        check_edits(edits, 6)


def test_byte_offsets_of_a_mixed_text() -> None:
    raw = "甲a乙".encode() + b"\xff" + "丙".encode()
    assert byte_offsets(raw, "utf-8", [0, 1, 2, 3, 4, 5]) == [0, 3, 4, 7, 8, 11]
    assert byte_offsets("甲a乙".encode("gb18030"), "gb18030", [1, 2, 3]) == [2, 3, 5]
