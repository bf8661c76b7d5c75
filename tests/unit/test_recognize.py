"""Persons, bodies and companies by cases: text in, entities out, rules and lexicons alone."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsextract.assemble.entities import EntityTable, build_entities
from newsextract.assemble.positions import build_positions
from newsextract.clean import clean_article
from newsextract.clean.masthead import find_masthead
from newsextract.read.inputs import article_from_text
from newsextract.recognize import Names, lexicon, recognize_names
from newsextract.recognize.edges import is_generic
from newsextract.recognize.region import find_region
from newsextract.record import Position
from newsextract.segment.sentences import find_sentences

CASES = Path(__file__).parent.parent / "cases"


def read_cases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def recognize(text: str, *, tagger: bool = False) -> tuple[Names, EntityTable, tuple[Position, ...]]:
    article = article_from_text(text)
    clean = clean_article(article)
    masthead = find_masthead(clean, article)
    names = recognize_names(clean, masthead, find_sentences(clean), find_region(clean.shadow), use_tagger=tagger)
    table = build_entities(clean, names, masthead)
    return names, table, build_positions(clean, names, table)


@pytest.mark.parametrize("case", read_cases("people.jsonl"), ids=lambda case: str(case["text"])[:12])
def test_people(case: dict[str, str]) -> None:
    _, table, _ = recognize(case["text"])
    assert [[e.name, e.subtype] for e in table.entities if e.type == "person"] == case["people"]


@pytest.mark.parametrize("case", read_cases("organizations.jsonl"), ids=lambda case: str(case["text"])[:12])
def test_organizations(case: dict[str, str]) -> None:
    _, table, _ = recognize(case["text"])
    assert [[e.name, e.subtype] for e in table.entities if e.type == "organization"] == case["organizations"]


@pytest.mark.parametrize("case", read_cases("tickers.jsonl"), ids=lambda case: str(case["text"])[:12])
def test_tickers(case: dict[str, object]) -> None:
    _, table, _ = recognize(str(case["text"]))
    assert {e.name: e.identifiers["ticker"] for e in table.entities if "ticker" in e.identifiers} == case["tickers"]


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("随后来到青河天骄养殖有限公司，听取公司董事长罗汉文介绍。", ["青河天骄养殖有限公司"]),
        ("机构预计公司三季度公司营收增长，由存续公司承继。", []),
        ("两家公司同属大江集团旗下。", ["大江集团"]),
        ("原告行贿人黑龙江北岸水工建设集团有限公司被罚。", ["黑龙江北岸水工建设集团有限公司"]),
        ("子公司常州星纬被处罚20万元。", ["常州星纬"]),
        ("顺丰速运与比亚迪电子、三菱UFJ银行合作。", ["顺丰速运", "比亚迪电子", "三菱UFJ银行"]),
        ("COMEX黄金期货上涨，据罗氏家族通知，保税物流增长。", []),
        ("受害人报案，银行多次提醒，利用银行账户转账，警方调取银行流水，律师质疑银行。", []),
        ("说起童谣，自然又使我联想到儿童画，北美的需求上升。", []),
        ("联想与小米、美的公布业绩。", ["联想", "小米", "美的"]),
        ("小米汽车SU7上市，特斯拉上海超级工厂产量创新高。", ["小米汽车", "特斯拉"]),
        ("同業力泓電子10月營收18.9億元。", ["力泓電子"]),
        ("拟以27亿元收购海云新能源51%股权，持有的盛世骄阳100%股权已质押。", ["海云新能源", "盛世骄阳"]),
        ("去年，海云肉食完成收购，杭州茂惠质押其股份。", ["海云肉食", "杭州茂惠"]),
        ("力麗光電今天公布第2季財報，毛利率回升。", ["力麗光電"]),
        (
            "大连和升控股集团有限公司、北京京粮和升食品有限公司增持。",
            ["大连和升控股集团有限公司", "北京京粮和升食品有限公司"],
        ),
        ("一家来自深圳的科技公司中标。", []),
        (
            "美国人工智能公司Anthropic完成融资，具身智能公司星尘纪元（杭州）机器人科技有限公司跟进。",
            ["Anthropic", "星尘纪元(杭州)机器人科技有限公司"],
        ),
        (
            "商业航天公司蓝箭鸿擎科技有限公司、初创企业深势科技参展，国网祥云县供电公司所长介绍。",
            ["蓝箭鸿擎科技有限公司", "深势科技", "国网祥云县供电公司"],
        ),
        (
            "由湖南高新创投集团、达晨财智领投，湘江国投、长沙开福产业投资跟投。",
            ["湖南高新创投集团", "达晨财智", "湘江国投", "长沙开福产业投资"],
        ),
        ("台湾港务公司高雄分公司港务处经理张展荣指出。", ["台湾港务公司高雄分公司"]),
        ("招商局集团公司华建有限公司出席。", ["招商局集团公司华建有限公司"]),
        ("粮食企业收购新麦，第七大股东减持其所持有的本公司股份，目标公司19.5%股权待售。", []),
    ],
)
def test_the_tagger_tells_where_companies_begin(text: str, companies: list[str]) -> None:
    _, table, _ = recognize(text, tagger=True)
    assert [e.name for e in table.entities if e.subtype == "company"] == companies


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("凉山州州长苏嘎尔布、凉山文旅集团总经理马海木呷出席。", ["苏嘎尔布", "马海木呷"]),
        ("东京电力公司社长小早川智明、日本大使相星孝一说明。", ["小早川智明", "相星孝一"]),
        ("科尔沁右翼前旗旗长韩国良发言，政协委员和新闻记者旁听。", ["韩国良"]),
        ("文和友创始人文宾武说。", ["文宾武"]),
        ("库马拉通加总统和总理班达拉奈克会见代表团。", ["库马拉通加", "班达拉奈克"]),
        ("德国外交部长贝尔伯克表示，国务院和奥尔布赖特国务卿都认为有益。", ["贝尔伯克", "奥尔布赖特"]),
        ("高盛中国首席股票策略师刘劲津上调目标位，多名分析师认为合理。", ["刘劲津"]),
        ("李长春强调，灾区政府要抓紧工作。", ["李长春"]),
        ("邢台市生态环境局局长米兰亭介绍。对于今年，米兰亭给出目标。", ["米兰亭"]),
    ],
)
def test_the_tagger_tells_how_long_names_are(text: str, people: list[str]) -> None:
    _, table, _ = recognize(text, tagger=True)
    assert [e.name for e in table.entities if e.type == "person"] == people


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("鼎岳科技股份有限公司公布营收。鼎岳今天大涨，鼎岳科技收红。", ["鼎岳科技股份有限公司", "鼎岳", "鼎岳科技"]),
        ("江苏鹭岫科技股份有限公司成立。鹭岫上年营收增长。", ["江苏鹭岫科技股份有限公司", "鹭岫"]),
        ("大众汽车股份有限公司公布财报。大众消费增长。", ["大众汽车股份有限公司"]),  # a word of its own
        ("许昶科技股份有限公司公布财报。总经理许昶说，订单增长。", ["许昶科技股份有限公司"]),  # a person
    ],
)
def test_companies_are_called_by_the_head_of_their_names(text: str, mentions: list[str]) -> None:
    _, table, _ = recognize(text, tagger=True)
    companies = [e for e in table.entities if e.subtype == "company"]
    assert [m.clean for m in sorted((m for e in companies for m in e.mentions), key=lambda m: m.start)] == mentions


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("股东应占溢利按年增18%，收入按年增8%，按年增两成。", "HK"),  # 年增 within 按年增 is no sign of Taiwan
        ("营收年增18%，月增8%，毛利率季增两成。", "TW"),
        ("津ICP备12006621号 盘中最高21.6港元，成交额3.7亿港元，港元走弱。", "CN"),
        ("青龙县全年产值比上年增长6.2%，年增加8亿元，逐年增多。", "CN"),  # 年增长 is said everywhere
        ("公司昨日挂牌，开市报18.6元，招股价15.8元，每手200股，去年收入14.7亿元人民币，按年增28%。", "HK"),
        ("市议会今天开议，国民党团总召质询指出，债务居六都第一。", "TW"),
        ("司警局昨日公布，娱乐场贵宾厅案件减少。", "MO"),
        ("农民代表说，路更宽了，都更加满意，万里长江，十公里长。", None),  # 民代, 都更, 里长
        ("中国企业的说明报告，供应商在通信报告中提到烟台南部。", None),  # 国企, 明报, 信报, 台南
        ("美国总统与州长会晤，劳动部公布数字。", None),
        ("今天天气很好。", None),
    ],
)
def test_regions(text: str, region: str | None) -> None:
    assert find_region(text) == region


def test_what_surrounds_an_article_names_no_places() -> None:
    text = "梧桐市召开大会\n梧桐市昨日召开大会。\n编辑：李婷\n上一篇：桂林市召开旅游大会\n下一篇：柳州市公布数据\n"
    _, table, _ = recognize(text)
    assert not {"桂林市", "柳州市"} & {e.name for e in table.entities}


def test_longer_name_beats_shorter() -> None:
    _, table, _ = recognize("市长何朝与副市长何朝建出席。何朝建介绍情况，何朝说明。")
    people = {e.name: [m.text for m in e.mentions] for e in table.entities if e.type == "person"}
    assert people == {"何朝": ["何朝", "何朝"], "何朝建": ["何朝建", "何朝建"]}


def test_title_beats_place() -> None:
    _, table, _ = recognize("开封市市长葛志强出席，主计处长洪雅兰说明。")
    assert [e.name for e in table.entities if e.type == "person"] == ["葛志强", "洪雅兰"]
    assert [e.name for e in table.entities if e.type == "place"] == ["开封市"]


def test_place_inside_company_is_none_of_its_own() -> None:
    _, table, _ = recognize("海南千帆果业有限公司与三亚市人民政府签约。")
    assert [e.name for e in table.entities if e.type == "place"] == ["三亚市"]


def test_one_entity_for_one_body() -> None:
    _, table, _ = recognize("屏东县政府公布预算，县府指出支出增加，屏东县议会审议，县议会质询。")
    assert [e.name for e in table.entities if e.type == "organization"] == ["屏东县政府", "屏东县议会"]


def test_surname_with_title_is_the_person() -> None:
    _, table, _ = recognize("市长蒋志安今赴现场。蒋市长说，工程如期完工。")
    people = [e for e in table.entities if e.type == "person"]
    assert [[m.clean for m in e.mentions] for e in people] == [["蒋志安", "蒋"]]


def test_same_entities_in_traditional() -> None:
    hans = "贵州省毕节市委书记陆一帆、贵州省统计局局长龙百川与贵州宏远电器有限公司董事长葛万里会谈。"
    hant = "貴州省畢節市委書記陸一帆、貴州省統計局局長龍百川與貴州宏遠電器有限公司董事長葛萬里會談。"
    keys = [[(e.type, e.subtype, e.name_hans) for e in recognize(text)[1].entities] for text in (hans, hant)]
    assert keys[0] == keys[1]
    titles = [[(p.title_key, p.status) for p in recognize(text)[2]] for text in (hans, hant)]
    assert titles[0] == titles[1] and len(titles[0]) == 3


def test_ids_are_stable_and_resolve() -> None:
    text = "四川省应急管理厅厅长唐一鸣在成都市说，四川省应急管理厅派出工作组。"
    first, second = recognize(text)[1], recognize(text)[1]
    assert first.entities == second.entities
    ids = {e.id for e in first.entities}
    for position in recognize(text)[2]:
        assert {position.person, position.organization, position.place} - {None} <= ids


def test_tagger_only_adds_and_settles() -> None:
    text = "省委书记李国英主持会议，宏远电器有限公司董事长葛万里参加。"
    rules = {e.name for e in recognize(text)[1].entities}
    both = {e.name for e in recognize(text, tagger=True)[1].entities}
    assert {"李国英", "葛万里", "宏远电器有限公司"} <= rules & both


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="市长县书记王勇李明华为公司的和、，。（）·\n局委院任免出席说三五有限集团北京a1 ", max_size=70))
def test_any_text_gives_sound_spans(text: str) -> None:
    if not text.strip():
        return
    names, table, positions = recognize(text)
    for entity in table.entities:
        assert all(text[m.start : m.end] == m.text for m in entity.mentions)
    assert all(text[p.start : p.end] == p.text for p in positions)
    for kind in {m.type for m in names.mentions} - {"title"}:
        spans = sorted((m.start, m.end) for m in names.mentions if m.type == kind)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


@pytest.mark.parametrize("text", ["保险", "大型国有", "房地产", "公立", "一家"])
def test_kinds_are_generic(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize("text", ["宏远", "宏远保险", "中铁"])
def test_names_are_not_generic(text: str) -> None:
    assert not is_generic(text)


def test_lexicons_are_sound() -> None:
    assert {"common", "rare", "word", "compound", "japanese"} == set(lexicon.surnames().values())
    assert lexicon.stopwords().words.isdisjoint(lexicon.ambiguous_names())
    assert {"常务副市长", "代市长", "副局长", "党组书记", "独立董事"} <= lexicon.titles().keys()
    assert "副省委" not in lexicon.titles()
    for table in (lexicon.bodies(), lexicon.known_bodies()):
        kinds = {"government", "party", "court", "legislature", "media", "school", "hospital", "association"}
        assert {entry.subtype for entry in table.values()} <= kinds | {"military", "international", "company"}


def test_every_name_of_a_known_body_leads_to_one_key() -> None:
    known = lexicon.known_bodies()
    chains = {name: entry.canonical for name, entry in known.items() if entry.canonical in known}
    assert {name for name, key in chains.items() if known[key].canonical != key} == set()
