"""The words of the pages: none is missing in a language, none unused, and no page shows any that is not among them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newsextract.assemble import facts, tables
from newsextract.clean.script import simplify
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text, read_inputs
from newsextract.resources import page_part, read_schema, read_table, served_part
from newsextract.serve import models
from newsextract.write.html import format_page
from newsextract.write.marks import KINDS
from newsextract.write.words import (
    LANGUAGES,
    Word,
    find_keys,
    joined,
    markup,
    named,
    plain,
    translate,
    word_table,
    words,
)

SOURCE = Path(__file__).resolve().parents[2] / "src" / "newsextract"
SCRIPTS = {"app.js": served_part("app.js"), "page.js": page_part("page.js")}
TEMPLATES = {"app.html": served_part("app.html"), "page.html": page_part("page.html")}
DEFINED = read_schema()["$defs"]


def values(table, field):
    return [value for value in DEFINED[table]["properties"][field]["enum"] if value is not None]


VALUES = {
    **{f"{field}": values("fact", field) for field in ("kind", "modifier", "basis", "modality")},
    "prices": values("fact", "price_basis"),
    "release": values("fact", "release_status"),
    "status": values("position", "status"),
    **{field: values("entity", field) for field in ("type", "subtype")},
    **{field: values("document", field) for field in ("script", "region")},
    "event": list(models.EventType.__args__),
    "role": list(models.Role.__args__),
    "mark": list(KINDS),
    "reason": [*facts._REASONS, *tables._REASONS, "no-chinese", "damaged-text"],
    "thing": ["fact", "entity", "position", "time", "event"],
    "add": ["fact", "entity", "position", "time", "event"],
    "removed": [
        *("pinyin_residue", "fullwidth", "space", "doubled_punctuation", "html_tag", "html_comment", "html_entity"),
        *("letter_spacing", "line_end", "invisible"),
    ],
}


def test_every_word_is_there_in_every_language():
    for key, told in words().items():
        assert len(told) == len(LANGUAGES) and all(one.strip() for one in told), key
        assert len({one.count("{}") for one in told}) == 1, key
        assert not any(re.search("[<>]", one) for one in told), key


def test_chinese_words_are_of_their_script():
    for key, (_, hans, hant) in words().items():
        assert simplify(hans) == hans, key
        assert not set(hant) & set(to_hans_only()), key


def to_hans_only():
    return {row[0] for row in read_table("lexicons/simplified_only.tsv", 1)}


def test_every_value_of_a_record_has_a_word():
    missing = [
        f"{group}.{value}" for group, found in VALUES.items() for value in found if f"{group}.{value}" not in words()
    ]
    assert missing == []
    messages = {**facts._REASONS, **tables._REASONS}
    assert {code: words()[f"reason.{code}"][0] for code in messages} == messages
    assert named("role", "guest_of_honour") == "guest of honour"


def test_each_word_is_used_and_each_that_is_used_is_there():
    """Scripts and html.py name keys in quotes, or a group whose values are known."""
    told = {key for text in TEMPLATES.values() for key in find_keys(text)}
    code = "\n".join([*SCRIPTS.values(), (SOURCE / "write" / "html.py").read_text("utf-8")])
    told |= set(re.findall(r'"((?:[a-z]+\.)[a-z][a-z_-]*)"', code)) & words().keys()
    told |= {f"{group}.{value}" for group, found in VALUES.items() for value in found}
    quoted = re.findall(r'"([a-z0-9_-]+)"', code)
    told |= {f"{group}.{name}" for group in ("column", "table", "about", "field", "review") for name in quoted}
    told |= {f"review.{name}-it" for name in ("correct", "delete", "undo")}
    assert sorted(words().keys() - told) == []
    asked = {key for script in SCRIPTS.values() for key in re.findall(r'\bw\("([^"]+)"', script)}
    asked |= set(re.findall(r'\bWord\("([^"]+)"', code))
    assert asked - words().keys() == set()
    fields = re.findall(r'(?<!", )\["([a-z0-9_]+)"', SCRIPTS["app.js"].partition("const FIELDS")[2].partition("};")[0])
    assert {f"field.{name}" for name in fields} <= words().keys()


class Visible(HTMLParser):
    """Texts and labels of a page with the keys beside them."""

    SKIPPED = ("script", "style", "title")
    VOID = ("meta", "link", "input", "br", "img")

    def __init__(self):
        super().__init__()
        self.stack = []
        self.texts = []
        self.labels = []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        for name in ("aria-label", "placeholder", "title", "alt"):
            if name in told:
                self.labels.append((told[name], told.get("data-w-label") if name == "aria-label" else None))
        if tag not in self.VOID:
            self.stack.append((tag, told))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not any(tag in self.SKIPPED for tag, _ in self.stack):
            self.texts.append((data.strip(), self.stack[-1][1] if self.stack else {}))


OWN = {"newsextract", "English", "简体中文", "繁體中文"}


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_visible_string_of_a_template_is_a_word(name):
    seen = Visible()
    seen.feed(TEMPLATES[name])
    for text, told in seen.texts:
        if text not in OWN and not re.fullmatch(r"(\$\w+\s*)+", text):
            assert words()[told["data-w"]][0] == text, text
    for label, key in seen.labels:
        assert key and words()[key][0] == label, label


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_hold_no_words_of_their_own(name):
    """What looks like words in a string is for the machine."""
    code = re.sub(r"^\s*//.*$|(?<=[;,{]) // .*$", "", SCRIPTS[name], flags=re.MULTILINE)
    pairs = re.findall(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`$]|\$\{[^{}`]*\}|\$(?!\{))*)`', code)
    like_words = re.compile(r"(?<![a-z])[A-Z][a-z]|[a-z] [a-z]|[\u3400-\u9fff]")
    assert {string for pair in pairs for string in pair if like_words.search(string)} <= {
        *("${path}?${new URLSearchParams(kept)}", "Bearer ${token}", "Content-Type", 'nav a[href$="${name}"]'),
        *("Escape", "use strict", "zh-Hans", "zh-Hant"),
    }


def test_a_template_is_translated_and_stays_as_it_is():
    for text in TEMPLATES.values():
        assert translate(text, "en") == text
        hans = translate(text, "zh-Hans")
        assert find_keys(hans) == find_keys(text)
        assert re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "", hans) == re.sub(r">[^<]*<|aria-label=\"[^\"]*\"", "", text)
    assert translate('<b data-w="review.save">Save</b>', "zh-Hant") == '<b data-w="review.save">儲存</b>'
    assert translate('<b aria-label="Language" data-w-label="language">', "zh-Hans").startswith('<b aria-label="语言"')


def test_words_of_the_article_are_escaped_beside_ours():
    cell = joined(", ", ["", "<b>", Word("fact.said-by", '"<i>')])
    assert plain(cell) == '<b>, said by "<i>'
    told = markup(cell)
    assert told.startswith("&lt;b&gt;, <span data-w=")
    assert 'data-v="&quot;&lt;i&gt;">said by &quot;&lt;i&gt;</span>' in told
    assert json.loads(word_table(["page.skip"])) == {"page.skip": list(words()["page.skip"])}


def test_a_page_holds_the_words_that_it_names_and_no_others(corpus):
    [article] = read_inputs([str(corpus / "a02.txt")])
    for page in (
        format_page(extract_article(article, Config(date="2023-03-09")).to_dict(), article),
        format_page(extract_article(empty := article_from_text("云岭市")).to_dict(), empty),
    ):
        [block] = re.findall(r'<script type="application/json" id="words">(.*?)</script>', page)
        assert set(json.loads(block)) == {*find_keys(page), "page.in-table"}
