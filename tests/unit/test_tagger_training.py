"""The parts of the tagger's training that need neither torch nor the corpora."""

import random
import sys
from pathlib import Path

import numpy as np
import pytest

from newsextract.recognize.tagger_features import Alphabet, hash_ngrams

TRAINING = Path(__file__).parents[2] / "training"
if not TRAINING.is_dir():
    pytest.skip("the training scripts are not in this copy", allow_module_level=True)
sys.path.insert(0, str(TRAINING))

import augment  # noqa: E402
import corpora  # noqa: E402
import gold  # noqa: E402
import lexicon  # noqa: E402
import scores  # noqa: E402
import tables  # noqa: E402
import templates  # noqa: E402


def test_every_ngram_of_a_table_is_found_and_hardly_any_other():
    chance = random.Random(3)
    alphabet = Alphabet(np.arange(0x4E00, 0x5200, dtype=np.uint32))
    words = sorted({"".join(chr(chance.randrange(0x4E00, 0x5200)) for _ in range(3)) for _ in range(6000)})
    inside, outside = words[::2], words[1::2]
    table = tables.build_table(alphabet, {w: i % 60 + 1 for i, w in enumerate(inside)}, 13, 6)

    def look_up(some):
        return table.find(np.array([hash_ngrams(alphabet.encode(w), 3)[-1][0] for w in some], np.uint64))

    assert look_up(inside).tolist() == [i % 60 + 1 for i in range(len(inside))]
    assert np.count_nonzero(look_up(outside)) <= 3


@pytest.mark.parametrize(
    ("word", "tag", "frequency", "kind"),
    [("王强", "nr", 3, "name"), ("西湖", "ns", 9, "place"), ("桌子", "n", 900, "noun"), ("跑步", "v", 3, "rare_verb")],
)
def test_words_are_classed_by_part_of_speech(word, tag, frequency, kind):
    assert tables.classify(tag, frequency) == kind


@pytest.mark.parametrize(
    ("gloss", "kind"),
    [
        ("Aldous Huxley (1894-1963), British novelist and author", "known_person"),
        ("Perez (name)", "known_person"),
        ("Paramaribo, capital of Suriname (Tw)", "known_place"),
        ("Harvard University", "known_body"),
        ("Hungarian language", "known_people"),
        ("Later Han or Eastern Han dynasty (25-220)/Later Han of the Five Dynasties (947-950)", "known_other"),
        ("Algeria", "known_other"),
    ],
)
def test_a_gloss_says_what_a_name_names(gloss, kind):
    assert lexicon.classify_gloss(gloss) == kind


def test_the_scores_count_exact_spans_and_types():
    rows = [{"text": "张三在上海", "entities": [[0, 2, "PER"], [3, 5, "LOC"]]}]
    assert scores.score_part("msra.dev", rows, [[(0, 2, "PERSON"), (3, 5, "PLACE")]])["all"] == 1
    assert scores.score_part("msra.dev", rows, [[(0, 2, "PERSON"), (2, 5, "PLACE")]])["all"] == 0.5
    assert scores.score_part("msra.dev", rows, [[(0, 2, "PERSON"), (2, 3, "TITLE")]])["P"] == 1


@pytest.mark.parametrize("name", ["templates", "wiki"])
def test_templates_are_filled_and_their_spans_are_right(name):
    names = {"PERSON": (["李白"], [1.0]), "COMPANY": (["大华公司"], [1.0])}
    inventory = augment.Inventory(names, (["王"], [1]), (["明"], [1]), ["约翰", "史密斯"], ["奥格斯堡"])
    examples = templates.write_examples(inventory, random.Random(1), 300, (name,))
    assert len(examples) == 300 and sum(len(e.spans) for e in examples) > 600
    for example in examples:
        assert not set("{}[]") & set(example.text)
        ends = [0, *(end for _, end, _ in example.spans)]
        assert all(a <= s < e for a, (s, e, _) in zip(ends, example.spans, strict=False))


def test_replacing_names_moves_the_spans_with_the_text():
    inventory = augment.Inventory({"PERSON": (["欧阳文忠"], [1.0])}, (["王"], [1]), (["明"], [1]))
    example = corpora.Example("x", "张三说，张三走了。", ((0, 2, ("PERSON",)), (4, 6, ("PERSON",))))
    changed = augment.replace_names(example, inventory, random.Random(2), 1.0)
    first, second = (changed.text[a:b] for a, b, _ in changed.spans)
    assert first == second != "张三"
    assert changed.text == f"{first}说，{first}走了。"


ANNOTATED = {
    "persons": [{"name": "林知远"}, {"name": "方晓", "optional": True}],
    "places": [{"name": "云岭市", "aliases": ["云岭", "全市", "市"]}],
    "companies": [{"name": "云岭米业有限公司", "aliases": ["云岭米业", "该公司"]}],
    "organizations_optional": [{"name": "云岭市政府"}],
    "positions": [{"person": "林知远", "title": "市长"}],
}


def test_annotated_articles_become_rows_with_their_names():
    names = gold.find_names(ANNOTATED)
    assert names == {
        **{"林知远": "person", "方晓": "?", "云岭市": "place", "云岭": "place", "全市": "?"},
        **{"云岭米业有限公司": "company", "云岭米业": "company", "该公司": "?", "云岭市政府": "?"},
    }
    text = "云岭市市长林知远到云岭米业，云岭市政府全市动员。"
    found = [(text[a:b], label) for a, b, label in gold.mark(text, names)]
    assert found == [
        *(("云岭市", "place"), ("林知远", "person"), ("云岭米业", "company"), ("云岭市政府", "?"), ("全市", "?")),
    ]
    assert gold.mark(text, {}) == []
    assert gold.find_names({"persons": [{"name": "长安"}], "places": [{"name": "长安"}]}) == {"长安": "?"}


def test_rows_are_whole_sentences_of_one_paragraph():
    long = "很" * 200
    text = f"标题\n第一句。第二句！“第三句。”\n{long}。{long}。\n{long}{long}。短句。\n\n末句"
    rows = [text[a:b] for a, b in gold.cut(text)]
    assert rows == ["标题", "第一句。第二句！“第三句。”", f"{long}。", f"{long}。", "短句。", "末句"]
    assert all(len(row) <= gold.LONGEST for row in rows)


def test_rows_are_a_corpus_of_the_training(tmp_path, monkeypatch, corpus, capsys):
    gold.main([str(corpus)])
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "own.train.jsonl").write_text(capsys.readouterr().out, "utf-8")
    monkeypatch.setenv("NEWSEXTRACT_DATA", str(tmp_path))
    examples = list(corpora.read_examples("own", "train"))
    assert len(examples) > 300
    labelled = {example.text[a:b]: types for example in examples for a, b, types in example.spans}
    assert labelled["慕容海"] == ("PERSON",)
    assert labelled["三亚市"] == ("PLACE", "SCENE")
    assert labelled["全市"] == ()
    assert {example.hidden for example in examples} == {("TITLE",)}
    monkeypatch.setattr(corpora, "SCHEMES", {"own": corpora.SCHEMES["own"]})
    monkeypatch.setattr(corpora, "read_examples", lambda name, part: [f"{name}.{part}"])
    assert corpora.training_corpora()["own"] == ["own.train"]
    (tmp_path / "ner" / "own.train.jsonl").unlink()
    assert "own" not in corpora.training_corpora()
