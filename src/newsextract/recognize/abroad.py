"""Places abroad that no list names, by transliteration: provinces behind their country, towns where something lies."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from newsextract.recognize.gazetteer import Place
from newsextract.recognize.lexicon import transliteration
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.sites import Taken, place_mention
from newsextract.segment.words import is_word

_LISTING = tuple("、和与及")
_ABROAD = regex.compile(r"(?P<name>\p{Han}{2,7}?)(?:省|州|邦)(?![际长])")


def find_abroad(shadow: str, mentions: Sequence[NameMention]) -> list[NameMention]:
    """Provinces and states in transliteration right behind their country: 阿根廷|卡塔马卡省."""
    known = {mention.start: mention for mention in mentions}
    out = []
    for country in mentions:
        at = country.end if country.subtype == "country" else len(shadow)
        while (match := _ABROAD.match(shadow, at)) is not None and set(match["name"]) <= transliteration():
            if (found := known.get(at)) is not None and found.end == match.end():
                at = match.end() + 1  # one that is known by name
                continue
            place = Place(f"abroad:{match[0]}", match[0], "province", country.key)
            out.append(place_mention(*match.span(), [place], "abroad", 0.8))
            at = match.end() + 1 if shadow[match.end() : match.end() + 1] in _LISTING else len(shadow)
    inside = Taken([*mentions, *out]).inside
    for match in _SEATED.finditer(shadow):
        span = match.span("name")
        if set(match["name"]) <= transliteration() and inside.isdisjoint(range(*span)) and not is_word(match["name"]):
            out.append(place_mention(*span, [Place(f"abroad:{match['name']}", match["name"], "city")], "abroad", 0.7))
    return out


# A town abroad by where something lies: 位于|谢莱夫特奥|的工厂.
_SEATED = regex.compile(
    r"(?:位于|地处|坐落于|坐落在|设于)(?P<name>\p{Han}{3,7})(?=的|附近|郊[外区]|以[东南西北]|[，。、；])"
)
