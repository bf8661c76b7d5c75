"""jieba.posseg: words with tags of speech, among them names."""

PACKAGES = ["jieba==0.42.1"]


def load():
    import logging

    import jieba
    import jieba.posseg

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return lambda text: list(jieba.posseg.cut(text))
