"""New processes: how long each takes, and how large it grows: python -m benchmarks.start [PYTHON-WITH-JIEBA]"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

_RUNS = 7


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Seconds of processor time of a new process, the least of some runs, and its megabytes at the most."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    least, memory = float("inf"), 0.0
    for run in range(_RUNS + 1):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}")
        if run:  # the first one fills the caches
            least = min(least, used.ru_utime + used.ru_stime)
            memory = used.ru_maxrss / (1 << (10 if sys.platform != "darwin" else 20))
    return least, memory


def installed_size(without: Iterable[str] = ()) -> tuple[float, dict[str, float]]:
    """Megabytes of newsextract and all that it requires, without some packages and what only they require."""
    sizes = {name: _size(found) for name, found in _required("newsextract", set(without)).items()}
    return sum(sizes.values()), sizes


def _required(name: str, without: set[str]) -> dict[str, Distribution]:
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        name = waiting.pop()
        if name in found or name in without:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        waiting += [_name(line) for line in found[name].requires or () if "extra ==" not in line]
    return found


def _name(requirement: str) -> str:
    end = next((i for i, c in enumerate(requirement) if not (c.isalnum() or c in "-_.")), len(requirement))
    return requirement[:end].lower().replace("_", "-")


def _size(package: Distribution) -> float:
    files = [Path(str(package.locate_file(file))) for file in package.files or ()]
    if package.metadata["Name"] == "newsextract":  # may be a source tree
        files = [path for path in (Path(__file__).parents[1] / "src").rglob("*") if path.suffix != ".pyc"]
    return sum(path.stat().st_size for path in files if path.is_file()) / (1 << 20)


def main() -> None:
    """Measure and print a table."""
    article = str(Path(__file__).parents[1] / "corpus" / "dev" / "a02.txt")
    peer = sys.argv[1] if len(sys.argv) > 1 else ""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "newsextract --help": [sys.executable, "-m", "newsextract", "--help"],
        "import newsextract": [sys.executable, "-c", "import newsextract"],
        "import numpy": [sys.executable, "-c", "import numpy"],
        "newsextract, one article": [sys.executable, "-m", "newsextract", article],
        "newsextract, one article, --no-tagger": [sys.executable, "-m", "newsextract", "--no-tagger", article],
        **({"jieba.initialize()": [peer, "-W", "ignore", "-c", "import jieba; jieba.initialize()"]} if peer else {}),
    }
    print("\n| new process | processor time, ms | MB |\n|---|---:|---:|")
    for name, command in commands.items():
        seconds, memory = cost(command)
        print(f"| {name} | {seconds * 1000:.0f} | {memory:.0f} |", flush=True)
    for without in ((), ("spacy",)):
        total, sizes = installed_size(without)
        largest = ", ".join(f"{name} {size:.0f}" for name, size in sorted(sizes.items(), key=lambda x: -x[1])[:6])
        print(f"\ninstalled{' without spaCy' if without else ''}: {total:.0f} MB ({largest})")


if __name__ == "__main__":
    main()
