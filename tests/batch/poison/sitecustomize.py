"""Makes some articles poisonous, in every Python that finds this folder on its path: the marks say what happens."""

import os
import signal
import time

import newsextract.pipeline

_extract = newsextract.pipeline.extract_article


def _hang():
    while True:
        pass


POISONS = {
    "毒药一": lambda: 1 / 0,
    "毒药二": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "毒药三": _hang,
    "毒药四": lambda: time.sleep(3600),
    "毒药五": lambda: os._exit(7),
    "慢慢来": lambda: time.sleep(0.05),
}


def extract_article(article, config=None):
    for mark, poison in POISONS.items():
        if mark in article.text:
            poison()
    return _extract(article, config)


newsextract.pipeline.extract_article = extract_article
