"""The self-contained page in a real browser: what it shows, how it is used, what it never does."""

import json
from pathlib import Path

import pytest

from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text, read_inputs
from newsextract.write.files import encode_text
from newsextract.write.html import format_page

CASES = Path(__file__).parents[1] / "cases"
LOOKS = [
    pytest.param({"phone": device == "phone", "dark": scheme == "dark"}, id=f"{device}-{scheme}")
    for device in ("desktop", "phone")
    for scheme in ("light", "dark")
]
SERIES = "云岭市统计局公布，2021年全市粮食产量120万吨，2022年全市粮食产量125万吨，2023年全市粮食产量131.5万吨。"


@pytest.fixture(scope="module")
def page_of(tmp_path_factory):
    """The address of the page of an article."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}

    def make(article, date=None):
        if article.text not in made:
            record = extract_article(article, Config(date=date)).to_dict()
            path = folder / f"{len(made)}.html"
            path.write_bytes(encode_text(format_page(record, article)))
            made[article.text] = path.as_uri()
        return made[article.text]

    return make


@pytest.fixture(scope="module")
def polluted(corpus, page_of):
    """The page of an article that is full of pinyin residue."""
    return page_of(next(iter(read_inputs([str(corpus / "a02.txt")]))), "2023-03-09")


def text_of(page):
    """The article as it is in the page, whatever is hidden."""
    return page.locator("#text").evaluate("element => element.textContent")


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_is_fetched(visit, polluted, look):
    seen = visit(polluted, **look)
    assert seen.violations() == []
    assert seen.requests == [polluted]
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


@pytest.mark.parametrize("look", LOOKS)
def test_a_page_with_everything_is_accessible(visit, corpus, page_of, look):
    """Tables, chart, unresolved, events: the record of a test that has something in every field."""
    article = next(iter(read_inputs([str(corpus / "d03_company_annual_report.txt")])))
    seen = visit(page_of(article), **look)
    assert seen.violations() == []
    assert seen.complaints == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_the_text_is_whole_and_residue_is_shown_on_request(visit, polluted, corpus):
    page = visit(polluted).page
    original = (corpus / "a02.txt").read_text("utf-8")
    assert text_of(page) == original
    assert "產(chǎn)量" not in page.locator("#text").inner_text()
    assert "產量" in page.locator("#text").inner_text()
    page.get_by_label("what cleaning removed").check()
    assert "產(chǎn)量" in page.locator("#text").inner_text().replace("\n", "")
    struck = page.locator("#text del").first
    assert struck.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"


def test_pointing_at_a_figure_shows_its_row(visit, polluted):
    page = visit(polluted).page
    page.locator(".mark.fact", has_text="35.8萬畝").hover()
    card = page.locator("#card")
    assert card.is_visible()
    assert "358,000" in card.inner_text()
    row = page.locator("tr.lit")
    assert "瓜菜種植面積" in row.inner_text()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_row_and_words_lead_to_each_other_by_keyboard(visit, polluted):
    page = visit(polluted).page
    page.locator(".mark.fact", has_text="61.4萬噸").focus()
    assert "614,000" in page.locator("#card").inner_text()
    page.keyboard.press("Enter")
    assert "614,000" in page.locator("tr:target").inner_text()
    page.locator("tr:target a").focus()
    page.keyboard.press("Enter")
    assert page.locator(".mark:target").inner_text() == "61.4萬噸"


def test_a_tap_shows_the_card_and_the_next_one_follows(visit, polluted):
    page = visit(polluted, phone=True).page
    mark = page.locator(".mark.fact", has_text="35.8萬畝")
    mark.tap()
    assert "358,000" in page.locator("#card").inner_text()
    assert "#" not in page.url
    page.locator("#card a").first.tap()
    assert "瓜菜種植面積" in page.locator("tr:target").inner_text()


def test_marks_of_a_kind_can_be_put_out(visit, polluted):
    page = visit(polluted).page
    colour = "e => getComputedStyle(e).backgroundColor"
    person = page.locator(".mark.person").first
    before = person.evaluate(colour)
    page.get_by_label("person", exact=True).uncheck()
    assert person.evaluate(colour) == "rgba(0, 0, 0, 0)" != before


def test_a_series_is_a_chart_whose_points_lead_to_the_rows(visit, page_of):
    seen = visit(page_of(article_from_text(SERIES)))
    points = seen.page.locator("figure .chart a")
    assert points.count() == 3
    assert "120万" in points.first.text_content()
    points.last.click()
    assert "1,315,000" in seen.page.locator("tr:target").inner_text()
    assert seen.violations() == []


# ---------------------------------------------------------------------------------------------- the reader's language

ENGLISH = """() => [...document.querySelectorAll("h2, th, td, dt, label, button, .notice, .skip, #card h3")]
    .filter((element) => element.lang !== "en" && !element.closest("[lang=zh]"))
    .map((element) => element.textContent)
    .filter((words) => /[a-z]{2}/.test(words.replace(/\\b(html|gb2260|doc_\\w+|[a-z]+-[a-z]+)\\b|--date/g, "")))"""


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", "数据"), ("zh-SG", "数据"), ("zh-TW", "數據"), ("zh-HK", "數據")]
)
@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_the_page_speaks_the_language_of_its_reader(visit, corpus, page_of, locale, words, phone):
    for name in ("a02", "d03_company_annual_report"):
        article = next(iter(read_inputs([str(corpus / f"{name}.txt")])))
        seen = visit(page_of(article, "2023-03-09"), locale=locale, phone=phone, dark=phone)
        assert seen.page.locator(".of-facts h2").inner_text().startswith(words)
        assert seen.page.evaluate(ENGLISH) == []
        assert (seen.violations(), seen.complaints, len(seen.requests)) == ([], [], 1)
        assert text_of(seen.page) == article.text
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "scrolls sideways"


def test_the_language_can_be_chosen_and_is_kept(visit, polluted):
    page = visit(polluted, locale="fr-FR").page
    assert page.locator(".of-offices th").all_inner_texts()[:2] == ["Person", "Office"]
    chosen = page.get_by_role("button", name="繁體中文")
    chosen.click()
    assert page.locator(".of-offices th").all_inner_texts()[:2] == ["人物", "職務"]
    assert page.locator("#found").get_attribute("lang") == "zh-Hant"
    assert page.get_by_role("button", pressed=True).all_inner_texts() == ["繁體中文"]
    page.locator(".mark.fact", has_text="35.8萬畝").hover()
    card = page.locator("#card").inner_text()
    assert all(words in card for words in ("指標", "數值", "檢視表格"))
    assert "數量" in page.locator(".mark.fact", has_text="35.8萬畝").get_attribute("title")
    page.get_by_label("清理時刪去的內容").check()
    assert "產(chǎn)量" in page.locator("#text").inner_text().replace("\n", "")
    page.reload()
    assert page.locator(".of-offices th").first.inner_text() == "人物"
    page.get_by_role("button", name="English").click()
    assert page.locator(".of-offices th").first.inner_text() == "Person"


def test_without_scripts_the_links_still_lead(browser, polluted):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(polluted)
    assert not page.locator("#languages").is_visible()
    page.locator(".mark.fact", has_text="35.8萬畝").click()
    assert page.url.split("#")[1] in (page.locator("tr", has_text="358,000").get_attribute("id"),)
    context.close()


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_strings_that_would_be_markup_stay_text(visit, page_of, locale):
    strings = json.loads((CASES / "markup_attacks.json").read_text("utf-8"))
    assert len(strings) >= 300
    text = "\n".join(["云岭市召开会议", *strings, "全市粮食产量120万吨。"])
    seen = visit(page_of(article_from_text(text, title=strings[0], publisher=strings[1])), locale=locale)
    seen.page.wait_for_timeout(300)
    assert seen.dialogs == []
    assert seen.complaints == []
    assert len(seen.requests) == 1
    assert seen.page.evaluate("window.hacked") is None
    found = text_of(seen.page)
    for string in strings:
        assert string.replace("\r\n", "\n").replace("\r", "\n") in found or "\x00" in string or not string.isprintable()
    allowed = "a,del,#text"
    assert seen.page.locator(f"#text :not({allowed})").count() == 0
