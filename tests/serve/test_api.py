"""The HTTP API of a real server: articles in, records out, lists, limits, who may ask."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from newsextract.cli import main
from newsextract.serve.pages import choose_language
from newsextract.serve.workers import Workers

ARTICLE = "云岭市召开会议\n2023年，全市粮食产量120万吨，增长3%。市长林知远出席。"
PLAIN = {"content-type": "text/plain; charset=utf-8"}


@pytest.mark.parametrize("name", ["a02.txt", "d03_company_annual_report.txt"])
def test_a_text_gives_the_record_of_the_command_line(server, corpus, capsysbinary, name):
    path = corpus / name
    assert main([str(path), "--date", "2024-03-09", "--format", "json"]) == 0
    told = capsysbinary.readouterr().out
    answer = server.client.post(
        "/extract", params={"date": "2024-03-09"}, content=path.read_bytes(), headers={"content-type": "text/plain"}
    )
    assert answer.status_code == 200
    assert answer.content == told


def test_json_tells_what_is_known_besides(server):
    sent = {"text": ARTICLE, "id": "n1", "uri": "https://example.org/1", "publisher": "云岭日报", "date": "2024-01-05"}
    document = server.client.post("/extract", json=sent).json()["document"]
    assert (document["key"], document["uri"], document["published"]) == ("n1", sent["uri"], "2024-01-05")


def test_html_is_read_and_given(server):
    pytest.importorskip("trafilatura")
    page = f"<html><body><article><h1>云岭市召开会议</h1><p>{ARTICLE}</p><p>{ARTICLE}</p></article></body></html>"
    answer = server.client.post("/extract", content=page.encode(), headers={"content-type": "text/html"})
    assert any(fact["text"] == "120万吨" for fact in answer.json()["facts"])


@pytest.mark.parametrize(
    ("name", "words"), [("html", "Content-Security-Policy"), ("csv", "indicator_key"), ("table", "Facts (")]
)
def test_other_formats(server, name, words):
    answer = server.client.post("/extract", params={"format": name}, content=ARTICLE.encode(), headers=PLAIN)
    assert words in answer.text


def test_a_stream_of_lines_gives_a_line_each(server):
    lines = [json.dumps({"text": ARTICLE, "id": str(n)}) for n in range(3)]
    body = "\n".join([lines[0], "no json", "", lines[1], '{"text": 5}', lines[2]])
    answer = server.client.post("/extract", content=body.encode(), headers={"content-type": "application/x-ndjson"})
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [row.get("document", {}).get("key", row.get("line")) for row in found] == ["0", 2, "1", 5, "2"]


def test_a_stream_is_answered_while_it_is_sent(server):
    """Lines come back in portions; nothing waits for the whole body."""
    line = json.dumps({"text": ARTICLE}).encode() + b"\n"
    body = (line for _ in range(5))
    with server.client.stream(
        "POST", "/extract", content=body, headers={"content-type": "application/x-ndjson"}
    ) as got:
        assert sum(1 for _ in got.iter_lines()) == 5


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (PLAIN, b"", 422),
        (PLAIN, b"\x00\x01\x02\xff" * 50, 422),
        ({"content-type": "application/json"}, b"[]", 422),
        ({"content-type": "application/json"}, b"{", 422),
        ({"content-type": "application/json"}, b'{"text": "a", "html": "b"}', 422),
        ({"content-type": "application/json"}, b'{"text": "a", "url": "http://example.invalid"}', 422),
        ({"content-type": "application/pdf"}, b"x", 415),
        ({}, b"x", 415),
        ({"content-type": "text/plain; charset=nonsense"}, ARTICLE.encode(), 422),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_reason(server, headers, body, status):
    answer = server.client.post("/extract", content=body, headers=headers)
    assert answer.status_code == status
    assert answer.json()["detail"]


# ---------------------------------------------------------------------------------------------- limits


@pytest.fixture(scope="module")
def small(serve):
    """A server with narrow limits."""
    return serve("--max-size", "2000000", "--timeout", "6", token="secret")


def test_a_large_body_is_refused(small):
    answer = small.client.post("/extract", content=b"x" * 2_000_001, headers=PLAIN)
    assert answer.status_code == 413
    parts = (b"x" * 100_000 for _ in range(30))  # without a length in the header
    answer = small.client.post("/extract", content=parts, headers=PLAIN)
    assert answer.status_code == 413


def test_a_long_line_of_a_stream_is_refused_and_the_next_one_read(small):
    lines = [json.dumps({"text": "字" * 1_000_000}), json.dumps({"text": ARTICLE})]
    answer = small.client.post(
        "/extract", content="\n".join(lines).encode(), headers={"content-type": "application/x-ndjson"}
    )
    first, second = map(json.loads, answer.text.splitlines())
    assert "larger than" in first["error"]
    assert second["facts"]


def test_the_time_limit_ends_the_work_and_the_next_article_is_read(small, corpus):
    """A long article is given up in time; the process that read it is gone, and a new one reads on."""
    text = (corpus / "d03_company_annual_report.txt").read_text("utf-8") * 600
    begun = time.monotonic()
    answer = small.client.post("/extract", content=text.encode(), headers=PLAIN)
    assert answer.status_code == 503
    assert "longer than allowed" in answer.json()["detail"]
    assert time.monotonic() - begun < 20
    assert small.client.post("/extract", content=ARTICLE.encode(), headers=PLAIN).status_code == 200
    assert "newsextract_worker_restarts 1.0" in small.client.get("/metrics").text


def test_a_process_that_dies_is_replaced():
    workers = Workers(1, 60)
    try:
        workers._all[0]._process.kill()
        with pytest.raises(Exception, match="died"):
            workers.run("clean_passages", [("云岭市", [(0, 3)])])
        assert workers.run("clean_passages", [("云岭市", [(0, 3)])]) == [["云岭市"]]
    finally:
        workers.close()


def test_many_at_once_are_all_answered(server):
    with ThreadPoolExecutor(12) as pool:
        found = list(
            pool.map(
                lambda _: server.client.post("/extract", content=ARTICLE.encode(), headers=PLAIN).status_code, range(24)
            )
        )
    assert found == [200] * 24


# ---------------------------------------------------------------------------------------------- who may ask


def test_a_token_is_asked_for(small):
    bare = httpx.Client(base_url=small.url)
    for path in ("/documents", "/metrics", "/openapi.json", "/static/../documents"):
        assert bare.get(path).status_code == 401, path
    assert bare.get("/documents", headers={"Authorization": "Bearer wrong"}).status_code == 401
    assert bare.get("/documents", headers={"Authorization": "Bearer sécret".encode()}).status_code == 401
    assert bare.get("/health").status_code == 200
    assert bare.get("/").status_code == 200
    assert small.client.get("/documents").status_code == 200


def test_names_that_lead_here_by_trick_are_refused(server):
    """A page elsewhere whose name is made to point at this machine (DNS rebinding) learns nothing."""
    assert server.client.get("/documents", headers={"host": "evil.example"}).status_code == 403
    assert server.client.get("/documents", headers={"host": "localhost:1"}).status_code == 200
    assert server.client.get("/documents", headers={"host": "[::1"}).status_code == 403


def test_other_sites_cannot_post(server):
    sent = {"content": ARTICLE.encode(), "headers": {**PLAIN, "origin": "https://evil.example"}}
    assert server.client.post("/documents", **sent).status_code == 403
    own = {**sent, "headers": {**PLAIN, "origin": server.url}}
    assert server.client.post("/extract", **own).status_code == 200


@pytest.mark.parametrize("path", ["/", "/documents", "/static/app.js", "/nothing"])
def test_browsers_are_told_what_they_may_do(server, path):
    headers = server.client.get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_strangers_need_a_token(capsys, monkeypatch):
    monkeypatch.delenv("NEWSEXTRACT_TOKEN", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--host", "0.0.0.0", "--port", "0"])
    assert ended.value.code == 2
    assert "token" in capsys.readouterr().err


# ---------------------------------------------------------------------------------------------- lists


def get(server, path, **params):
    answer = server.client.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_before_anything_is_stored_lists_are_empty(serve):
    fresh = serve()
    for path in ("/documents", "/facts", "/offices", "/indicators"):
        assert get(fresh, path) == {"items": [], "next": None}
    assert get(fresh, "/series", indicator="x")["items"] == []
    assert get(fresh, "/health")["database"] is None
    assert fresh.client.get("/document", params={"key": "x"}).status_code == 404


def test_documents_are_listed_and_found(filled):
    items = get(filled, "/documents")["items"]
    assert len(items) == 4
    assert [item["published"] for item in items] == sorted((item["published"] for item in items), reverse=True)
    assert all(item["has_text"] and item["facts"] for item in items)
    assert len(get(filled, "/documents", words="经济")["items"]) == 2
    assert get(filled, "/documents", words="100%")["items"] == []
    assert len(get(filled, "/documents", since="2024-01-01", until="2024-02-01")["items"]) == 2


def test_portions_follow_each_other(filled):
    whole = get(filled, "/facts", limit=500)["items"]
    offset, parts = 0, []
    while offset is not None:
        page = get(filled, "/facts", limit=7, offset=offset)
        parts += page["items"]
        offset = page["next"]
    assert parts == whole
    assert len(whole) > 20


def test_facts_are_filtered(filled):
    found = get(filled, "/facts", indicator="粮食总产量", place="桂林市", kind="quantity", since="2023-01-01")["items"]
    assert {fact["value"] for fact in found} == {1856000}
    assert all(fact["period_end"] >= "2023-01-01" for fact in found)
    for fact in found:
        record = get(filled, "/document", key=fact["document_key"])
        [same] = [own for own in record["facts"] if own["id"] == fact["fact_id"]]
        assert same["text"] == fact["text"]


def test_offices_tell_who_holds_them(filled):
    found = get(filled, "/offices", place="桂林", title="市长")["items"]
    assert {(office["person"], office["title"]) for office in found} >= {("林知远", "市长"), ("覃远山", "副市长")}


def test_a_series_tells_its_sentences_and_has_a_chart(filled):
    found = get(filled, "/series", indicator="粮食总产量")
    assert [(point["period_end"], point["value"]) for point in found["items"]] == [
        *(("2022-12-31", 1814000), ("2023-12-31", 1856000)),
    ]
    sentences = [said["sentence"] for point in found["items"] for said in point["said"]]
    assert any("185.6" in sentence for sentence in sentences)
    assert "<svg" in found["charts"]
    assert get(filled, "/indicators", words="粮食")["items"][0]["points"] == 2


def test_a_record_comes_back_as_it_was(filled):
    for item in get(filled, "/documents")["items"]:
        record = get(filled, "/document", key=item["document_key"])
        assert record["document"]["key"] == item["document_key"]
        assert len(record["facts"]) == item["facts"]


def test_counts_are_told(server):
    server.client.post("/extract", content=ARTICLE.encode(), headers=PLAIN)
    text = server.client.get("/metrics").text
    assert 'newsextract_requests_total{method="POST",route="/extract",status="200"}' in text
    assert 'newsextract_articles_total{outcome="done"}' in text


# ---------------------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("chosen", "header", "language"),
    [
        (None, "", "en"),
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        (None, "zh-TW,zh;q=0.9,en-US;q=0.8", "zh-Hant"),
        (None, "zh-Hant-HK", "zh-Hant"),
        (None, "zh-Hans-HK, en;q=0.5", "zh-Hans"),
        (None, "zh-MO", "zh-Hant"),
        (None, "ZH", "zh-Hans"),
        (None, "de-DE,de;q=0.9,zh-TW;q=0.4,en;q=0.7", "en"),
        (None, "fr", "en"),
        (None, "en;q=0, zh-CN;q=0.1", "zh-Hans"),
        (None, "en;q=nonsense, zh-TW;q=0.001", "zh-Hant"),
        (None, ",;q=,zh_TW,-;;", "en"),
        ("zh-Hant", "en", "zh-Hant"),
        ("fr", "zh-CN", "zh-Hans"),
        ("<script>", "", "en"),
    ],
)
def test_pages_are_in_the_language_that_is_asked_for(server, chosen, header, language):
    assert choose_language(chosen, header) == language
    cookies = {"Cookie": f"language={chosen}"} if chosen else {}
    answer = server.client.get("/", headers={"Accept-Language": header, **cookies})
    assert answer.headers["content-language"] == language
    assert f'<html lang="{language}">' in answer.text
    assert {"en": ">Read it<", "zh-Hans": ">识别<", "zh-Hant": ">識別<"}[language] in answer.text


# ---------------------------------------------------------------------------------------------- corrections


@pytest.fixture(scope="module")
def stored(server):
    """The key and record of a stored article."""
    key = server.store(ARTICLE, key="n/1?ü#", date="2024-01-05")
    return key, get(server, "/document", key=key)


def correct(server, key, **said):
    return server.client.post("/document/corrections", params={"key": key}, json=said)


def test_a_correction_stands_beside_the_extraction(server, stored):
    key, record = stored
    fact = next(fact for fact in record["facts"] if fact["text"] == "120万吨")
    told = correct(
        server, key, target="fact", action="change", id=fact["id"], fields={"value": "1200000.5"}, reviewer="甲"
    )
    assert told.status_code == 201
    assert told.json()["reviewer"] == "甲"
    assert get(server, "/document", key=key) == record
    view = get(server, "/document/view", key=key)
    assert next(f for f in view["record"]["facts"] if f["id"] == fact["id"])["value"] == 1200000.5
    assert [c["action"] for c in get(server, "/document/corrections", key=key)] == ["change"]
    assert server.store(ARTICLE, key=key, date="2024-01-06") == key  # extracted anew, otherwise
    gold = get(server, "/document/gold", key=key)
    assert 1200000.5 in [fact["value"] for fact in gold["facts"]]


@pytest.mark.parametrize(
    "said",
    [
        {"target": "fact", "action": "add", "fields": {"value": "1", "unit": "t"}},
        {"target": "fact", "action": "add", "fields": {"value": "1", "unit": "t", "start": 5, "end": 500}},
        {"target": "fact", "action": "add", "fields": {"value": "1", "start": 1, "end": 3}},
        {
            "target": "fact",
            "action": "add",
            "fields": {"value": "1", "unit": "t", "start": 1, "end": 3, "place": "桃花源"},
        },
        {"target": "fact", "action": "change", "fields": {"value": "1"}},
        {"target": "fact", "action": "change", "id": "x", "fields": {"value": "1e5"}},
        {"target": "fact", "action": "change", "id": "x", "fields": {"value": "NaN"}},
        {"target": "fact", "action": "change", "id": "x", "fields": {"period_end": "2024-02-31x"}},
        {"target": "fact", "action": "change", "id": "x", "fields": {"period_end": "2023-02-30"}},
        {"target": "fact", "action": "change", "id": "x", "fields": {"colour": "red"}},
        {"target": "fact", "action": "accept"},
        {"target": "position", "action": "add", "fields": {"start": 1, "end": 3}},
        {"target": "time", "action": "add", "fields": {"start": 1, "end": 3}},
        {"target": "time", "action": "add", "fields": {"start": 1, "end": 3, "edtf": "2024-02-30"}},
        {"target": "time", "action": "add", "fields": {"edtf": "2024-02-03"}},
        {"target": "time", "action": "change", "id": "x", "fields": {"edtf": None}},
        {"target": "event", "action": "add", "fields": {"start": 1, "end": 3, "type": "party"}},
        {"target": "event", "action": "add", "fields": {"start": 1, "end": 3, "name": "桃花源"}},
        {
            "target": "event",
            "action": "add",
            "fields": {"start": 1, "end": 3, "participants": [{"name": "陶渊明", "role": "host"}]},
        },
        {
            "target": "event",
            "action": "add",
            "fields": {"start": 1, "end": 3, "participants": [{"name": "云岭市", "role": "guest"}]},
        },
        {"target": "weather", "action": "delete", "id": "x"},
        {},
    ],
    ids=str,
)
def test_what_cannot_be_corrected_is_refused(server, stored, said):
    answer = correct(server, stored[0], **said)
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"]


def test_times_and_events_are_corrected(serve):
    server = serve()
    key = server.store("云岭市召开会议\n3月5日，云岭市粮食工作会议召开，市长林知远讲话。", date="2024-03-06")
    record = get(server, "/document", key=key)
    [time], [event] = record["times"], record["events"]
    people = [{"name": "林知远", "role": "chair"}]
    for target, own, fields in (
        ("time", time["id"], {"edtf": "2023-03-05"}),
        ("event", event["id"], {"participants": people}),
    ):
        told = correct(server, key, target=target, action="change", id=own, fields=fields)
        assert (told.status_code, told.json()["fields"]) == (201, fields)
    added = correct(server, key, target="time", action="add", fields={"start": 0, "end": 3, "edtf": "2023"})
    assert added.status_code == 201
    view = get(server, "/document/view", key=key)
    assert {row["target"] for row in view["rows"].values()} >= {"time", "event"}
    assert {one["words"] for one in view["said"]} == {"3月5日", event["name"], ""}
    gold = get(server, "/document/gold", key=key)
    assert gold["times"] == [{"text": "云岭市", "edtf": "2023"}, {"text": "3月5日", "edtf": "2023-03-05"}]
    assert gold["events"][0]["participants"] == people
    assert get(server, "/document", key=key) == record


def test_there_is_nothing_to_correct_without_the_text(serve, project, tmp_path):
    server = serve()
    [path] = (project / "docs/examples").glob("rice.txt")
    assert main([str(path), "--to", server.database, "--no-output"]) == 0
    key = get(server, "/documents")["items"][0]["document_key"]
    for answer in (
        correct(server, key, target="document", action="accept"),
        correct(server, "none", target="document", action="accept"),
    ):
        assert answer.status_code == 404
        assert "--keep-text" in answer.json()["detail"] or "no such article" in answer.json()["detail"]
    view = get(server, "/document/view", key=key)
    assert not view["has_text"]
    assert "1,856,000" in view["tables"]
    assert "href" not in view["tables"]


@pytest.mark.parametrize("words", ["\0", "%", "'; DROP TABLE documents; --", "\\", "_", "\u202e", "𠮷" * 50])
def test_strange_words_find_nothing_and_break_nothing(filled, words):
    assert get(filled, "/documents", words=words)["items"] == []
    assert get(filled, "/offices", person=words)["items"] == []
    assert get(filled, "/series", indicator=words)["items"] == []


def test_a_lexicon_is_known_to_the_server(serve, tmp_path):
    lexicon = tmp_path / "mine.tsv"
    lexicon.write_text("云岭市\tplace\tcity\t云岭大市\n", "utf-8")
    server = serve("--lexicon", str(lexicon))
    record = server.client.post("/extract", content=ARTICLE.encode(), headers=PLAIN).json()
    assert "云岭大市" in [entity["name"] for entity in record["entities"]]
