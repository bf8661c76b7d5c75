"""``newsextract explain``: the words behind each attribute of a fact."""

import pytest

from newsextract.clean import clean_article
from newsextract.errors import InputError
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text
from newsextract.write.explain import format_explanation

TEXT = (
    "云岭市统计局局长林知远表示，2024年上半年全市粮食产量120.5万吨，同比增长3.2%，力争全年达到260万吨。"
    "另有3.2%的耕地受灾。"
)


def explain(fact: str, text: str = TEXT) -> dict[str, str]:
    article = article_from_text(text, date="2024-07-20", region="CN")
    lines = format_explanation(extract_article(article, Config()), clean_article(article), fact).splitlines()
    return {name: rest.strip() for name, _, rest in (line.partition("  ") for line in lines)}


def test_a_level_names_its_words() -> None:
    found = explain("120.5万吨")
    assert found["value"].startswith("1205000 t")
    assert found["indicator"].startswith("粮食产量")
    assert "“2024年上半年”" in found["period"]
    assert "林知远" in found["speaker"]
    assert "“全市”" in found["place"] or found["place"] == "-"


def test_a_plan_names_the_word_that_makes_it_one() -> None:
    assert explain("260万吨")["modality"] == "planned  (“力争”)"


def test_a_change_names_basis_and_base() -> None:
    article = article_from_text(TEXT, date="2024-07-20", region="CN")
    facts = extract_article(article, Config()).facts
    change = next(f for f in facts if f.kind == "change")
    found = explain(change.id[:12])
    assert found["basis"] == "year_on_year  (“同比”)"
    assert "120.5万吨" in found["of"]


def test_what_answers_to_no_fact_or_to_several_is_refused() -> None:
    with pytest.raises(InputError, match="no fact '9亿元'"):
        explain("9亿元")
    with pytest.raises(InputError, match="more than one fact"):
        explain("3.2%")
