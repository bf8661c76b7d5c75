"""The pages of a real server in a real browser: paste, look, correct, export; and nothing runs that should not."""

import io
import json
import re
import zipfile
from pathlib import Path

import pytest

from newsextract.cli import main
from newsextract.evaluate.run import evaluate_folder

CASES = Path(__file__).parents[1] / "cases"
LOOKS = [
    pytest.param({"phone": device == "phone", "dark": scheme == "dark"}, id=f"{device}-{scheme}")
    for device in ("desktop", "phone")
    for scheme in ("light", "dark")
]


def ready(page, selector):
    page.locator(selector).first.wait_for()


def opened(visit, server, key, **look):
    """The page of a stored article, as soon as it can be corrected."""
    seen = visit(f"{server.url}/?document={key}", **look)
    ready(seen.page, "td button")
    return seen


@pytest.fixture(scope="module")
def reviewing(serve):
    """A server of its own, for tests that correct."""
    return serve()


def polluted(corpus):
    return (corpus / "a02.txt").read_text("utf-8")


# ---------------------------------------------------------------------------------------------- reading


def test_a_pasted_article_is_read(visit, server, corpus):
    seen = visit(f"{server.url}/")
    page = seen.page
    page.locator("textarea").fill(polluted(corpus))
    page.get_by_label("Published on").fill("2023-03-09")
    page.get_by_role("button", name="Read it").click()
    ready(page, "#text .mark")
    assert "瓜菜種植面積" in page.locator(".of-facts").inner_text()
    assert "358,000" in page.locator(".of-facts").inner_text()
    assert "慕容海" in page.locator(".of-offices").inner_text()
    page.locator(".mark.fact", has_text="35.8萬畝").hover()
    assert "358,000" in page.locator("#card").inner_text()
    assert not page.locator("#review").is_visible()
    assert seen.complaints == []
    assert all(url.startswith((server.url, "data:,")) for url in seen.requests)


def test_a_dropped_file_is_read_whatever_its_encoding(visit, server):
    page = visit(f"{server.url}/").page
    text = "云岭市召开会议\n2023年，全市粮食产量120万吨，增长3%。"
    data = list(text.encode("gb18030"))
    drop = """(area, data) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(data)], "news.txt"));
        area.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }"""
    page.locator("textarea").evaluate(drop, data)
    ready(page, "#text .mark")
    assert "120万吨" in page.locator("#text").inner_text()


def test_what_cannot_be_read_is_said(visit, server):
    page = visit(f"{server.url}/").page
    page.locator("textarea").fill("   ")
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("is empty").wait_for()


# ---------------------------------------------------------------------------------------------- correcting


def test_a_fact_is_corrected_and_found_in_the_export(visit, reviewing, corpus, tmp_path, capsys):
    """The whole way: paste, store, correct, delete, add, accept, export, score."""
    seen = visit(f"{reviewing.url}/")
    page = seen.page
    page.locator("textarea").fill(polluted(corpus))
    page.get_by_label("Published on").fill("2023-03-09")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Store and correct").click()
    ready(page, "td button")
    key = re.search(r"document=([^&#]+)", page.url)[1]
    extracted = reviewing.client.get("/document", params={"key": key}).json()

    page.get_by_role("button", name="Correct the fact 瓜菜種植面積").click()
    editor = page.get_by_role("dialog")
    editor.get_by_label("Value").fill("358001")
    editor.get_by_label("Indicator").fill("冬季瓜菜種植面積")
    editor.get_by_label("Period to").fill("2022-06-30")
    editor.get_by_role("button", name="Save").click()
    page.get_by_text("358,001").wait_for()

    page.get_by_role("button", name="Delete the fact 延時運營").click()
    page.locator(".of-facts", has_text="延時運營").wait_for(state="detached")

    select = """() => {
        const text = document.getElementById("text");
        const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("2號樓");
            if (at < 0) continue;
            getSelection().setBaseAndExtent(node, at, node, at + 3);
        }
    }"""
    page.evaluate(select)
    page.get_by_role("button", name="Add a fact").click()
    editor.get_by_label("Indicator").fill("樓號")
    editor.get_by_label("Value").fill("2")
    editor.get_by_label("Unit").fill("号")
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-facts", has_text="樓號").wait_for()

    page.get_by_role("button", name="Correct the office 符亞妹").click()
    editor.get_by_label("Status").select_option("former")
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-offices", has_text="former").wait_for()
    page.get_by_role("button", name="All is right").click()
    page.get_by_text("looked at").wait_for()
    assert seen.complaints == []

    # The extraction stands as it was; the annotation says what the person said.
    assert reviewing.client.get("/document", params={"key": key}).json() == extracted
    with page.expect_download() as download:
        page.get_by_role("button", name="Annotation").click()
    gold = json.loads(Path(download.value.path()).read_text("utf-8"))
    facts = {fact["text"]: fact for fact in gold["facts"]}
    assert (facts["35.8萬畝"]["value"], facts["35.8萬畝"]["indicator"]) == (358001, "冬季瓜菜種植面積")
    assert facts["35.8萬畝"]["period"] == ["2022-01-01", "2022-06-30"]
    assert facts["2號樓"]["unit"] == "号"
    assert "2小時" not in facts
    assert len(gold["facts"]) == len(extracted["facts"])
    former = [(office["person"], office["title"]) for office in gold["positions"] if office["former"]]
    assert former == [("符亞妹", "副市長")]

    archive = zipfile.ZipFile(io.BytesIO(reviewing.client.get("/gold.zip").content))
    assert main(["gold", reviewing.database, "-o", str(tmp_path / "reviewed")]) == 0
    for name in archive.namelist():
        assert (tmp_path / "reviewed" / name).read_bytes() == archive.read(name)
    assert main(["evaluate", str(tmp_path / "reviewed"), "--errors"]) == 0
    assert "358001" in capsys.readouterr().out
    scored = evaluate_folder(tmp_path / "reviewed")
    assert scored.rows["persons"].f1 == 1
    assert scored.rows["facts-value"].tp == len(extracted["facts"]) - 2  # one was corrected, one is new


SELECT = """words => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
}"""


def test_times_and_events_are_corrected_and_scored(visit, serve, tmp_path):
    """Change, add and delete both; what the person said is the annotation, and the program is measured by it."""
    server = serve()
    text = "云岭市召开会议\n3月5日，云岭市粮食工作会议召开，市长林知远讲话。5月，江南县考察团来访。"
    key = server.store(text, key="held", date="2024-03-06")
    extracted = server.client.get("/document", params={"key": key}).json()
    seen = opened(visit, server, key)
    page, editor = seen.page, seen.page.get_by_role("dialog")

    page.get_by_role("button", name="Correct the time 3月5日").click()
    editor.get_by_label("Date").fill("三月五日")
    editor.get_by_role("button", name="Save").click()
    assert editor.is_visible(), "the browser takes what is no date"
    editor.get_by_label("Date").fill("2023-03-35")
    editor.get_by_role("button", name="Save").click()
    editor.get_by_text("not in the calendar").wait_for()
    editor.get_by_label("Date").fill("2023-03-05")
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-times", has_text="2023-03-05").wait_for()

    page.get_by_role("button", name="Correct the event").first.click()
    editor.get_by_label("Role").first.select_option("chair")
    editor.get_by_role("button", name="Add a participant").click()
    assert seen.violations() == []
    editor.get_by_label("Who").last.fill("云岭市")
    editor.get_by_label("Role").last.select_option("host")
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-events", has_text="云岭市 (host)").wait_for()

    page.evaluate(SELECT, "江南县考察团来访")
    page.get_by_role("button", name="Add an event").click()
    editor.get_by_label("Type").select_option("visit")
    editor.get_by_role("button", name="Add a participant").click()
    editor.get_by_label("Who").fill("江南县")
    editor.get_by_label("Role").select_option("visitor")
    editor.get_by_role("button", name="Add a participant").click()
    editor.get_by_role("button", name="Remove").last.click()
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-events", has_text="江南县 (visitor)").wait_for()

    page.evaluate(SELECT, "来访")
    page.get_by_role("button", name="Add a time").click()
    editor.get_by_label("Date").fill("2024-05")
    editor.get_by_role("button", name="Save").click()
    page.locator(".of-times", has_text="来访").wait_for()
    page.get_by_role("button", name="Delete the time 5月").click()
    page.get_by_role("heading", name="Deleted").wait_for()
    assert all("422" in complaint for complaint in seen.complaints)

    assert server.client.get("/document", params={"key": key}).json() == extracted
    assert main(["gold", server.database, "-o", str(tmp_path / "gold")]) == 0
    gold = json.loads((tmp_path / "gold" / "held.gold.json").read_text("utf-8"))
    assert gold["times"] == [{"text": "3月5日", "edtf": "2023-03-05"}, {"text": "来访", "edtf": "2024-05"}]
    visits = [event for event in gold["events"] if event["type"] == "visit"]
    assert [(event["text"], event["participants"]) for event in visits] == [
        ("江南县考察团来访", [{"name": "江南县", "role": "visitor"}])
    ]
    [meeting] = [event for event in gold["events"] if event["type"] == "meeting"]
    assert meeting["participants"] == [{"name": "林知远", "role": "chair"}, {"name": "云岭市", "role": "host"}]
    scored = evaluate_folder(tmp_path / "gold")
    missed = {name: row.gold - row.tp for name, row in scored.rows.items()}
    assert (missed["times"], missed["events"], missed["event participants"]) == (2, 1, 3)


def test_what_cannot_stand_is_refused_and_said(visit, reviewing):
    key = reviewing.store("云岭市召开会议\n2023年，全市粮食产量120万吨，增长3%。", key="refused")
    page = opened(visit, reviewing, key).page
    page.get_by_role("button", name="Correct the fact 粮食产量").first.click()
    editor = page.get_by_role("dialog")
    editor.get_by_label("Place").fill("桃花源")
    editor.get_by_role("button", name="Save").click()
    editor.get_by_text("does not say '桃花源'").wait_for()
    editor.get_by_role("button", name="Cancel").click()
    assert reviewing.client.get("/document/corrections", params={"key": key}).json() == []


def test_what_cannot_stand_is_said_in_the_language_of_the_reader(visit, reviewing):
    key = reviewing.store("云岭市召开会议\n2023年，全市粮食产量120万吨，增长3%。", key="refused-in-chinese")
    page = opened(visit, reviewing, key, locale="zh-CN").page
    page.get_by_role("button", name="更正数据 粮食产量").first.click()
    editor = page.get_by_role("dialog")
    editor.get_by_label("地点").fill("桃花源")
    editor.get_by_role("button", name="保存").click()
    editor.get_by_text("地点：文章中没有“桃花源”，请按文章的写法填写").wait_for()
    editor.get_by_label("地点").fill("")
    editor.get_by_label("单位").fill("")
    editor.get_by_role("button", name="保存").click()
    editor.get_by_text("除排名外，数据都须有单位").wait_for()
    page = visit(f"{reviewing.url}/", locale="zh-TW").page
    page.locator("textarea").fill("   ")
    page.get_by_role("button", name="識別").click()
    page.get_by_text("文章是空的").wait_for()


def test_a_correction_can_be_taken_back(visit, reviewing):
    key = reviewing.store("云岭市召开会议\n2023年，全市粮食产量120万吨，增长3%。", key="undone")
    page = opened(visit, reviewing, key).page
    page.get_by_role("button", name="Delete the fact 粮食产量").first.click()
    page.get_by_text("粮食产量 120万吨").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Deleted").wait_for(state="detached")
    assert "1,200,000" in page.locator(".of-facts").inner_text()


def test_a_token_is_asked_for_and_kept(visit, serve):
    server = serve(token="secret")
    page = visit(f"{server.url}/?view=documents").page
    page.get_by_role("textbox", name="Token").fill("secret")
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("Nothing is stored yet").wait_for()
    page.get_by_role("link", name="Offices").click()
    page.get_by_text("Nothing is stored yet").wait_for()


# ---------------------------------------------------------------------------------------------- looking


def test_a_point_leads_to_its_sentence_and_that_to_its_article(visit, filled):
    page = visit(f"{filled.url}/?view=series").page
    page.get_by_role("link", name="粮食总产量").first.click()
    ready(page, "svg.chart a")
    page.locator("svg.chart a").last.click()
    row = page.locator("tr:target")
    assert "185.6" in row.inner_text()
    row.get_by_role("link").first.click()
    ready(page, "#text .mark")
    assert "粮食" in page.locator("#text").inner_text() or "糧食" in page.locator("#text").inner_text()


def test_offices_lead_to_the_article_that_tells(visit, filled):
    page = visit(f"{filled.url}/?view=offices").page
    page.get_by_label("Person").fill("林知远")
    page.get_by_role("button", name="Find").click()
    ready(page, "#list table")
    assert "市长" in page.locator("#list tbody").inner_text()
    page.locator("#list tbody a").first.click()
    ready(page, "#text .mark")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize(
    "path", ["/", "/?view=documents", "/?view=series&indicator=粮食总产量", "/?view=offices", "document"]
)
def test_axe_finds_nothing(visit, filled, path, look):
    key = filled.client.get("/documents").json()["items"][0]["document_key"]
    seen = visit(filled.url + (f"/?document={key}" if path == "document" else path), **look)
    ready(seen.page, {"/": "textarea", "document": "td button"}.get(path, "#list table"))
    if path == "document":
        assert seen.violations() == []
        seen.page.locator("td button").first.click()
    assert seen.violations() == []
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


ENGLISH = """() => [...document.querySelectorAll("h1, h2, th, td, dt, label, legend, button, option, a, p")]
    .filter((element) => element.checkVisibility() && element.lang !== "en" && !element.closest("[lang^=zh]:not(html)"))
    .map((element) => element.textContent)
    .filter((words) => /[a-z]{2}/.test(words.replace(/\\.txt|\\.html|doc_\\w+|newsextract .*|[a-z]+-[a-z]+/g, "")))"""


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "职务"), ("zh-TW", "職務")])
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_pages_speak_the_language_of_their_reader(visit, filled, locale, words, phone):
    """Every page, and the form for each kind of thing, without a word of English; axe finds nothing."""
    key = filled.client.get("/documents").json()["items"][0]["document_key"]
    paths = (
        "/",
        "/?view=documents",
        "/?view=series",
        "/?view=series&indicator=粮食总产量",
        "/?view=offices",
        f"/?document={key}",
    )
    for path in paths:
        seen = visit(filled.url + path, locale=locale, phone=phone, dark=phone)
        page = seen.page
        ready(page, "td button" if "document=" in path else "textarea" if path == "/" else "#list table")
        assert page.locator("html").get_attribute("lang") == ("zh-Hans" if locale == "zh-CN" else "zh-Hant")
        assert page.evaluate(ENGLISH) == [], path
        assert (seen.violations(), seen.complaints) == ([], [])
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"
    assert words in page.locator(".of-offices").inner_text()
    for table in ("facts", "offices", "names", "times", "events"):
        page.locator(f".of-{table} td button").first.click()
        page.get_by_role("dialog").wait_for()
        assert page.evaluate(ENGLISH) == [], table
        assert seen.violations() == []
        page.keyboard.press("Escape")


def test_the_language_is_chosen_and_kept_and_what_was_pasted_stays(visit, server):
    page = visit(f"{server.url}/", locale="zh-TW").page
    page.locator("textarea").fill("云岭市召开会议")
    page.get_by_role("button", name="简体中文").click()
    page.get_by_role("button", name="保存并更正").wait_for()
    assert page.locator("textarea").input_value() == "云岭市召开会议"
    page.get_by_role("link", name="任职情况").click()
    page.get_by_role("heading", name="谁任何职").wait_for()
    assert page.title() == "谁任何职 · newsextract"
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="Who holds which office").wait_for()


def test_an_article_without_its_text_shows_its_tables(visit, serve, project):
    server = serve()
    assert main([str(project / "docs/examples/rice.txt"), "--to", server.database, "--no-output"]) == 0
    seen = visit(f"{server.url}/?view=documents")
    seen.page.locator("#list tbody a").click()
    seen.page.get_by_text("was not kept").wait_for()
    assert "1,856,000" in seen.page.locator(".of-facts").inner_text()
    assert not seen.page.locator("#review").is_visible()
    assert (seen.violations(), seen.complaints) == ([], [])


# ---------------------------------------------------------------------------------------------- attacks


def test_strings_that_would_be_markup_stay_text(visit, serve):
    server = serve()
    strings = json.loads((CASES / "markup_attacks.json").read_text("utf-8"))
    assert len(strings) >= 300
    text = "\n".join(["云岭市召开会议", *strings, "2023年，全市粮食产量120万吨。"])
    sent = {"text": text, "id": strings[0], "title": strings[1], "publisher": strings[2], "uri": strings[3]}
    assert server.client.post("/documents", json=sent).status_code == 200
    for path in (f"/?document={strings[0]}", "/?view=documents", "/?view=series", "/?view=offices"):
        seen = visit(server.url + path.replace("#", "%23"), locale="zh-CN" if "document" in path else "en-US")
        ready(seen.page, "td button" if "document=" in path else "#list > *")
        seen.page.wait_for_timeout(200)
        assert (seen.dialogs, seen.complaints) == ([], [])
        assert seen.page.evaluate("window.hacked") is None
        assert all(url.startswith((server.url, "data:,")) for url in seen.requests), seen.requests
        assert seen.page.locator("#text :not(a, del)").count() == 0


@pytest.mark.parametrize("start", [0, 100, 200])
def test_such_strings_in_corrections_stay_text(visit, reviewing, start):
    server = reviewing
    strings = json.loads((CASES / "markup_attacks.json").read_text("utf-8"))[start : start + 100]
    key = server.store("云岭市召开会议\n2023年，全市粮食产量120万吨。", key=f"attacked-{start}")
    fact = server.client.get("/document", params={"key": key}).json()["facts"][0]["id"]
    seen = None
    for number, string in enumerate(strings):
        said = {"target": "fact", "action": "change", "id": fact, "fields": {"indicator": string, "unit": string}}
        told = server.client.post("/document/corrections", params={"key": key}, json={**said, "reviewer": string[:200]})
        assert told.status_code == 201, told.text
        if number % 20 == 0:
            seen = opened(visit, server, key)
            assert seen.page.locator("#f0 td").first.text_content() == string
            assert (seen.dialogs, seen.complaints) == ([], [])
            assert seen.page.evaluate("window.hacked") is None
