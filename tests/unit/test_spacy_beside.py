"""The spaCy component beside others: in a config file, from Traditional to displacy, in batches and processes."""

import pytest

spacy = pytest.importorskip("spacy")

from spacy import displacy  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402

import newsextract.spacy as component  # noqa: E402

TEXT = "桂林市糧食產(chǎn)量１２０萬噸,市長林知遠(yuǎn)3月5日說。水稻良種覆蓋率達(dá)九成八。"
CONFIG = """
[nlp]
lang = "zh"
pipeline = ["sentencizer","newsextract","entity_ruler"]
batch_size = 2

[components]

[components.sentencizer]
factory = "sentencizer"

[components.newsextract]
factory = "newsextract"
date = "2024-03-06"
region = "CN"
set_ents = true

[components.entity_ruler]
factory = "entity_ruler"
"""


@pytest.fixture(scope="module")
def nlp():
    """A pipeline of three components, as a config file describes it."""
    config = spacy.Config().from_str(CONFIG)
    pipeline = spacy.util.load_model_from_config(config, auto_fill=True)
    pipeline.get_pipe("entity_ruler").add_patterns([{"label": "CROP", "pattern": "水稻"}])
    return pipeline


def entities(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_a_config_file_names_it_between_others(nlp):
    assert nlp.pipe_names == ["sentencizer", "newsextract", "entity_ruler"]
    doc = nlp(TEXT)
    assert [sentence.text[-1] for sentence in doc.sents] == ["。", "。"]
    assert {("桂林市", "GPE"), ("水稻", "CROP")} <= set(entities(doc))
    assert doc._.record["document"]["published"] == "2024-03-06"


def test_its_settings_survive_the_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "pipeline")
    written = spacy.util.load_config(tmp_path / "pipeline" / "config.cfg")["components"]["newsextract"]
    assert written["factory"] == "newsextract"
    assert (written["date"], written["region"], written["set_ents"]) == ("2024-03-06", "CN", True)
    again = spacy.load(tmp_path / "pipeline")(TEXT)
    assert (entities(again), again._.record) == (entities(nlp(TEXT)), nlp(TEXT)._.record)


def test_what_it_sets_is_told_to_the_analysis(nlp):
    found = nlp.analyze_pipes()["summary"]["newsextract"]
    assert set(found["assigns"]) == {"doc.ents", "doc.spans", "doc._.record", "doc._.facts", "doc._.positions"}
    assert found["requires"] == []


def test_batches_and_processes_give_what_one_text_gives(nlp):
    texts = [TEXT, "", "副市長覃遠山出席。", TEXT]
    alone = [nlp(text) for text in texts]
    for piped in (nlp.pipe(texts, batch_size=2), nlp.pipe(texts, batch_size=1, n_process=2)):
        for one, other in zip(alone, piped, strict=True):
            assert (other.text, entities(other), other._.record) == (one.text, entities(one), one._.record)
            assert [str(span) for span in other.spans.get(component.KEY, [])] == [
                str(span) for span in one.spans.get(component.KEY, [])
            ]


def test_what_is_told_beside_the_text_stays_with_it(nlp):
    pairs = [(TEXT, {"url": "https://example.org/1"}), ("副市長覃遠山出席。", {"url": "https://example.org/2"})]
    found = [(doc._.record["document"]["length"], context["url"]) for doc, context in nlp.pipe(pairs, as_tuples=True)]
    assert found == [(len(text), context["url"]) for text, context in pairs]


def test_docbin_carries_tables_to_another_pipeline(nlp):
    docs = list(nlp.pipe([TEXT, "副市長覃遠山出席。"]))
    data = DocBin(attrs=["ENT_TYPE", "ENT_IOB"], store_user_data=True, docs=docs).to_bytes()
    for doc, back in zip(docs, DocBin().from_bytes(data).get_docs(spacy.blank("zh").vocab), strict=True):
        assert isinstance(back, Doc)
        for table in ("facts", "positions", "times", "events", "record"):
            assert getattr(back._, table) == getattr(doc._, table), table
        assert entities(back) == entities(doc)


def test_displacy_draws_our_spans(nlp):
    doc = nlp(TEXT)
    drawn = displacy.render(doc, style="span", options={"spans_key": component.KEY}, page=True, jupyter=False)
    labels = {span.label_ for span in doc.spans[component.KEY]}
    assert {"GPE", "PERSON", "QUANTITY", "TITLE", "TIME"} <= labels
    assert all(label in drawn for label in labels)
    named = displacy.render(doc, style="ent", page=True, jupyter=False)
    assert "林知遠" in named and "PERSON" in named


def test_offsets_of_facts_stand_in_the_doc(nlp):
    doc = nlp(TEXT)
    assert doc._.facts
    for fact in doc._.facts:
        assert doc.text[fact["start"] : fact["end"]] == fact["text"]
        span = doc.char_span(fact["start"], fact["end"], alignment_mode="expand")
        assert fact["text"] in span.text
