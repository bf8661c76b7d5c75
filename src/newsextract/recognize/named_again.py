"""Companies named again: by evident short forms of the names that an article gives in full."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.companies import COMPANY_AFTER, COMPANY_BEFORE, DEALT_AFTER, is_shown_behind, past_kind
from newsextract.recognize.edges import has_left_edge, new_mention
from newsextract.recognize.lexicon import is_han
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.short_forms import short_forms, trade_stem, with_arm
from newsextract.segment.words import is_word


def find_short_forms(
    shadow: str, bodies: Sequence[NameMention], places: Sequence[NameMention], people: Container[int] = ()
) -> list[NameMention]:
    """The bodies, and the evident short forms of companies named in full (甲乙股份 of 某地甲乙机械股份有限公司).

    ``people``: where the tagger sees persons begin; two characters there are no company.
    """
    starts, ends = {place.start: place for place in places}, {place.end: place for place in places}
    bodies = [with_arm(shadow, _without_kind(shadow, body)) for body in bodies]
    forms: dict[str, str] = {}
    named = {shadow[place.start : place.end] for place in places}  # 高雄 is no short form of 高雄捷运公司
    stems: set[str] = set()  # without their trade: they stand alone only at an edge
    for body in bodies:
        if body.type == "company" and body.rule in ("company.full", "company.form") and body.end - body.start >= 6:
            owned = shadow.endswith(OWNED, 0, body.start)
            for form, loose in short_forms(shadow, body, starts):
                if form in forms or form in named or (owned and shadow.find(form) < body.start):
                    continue  # 濠江食品 is the mother of its 附属公司|佛山濠江食品有限公司
                forms[form] = f"{body.start}:{body.end}"
                if loose:
                    stems.add(form)
    for body in bodies:  # behind the names in full: 皖江农商行 of a headline is a form of one
        if body.type == "company" and body.rule in _AGAIN and body.end - body.start >= _NAMED_AGAIN:
            forms.setdefault(shadow[body.start : body.end], f"{body.start}:{body.end}")
            stem = trade_stem(shadow[body.start : body.end]) if body.start not in starts else None
            if stem is not None:
                forms.setdefault(stem, f"{body.start}:{body.end}")
                stems.add(stem)
    named_in_full = dict(_without_company(shadow, bodies))
    forms = named_in_full | forms
    if not forms:
        return list(bodies)
    out = [_linked_form(shadow, body, forms) for body in bodies]
    by_place = {at: body for body in bodies for at in range(body.start, body.end)}
    for start, end, form in lexicon.Automaton(sorted(forms)).find(shadow):
        over = {by_place[at].start: by_place[at] for at in range(start, end) if at in by_place}
        if not all(_is_cut(piece, start, end) for piece in over.values()):
            continue
        known = form in named_in_full and has_left_edge(shadow, start) and _acts(shadow, end)
        if known or _is_short_form(shadow, start, end, people, loose=form in stems):
            out = [body for body in out if body.start not in over]
            out.append(new_mention(start, end, "company", "short", 0.8, short=forms[form]))
    out = [_as_subsidiary(shadow, body, ends.get(body.start)) for body in out]
    return sorted(out, key=lambda m: m.start)


def _without_company(shadow: str, bodies: Sequence[NameMention]) -> Iterator[tuple[str, str]]:
    """What a known company whose name ends in 公司 is called without it, though it be a word: 苹果|公司."""
    for body in bodies:
        if body.rule == "known" and body.type == "company" and shadow.endswith("公司", body.start, body.end):
            name = shadow[body.start : body.end - 2]
            if len(name) >= _SHORT_FORM and name not in lexicon.known_bodies():
                yield name, f"{body.start}:{body.end}"


def _acts(shadow: str, end: int) -> bool:
    """Whether what follows a name tells that it does something: 苹果|今年, 苹果|CEO."""
    return _ACTS.match(shadow, end) is not None or _stands_clear(shadow, end, _SHORT_FORM)


_ACTS = regex.compile(
    r"(?:[今去前明]年|上[个季月周半]|本[季月周]|[昨今当]日|近日|日前)(?!产量|价格|上市|收成)|在\p{Han}|对|正|将|已"
)
_AGAIN = ("company.trade", "tagger")
_NAMED_AGAIN = 4
OWNED = ("子公司", "附属公司", "全资附属", "孙公司", "合资公司", "参股公司")
_PLACE_TAILS = frozenset("路街区县市镇乡村山河湖港州城")


def _is_short_form(shadow: str, start: int, end: int, people: Container[int], *, loose: bool) -> bool:
    """Whether a form of a company's name stands for it; one without its trade (``loose``) does only at clear edges."""
    if end - start <= _SHORT_FORM and not _is_short_name(shadow, start, () if loose else people):
        return False
    return not loose or (has_left_edge(shadow, start) and _stands_clear(shadow, end, end - start))


def _is_cut(body: NameMention, start: int, end: int) -> bool:
    """Whether a mention is only a piece of a short form: 芙蓉影视 of 金芙蓉影视."""
    inside = start <= body.start and body.end <= end and body.end - body.start < end - start
    return inside and body.type == "company" and body.rule in ("company.trade", "tagger", "owner")


def _stands_clear(shadow: str, end: int, length: int) -> bool:
    """Whether nothing behind a short name makes another word of it."""
    after = shadow[end : end + 1]
    if length > _SHORT_FORM or not is_han(after or "。"):
        return after not in _PLACE_TAILS
    word = lexicon.followers().at(shadow, end) or lexicon.edges("hard").at(shadow, end)
    return word is not None or is_shown_behind(shadow, end) or DEALT_AFTER.match(shadow, end) is not None


_SHORT_FORM = 2


def _without_kind(shadow: str, body: NameMention) -> NameMention:
    """The company without the words that say of what kind it is."""
    if body.type != "company" or body.rule in ("given", "known", "introduced", "short"):
        return body
    start = past_kind(shadow, body.start, body.end)
    return body if start == body.start else new_mention(start, body.end, "company", body.rule, body.score)


def _is_short_name(shadow: str, start: int, people: Container[int]) -> bool:
    """Whether two characters of a company's name stand for it: no word, no person, or an office behind them."""
    if COMPANY_AFTER.match(shadow, start + 2):
        return True
    person = start in people and shadow[start] in lexicon.surnames()
    return not person and not is_word(shadow[start : start + 2])


def _as_subsidiary(shadow: str, body: NameMention, place: NameMention | None) -> NameMention:
    """子公司|惠州|柏星龙: a company of its own, named for the place and its mother."""
    short = body.type == "company" and body.rule in ("short", "introduced", "known")
    if not short or place is None or not COMPANY_BEFORE.search(shadow, max(0, place.start - 5), place.start):
        return body
    return new_mention(place.start, body.end, "company", "subsidiary", 0.8)


def _linked_form(shadow: str, body: NameMention, forms: Mapping[str, str]) -> NameMention:
    span = forms.get(shadow[body.start : body.end])
    own = span is None or span == f"{body.start}:{body.end}" or body.type != "company"
    return (
        body
        if own or "short" in body.attributes or body.rule == "given"
        else replace(body, attributes={"short": span or ""})
    )
