"""The laws of the house, on whole records."""

import json

import pytest
from generated_articles import articles
from hypothesis import given, settings
from hypothesis import strategies as st
from variants import VARIANTS, meaning

from newsextract import Article, Extractor, extract, extract_many
from newsextract.clean import clean_article
from newsextract.errors import InputError, NewsextractError
from newsextract.read import Failure, read_inputs
from newsextract.validate import validate_record
from newsextract.validate.checks import spans
from newsextract.write.json import format_jsonl

EXTRACTOR = Extractor()


def record_of(text):
    """The record of a text, None for one that is refused because it holds nothing."""
    try:
        return EXTRACTOR.extract(text)
    except InputError:
        assert not text.strip("\ufeff\x00 \t\r\n\u3000\xa0")
        return None


@settings(max_examples=150)
@given(articles)
def test_law_1_every_span_is_a_slice_of_the_original(text):
    record = record_of(text)
    if record is None:
        return
    document = validate_record(record, text)
    for where, span in spans(document):
        assert text[span["start"] : span["end"]] == span["text"], where


@settings(max_examples=60)
@given(st.binary(max_size=400) | articles.map(lambda text: text.encode("gb18030", "replace")))
def test_law_6_no_bytes_raise(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("law6") / "any.txt"
    path.write_bytes(data)
    for item in read_inputs([path]):
        if isinstance(item, Failure):
            assert item.message
            continue
        assert data.decode(item.encoding, "replace") == item.text
        validate_record(EXTRACTOR.extract(item), item.text)


@settings(max_examples=60)
@given(st.text())
def test_law_6_no_text_raises(text):
    try:
        extract(text)
    except NewsextractError as error:
        assert isinstance(error, InputError)


@pytest.fixture(scope="module")
def corpus_articles(corpus):
    return [item for item in read_inputs(sorted(corpus.glob("*.txt"))) if isinstance(item, Article)]


def lines_of(records):
    return [format_jsonl(record.to_dict()) for record in records]


def test_law_5_extraction_is_a_pure_function(corpus_articles):
    first = lines_of(extract_many(corpus_articles))
    backwards = lines_of(extract_many(reversed(corpus_articles)))
    assert backwards[::-1] == first
    assert lines_of(extract_many(corpus_articles, jobs=2)) == first
    assert all(json.loads(line)["document"]["id"] for line in first)


@pytest.fixture(scope="module")
def meanings(corpus_articles):
    """The cleaned text and the meaning of each article, by name."""
    texts = {article.name: clean_article(article).text for article in corpus_articles}
    return {name: (text, meaning(text, EXTRACTOR)) for name, text in texts.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_law_3_other_clothes_same_meaning(variant, meanings):
    for name, (text, expected) in meanings.items():
        found = meaning(VARIANTS[variant](text), EXTRACTOR)
        for table in expected:
            assert found[table] == expected[table], f"{name}: {table}"
