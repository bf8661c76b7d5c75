"""JioNLP: amounts of money, times and places, by its three extractors."""

PACKAGES = ["jionlp"]


def load():
    import contextlib
    import io

    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp

    def read(text):
        found = [jionlp.ner.extract_money(text), jionlp.ner.extract_time(text, time_base=0)]
        return [*found, jionlp.recognize_location(text)]

    return read
