"""What the peers' suites call a unit, and what it is here."""

from __future__ import annotations

from decimal import Decimal

from newsextract.measure.values import Quantity

# Recognizers-Text.
UNIT_CODES = {
    "Mu": "亩",
    "Kilogram": "kg",
    "Meter": "m",
    "Bit": "bit",
    "Kilometer": "km",
    "Megabyte": "MBy",
    "Kilowatt": "kW",
    "Liang": "两",
    "Microgram": "ug",
    "Degree": "度",
    "C": "Cel",
    "F": "[degF]",
    "Year": "岁",
    "Month": "mo",
    "Day": "d",
    "Gram": "g",
    "Milligram": "mg",
    "Ton": "t",
    "Pound": "[lb_av]",
    "Centimeter": "cm",
    "Millimeter": "mm",
    "Micrometer": "um",
    "Mile": "[mi_i]",
    "Foot": "[ft_i]",
    "Inch": "[in_i]",
    "Square meter": "m2",
    "Square kilometer": "km2",
    "Hectare": "har",
    "Liter": "L",
    "Milliliter": "mL",
    "Cubic meter": "m3",
    "Kilometer per hour": "km/h",
    "Meter per second": "m/s",
    "Jin": "斤",
    "Li": "里",
    "Zhang": "丈",
    "Chi": "尺",
    "Cun": "寸",
    "Dan": "担",
    "Qian": "钱",
    "Watt": "W",
    "Megawatt": "MW",
    "Horsepower": "[HP]",
    "Volt": "V",
    "Ampere": "A",
    "Hertz": "Hz",
    "Byte": "By",
    "Kilobyte": "kBy",
    "Gigabyte": "GBy",
    "Terabyte": "TBy",
    "Petabyte": "PBy",
    "K": "K",
}

# JioNLP: a case is the name of the money.
JIO_CASES = {
    "元": "元",
    "美元": "USD",
    "日元": "JPY",
    "新台币": "TWD",
    "泰铢": "THB",
    "港元": "HKD",
    "欧元": "EUR",
    "英镑": "GBP",
    "韩元": "KRW",
    "澳元": "AUD",
    "加元": "CAD",
    "卢布": "RUB",
    "澳门元": "MOP",
    "新加坡元": "SGD",
    "瑞士法郎": "CHF",
    "越南盾": "VND",
    "印尼盾": "IDR",
    "卢比": "INR",
    "里拉": "TRY",
    "比索": "PHP",
    "林吉特": "MYR",
    "法郎": "法郎",
    "人民币": "CNY",
    "港币": "HKD",
}

# duckling.
DUCKLING_UNITS = {
    "Centimetre": "cm",
    "Metre": "m",
    "Kilometre": "km",
    "Mile": "[mi_i]",
    "Gram": "g",
    "Litre": "L",
    "Millilitre": "mL",
    "Gallon": "[gal_us]",
    "Celsius": "Cel",
    "Degree": "度",
    "Cent": "元",
    "Dollar": "元",
    "HKD": "HKD",
    "Second": "s",
    "Minute": "min",
    "Hour": "h",
    "Month": "mo",
}

# How many of the second unit the first is.
CONVERSIONS = {
    ("kg", "g"): 1000,
    ("斤", "g"): 500,
    ("两", "g"): 50,
    ("mg", "g"): Decimal("0.001"),
    ("[tsp_m]", "mL"): 5,
    ("[tbs_m]", "mL"): 15,
    ("deg", "度"): 1,
    ("cm3", "mL"): 1,
    ("h", "min"): 60,
    ("min", "s"): 60,
}


def plain_unit(q: Quantity) -> str | None:
    """The unit without what it is per: the peers do not read 每天 or 人均 beside an amount."""
    return q.unit.removesuffix(f"/{q.per}") if q.unit and q.per else q.unit
