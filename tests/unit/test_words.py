"""Words by jieba's dictionary read in part are jieba's own."""

from __future__ import annotations

import logging
import random
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.segment.dictionary import Dictionary, load_dictionary
from newsextract.segment.words import find_words, word_bounds

ARTICLES = sorted((Path(__file__).parents[2] / "corpus" / "dev").glob("*.txt"))


@pytest.fixture(scope="module")
def jieba(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(tmp_path_factory.mktemp("jieba"))
    tokenizer.initialize()
    return tokenizer


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    found = load_dictionary()
    assert found is not None, "jieba's dictionary has changed: write down its size and total again"
    return found


def test_every_tenth_word_of_the_dictionary_is_cut_alike(jieba: Any, dictionary: Dictionary) -> None:
    words = [word for word, count in jieba.FREQ.items() if count]
    sample = [*words[:100], *random.Random(5).sample(words, len(words) // 10)]
    assert [word for word in sample if dictionary.cut(word) != list(jieba.cut(word, HMM=False))] == []


def test_sentences_are_cut_alike(jieba: Any, dictionary: Dictionary) -> None:
    for article in ARTICLES:
        for line in article.read_text("utf-8", "replace").split("\n"):
            assert dictionary.cut(line) == list(jieba.cut(line, HMM=False))


@given(st.text(st.sampled_from("一二三四发明专利同比增长中国人民吉林大学abC1+#.-% \r\n，。𠀀裏"), max_size=20))
@settings(max_examples=300, deadline=None)
def test_any_text_is_cut_alike(jieba: Any, dictionary: Dictionary, text: str) -> None:
    assert dictionary.cut(text) == list(jieba.cut(text, HMM=False))


def test_the_sum_of_frequencies_is_the_dictionary_s_own(jieba: Any) -> None:
    from newsextract.segment import dictionary

    assert jieba.total == dictionary._TOTAL


def test_bounds_and_words() -> None:
    assert word_bounds("发明专利拥有量") == {0, 4, 7}
    assert [tuple(word) for word in find_words("发明专利，增长")] == [(0, 4), (4, 5), (5, 7)]
