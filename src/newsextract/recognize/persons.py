"""What each person of an article is: mentions of one person joined, and official, executive or reporter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import regex

from newsextract.recognize import lexicon
from newsextract.recognize.mentions import NameMention
from newsextract.recognize.offices import Office
from newsextract.record import Range


def person_mentions(
    shadow: str, people: Iterable[Range], offices: Sequence[Office], authors: Mapping[Range, str],
    bodies: Sequence[NameMention],
) -> list[NameMention]:  # fmt: skip
    """The persons, those that stand by a part of their name joined with the one who is named in full."""
    people = sorted(people)
    subtypes = _subtypes(shadow, offices, authors, bodies)
    full = [*subtypes, *{shadow[p.start : p.end] for p in people if "·" in shadow[p.start : p.end]} - subtypes.keys()]
    parts = _parts(full)
    named = _by_surname({shadow[p.start : p.end] for p in people})
    out = []
    for person in people:
        text = shadow[person.start : person.end]
        key = text
        if len(text) == 1 or (text not in subtypes and lexicon.surnames().get(text) == "compound"):
            candidates = [name for name in full if name.startswith(text)]
            key = candidates[0] if candidates else text
        key = parts.get(text) or text if key == text else key
        courtesy = _COURTESY.fullmatch(text)
        if courtesy is not None and len(meant := named[courtesy["surname"]]) == 1:  # 陈先生: the one 陈 of the article
            out.append(NameMention(person.start, person.end, "person", subtypes.get(meant[0]), meant[0], 1.0, "alias"))
            continue
        out.append(NameMention(person.start, person.end, "person", subtypes.get(key), key, 1.0, "person"))
    return out


_COURTESY = regex.compile(r"(?P<surname>\p{Han}{1,2})(?:先生|女士|小姐|太太|老师|总|董)")


def _by_surname(names: Iterable[str]) -> dict[str, list[str]]:
    """The names in full by their surnames."""
    out: dict[str, list[str]] = defaultdict(list)
    for name in sorted(names):
        if len(name) > 1 and _COURTESY.fullmatch(name) is None:
            two = lexicon.surnames().get(name[:2]) == "compound"
            out[name[:2] if two else name[:1]].append(name)
    return out


def _parts(names: Iterable[str]) -> dict[str, str]:
    """托卡耶夫 is 卡西姆·托卡耶夫 where the article names but one such person."""
    out: dict[str, str] = {}
    for name in dict.fromkeys(names):
        for part in name.split("·") if "·" in name else ():
            out[part] = "" if part in out else name
    return out


# Who holds one of these offices is an official, whatever else he manages.
_PUBLIC = frozenset({"level", "state", "congress", "court"})
_PUBLIC_BODIES = frozenset({"government", "legislature", "court", "party", "international", "military"})
_ORDER = ("official", "executive", "reporter")


def _subtypes(
    shadow: str, offices: Sequence[Office], authors: Mapping[Range, str], bodies: Sequence[NameMention]
) -> dict[str, str | None]:
    """What each person is: an official, an executive (any office of a company), a reporter, or none of these.

    Who manages a company is an executive also as its 党委书记.
    """
    owners = {(body.start, body.end): body for body in bodies}
    found: dict[str, set[str | None]] = {}
    for span, role in authors.items():
        found.setdefault(shadow[span.start : span.end], set()).add(role)
    public: set[str] = set()
    for office in offices:
        name = shadow[office.person.start : office.person.end]
        subtype = _office_subtype(shadow, office, owners)
        found.setdefault(name, set()).add(subtype)
        if subtype == "official" and _is_public(shadow, office, owners):
            public.add(name)
    for name, kinds in found.items():
        if "executive" in kinds and name not in public:
            kinds.discard("official")
    return {name: next((kind for kind in _ORDER if kind in kinds), None) for name, kinds in found.items()}


def _office_subtype(shadow: str, office: Office, owners: Mapping[tuple[int, int], NameMention]) -> str | None:
    entry, owner = office.title.entry, office.owner
    if shadow.endswith(_VILLAGES, 0, office.title.start):
        return None  # who heads a village holds no office of state
    if owner is None or not entry.is_office:
        return entry.subtype
    if owner.kind == "company" or (owner.kind == "reference" and shadow.endswith(_COMPANIES, owner.start, owner.end)):
        return "executive"
    body = owners.get((owner.start, owner.end))
    if body is not None and body.subtype == "school" and _HOUSE_RESEARCH.search(shadow, body.start, body.end):
        return "executive"  # 国金证券研究所|所长
    if body is not None and body.subtype == "association" and entry.subtype == "official":
        name = shadow[body.start : body.end]
        private = _PRIVATE.search(name) is not None and _PUBLIC_CAUSE.search(name) is None
        return None if private or entry.text.endswith(_OF_TEAMS) else "official"  # 边贸商会|副会长
    return "official" if body is not None and body.subtype in _PUBLIC_BODIES else entry.subtype


_HOUSE_RESEARCH = regex.compile(
    r"(?:证券|期货|基金|银行|保险|信托|集团|公司|资本|投资|资管|地产|房产|金控|投顾|投信)(?:\p{Han}{0,4})研究(?:院|所|中心|部)$"
)
# Who heads a private association holds no office of state, who heads one of these causes does.
_PRIVATE = regex.compile(
    r"(?:协会|学会|商会|联会|联盟|研究会|促进会|基金会|公会|旅游业议会|联谊会|校友会|俱乐部|组织|连线|关注组|队|事务所)$"
)
_PUBLIC_CAUSE = regex.compile(
    r"农会|渔会|红十字|消费者|残疾人|作家协会|科学技术协会|记者协会|法学会|[佛道]教|伊斯兰教|组委会|组织委员会"
    r"|(?:田径|[足篮排网手垒]球|棒球|乒乓球|羽毛球|游泳|体操|滑[雪冰]|体育|举重|射击|赛艇|自行车运动)\p{Han}{0,4}(?:协会|总会)"
)
_OF_TEAMS = ("队长", "领队", "教练")
_VILLAGES = ("村", "村委会", "村民委员会", "村党支部", "村党总支", "村民小组")
_COMPANIES = ("公司", "集团", "企业", "行")


def _is_public(shadow: str, office: Office, owners: Mapping[tuple[int, int], NameMention]) -> bool:
    """Whether an office is one of state: 主席 without more is a company's as often."""
    if office.owner is None:
        return office.title.entry.domain in _PUBLIC and not office.title.entry.text.endswith("主席")
    body = owners.get((office.owner.start, office.owner.end))
    if office.title.entry.text in ("代表", "委员") and body is not None and body.subtype == "legislature":
        return False  # 全国人大代表、某集团董事长
    return office.title.entry.domain in _PUBLIC or (body is not None and body.subtype in _PUBLIC_BODIES)
