"""A record with something in every field, for tests of what is written."""

from decimal import Decimal

from newsextract.read.article import Article
from newsextract.record import (
    DocumentInfo,
    Entity,
    Event,
    Fact,
    Mention,
    Participant,
    Period,
    Position,
    Range,
    Record,
    Time,
    Unresolved,
    Warning_,
)

TEXT = "云岭市代市长林知远3月2日说，全市大棚120.5万亩，增长3%至4%，居全省第2位。\n青禾种业公司参加座谈会，约有几十人。"
SENTENCE = Range(0, TEXT.index("\n"))


def _at(words: str) -> tuple[int, int, str, str]:
    start = TEXT.index(words)
    return start, start + len(words), words, words


def _mention(words: str) -> Mention:
    return Mention(*_at(words))


def _fact(id_: str, words: str, **fields: object) -> Fact:
    start, end, text, clean = _at(words)
    common = {
        **{"value": None, "low": None, "high": None, "modifier": "exact", "increment": None, "unit": None},
        **{"unit_inferred": False, "dimension": None, "period": None, "place": None, "subject": None, "basis": None},
        **{"price_basis": None, "release_status": None, "scope": None, "of": None, "modality": "actual"},
        **{"speaker": "e_person", "sentence": SENTENCE, "confidence": 0.93, "rule": "clause", "mentions": ()},
        **{"indicator": "大棚", "indicator_key": "大棚"},
    }
    fields = {**common, **fields}
    return Fact(id=id_, start=start, end=end, text=text, clean=clean, **fields)  # type: ignore[arg-type]


PERIOD = Period("2024-01-01", "2024-03-02", "2024-01-01/2024-03-02", "3月2日", "sentence", True, True)

RECORD = Record(
    document=DocumentInfo(
        id="d_1",
        key="news-7",
        source_id="news-7",
        uri="https://example.org/7.html",
        sha256="0" * 64,
        encoding="utf-8",
        length=len(TEXT),
        script="Hans",
        region="CN",
        headline="=云岭<b>大棚",
        publisher="云岭日报",
        published="2024-03-03",
        published_from="option",
        authors=("方晓", "季云"),
        cleaning={"pinyin_residue": 3},
    ),
    entities=(
        Entity("e_person", "person", "official", "林知远", "林知远", {}, (_mention("林知远"),)),
        Entity(
            "e_place",
            "place",
            "city",
            "云岭市",
            "云岭市",
            {"gb2260": "539900"},
            (_mention("云岭市"), _mention("全市")),
            ("539900", "539901"),
        ),
        Entity("e_company", "organization", "company", "青禾种业公司", "青禾种业公司", {}, (_mention("青禾种业公司"),)),
    ),
    positions=(Position("e_person", "代市长", "代市长", None, "e_place", "acting", *_at("代市长")),),
    facts=(
        _fact(
            "f_area",
            "120.5万亩",
            **{"kind": "quantity", "value": Decimal(1205000), "unit": "亩", "dimension": "area", "place": "e_place"},
            period=PERIOD,
        ),
        _fact(
            "f_change",
            "3%至4%",
            **{"kind": "change", "low": Decimal(3), "high": Decimal("4.5"), "modifier": "range", "unit": "%"},
            **{"basis": "year_on_year", "of": "f_area", "mentions": (_mention("4%"),)},
        ),
        _fact("f_rank", "第2位", kind="rank", value=Decimal(2), scope="全省", of="f_area", subject="v_talk"),
    ),
    times=(Time("t_1", "2024-03-02", "2024-03-02", "2024-03-02", None, "3月2日", "3月2日", *_at("3月2日")[:2], True),),
    events=(
        Event(
            "v_talk", "meeting", "座谈会", ("t_1",), "e_place", (Participant("e_company", "attendee"),), *_at("座谈会")
        ),
    ),
    unresolved=(Unresolved("vague_number", "几十 has no certain value", *_at("几十人")[:3]),),
    warnings=(Warning_("published_unknown", "the text does not give it"), Warning_("odd", "odd", *_at("说")[:3])),
    sentences=(SENTENCE,),
    words=(Range(0, 3), Range(3, 6)),
)

ARTICLE = Article(text=TEXT, name="news/云岭.txt", encoding="utf-8", sha256="0" * 64)
