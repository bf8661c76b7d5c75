"""The words of the pages: none is missing in a language, none unused, and no page shows any that is not among them."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from newsextract.assemble import facts, tables
from newsextract.clean import clean_article
from newsextract.clean.script import simplify
from newsextract.errors import InputError
from newsextract.evaluate.corrected import check_fact
from newsextract.evaluate.reviewed import Reviewed
from newsextract.pipeline import Config, extract_article
from newsextract.read import article_from_text, read_inputs
from newsextract.resources import page_part, read_schema, read_table, served_part
from newsextract.serve import models
from newsextract.serve.jobs import Source, check_correction, read_article
from newsextract.store.corrections import Correction
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
        rooms = [one.count("{}") for one in told]  # of a fault the last value may be left out
        assert len(set(rooms)) == 1 or (key.startswith("fault.") and rooms[1] == rooms[2] < rooms[0]), key
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
    told |= {f"fault.{name}" for name in (*FAULTS, *IN_SOURCE)}
    assert sorted(words().keys() - told) == []
    asked = {key for script in SCRIPTS.values() for key in re.findall(r'\bw\("([^"]+)"', script)}
    asked |= set(re.findall(r'\bWord\("([^"]+)"', code))
    assert asked - words().keys() == set()
    fields = re.findall(r'(?<!", )\["([a-z0-9_]+)"', SCRIPTS["app.js"].partition("const FIELDS")[2].partition("};")[0])
    assert {f"field.{name}" for name in fields} <= words().keys()


CLEAN = clean_article(article_from_text("云岭市召开会议 2023年，全市粮食产量120万吨。"))
RECORD = extract_article(article_from_text(CLEAN.original)).to_dict()
FACT = {**RECORD["facts"][0], "low": None, "high": None}
STORED = Reviewed(RECORD, CLEAN.original)


def said(target, action="add", **fields):
    return lambda: check_correction(
        STORED, Correction("k", "c", target, action, "new_1", {"start": 0, "end": 3, **fields})
    )


def read(data, form="text"):
    return lambda: read_article(Source(data, form))


FAULTS = {
    "not-said": said("event", name="桃花源"),
    "office": said("position", title="市"),
    "range": lambda: check_fact({**FACT, "modifier": "range"}),
    "no-range": lambda: check_fact({**FACT, "value": None}),
    "unit": lambda: check_fact({**FACT, "unit": None}),
    "period": lambda: check_fact({**FACT, "period": {"start": "2024-01-02", "end": "2024-01-01"}}),
    "date": said("time", edtf="三月"),
    "calendar": said("time", edtf="2024-02-30"),
    "backwards": said("time", edtf="2024/2023"),
    "no-date": said("time"),
    "removed-only": said("time", start=7, end=8, edtf="2024"),
    "empty": read(b" "),
    "page": read(b"<html><body></body></html>", "html"),
}
IN_SOURCE = {  # what only a running server says
    "large": "serve/guards.py", "slow": "serve/workers.py", "busy": "serve/workers.py", "waiting": "serve/workers.py",
    "died": "serve/workers.py", "no-article": "serve/reviews.py",
}  # fmt: skip
OF_PAGE = {"no-answer", "status"}


def test_every_fault_is_one_that_is_told():
    """The pages know what the server says by its English: it must be said so, and fit no other fault better."""
    told = {key.partition(".")[2]: one[0] for key, one in words().items() if key.startswith("fault.")}
    assert told.keys() == FAULTS.keys() | IN_SOURCE.keys() | OF_PAGE
    patterns = {
        name: re.compile("(.*)".join(map(re.escape, english.split("{}"))), re.DOTALL)
        for name, english in sorted(told.items(), key=lambda item: -len(item[1].replace("{}", "")))
    }
    for name, raises in FAULTS.items():
        with pytest.raises(InputError) as raised:
            raises()
        fitting = [other for other, pattern in patterns.items() if pattern.fullmatch(str(raised.value))]
        assert fitting[:1] == [name], str(raised.value)
    for name, path in IN_SOURCE.items():
        source = (SOURCE / path).read_text("utf-8")
        assert all(part in source for part in told[name].split("{}")), name


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
