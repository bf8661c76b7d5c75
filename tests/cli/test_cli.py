"""The command line as its user meets it: output, exit status, one clear line for each failure."""

import csv
import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time

import pytest

from newsextract.cli import main
from newsextract.resources import schema_text

HANS = "新华社北京3月5日电 云岭市市长林知远3月4日说，去年全市粮食产量120.5万吨，同比增长3.2%。"
HANT = "〔記者陳怡文／台北報導〕台北市長何文正今天表示，去年新增就業1萬2345人，成長三成。"


def newsextract(*words, data=None, env=None, cwd=None):
    """The program in a process of its own."""
    command = [sys.executable, "-m", "newsextract", *map(str, words)]
    return subprocess.run(
        command, input=data, capture_output=True, timeout=300, check=False, env={**os.environ, **(env or {})}, cwd=cwd
    )


def run(capfdbinary, *words):
    """The program in this process: status, output, lines of stderr."""
    try:
        status = main([str(word) for word in words])
    except SystemExit as end:
        status = end.code
    out, err = capfdbinary.readouterr()
    return status, out, err.decode("utf-8").splitlines()


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "云岭.txt"
    path.write_text(HANS, "utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """Articles of every kind of file, in the order of their names."""
    place = tmp_path / "news"
    (place / "deeper").mkdir(parents=True)
    (place / "a.txt").write_text(HANS, "utf-8")
    (place / "b.txt").write_bytes(HANT.encode("big5hkscs"))
    lines = [{"text": HANS, "id": "x1"}, {"text": HANT, "id": "x2", "region": "TW", "date": "2024-05-06"}]
    (place / "c.jsonl.gz").write_bytes(gzip.compress("\n".join(map(json.dumps, lines)).encode()))
    (place / "deeper" / "d.txt").write_bytes(HANS.encode("gb18030"))
    (place / "notes.md").write_text("no article")
    return place


# ------------------------------------------------------------------------------------------- usage


USAGE = [
    ([], "required: FILE"),
    (["--format", "xml", "a.txt"], "invalid choice: 'xml'"),
    (["--date", "5/3/2024", "a.txt"], "'5/3/2024' is not a date like 2024-05-31"),
    (["--date", "2023-02-29", "a.txt"], "is not a date"),
    (["--region", "US", "a.txt"], "invalid choice: 'US'"),
    (["--jobs", "0", "a.txt"], "'0' is not a whole number from 1 on"),
    (["--include", "text,pictures", "a.txt"], "'pictures' is none of"),
    (["--max-size", "big", "a.txt"], "'big' is not a size"),
    (["--format", "html", "a.txt", "b.txt"], "--format html of several articles needs -o FOLDER"),
    (["--format", "csv", "a.jsonl"], "--format csv of several articles needs -o FOLDER"),
    (["--format", "table", "."], "--format table of several articles needs -o FOLDER"),
    (["-o", ".", "a.txt"], "is a folder; name a file in it"),
    (["-o", "no/such/folder/x.json", "a.txt"], "does not exist; make it first"),
    (["-", "-"], "can be read once only"),
    (["--forma", "json", "a.txt"], "unrecognized arguments: --forma"),
    (["evaluate", "x", "--raise-floors"], "need --floors"),
    (["evaluate", "x", "--floors", "f", "--only", "a"], "leave out --only"),
    (["evaluate"], "required: DIR"),
    (["clean"], "required: FILE"),
]


@pytest.mark.parametrize(("words", "message"), USAGE, ids=[" ".join(words) for words, _ in USAGE])
def test_wrong_usage_is_2_and_says_what(words, message, capfdbinary):
    status, out, err = run(capfdbinary, *words)
    assert (status, out) == (2, b"")
    assert message in err[-1]


@pytest.mark.parametrize("command", ["", "clean", "evaluate", "tag", "schema", "info"])
def test_help_has_examples(command, capfdbinary):
    status, out, err = run(capfdbinary, *command.split(), "--help")
    assert (status, err) == (0, [])
    assert f"newsextract {command}".rstrip() in out.decode()
    assert "examples:" in out.decode()


def test_every_command_is_in_the_main_help(capfdbinary):
    from newsextract.cli import COMMANDS

    _, out, _ = run(capfdbinary, "--help")
    listed = re.findall(r"^  ([a-z]+)  ", out.decode().partition("commands")[2], re.MULTILINE)
    assert sorted(listed) == sorted(filter(None, COMMANDS))


def test_version(capfdbinary):
    from newsextract import __version__

    assert run(capfdbinary, "--version") == (0, f"newsextract {__version__}\n".encode(), [])


def test_schema_is_printed(capfdbinary):
    assert run(capfdbinary, "schema") == (0, schema_text().encode(), [])


def test_info_names_versions(capfdbinary):
    status, out, err = run(capfdbinary, "info", "--json")
    assert (status, err) == (0, [])
    about = json.loads(out)
    assert about["built on"]["regex"]
    status, out, _ = run(capfdbinary, "info")
    assert "schema: 1.0" in out.decode()


# ------------------------------------------------------------------------------------------- the main job


def test_one_plain_file_is_one_indented_document(article, capfdbinary):
    status, out, err = run(capfdbinary, article)
    assert (status, err) == (0, [])
    document = json.loads(out)
    assert b'\n  "document": {' in out
    assert document["facts"]
    for fact in document["facts"]:
        assert HANS[fact["start"] : fact["end"]] == fact["text"]


def test_standard_input_is_the_same(article, capfdbinary):
    _, expected, _ = run(capfdbinary, article)
    found = newsextract("-", data=HANS.encode())
    assert (found.returncode, found.stderr) == (0, b"")
    assert json.loads(found.stdout) == json.loads(expected)


def test_several_files_and_folders_are_lines_in_their_order(folder, capfdbinary):
    status, out, err = run(capfdbinary, folder)
    assert (status, err) == (0, [])
    records = [json.loads(line) for line in out.splitlines()]
    assert [r["document"]["encoding"] for r in records] == ["utf-8", "big5hkscs", "utf-8", "utf-8", "gb18030"]
    assert [r["document"]["source_id"] for r in records] == [None, None, "x1", "x2", None]
    status, out, _ = run(capfdbinary, folder / "c.jsonl.gz")
    assert [json.loads(line)["document"]["key"] for line in out.splitlines()] == ["x1", "x2"]
    status, out, _ = run(capfdbinary, folder / "b.txt", folder / "a.txt")
    assert [json.loads(line)["document"]["script"] for line in out.splitlines()] == ["Hant", "Hans"]


def test_any_number_of_processes_gives_the_same_bytes(folder, capfdbinary):
    outputs = {run(capfdbinary, folder, folder, "--jobs", jobs)[1] for jobs in (1, 2, 3)}
    assert len(outputs) == 1
    assert outputs.pop().count(b"\n") == 10


def test_json_of_several_is_an_array(folder, capfdbinary):
    _, out, _ = run(capfdbinary, "--format", "json", folder)
    assert len(json.loads(out)) == 5


def test_options_reach_the_record(article, capfdbinary):
    words = ("--date", "2024-03-06", "--region", "CN", "--include", "text,sentences,words", "--no-tagger")
    status, out, err = run(capfdbinary, *words, article)
    assert (status, err) == (0, [])
    document = json.loads(out)
    assert document["document"]["published"] == "2024-03-06"
    assert document["document"]["region"] == "CN"
    assert document["document"]["clean_text"].startswith("新华社北京")
    assert document["sentences"]
    assert document["words"]
    status, out, err = run(capfdbinary, "--max-size", "10", article)
    assert (status, out) == (1, b"")


def test_table_and_csv_of_one_go_to_standard_output(article, capfdbinary):
    _, out, _ = run(capfdbinary, "--format", "table", article)
    assert "Facts (" in out.decode()
    _, out, _ = run(capfdbinary, "--format", "csv", article)
    assert next(csv.DictReader(out.decode().splitlines()))["text"]
    _, out, _ = run(capfdbinary, "--format", "html", article)
    assert out.startswith(b"<!doctype html>")


def test_folders_of_csv_and_pages(folder, tmp_path, capfdbinary):
    assert run(capfdbinary, folder, "--format", "csv", "-o", tmp_path / "tables")[0] == 0
    rows = list(csv.DictReader((tmp_path / "tables/documents.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 5
    assert run(capfdbinary, folder, "--format", "html", "-o", tmp_path / "pages")[0] == 0
    assert len(list((tmp_path / "pages").iterdir())) == 5


# ------------------------------------------------------------------------------------------- bad input


@pytest.fixture
def bad(tmp_path):
    place = tmp_path / "bad"
    place.mkdir()
    (place / "empty.txt").write_bytes(b"")
    (place / "blank.txt").write_bytes(b" \n\r\n")
    (place / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (place / "big.txt").write_text("云" * 2000, "utf-8")
    (place / "none").mkdir()
    (place / "none" / "readme.md").write_text("x")
    (place / "lines.jsonl").write_text('{"text": "' + HANS + '"}\nno json\n{"title": "x"}\n', "utf-8")
    (place / "wrong.txt").write_text(HANS, "utf-8")
    return place


BAD = ["empty.txt", "blank.txt", "binary.txt", "none", "missing.txt"]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_one_line_and_the_rest_is_done(name, bad, article, capfdbinary):
    status, out, err = run(capfdbinary, bad / name, article)
    assert status == 1
    assert len(out.splitlines()) == 1
    assert len(err) == 1
    assert name in err[0]
    assert "Traceback" not in err[0]


def test_too_large_is_refused(bad, capfdbinary):
    status, out, err = run(capfdbinary, "--max-size", "1K", bad / "big.txt")
    assert (status, out, len(err)) == (1, b"", 1)
    assert "big.txt" in err[0]
    assert "--max-size" in err[0]


def test_an_unknown_encoding_is_refused(bad, capfdbinary):
    status, out, err = run(capfdbinary, "--encoding", "klingon", bad / "wrong.txt")
    assert (status, out, len(err)) == (1, b"", 1)
    assert "klingon" in err[0]


def test_bad_lines_are_named_and_good_ones_done(bad, capfdbinary):
    status, out, err = run(capfdbinary, bad / "lines.jsonl")
    assert status == 1
    assert len(out.splitlines()) == 1
    assert [re.search(r"lines\.jsonl:(\d+)", line)[1] for line in err] == ["2", "3"]


def test_a_failed_file_writes_nothing(bad, tmp_path, capfdbinary):
    out = tmp_path / "out.json"
    assert run(capfdbinary, bad / "empty.txt", "-o", out)[0] == 1
    assert not out.exists()


@pytest.mark.parametrize("text", ["The quick brown fox had 12 legs.\n", "12345\n", "?!\n"])
def test_a_text_without_chinese_is_an_empty_record_with_a_warning(text, tmp_path, capfdbinary):
    path = tmp_path / "latin.txt"
    path.write_text(text)
    status, out, err = run(capfdbinary, path)
    document = json.loads(out)
    assert status == 0
    assert not any(document[table] for table in ("entities", "positions", "facts", "times", "events"))
    assert document["warnings"]
    assert len(err) == 1
    assert "warning" in err[0]


def test_a_bug_in_one_article_does_not_take_the_rest(article, folder, capfdbinary, monkeypatch):
    import newsextract.batch.parallel as parallel

    genuine = parallel.extract_article

    def broken(item, config):
        if item.name.endswith("a.txt"):
            raise RuntimeError("odd\nindeed")
        return genuine(item, config)

    monkeypatch.setattr(parallel, "extract_article", broken)
    status, out, err = run(capfdbinary, folder)
    assert status == 1
    assert len(out.splitlines()) == 4
    assert len(err) == 1
    assert "internal error" in err[0]


# ------------------------------------------------------------------------------------------- interruptions


def test_interrupted_leaves_no_half_written_file(folder, tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps({"text": HANS * 20}) + "\n") * 3000)
    out = tmp_path / "out.jsonl"
    out.write_text("earlier")
    command = [sys.executable, "-m", "newsextract", str(many), "-o", str(out)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 60
    # Not before the first records are written: an interrupt while libraries are still loading is another matter.
    while not any(f.stat().st_size for f in tmp_path.glob(".newsextract-*")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.decode().splitlines() == ["newsextract: interrupted; nothing half-written was left"]
    assert out.read_text() == "earlier"
    assert not list(tmp_path.glob(".newsextract-*"))


def test_a_closed_pipe_is_no_complaint(folder, tmp_path):
    many = tmp_path / "many.jsonl"
    many.write_text((json.dumps({"text": HANS}) + "\n") * 300)
    command = f"'{sys.executable}' -m newsextract '{many}' | head -n 1"
    found = subprocess.run(["bash", "-c", command], capture_output=True, timeout=300, check=False)
    assert len(found.stdout.splitlines()) == 1
    assert found.stderr == b""


# ------------------------------------------------------------------------------------------- clean and evaluate


def test_clean_prints_the_cleaned_text(tmp_path, capfdbinary):
    path = tmp_path / "dirty.txt"
    path.write_text("云岭市&nbsp;粮食产量１２０．５万吨,,增长３％。", "utf-8")
    status, out, err = run(capfdbinary, "clean", path)
    assert (status, err) == (0, [])
    assert "120.5万吨" in out.decode()
    assert ",," not in out.decode()
    _, out, _ = run(capfdbinary, "clean", "--log", path)
    text = path.read_text("utf-8")
    edits = [json.loads(line) for line in out.splitlines()]
    assert edits
    assert all(text[edit["start"] : edit["end"]] == edit["text"] for edit in edits)
    assert run(capfdbinary, "clean", tmp_path / "missing.txt")[0] == 1


def test_evaluate_prints_the_figures(corpus, capfdbinary):
    status, out, err = run(capfdbinary, "evaluate", corpus, "--only", "cn1", "--errors")
    assert (status, err) == (0, [])
    assert "facts-value" in out.decode()
    status, out, _ = run(capfdbinary, "evaluate", corpus, "--only", "cn1", "--json")
    assert json.loads(out)["counts"]["articles"] == 1


def test_evaluate_of_a_folder_without_articles_fails(tmp_path, capfdbinary):
    status, out, err = run(capfdbinary, "evaluate", tmp_path)
    assert (status, out, len(err)) == (1, b"", 1)


# ------------------------------------------------------------------------------------------- start-up


def seconds(*words):
    times = []
    for _ in range(5):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Of the processor: other jobs on the machine shall not count; in microseconds, where os.times() has hundredths.
        times.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return min(times)


def test_importing_and_help_are_quick():
    bare = seconds("-c", "pass")
    assert seconds("-c", "import newsextract") - bare < 0.1
    assert seconds("-m", "newsextract", "--help") < 0.15 + bare


def test_the_command_line_loads_neither_spacy_nor_jieba_and_importing_loads_nothing(article):
    slow = "{'spacy', 'jieba', 'rjieba', 'pkg_resources', 'pandas', 'pyarrow', 'duckdb', 'sqlalchemy', 'asyncio'}"
    code = f"import sys, newsextract.cli; newsextract.cli.main(sys.argv[1:]); print({slow} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code, str(article)], capture_output=True, check=True, timeout=120)
    assert found.stdout.splitlines()[-1] == b"set()"
    heavy = ["numpy", "jieba", "opencc", "regex", "spacy", "jsonschema_rs"]
    code = f"import sys, newsextract; print(*set({heavy}) & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120)
    assert (found.stdout, found.stderr) == (b"\n", b"")


@pytest.mark.parametrize(
    "env", [{"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}, {"PYTHONHASHSEED": "7", "TZ": "Asia/Taipei"}]
)
def test_the_same_bytes_whatever_the_surroundings(env, article, tmp_path):
    expected = newsextract(article)
    found = newsextract(article, env=env, cwd=tmp_path)
    assert found.returncode == 0
    assert found.stdout == expected.stdout


def test_a_lexicon_tells_names_to_every_command_that_extracts(article, tmp_path, capfdbinary):
    lexicon = tmp_path / "mine.tsv"
    lexicon.write_text("云岭市\tplace\tcity\t云岭大市\n", "utf-8")
    status, out, _ = run(capfdbinary, str(article), "--lexicon", str(lexicon))
    assert status == 0
    assert "云岭大市" in {entity["name"] for entity in json.loads(out)["entities"]}


@pytest.mark.parametrize("command", [[], ["explain", "--fact", "x"], ["batch", "--out", "o"]], ids=" ".join)
def test_a_bad_lexicon_is_wrong_usage(article, tmp_path, command, capfdbinary, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.tsv").write_text("云岭市\tprovince\n", "utf-8")
    status, out, err = run(capfdbinary, *command, str(article), "--lexicon", "bad.tsv")
    assert (status, out) == (2, b"")
    assert "bad.tsv:1: type 'province' is none of" in err[-1]


def test_evaluate_takes_a_lexicon_too(tmp_path, capfdbinary):
    status, _, err = run(capfdbinary, "evaluate", str(tmp_path), "--lexicon", str(tmp_path / "none.tsv"))
    assert status == 2
    assert "none.tsv: No such file" in err[-1]
