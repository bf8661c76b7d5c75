"""The shipped tagger: what it finds, its spans, and its independence of the batch. Needs no corpora."""

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.errors import InputError
from newsextract.recognize import tagger
from newsextract.recognize.tagger_decode import (
    BEGIN,
    END,
    INSIDE,
    LABELS,
    SINGLE,
    Decoder,
    allowed_transitions,
    collect_spans,
    may_begin,
    may_end,
)
from newsextract.recognize.tagger_features import Alphabet, NgramTable, hash_ngrams, match_lexicon
from newsextract.recognize.tagger_network import BLOCK, GAP, pack_blocks

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent.parent / "cases" / "tagger.jsonl").read_text("utf-8").splitlines()
]
TYPES = {"PERSON", "TITLE", "PLACE", "COMPANY", "GOVERNMENT", "ORGANIZATION"}
TEXTS = [case["text"] for case in CASES]


def tag_one(text: str) -> list[tuple[int, int, str, float]]:
    return tagger.load_tagger().tag([tagger.fold_text(text)])[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_finds_the_names_of_the_cases(case):
    found = {(case["text"][a:b], kind) for a, b, kind, _ in tag_one(case["text"])}
    assert {tuple(name) for name in case["names"]} <= found
    assert not {tuple(name) for name in case.get("not", [])} & found


def test_both_scripts_get_the_same_spans():
    simplified = "台湾大学校长陈文章昨日在台北市会见记者。"
    traditional = "臺灣大學校長陳文章昨日在臺北市會見記者。"
    assert tagger.fold_text(traditional) == simplified
    assert tag_one(traditional) == tag_one(simplified) != []


def test_full_width_digits_and_latin_are_folded():
    assert tag_one("ＡＢＣ公司总经理周建华说，利润为１２３万元") == tag_one("ABC公司总经理周建华说，利润为456万元")


def test_spans_are_sorted_disjoint_and_typed():
    text = "".join(TEXTS)
    spans = tag_one(text)
    assert len(spans) >= len(TEXTS)
    assert all(0 <= a < b <= len(text) and kind in TYPES and 0 < score <= 1 for a, b, kind, score in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from([*TEXTS, "", "。", "王"]) | st.text(max_size=40), min_size=1, max_size=12), st.randoms()
)
def test_a_text_gets_the_same_names_alone_and_in_any_batch(texts, chance):
    alone = {text: tagger.load_tagger().tag([text])[0] for text in texts}
    chance.shuffle(texts)
    assert tagger.load_tagger().tag(texts) == [alone[text] for text in texts]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_tagged(text):
    for a, b, kind, score in tag_one(text):
        assert 0 <= a < b <= len(text) and kind in TYPES and 0 <= score <= 1


def test_nothing_in_nothing_out():
    assert tagger.load_tagger().tag([]) == []
    assert tagger.load_tagger().tag(["", "  "]) == [[], []]


def test_offsets_hold_in_a_text_of_many_pieces():
    filler = "今天天气很好，大家都很高兴。" * 30
    sentence = TEXTS[0]
    text = filler + sentence + filler
    names = [(a - len(filler), b - len(filler), kind) for a, b, kind, _ in tag_one(text)]
    assert [(a, b, kind) for a, b, kind, _ in tag_one(sentence)] == names


def test_pieces_cover_the_text_and_end_with_sentences():
    text = "一二三四五六七八九。" * 60 + "十" * 1700 + "，" + "末" * 10
    pieces = list(tagger.cut_pieces(text))
    assert "".join(text[a:b] for a, b in pieces) == text
    assert all(0 < b - a <= tagger.LONGEST_PIECE for a, b in pieces)
    assert all(b - a <= tagger.PIECE for a, b in pieces if "十" not in text[a:b])
    assert text[pieces[0][1] - 1] == "。"


def test_names_that_run_together_are_cut_at_the_next_pause():
    text = "李" * (tagger.PIECE + 50) + "，" + "王" * 60
    assert list(tagger.cut_pieces(text)) == [(0, tagger.PIECE + 51), (tagger.PIECE + 51, len(text))]


@pytest.mark.parametrize(
    ("found", "name"),
    [
        ("新疆）", "新疆"),
        ("（纽约时报》", "纽约时报"),
        ("李四，", "李四"),
        ("）（", ""),
        ("中国石油（香港）", "中国石油（香港）"),
        ("（香港）中国石油", "（香港）中国石油"),
        ("“神舟”公司", "“神舟”公司"),
        ("神舟”公司", "神舟”公司"),
    ],
)
def test_marks_at_the_ends_are_no_part_of_a_name(found, name):
    start, end = tagger.trim_name(f"在{found}。", 1, 1 + len(found))
    assert f"在{found}。"[start:end] == name


def test_tag_jsonl_keeps_ids_and_original_offsets():
    lines = ['{"id": "x", "text": "臺北市市長陳建國表示"}\n', "\n", '{"text": "沒有"}']
    first, second = (json.loads(line) for line in tagger.tag_jsonl(lines))
    assert first["id"] == "x" and second == {"id": 3, "entities": []}
    assert ["陳建國", "PERSON"] in [["臺北市市長陳建國表示"[a:b], kind] for a, b, kind, _ in first["entities"]]


@pytest.mark.parametrize("line", ["not json", "[]", '{"id": 1}', '{"text": 5}', "3"])
def test_tag_jsonl_names_the_bad_line(line):
    with pytest.raises(InputError, match="line 2"):
        list(tagger.tag_jsonl(['{"text": "好"}', line]))


def test_blocks_hold_every_text_once_with_gaps():
    lengths = [5, 0, 200, 700, 200, 1, BLOCK - GAP, 3]
    blocks = list(pack_blocks(lengths))
    assert [i for block in blocks for i, _ in block] == list(range(len(lengths)))
    for block in blocks:
        ends = [(row, row + lengths[i]) for i, row in block]
        assert ends[-1][1] <= BLOCK
        assert all(b[0] - a[1] >= GAP for a, b in pairwise(ends))


def _slow_best(emissions, transitions):
    """Reference Viterbi over one sentence, label by label."""
    best = {k: (emissions[0][k], [k]) for k in range(LABELS) if may_begin()[k]}
    for row in emissions[1:]:
        step = {}
        for k in range(LABELS):
            options = [
                (s + transitions[p][k] + row[k], way) for p, (s, way) in best.items() if allowed_transitions()[p][k]
            ]
            if options:
                score, way = max(options, key=lambda o: o[0])
                step[k] = (score, [*way, k])
        best = step
    return max((o for k, o in best.items() if may_end()[k]), key=lambda o: o[0])[1]


def test_decoder_finds_the_best_allowed_sequence():
    noise = np.random.default_rng(5)
    transitions = noise.normal(size=(LABELS, LABELS)).astype(np.float32)
    lengths = np.array([1, 4, 7])
    emissions = noise.normal(size=(7, LABELS, 3)).astype(np.float32) * 2
    labels, _ = Decoder(transitions).decode(emissions, lengths)
    for i, length in enumerate(lengths):
        assert labels[:length, i].tolist() == _slow_best(emissions[:length, :, i].tolist(), transitions.tolist())


def test_labels_to_spans():
    assert collect_spans(np.array([SINGLE, 0, BEGIN + 2, INSIDE + 2, END + 2, BEGIN, END])) == [
        (0, 1, 0),
        (2, 5, 2),
        (5, 7, 0),
    ]


def test_lexicon_matches_mark_begin_inside_and_end():
    alphabet = Alphabet(np.array(sorted(map(ord, "甲乙丙丁")), np.uint32))
    table = NgramTable(np.zeros(64, np.uint32), 6)
    hashed = hash_ngrams(alphabet.encode("乙丙丁"), 3)[-1][:1]
    first, _, prints = table.places(hashed)
    table.slots[first[0]] = prints[0] | 2
    matches = match_lexicon(table, hash_ngrams(alphabet.encode("甲乙丙丁甲"), 8), 2)
    assert matches[:, 3:6].tolist() == [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 0]]
    assert matches[:, :3].sum() == 0


def test_the_model_is_small():
    assert len(tagger.resources.data_file("tagger/model.npz").read_bytes()) < 15_000_000


def test_importing_the_tagger_loads_no_model_and_no_converter():
    code = (
        "import sys; from newsextract.recognize.tagger import load_tagger;"
        "print('opencc' in sys.modules, load_tagger.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert done.stdout.split() == ["False", "0"]
