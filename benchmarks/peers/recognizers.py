"""Recognizers-Text: numbers with units and times in Chinese."""

PACKAGES = ["recognizers-text-suite", "emoji<2"]


def load():
    from recognizers_date_time import DateTimeRecognizer
    from recognizers_number_with_unit import NumberWithUnitRecognizer
    from recognizers_text import Culture

    units, times = NumberWithUnitRecognizer(Culture.Chinese), DateTimeRecognizer(Culture.Chinese)
    models = [units.get_currency_model(), units.get_dimension_model(), times.get_datetime_model()]
    return lambda text: [model.parse(text) for model in models]
