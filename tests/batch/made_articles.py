"""Made news articles: as many as wanted, each another, and the same on every machine.

    python tests/batch/made_articles.py COUNT [SENTENCES] > articles.jsonl

Places are those of the gazetteer, people and companies are put together from characters, figures are drawn at random.
One in twenty is a reprint of an earlier one (half of them are cut), one in four is in Traditional characters,
one in ten is damaged.
"""

import json
import random
import sys
from functools import cache

from opencc import OpenCC

from newsextract.resources import read_table

_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰涛明超霞平刚桂英华建文玉兰志红新宇浩然子轩雨泽思远晓云海峰林知若梅安季青禾岚松柏"
_FIRM = "漓源恒瑞天成宏图远大汇丰盛达金泽鼎信华茂中联新禾云岭海川凯利博雅安泰正阳银河东方宝森启明卓越长青德润景泰"
_SUFFIXES = ("股份有限公司", "有限公司", "集团有限公司", "科技股份有限公司", "米业有限公司", "制药股份有限公司")
_OFFICES = (
    "市长",
    "副市长",
    "市委书记",
    "统计局局长",
    "发展和改革委员会主任",
    "财政局局长",
    "常务副市长",
    "教育局局长",
)
_INDICATORS = (
    *(
        ("地区生产总值", "亿元"),
        ("规模以上工业增加值", "亿元"),
        ("社会消费品零售总额", "亿元"),
        ("进出口总额", "亿美元"),
    ),
    *(
        ("粮食产量", "万吨"),
        ("发电量", "亿千瓦时"),
        ("常住人口", "万人"),
        ("城镇新增就业", "人"),
        ("高速公路里程", "公里"),
    ),
    *(("接待游客", "万人次"), ("发明专利拥有量", "件"), ("造林面积", "万亩"), ("居民人均可支配收入", "元")),
)
_FRAMES = (
    "{period}，{city}{indicator}{number}{unit}，同比{moved}{percent}%。",
    "据{city}统计局数据，{period}全市{indicator}达{number}{unit}，比上年同期{moved}{percent}%，增速居全省第{rank}位。",
    "{city}{office}{person}表示，力争到{later}年底{indicator}突破{number}{unit}。",
    "{company}董事长{person}介绍，公司{period}实现营业收入{money}亿元，净利润{number}万元，研发投入占比{percent}%。",
    "{day}，{city}{office}{person}到{county}调研，强调要抓好项目建设。",
    "{county}{indicator}为{number}{unit}，占全市的{percent}%。",
    "{day}{hour}时许，{county}发生一起交通事故，造成{few}人受伤，直接经济损失{number}万元。",
    "{company}与{city}人民政府{day}签署协议，总投资{money}亿元，预计年产值{number}万元。",
    "其中，第一产业增加值{money}亿元，增长{percent}%；第二产业增加值{number}亿元，下降{few}.{few}%。",
    "{person}任{city}{office}，免去{person2}的{city}{office}职务。",
    "截至{month}月底，全市{indicator}{number}多{unit}，较年初增加{few}成。",
    "记者从{city}人民医院获悉，{period}该院门诊量近{number}人次，平均住院日{few}.{rank}天。",
)
_NOISE = ("\n\n", "　　", "&nbsp;", "(jié)", "，，", "１２", "<br>", "\u200b")


def made_article(number, sentences=8, seed=1):
    """One article as a row of JSON Lines: id, text, and for most of them the date."""
    chance = random.Random(f"{seed}/{number}")
    if number % 20 == 19:
        row = made_article(number - 1 - chance.randrange(min(number, 200)), sentences, seed)
        head, _, rest = row["text"].partition("\n")
        if number % 40 == 39:  # its end is cut
            rest = rest.rsplit("。", 2)[0] + "。\n"
        return {**row, "id": f"made-{number}", "text": f"{head}（转载）\n{rest}"}
    city, *counties = chance.choice(_cities())
    names = [f"{chance.choice(_surnames())}{''.join(chance.choices(_GIVEN, k=chance.randint(1, 2)))}" for _ in range(6)]
    firms = [f"{city[:-1]}{''.join(chance.choices(_FIRM, k=2))}{chance.choice(_SUFFIXES)}" for _ in range(2)]
    date = f"{chance.randint(2018, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    body = [_sentence(chance, city, counties or [city], names, firms, date) for _ in range(sentences)]
    head = f"{city}{chance.choice(_INDICATORS)[0]}{chance.choice(('再创新高', '稳步增长', '小幅回落'))}"
    text = f"{head}\n本报讯（记者 {names[0]}）{''.join(body)}\n"
    if number % 4 == 3:
        text = _hant().convert(text)
    if number % 10 == 7:
        for _ in range(6):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(_NOISE) + text[at:]
    return {"id": f"made-{number}", "text": text} | ({"date": date} if number % 5 else {})


def write_articles(path, count, sentences=8, seed=1):
    """A file of JSON Lines; gives back its path."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps(made_article(number, sentences, seed), ensure_ascii=False) + "\n")
    return path


def _sentence(chance, city, counties, names, firms, date):
    indicator, unit = chance.choice(_INDICATORS)
    year, month = int(date[:4]), int(date[5:7])
    period = chance.choice(
        (f"{year - 1}年", f"今年前{max(month - 1, 2)}个月", f"{year}年上半年", "去年", f"{month}月份")
    )
    return chance.choice(_FRAMES).format(
        **{"city": city, "county": chance.choice(counties), "indicator": indicator, "unit": unit, "period": period},
        **{
            "number": round(chance.uniform(1, 9000), chance.choice((0, 1, 2))) or 1,
            "percent": chance.randint(1, 300) / 10,
        },
        **{"moved": chance.choice(("增长", "下降")), "rank": chance.randint(1, 9), "few": chance.randint(2, 9)},
        **{"office": chance.choice(_OFFICES), "person": chance.choice(names), "person2": chance.choice(names)},
        **{"company": chance.choice(firms), "money": chance.randint(11, 9999) / 10, "later": year + 1, "month": month},
        **{"day": f"{month}月{chance.randint(1, 28)}日", "hour": chance.randint(0, 23)},
    )


@cache
def _cities():
    """Each city of the mainland with its counties, as they are now."""
    now = [row for row in read_table("gazetteers/divisions.tsv", 9) if not row[6]]
    counties = {}
    for row in now:
        counties.setdefault(row[5], []).append(row[1])
    return [(row[1], *counties.get(row[0], ())) for row in now if row[1].endswith("市") and len(row[1]) > 2]


@cache
def _surnames():
    return [row[0] for row in read_table("lexicons/surnames.tsv", 4)]


@cache
def _hant():
    return OpenCC("s2t")


if __name__ == "__main__":
    count, sentences = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 8
    for number in range(count):
        sys.stdout.write(json.dumps(made_article(number, sentences), ensure_ascii=False) + "\n")
