"""Runs the program in a process of its own, with its time of the processor and its memory."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_MEASURED = """
import resource, sys
from newsextract.cli import main
try:
    status = main(sys.argv[2:])
except SystemExit as end:
    status = end.code
used = resource.getrusage(resource.RUSAGE_SELF)
# Not ru_maxrss: a child counts what its parent had when it was forked.
peak = next((int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")), 0)
open(sys.argv[1], "w").write(f"{used.ru_utime + used.ru_stime} {peak * 1024 // 1_000_000}")
sys.exit(status)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended; ``seconds`` are of the processor, ``megabytes`` the most memory that it held."""

    status: int
    out: bytes
    err: str
    seconds: float
    megabytes: int


def run(folder: Path, *words: str | Path, env: dict[str, str] | None = None, timeout: float = 300) -> Run:
    """Run the program; ``folder`` takes its note of what it used."""
    note = folder / "used"
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(note), *map(str, words)],
        capture_output=True,
        check=False,
        timeout=timeout,
        env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **(env or {})},
    )
    assert note.exists(), done.stderr.decode("utf-8", "replace")
    seconds, megabytes = note.read_text().split()
    return Run(done.returncode, done.stdout, done.stderr.decode("utf-8"), float(seconds), int(megabytes))
