"""Speed, start-up, memory and size, beside the peers in the same run: python -m benchmarks [--full] [FOLDER ...]

Prints tables in Markdown. Figures are processor time, so that a busy machine changes them little; only two processes
are timed by the clock. Peers live in an environment of their own (.venv-bench), made here; what cannot be installed or
run is named and left out. FOLDER: articles to measure on; default: corpus/dev.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(variable, "1")

from benchmarks.texts import corpus_folders, dress, load_texts, repeat_to  # noqa: E402 - after the threads are set

HERE = Path(__file__).parent
PROJECT = HERE.parent
PEERS = sorted(path.stem for path in (HERE / "peers").glob("*.py") if path.stem not in ("run", "ours"))
KINDS = ("Simplified", "Traditional", "full-width", "polluted")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", metavar="FOLDER")
    parser.add_argument("--full", action="store_true", help="also an article of 10 MB")
    parser.add_argument("--peers", nargs="*", default=PEERS, choices=PEERS, metavar="PEER", help=", ".join(PEERS))
    parser.add_argument("--venv", type=Path, default=PROJECT / ".venv-bench", help="of the peers")
    arguments = parser.parse_args()
    texts = load_texts(arguments.folders or corpus_folders())
    print(f"{time.strftime('%Y-%m-%d')}, Python {sys.version.split()[0]}, {os.cpu_count()} cores; ", end="")
    print(f"{len(texts)} articles, {sum(map(len, texts)):,} characters", flush=True)
    _print_speed(texts, arguments.peers, arguments.venv)
    _print_growth(texts, [10_000, 100_000, 1_000_000, *([10_000_000] if arguments.full else [])])
    _print_processes(texts)
    _print_start(arguments.venv)


def _print_speed(texts: list[str], peers: list[str], venv: Path) -> None:
    kinds = dress(texts)
    print("\n| | " + " | ".join(KINDS) + " | load s | MB |\n|---|" + "---:|" * (len(KINDS) + 2))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps(kinds, ensure_ascii=False), "utf-8")
        for name in ("ours", *peers):
            found = _run_adapter(name, file, venv)
            if found is None:
                print(f"| {name} | could not be run |" + " |" * (len(KINDS) + 1), flush=True)
                continue
            rates = " | ".join(f"{found['rates'][kind]:,.0f}" for kind in KINDS)
            print(f"| {name} | {rates} | {found['load']:.2f} | {found['memory']:.0f} |", flush=True)


def _run_adapter(name: str, file: Path, venv: Path) -> dict[str, Any] | None:
    python = sys.executable if name == "ours" else str(venv / "bin" / "python")
    if name != "ours" and not _install(name, venv):
        return None
    done = subprocess.run(
        [python, str(HERE / "peers" / "run.py"), name, str(file)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.stderr.write(done.stderr[-500:])
        return None
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _install(name: str, venv: Path) -> bool:
    """Put a peer into the environment, where it is not yet."""
    marker = venv / f".has-{name}"
    if marker.exists():
        return True
    if not venv.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    script = "import json, sys; sys.path.insert(0, sys.argv[1]); print(json.dumps(__import__(sys.argv[2]).PACKAGES))"
    listed = subprocess.run(
        [sys.executable, "-c", script, str(HERE / "peers"), name], capture_output=True, text=True, check=True
    )
    pip = [str(venv / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    done = subprocess.run([*pip, *json.loads(listed.stdout)], check=False)
    if done.returncode == 0:
        marker.touch()
    return done.returncode == 0


def _print_growth(texts: list[str], sizes: list[int]) -> None:
    """One article of each size; the last column says how many times as long it takes as ten of a tenth of its size."""
    from newsextract.pipeline import extract_article
    from newsextract.read import article_from_text

    print("\n| one article of | seconds | characters a second | times ten of a tenth |\n|---|---:|---:|---:|")
    before: float | None = None
    for size in sizes:
        article = article_from_text(repeat_to(texts, size))
        seconds = min(_seconds(lambda: extract_article(article)) for _ in range(5 if size <= 100_000 else 1))  # noqa: B023
        ratio = f"{seconds / before / 10:.2f}" if before else ""
        print(f"| {size:,} bytes | {seconds:.2f} | {len(article.text) / seconds:,.0f} | {ratio} |", flush=True)
        before = seconds


def _seconds(work: Any) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _print_processes(texts: list[str]) -> None:
    """Some hundreds of articles by one process and by two. The clock tells only on a quiet machine; how much processor
    time two take together tells what the clock would say."""
    from newsextract import extract_many

    many = [f"{text}\n{number}" for number in range(-(-400 // len(texts))) for text in texts]
    list(extract_many(many[:5]))
    walls: dict[int, float] = {}
    spent: dict[int, float] = {}
    for jobs in (1, 2, 1, 2):
        began, used = time.perf_counter(), _with_children()
        assert sum(1 for _ in extract_many(many, jobs=jobs)) == len(many)
        walls[jobs] = min(walls.get(jobs, math.inf), time.perf_counter() - began)
        while multiprocessing.active_children():  # their time counts once they have ended
            time.sleep(0.05)
        spent[jobs] = min(spent.get(jobs, math.inf), _with_children() - used)
    print(f"\n{len(many)} articles: one process {walls[1]:.1f} s, two {walls[2]:.1f} s: ", end="")
    print(f"{walls[1] / walls[2]:.2f} times as fast by the clock, {2 * spent[1] / spent[2]:.2f} by processor time")


def _with_children() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _print_start(venv: Path) -> None:
    """New processes, least processor time; a small process starts them, since a new one counts the memory of its
    parent."""
    peer = venv / "bin" / "python"
    subprocess.run(
        [sys.executable, "-m", "benchmarks.start", str(peer if _install("posseg", venv) else "")], check=True
    )


if __name__ == "__main__":
    main()
