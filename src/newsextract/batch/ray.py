"""The engine of a Ray cluster: each shard a task. The folder must be one that all nodes see."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from newsextract.batch.folder import Job, Receipt, write_shard
from newsextract.batch.progress import Progress
from newsextract.batch.shards import Shard
from newsextract.errors import BatchError

_AHEAD = 2  # tasks for each processor: one that runs, one that waits
_RETRIES = 20  # of a task whose node was lost
_TICK = 0.5


def run_ray(shards: Iterator[Shard], job: Job, progress: Progress, address: str | None = None) -> Iterator[Receipt]:
    """Process shards on the cluster of an address; without one, on a cluster of this machine alone.

    The shards of a node that is lost are done again elsewhere. Raises BatchError for a cluster that cannot be reached.
    """
    try:
        import ray
    except ImportError:
        raise BatchError("--engine ray needs ray; run: pip install 'newsextract[ray]'") from None
    own = not ray.is_initialized()
    if own:
        _connect(ray, address)
    work = ray.remote(num_cpus=1, max_retries=_RETRIES)(write_shard)
    kept = ray.put(job)
    pending: dict[Any, Shard] = {}
    try:
        while True:
            room = _AHEAD * int(ray.cluster_resources().get("CPU", 1)) - len(pending)  # nodes come and go
            for shard in islice(shards, max(room, 0)):
                pending[work.remote(shard, kept)] = shard
            if not pending:
                return
            done, _ = ray.wait(list(pending), timeout=_TICK)
            progress.tick()
            for task in done:
                receipt = _result(ray, task)
                progress.add_shard(pending.pop(task), receipt)
                yield receipt
    finally:
        if own:
            ray.shutdown()


def _connect(ray: Any, address: str | None) -> None:
    try:
        ray.init(address=address or "local", log_to_driver=False, configure_logging=False, include_dashboard=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise BatchError(f"--address {address}: {str(error).splitlines()[0].rstrip('.')}; is the cluster up?") from None


def _result(ray: Any, task: Any) -> Receipt:
    try:
        receipt: Receipt = ray.get(task)
    except ray.exceptions.RayError as error:
        cause = getattr(error, "cause", None) or error
        hint = "; do all nodes see the folder of --out?" if isinstance(cause, FileNotFoundError) else ""
        raise BatchError(f"a shard failed on the cluster: {cause}{hint}") from None
    return receipt
