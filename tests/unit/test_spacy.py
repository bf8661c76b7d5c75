"""The spaCy component: spans, extensions, other components, serialization."""

import subprocess
import sys
import textwrap

import pytest

spacy = pytest.importorskip("spacy")

from sample_record import RECORD, TEXT  # noqa: E402
from spacy.tokens import Doc, DocBin  # noqa: E402

import newsextract.spacy as component  # noqa: E402

DIRTY = "桂林市糧食產(chǎn)量１２０萬噸,市長林知遠(yuǎn)3月5日說。"


@pytest.fixture(scope="module")
def nlp():
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("newsextract", config={"date": "2024-03-06"})
    return pipeline


def shown(doc):
    return [(span.text, span.label_, span.id_) for span in doc.spans[component.KEY]]


def test_spans_stand_where_the_record_says():
    doc = component.add_record(spacy.blank("zh")(TEXT), RECORD.to_dict())
    assert [(ent.text, ent.label_) for ent in doc.ents] == [
        ("云岭市", "GPE"),
        ("林知远", "PERSON"),
        ("全市", "GPE"),
        ("青禾种业公司", "ORG"),
    ]
    expected = [("120.5万亩", "QUANTITY", "f_area"), ("代市长", "TITLE", "e_person"), ("座谈会", "EVENT", "v_talk")]
    assert set(expected) <= set(shown(doc))
    assert doc._.facts[0]["value"] == 1205000
    assert doc._.positions[0]["title"] == "代市长"


def test_a_token_that_is_longer_is_covered_whole():
    vocab = spacy.blank("zh").vocab
    doc = Doc(vocab, words=["云岭", "市代市长", "林知远说"], spaces=[False] * 3)
    start = {"text": "市长", "clean": "市长", "start": 3, "end": 5}
    record = {**RECORD.to_dict(), "entities": [], "facts": [], "times": [], "events": []}
    record["positions"] = [{**record["positions"][0], **start}]
    component.add_record(doc, record)
    assert shown(doc) == [("市代市长", "TITLE", "e_person")]


def test_entities_of_others_stay_where_ours_are_not():
    doc = spacy.blank("zh")(TEXT)
    doc.ents = [
        doc.char_span(0, 2, label="OTHER"),
        doc.char_span(TEXT.index("大棚"), TEXT.index("大棚") + 2, label="CROP"),
    ]
    component.add_record(doc, RECORD.to_dict())
    assert ("大棚", "CROP") in [(ent.text, ent.label_) for ent in doc.ents]
    assert "OTHER" not in [ent.label_ for ent in doc.ents]
    doc = component.add_record(spacy.blank("zh")(TEXT), RECORD.to_dict(), set_ents=False)
    assert doc.ents == ()


def test_a_number_too_wide_for_msgpack_is_carried():
    record = RECORD.to_dict()
    record["facts"][0]["value"] = 10**30
    doc = component.add_record(spacy.blank("zh")(TEXT), record)
    back = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert back._.facts[0]["value"] == 1e30


def test_the_component_reads_dirty_text(nlp):
    doc = nlp(DIRTY)
    assert doc.text == DIRTY
    assert [ent.text for ent in doc.ents if ent.label_ == "PERSON"] == ["林知遠"]
    assert doc._.record["document"]["published"] == "2024-03-06"
    values = {fact["clean"]: fact["value"] for fact in doc._.facts}
    assert values["120萬噸"] == 1200000


def test_an_empty_doc_passes(nlp):
    assert nlp("")._.facts == []
    assert nlp(" \n")._.record is None


def test_docbin_and_disk_bring_everything_back(nlp, tmp_path):
    docs = list(nlp.pipe([TEXT, DIRTY], batch_size=1))
    stored = DocBin(store_user_data=True, docs=docs).to_bytes()
    for doc, back in zip(docs, DocBin().from_bytes(stored).get_docs(nlp.vocab), strict=True):
        assert back._.record == doc._.record
        assert shown(back) == shown(doc)
        assert [ent.label_ for ent in back.ents] == [ent.label_ for ent in doc.ents]
    nlp.to_disk(tmp_path / "pipeline")
    again = spacy.load(tmp_path / "pipeline")
    assert again(DIRTY)._.record == docs[1]._.record


def test_processes_give_the_same(nlp):
    texts = [TEXT, DIRTY, TEXT]
    assert [d._.record for d in nlp.pipe(texts, n_process=2)] == [d._.record for d in nlp.pipe(texts)]


def test_the_factory_is_found_without_an_import():
    code = """
        import spacy
        nlp = spacy.blank("zh")
        nlp.add_pipe("newsextract")
        print(nlp.pipe_names)
    """
    found = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, text=True, check=False, timeout=120
    )
    assert found.stdout.strip() == "['newsextract']", found.stderr
