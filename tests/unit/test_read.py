"""Reading: every kind of input, every encoding, and one clear line for what cannot be read."""

import gzip
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from newsextract.errors import InputError
from newsextract.read import Article, Failure, article_from_text, detect_encoding, read_inputs
from newsextract.read.encodings import decode
from newsextract.read.inputs import parse_given_date

HANS = "云岭市统计局昨天公布,全年地区生产总值1234亿元,比上年增长5.3%。市长林知远说,形势向好。"
HANT = "雲嶺縣政府昨天公布,全年歲出128億元,比去年增加百分之四。縣長林知遠說,教育支出占三成。"


def read(*paths: str | Path, **options: Any) -> list[Article | Failure]:
    return list(read_inputs([*paths], **options))


def only(items: list[Article | Failure]) -> Article:
    assert len(items) == 1 and isinstance(items[0], Article), items
    return items[0]


def complaint(items: list[Article | Failure]) -> str:
    assert len(items) == 1 and isinstance(items[0], Failure), items
    assert "\n" not in items[0].message
    return items[0].message


@pytest.mark.parametrize("text", [HANS, HANT, HANS[:14], HANT[:14]])
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"])
def test_encodings_are_detected(text: str, encoding: str) -> None:
    if text.startswith("云") and encoding == "big5hkscs":
        return  # Simplified text has no place in Big5
    data = text.encode(encoding)
    assert detect_encoding(data) == encoding
    assert decode(data) == (text, encoding)


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")],
)
def test_a_mark_decides_and_stays(mark: bytes, encoding: str) -> None:
    assert decode(mark + HANS.encode(encoding)) == ("\ufeff" + HANS, encoding)
    assert decode(mark + HANS.encode(encoding), encoding.removesuffix("-le").removesuffix("-be"))[1] == encoding


def test_a_few_bad_bytes_do_not_change_the_encoding() -> None:
    data = HANS.encode()
    damaged = data[:30] + b"\xff\xfe" + data[30:]
    assert detect_encoding(damaged) == "utf-8"
    assert decode(damaged)[0].count("\ufffd") == 2
    assert detect_encoding(HANT.encode("big5") + b"\xff") == "big5hkscs"


def test_encoding_of_nothing_and_of_ascii() -> None:
    assert detect_encoding(b"") == detect_encoding(b"plain words") == "utf-8"


@pytest.mark.parametrize(
    ("data", "encoding", "says"),
    [
        (b"%PDF-1.7", None, "is a PDF"),
        (b"PK\x03\x04xx", None, "ZIP"),
        (bytes(range(256)) * 8, None, "binary"),
        (HANS.encode(), "klingon", "unknown encoding 'klingon'"),
        (HANS.encode(), "gb18030", "noise in gb18030 and as text in utf-8"),
        (HANT.encode("big5"), "utf-8", "leave out --encoding"),
    ],
)
def test_what_does_not_decode(data: bytes, encoding: str | None, says: str) -> None:
    with pytest.raises(InputError, match=says):
        decode(data, encoding)


def test_user_names_of_encodings() -> None:
    assert decode(HANS.encode("gbk"), "GBK") == (HANS, "gbk")
    assert decode(b"\xef\xbb\xbf" + HANS.encode(), "utf-8-sig") == ("\ufeff" + HANS, "utf-8")


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"{HANS}\r\n{HANS}".encode("gb18030"))
    article = only(read(path))
    assert article.text == f"{HANS}\r\n{HANS}"
    assert (article.name, article.encoding) == (str(path), "gb18030")
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_gzip_is_told_by_its_content(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.txt"):
        (tmp_path / name).write_bytes(gzip.compress(HANS.encode()))
        article = only(read(tmp_path / name))
        assert article.text == HANS
        assert article.sha256 == hashlib.sha256(HANS.encode()).hexdigest()


def test_a_folder_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt.gz", "c.pdf", "z.md", ".hidden.txt", "b/.x/3.txt", "B.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(HANS.encode()) if name.endswith("gz") else HANS.encode())
    (tmp_path / "loop").symlink_to(tmp_path)
    names = [Path(item.name).relative_to(tmp_path).as_posix() for item in read(tmp_path)]
    assert names == ["B.TXT", "a.txt", "b/1.txt.gz", "b/2.txt"]


def test_failures_name_the_file_and_go_on(tmp_path: Path) -> None:
    (tmp_path / "1.txt").write_text("")
    (tmp_path / "2.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "3.txt").write_text(HANS, "utf-8")
    (tmp_path / "4.txt.gz").write_bytes(gzip.compress(HANS.encode())[:40])
    items = read(tmp_path, tmp_path / "none.txt")
    assert [type(item).__name__ for item in items] == ["Failure", "Failure", "Article", "Failure", "Failure"]
    says = [item.message for item in items if isinstance(item, Failure)]
    assert "empty" in says[0] and "image" in says[1] and "gzip" in says[2] and "does not exist" in says[3]
    assert items[4].name.endswith("none.txt")


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert "no articles" in complaint(read(tmp_path))


@pytest.mark.parametrize("blank", ["", " \n\u3000", "\ufeff", "\ufeff\r\n"])
def test_blank_is_empty(tmp_path: Path, blank: str) -> None:
    (tmp_path / "a.txt").write_text(blank, "utf-8")
    assert "empty" in complaint(read(tmp_path / "a.txt"))
    with pytest.raises(InputError, match="empty"):
        article_from_text(blank)


def test_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HANS * 100, "utf-8")
    assert "larger than" in complaint(read(tmp_path / "a.txt", max_size=1000))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"\n" * 100_000))
    assert "larger than" in complaint(read(tmp_path / "a.txt.gz", max_size=1000))


def test_a_gzip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsextract.read.streams._BOMB_SIZE", 1 << 20)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "x"}\n' * 400_000))
    last = list(read_inputs([path]))[-1]
    assert isinstance(last, Failure) and "100 times" in last.message


def test_standard_input() -> None:
    article = only(read("-", stdin=io.BytesIO(HANT.encode("big5"))))
    assert (article.name, article.text) == ("<stdin>", HANT)
    line = json.dumps({"text": HANS}).encode()
    assert only(read("-", stdin=io.BytesIO(line), input_format="jsonl")).text == HANS


ROWS = [
    {"text": HANS, "id": 7, "uri": "https://example.org/7", "title": "标题", "date": "2024/3/1", "publisher": "云岭网"},
    {"text": HANT, "id": "八", "region": "TW", "date": "2024-03-02T08:00:00+08:00"},
]


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\ufeff" + "\n\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS) + "\n", "utf-8")
    first, second = read(path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.source_id, first.uri, first.title, first.date, first.publisher) == (
        "7",
        "https://example.org/7",
        "标题",
        "2024-03-01",
        "云岭网",
    )
    assert (second.source_id, second.region, second.date, second.name) == ("八", "TW", "2024-03-02", f"{path}:3")
    assert first.encoding == "utf-8" and first.sha256 == hashlib.sha256(HANS.encode()).hexdigest()


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("not json", "not JSON"),
        ("[1, 2]", "not a JSON object"),
        ('{"id": 1}', 'no "text"'),
        ('{"text": 5}', 'no "text"'),
        ('{"text": " "}', "empty"),
        ('{"text": "甲", "region": "XX"}', "one of CN"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_bad_lines(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{line}\n{json.dumps({'text': HANS})}\n", "utf-8")
    bad, good = read(path)
    assert isinstance(bad, Failure) and says in bad.message and bad.name == f"{path}:1"
    assert isinstance(good, Article)


@pytest.mark.parametrize("long", ["x" * 5000, "x" * 988, "甲" * 400])  # of bytes, one too many, of characters
def test_a_line_too_long_is_passed_by(tmp_path: Path, long: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "{long}"}}\n{json.dumps({"text": "甲乙"})}\n', "utf-8")
    bad, good = read(path, max_size=1000)
    assert isinstance(bad, Failure) and "longer" in bad.message
    assert isinstance(good, Article) and good.name.endswith(":2")


def test_lone_surrogates_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "甲\\ud800乙"}\n', "utf-8")
    assert only(read(path)).text == "甲\ud800乙"


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2024-03-01", "2024-03-01"),
        ("2024年3月1日 08:30", "2024-03-01"),
        ("Fri, 01 Mar 2024 08:00:00 GMT", "2024-03-01"),
        ("2024-13-01", None),
        ("昨天", None),
        (20240301, None),
        ("", None),
    ],
)
def test_given_dates(given: object, iso: str | None) -> None:
    assert parse_given_date(given) == iso


PAGE = f"""<html><head><meta charset="gb2312"><title>云岭全年增长_某网</title></head><body><div>首页</div>
<article><h1>云岭全年增长百分之五</h1>{"".join(f"<p>{n}. {HANS}</p>" for n in "一二三四五")}</article></body></html>"""


def test_html(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_bytes(PAGE.encode("gb18030"))
    article = only(read(path))
    assert article.extracted and article.encoding == "gb18030"
    assert article.text.startswith("云岭全年增长百分之五\n") and HANS in article.text and "<p>" not in article.text
    assert article.title == "云岭全年增长百分之五"
    line = tmp_path / "a.jsonl"
    line.write_text(json.dumps({"html": PAGE, "title": "给定的标题"}), "utf-8")
    assert only(read(line)).title == "给定的标题"


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("<div class=meta>2024年4月24日 16:35 记者：方晓</div>", "2024年4月24日 16:35 记者：方晓"),
        ("<div class=meta><i>来源：云岭日报</i>\n<i>作者：林知远 方晓</i></div>", "来源：云岭日报 作者：林知远 方晓"),
        ("<script>x('来源：别处')</script>", None),
        ("<div class=meta>分享到 微信 微博</div>", None),
    ],
)
def test_html_keeps_the_line_of_source(tmp_path: Path, told: str, kept: str | None) -> None:
    """What stands between title and text is no text for trafilatura, which drops it from longer pages."""
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("</h1>", f"</h1>{told}").replace("gb2312", "utf-8"), "utf-8")
    lines = only(read(path)).text.split("\n")
    assert lines[0] == "云岭全年增长百分之五"
    assert lines[1] == kept if kept is not None else lines[1].startswith("一"), lines[:3]


def test_html_without_text(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    path = tmp_path / "a.html"
    path.write_text("<html><body><script>x()</script></body></html>", "utf-8")
    assert "no article text" in complaint(read(path))


def test_html_without_trafilatura(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("newsextract.read.html.import_module", refuse)
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    assert "newsextract[html]" in complaint(read(tmp_path / "a.html"))
