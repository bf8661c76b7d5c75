"""Articles for property tests: news as it is crawled, put together from invented pieces and noise."""

from hypothesis import strategies as st

PLACES = ["云岭市", "青禾县", "澜河自治州", "高雄市", "臺南市安平區", "新界元朗", "澳門", "广西", "桂林市阳朔县"]
PEOPLE = ["林知远", "歐陽若梅", "帕孜丽娅·买买提", "葉劉婉儀", "何文正"]
OFFICES = ["市长", "副縣長", "州委书记", "董事长", "財政司司長", "教育局局长", "发言人"]
INDICATORS = ["地区生产总值", "糧食產量", "营业收入", "失業率", "城镇居民人均可支配收入", "發電量", "死亡人数"]
NUMBERS = [
    *("120.5万吨", "近35億元", "１，２３４戶", "3.2%", "三成五", "第4位", "下降1.66%", "2%至3%", "二十余人", "翻一番"),
    *("增長１２．５％", "数百家", "每亩150公斤", "-17℃", "4.5万亿元", "人均2.1万元", "1.1个百分点", "50.3亿千瓦时"),
]
TIMES = ["2023年", "今年上半年", "3月2日", "民國113年", "去年同期", "截至6月底", "1—9月", "昨日22时30分", "十四五时期"]
GLUE = [
    "，",
    "。",
    "、",
    "；",
    "\n",
    "\r\n",
    "\n　　",
    "（",
    "）",
    "“",
    "”",
    "：",
    "同比",
    "其中",
    "达",
    "为",
    "由",
    "增至",
]
NOISE = [
    "(yè)",
    "&nbsp;",
    "&#20013;",
    "<b>",
    "</p>",
    "<!--",
    "\ufeff",
    "\u200b",
    ",,",
    "燃?xì)獗ㄊ",
    "\x00",
    "e\u0301",
    "𠮷",
    "\ud800",
]
LAYOUT = [
    "本报讯（记者 方晓）",
    "新华社北京3月5日电",
    "〔記者王曉文／台北報導〕",
    "责任编辑：季云",
    "图为大棚。方晓摄",
    "来源：云岭日报",
]

pieces = st.one_of(
    *(st.sampled_from(words) for words in (PLACES, PEOPLE, OFFICES, INDICATORS, NUMBERS, TIMES, GLUE, LAYOUT)),
    st.sampled_from(NUMBERS),
    st.sampled_from(NOISE),
    st.text(max_size=4),
)
articles = st.lists(pieces, min_size=1, max_size=40).map("".join)
