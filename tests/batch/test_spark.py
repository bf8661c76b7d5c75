"""A cluster of Spark, of which an executor is killed: every article once, every byte the same."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from batch_folders import records_of, tree
from cluster import SHARDS, busy_node, finish, runs_of, slow_articles, start, trace_of, wait_for

pytest.importorskip("pyspark", reason="needs Spark: make test-cluster")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="Spark needs Java 17"),
]


def test_an_executor_is_killed(tmp_path):
    articles, straight, out, trace = (tmp_path / name for name in ("news.jsonl", "straight", "killed", "trace"))
    finish(start(slow_articles(articles), straight, "--jobs", 2), straight)
    env = {
        "PYTHONPATH": str(Path(__file__).parent / "poison"),
        **{"NEWSEXTRACT_TRACE": str(trace), "SPARK_LOCAL_IP": "127.0.0.1"},
    }
    driver = start(articles, out, "--engine", "spark", "--address", "local-cluster[2,1,1024]", env=env)
    executor = wait_for(lambda: busy_node(trace), driver)
    os.kill(int(executor), signal.SIGKILL)
    begun, done = trace_of(trace)[executor]
    assert done and begun - done, "the executor had no shard that ran and one that was done"
    finish(driver, out)
    runs = runs_of(trace)
    assert len(runs) == SHARDS
    assert max(runs.values()) > 1, "no shard was run again: nothing was proved"
    assert tree(out) == tree(straight)
    assert records_of(out).count(b"\n") == len(articles.read_text("utf-8").splitlines())
