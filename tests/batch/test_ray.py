"""A cluster of Ray, of which a node is lost, and whose driver is killed: every article once, every byte the same."""

from pathlib import Path

import pytest
from batch_folders import records_of, stamps_of, tree
from cluster import SHARDS, busy_node, finish, receipts, runs_of, slow_articles, start, trace_of, wait_for

pytest.importorskip("ray", reason="needs Ray: make test-cluster")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    return slow_articles(tmp_path_factory.mktemp("ray") / "news.jsonl")


@pytest.fixture(scope="module")
def straight(articles):
    """The batch on this machine alone."""
    out = articles.with_name("straight")
    finish(start(articles, out, "--jobs", 2), out)
    return out


@pytest.fixture
def cluster(tmp_path, monkeypatch):
    """A head without processors and three nodes with one each, whose programs are traced."""
    from ray.cluster_utils import Cluster

    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent / "poison"))
    monkeypatch.setenv("NEWSEXTRACT_TRACE", str(tmp_path / "trace"))
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    nodes = [made.add_node(num_cpus=1) for _ in range(3)]
    made.wait_for_nodes(timeout=120)
    yield made, {node.node_id: node for node in nodes}
    made.shutdown()


def test_a_node_is_lost_and_the_driver_is_killed(cluster, articles, straight, tmp_path):
    ray_cluster, nodes = cluster
    trace, words = tmp_path / "trace", ("--engine", "ray", "--address", ray_cluster.address)

    out = tmp_path / "lost"
    driver = start(articles, out, *words)
    lost = wait_for(lambda: busy_node(trace, nodes), driver)
    ray_cluster.remove_node(nodes.pop(lost), allow_graceful=False)
    begun, done = trace_of(trace)[lost]
    assert done and begun - done, "the node had no shard that ran and one that was done"
    finish(driver, out)
    runs = runs_of(trace)
    assert len(runs) == SHARDS
    again = {shard for shard, count in runs.items() if count > 1}
    assert again, "no shard was run again: nothing was proved"
    assert set(trace_of(trace)) > set(nodes), "a node that is left did nothing"
    assert tree(out) == tree(straight)
    assert records_of(out).count(b"\n") == len(articles.read_text("utf-8").splitlines())

    out = tmp_path / "killed"
    driver = start(articles, out, *words)
    wait_for(lambda: len(receipts(out)) >= 4, driver)
    driver.kill()
    driver.wait()
    before = stamps_of(out)
    assert len(receipts(out)) < SHARDS and not (out / "manifest.json").exists()
    driver = start(articles, out, *words)
    finish(driver, out)
    assert {path: stamp for path, stamp in stamps_of(out).items() if path in before} == before
    assert "of them finished before" in out.with_suffix(".log").read_text("utf-8")
    assert tree(out) == tree(straight)
