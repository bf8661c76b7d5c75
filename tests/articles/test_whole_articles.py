"""Whole articles of the corpus: records keep the contract, and the figures do not fall under their floors."""

import json

import pytest

from newsextract import Article, Extractor
from newsextract.evaluate.gate import find_falls, load_floors, reached
from newsextract.evaluate.gold import find_articles
from newsextract.evaluate.run import evaluate_folder
from newsextract.read import read_inputs
from newsextract.validate import validate_record


def test_every_article_is_read_with_the_encoding_of_its_gold(corpus):
    for article in find_articles(corpus):
        (item,) = read_inputs([article.path])
        assert isinstance(item, Article), article.name
        expected = article.gold.get("encoding")
        if expected and expected != "mixed":
            assert item.encoding.replace("_", "-").lower() in {expected.lower(), expected.lower().replace("-sig", "")}


def test_every_record_keeps_the_contract(corpus):
    extractor = Extractor()
    for item in read_inputs([corpus]):
        assert isinstance(item, Article)
        document = validate_record(extractor.extract(item), item.text)
        json.dumps(document, allow_nan=False)


@pytest.mark.slow
def test_the_figures_hold_their_floors(corpus, project):
    path = project / "corpus" / "floors.toml"
    if not path.exists():
        pytest.skip("corpus/floors.toml is not there: make floors")
    now, floors = reached(corpus, evaluate_folder(corpus)), load_floors(path)
    assert find_falls(floors, now) == []
    assert now.corpus == floors.corpus, "the corpus has changed: make floors"
