"""Exports for annotation tools and their way back: offsets on polluted text, nothing lost on the way."""

import json
import re
from pathlib import Path

import pytest

from newsextract import extract
from newsextract.clean import clean_article
from newsextract.cli import main
from newsextract.errors import InputError
from newsextract.evaluate.gold import load_gold
from newsextract.evaluate.make_gold import make_gold
from newsextract.exchange.brat import brat_text, format_brat, parse_brat, read_brat
from newsextract.exchange.conll import format_conll
from newsextract.exchange.labelstudio import parse_task, read_tasks
from newsextract.exchange.marks import Link, Mark, Marked, mark_record
from newsextract.exchange.unmark import gold_of
from newsextract.exchange.webannotation import format_annotations
from newsextract.read import article_from_text

# Residue, characters outside the BMP, \r\n, a tab and U+2028 before and within names, a name over two lines.
POLLUTED = (
    "\ufeff𠮷林日報訊(記者 方曉)😀\t3月5日,桂林市糧食產(chǎn)業(yè)工作會議召開,副市長林知遠(yuǎn)出席並講話。\r\n"
    "2023年,全市糧食產(chǎn)量185.6萬\n噸,同比增長2.3%,居全區(qū)第4位;\u2028灕源米業(yè)有限公司線上銷售額近3.5億元。\r\n"
    "灕源米業(yè)有限\r\n公司董事長季安說,公司利潤2%至3%。"
)
CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "dev"
ARTICLES = sorted(CORPUS.glob("*.txt"))[::15]


@pytest.fixture(scope="module")
def record():
    return extract(POLLUTED, date="2024-03-06").to_dict()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "polluted.txt").write_bytes(POLLUTED.encode())
    return tmp_path


def export(folder, to, output, *options):
    words = ["export", "--format", to, str(folder / "articles"), "-o", str(folder / output), "--date", "2024-03-06"]
    assert main([*words, *options]) == 0


def expected_gold(record, text):
    return make_gold(record, clean_article(article_from_text(text)))


def in_order(gold):
    """The gold without the order of its lists, which says nothing."""
    return {key: sorted(map(str, value)) if isinstance(value, list) else value for key, value in gold.items()}


def test_brat_offsets_are_those_of_the_article(folder, record):
    export(folder, "brat", "brat")
    text = (folder / "brat" / "polluted.txt").read_bytes().decode()
    lines = (folder / "brat" / "polluted.ann").read_text("utf-8").split("\n")
    assert len(text) == len(POLLUTED)
    assert "\r" not in text and "\t" not in text and len(text.splitlines()) == text.count("\n") + 1
    spans = [re.fullmatch(r"T\d+\t(\w+) ([\d ;]+)\t(.*)", line).groups() for line in lines if line.startswith("T")]
    assert spans
    for _, where, words in spans:
        parts = [tuple(map(int, part.split())) for part in where.split(";")]
        assert " ".join(text[a:b] for a, b in parts) == words
    wanted = {(f["start"], f["end"]) for f in record["facts"]}
    found = {
        (int(where.split()[0]), int(where.split()[-1]))
        for label, where, _ in spans
        if label in ("Quantity", "Change", "Share", "Rank")
    }
    assert found == wanted


def test_brat_cuts_a_span_at_the_ends_of_lines():
    text = "青禾种\n业公司\u2028说"
    written = dict(format_brat(Marked("a", text, (Mark("1", "Company", 0, 7), Mark("2", "Event", 4, 9)), ())))
    assert written["a.ann"] == "T1\tCompany 0 3;4 7\t青禾种 业公司\nT2\tEvent 4 9\t业公司 说\n"
    assert [(mark.start, mark.end) for mark in parse_brat("a", written["a.txt"], written["a.ann"]).marks] == [
        (0, 7),
        (4, 9),
    ]


def test_brat_comes_back_as_gold(folder, record):
    export(folder, "brat", "brat")
    assert main(["import", "--format", "brat", str(folder / "brat"), "-o", str(folder / "gold")]) == 0
    gold = json.loads((folder / "gold" / "polluted.gold.json").read_text("utf-8"))
    assert in_order(gold) == in_order(expected_gold(record, POLLUTED))
    assert (folder / "gold" / "polluted.txt").read_bytes().decode() == brat_text(POLLUTED)
    load_gold(folder / "gold" / "polluted.gold.json")


def test_label_studio_comes_back_as_gold(folder, record):
    export(folder, "labelstudio", "tasks")
    tasks = json.loads((folder / "tasks" / "tasks.json").read_text("utf-8"))
    assert tasks[0]["data"]["text"] == POLLUTED
    for item in tasks[0]["predictions"][0]["result"]:
        if item["type"] == "labels":
            value = item["value"]
            assert POLLUTED[value["start"] : value["end"]] == value["text"]
    source = folder / "tasks" / "tasks.json"
    assert main(["import", "--format", "labelstudio", str(source), "-o", str(folder / "gold")]) == 0
    gold = json.loads((folder / "gold" / "polluted.gold.json").read_text("utf-8"))
    assert in_order(gold) == in_order(expected_gold(record, POLLUTED))
    assert (folder / "gold" / "polluted.txt").read_bytes().decode() == POLLUTED


def test_the_labelling_interface_names_every_label_and_relation(folder):
    from xml.etree import ElementTree

    export(folder, "labelstudio", "tasks")
    config = ElementTree.fromstring((folder / "tasks" / "config.xml").read_text("utf-8"))
    result = json.loads((folder / "tasks" / "tasks.json").read_text("utf-8"))[0]["predictions"][0]["result"]
    used = {item["value"]["labels"][0] for item in result if item["type"] == "labels"}
    assert used <= {label.get("value") for label in config.iter("Label")}
    related = {item["labels"][0] for item in result if item["type"] == "relation"}
    assert related == {relation.get("value") for relation in config.iter("Relation")}
    assert {item["from_name"] for item in result if "from_name" in item} <= {tag.get("name") for tag in config.iter()}


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_corpus_articles_come_back_whole(path):
    text = path.read_bytes().decode("utf-8", "replace")
    record = extract(text).to_dict()
    marked = mark_record(record, text, path.stem)
    for mark in marked.marks:
        assert 0 <= mark.start < mark.end <= len(text)
    wanted = in_order(expected_gold(record, text))
    back = parse_task(json.loads(json.dumps(_task(marked))), "task")
    files = dict(gold_of(back))
    assert in_order(json.loads(files[f"{path.stem}.gold.json"])) == wanted


def _task(marked):
    from newsextract.exchange.labelstudio import format_task

    return format_task(marked)


def test_web_annotations_quote_what_stands_at_their_positions(record):
    page = format_annotations(mark_record(record, POLLUTED, "polluted"))
    assert page["type"] == "AnnotationPage" and page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    tagged = [item for item in page["items"] if item["motivation"] == "tagging"]
    ids = {item["id"] for item in page["items"]}
    assert len(ids) == len(page["items"]) and len(tagged) > len(record["facts"])
    for item in tagged:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert POLLUTED[start:end] == quote["exact"]
        assert POLLUTED[:start].endswith(quote["prefix"]) and POLLUTED[end:].startswith(quote["suffix"])
    for item in page["items"]:
        if item["motivation"] == "linking":
            assert {item["body"], item["target"]} <= ids


def test_conll_tags_the_cleaned_characters(record):
    clean = clean_article(article_from_text(POLLUTED))
    lines = format_conll(mark_record(record, POLLUTED, "polluted"), clean).split("\n")
    assert lines[0].startswith("-DOCSTART-")
    rows = [line.split(" ") for line in lines[2:] if line]
    assert "".join(row[0] for row in rows) == re.sub(r"\s|\ufeff", "", "".join(c for c, *_ in rows))
    names, tags = "", []
    for character, start, end, tag in rows:
        assert len(character) == 1 and character in POLLUTED[int(start) : int(end)]
        tags.append(tag)
        names += character if tag.endswith("-PER") else "|"
    assert "林知遠" in names.split("|") and "季安" in names.split("|")
    for before, tag in zip(["O", *tags], tags, strict=False):
        assert not tag.startswith("I-") or before[2:] == tag[2:]


def test_records_spare_the_extraction(folder):
    article = str(folder / "articles" / "polluted.txt")
    records = folder / "records.jsonl"
    assert main([article, "--format", "jsonl", "--date", "2024-03-06", "-o", str(records)]) == 0
    export(folder, "brat", "brat")
    export(folder, "brat", "again", "--records", str(records))
    for name in ("polluted.ann", "polluted.txt", "polluted.json"):
        assert (folder / "again" / name).read_bytes() == (folder / "brat" / name).read_bytes()


def test_an_article_without_a_record_is_named(folder, capsys):
    records = folder / "records.jsonl"
    records.write_text("")
    words = ["export", "--format", "conll", str(folder / "articles"), "--records", str(records)]
    assert main(words) == 1
    assert "polluted.txt: --records holds no record of it" in capsys.readouterr().err


def test_a_folder_format_needs_a_folder(folder):
    with pytest.raises(SystemExit) as ended:
        main(["export", "--format", "brat", str(folder / "articles")])
    assert ended.value.code == 2


# ---------------------------------------------------------------------------------------------- what people do

TEXT = "云岭市代市长林知远说，全市大棚120万亩。"


def at(words):
    return TEXT.index(words), TEXT.index(words) + len(words)


def gold(marks, links=()):
    return json.loads(dict(gold_of(Marked("a", TEXT, tuple(marks), tuple(links))))["a.gold.json"])


def test_names_that_a_person_added_need_no_note():
    found = gold(
        [
            Mark("1", "PER", *at("林知远")),
            Mark("2", "gpe", *at("云岭市")),
            Mark("3", "Place", *at("全市"), {"name": "云岭市"}),
        ]
    )
    assert [person["name"] for person in found["persons"]] == ["林知远"]
    assert found["places"] == [{"name": "云岭市", "gb2260": None, "aliases": ["全市"]}]


def test_an_office_that_a_person_added_is_linked():
    marks = [Mark("1", "Title", *at("代市长")), Mark("2", "Person", *at("林知远")), Mark("3", "Place", *at("云岭市"))]
    found = gold(marks, [Link("person", "1", "2"), Link("place", "1", "3")])
    assert [(o["person"], o["title"], o["organization"]) for o in found["positions"]] == [
        ("林知远", "代市长", "云岭市")
    ]
    with pytest.raises(InputError, match="a: the title '代市长' at 3 has no person; link it to one"):
        gold(marks)


def test_a_figure_that_a_person_added_needs_its_value():
    with pytest.raises(InputError, match=r"the figure '120万亩' at 15: .* mend its note"):
        gold([Mark("1", "Quantity", *at("120万亩"))])
    note = {"value": "1200000", "unit": "亩", "period": "2024-01-01/2024-12-31"}
    fact = gold([Mark("1", "Quantity", *at("120万亩"), note)])["facts"][0]
    assert (fact["value"], fact["unit"], fact["period"]) == (1200000, "亩", ["2024-01-01", "2024-12-31"])
    with pytest.raises(InputError, match="'2024' is no period"):
        gold([Mark("1", "Quantity", *at("120万亩"), {**note, "period": "2024"})])


def test_brat_files_that_do_not_belong_together_are_refused():
    start, end = at("林知远")
    parsed = parse_brat("a", TEXT, f"T1\tPerson {start} {end}\t林知远\n#1\tAnnotatorNotes T1\tsure of it\n")
    assert parsed.marks == (Mark("T1", "Person", start, end),)
    for line, message in (
        (f"T1\tPerson {start + 1} {end + 1}\t林知远", "does not stand at"),
        ("T1\tPerson here\t林知远", "is no text-bound annotation"),
        (f'T1\tPerson {start} {end}\t林知远\n#1\tAnnotatorNotes T1\t{{"name"', "is no JSON"),
    ):
        with pytest.raises(InputError, match=message):
            parse_brat("a", TEXT, line)


def test_one_bad_article_does_not_stop_the_others(tmp_path, capsys):
    start, end = at("林知远")
    for name, words in (("good", "林知远"), ("bad", "林知近")):
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
        (tmp_path / f"{name}.ann").write_text(f"T1\tPerson {start} {end}\t{words}\nT2\tCrop 0 1\t云\n", "utf-8")
    (tmp_path / "alone.ann").write_text("")
    assert sum(isinstance(item, InputError) for item in read_brat(tmp_path)) == 2
    assert main(["import", "--format", "brat", str(tmp_path), "-o", str(tmp_path / "gold")]) == 1
    told = capsys.readouterr().err
    assert "bad.ann, line 1" in told and "has no alone.txt" in told
    assert "good: 1 marks of 'Crop' left out" in told
    assert (tmp_path / "gold" / "good.gold.json").is_file()


def test_the_annotation_of_a_person_comes_before_the_prediction():
    region = {"id": "x", "from_name": "label", "to_name": "text", "type": "labels"}
    start, end = at("林知远")
    person = {**region, "value": {"start": start, "end": end, "text": "林 知远", "labels": ["Person"]}}
    place = {**region, "value": {"start": 0, "end": 3, "labels": ["Place"]}}
    task = {"id": 7, "data": {"text": TEXT}, "predictions": [{"result": [place]}]}
    assert [mark.label for mark in parse_task(task, "t").marks] == ["Place"]
    task["annotations"] = [{"result": [person]}, {"was_cancelled": True, "result": []}]
    assert parse_task(task, "t").marks == (Mark("x", "Person", start, end),)
    assert parse_task(task, "t").name == "task-7"


@pytest.mark.parametrize("data", [b"{", b'[{"text": "x", "label": []}]', b"[3]"])
def test_what_label_studio_did_not_export_as_json_is_refused(data):
    with pytest.raises(InputError):
        for item in read_tasks(data, "export.json"):
            if isinstance(item, InputError):
                raise item
