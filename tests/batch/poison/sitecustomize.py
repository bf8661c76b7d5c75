"""Makes some articles poisonous, in every Python that finds this folder on its path: the marks say what happens.

Where NEWSEXTRACT_TRACE names a file, a line is written there when a shard begins and when it is done. Both are put in
when the modules are imported, so that other programs start as fast as ever.
"""

import os
import signal
import sys
import time
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from pathlib import Path


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


def _poison(module):
    extract = module.extract_article

    def extract_article(article, config=None):
        for mark, poison in POISONS.items():
            if mark in article.text:
                poison()
        return extract(article, config)

    module.extract_article = extract_article


def _trace(module):
    process = module.process_batch

    def process_batch(shard, recipe):
        _note("begin", shard)
        yield from process(shard, recipe)
        _note("done", shard)

    if "NEWSEXTRACT_TRACE" in os.environ:
        module.process_batch = process_batch


def _note(what, shard):
    with Path(os.environ["NEWSEXTRACT_TRACE"]).open("a", encoding="utf-8") as stream:
        stream.write(f"{what} {shard.name} {_node()}\n")


def _node():
    """On which node of a cluster this is: Ray's id, or the process that is an executor of Spark."""
    if "ray" in sys.modules:
        return sys.modules["ray"].get_runtime_context().get_node_id()
    daemon = Path(f"/proc/{os.getppid()}/stat").read_text("utf-8")  # its parent is the executor
    return daemon.rsplit(")", 1)[1].split()[1]


class _Finder(MetaPathFinder):
    def __init__(self):
        self.patches = {"newsextract.pipeline": _poison, "newsextract.batch.folder": _trace}

    def find_spec(self, name, path=None, target=None):
        if (patch := self.patches.pop(name, None)) is None:
            return None
        spec = find_spec(name)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            patch(module)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _Finder())
