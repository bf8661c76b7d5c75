"""Fit how sure a fact is, and show how well that holds.

    python scripts/calibrate.py corpus/dev --date 2026-11-28            # writes the weights, the page and its picture
    python scripts/calibrate.py corpus/dev --check                      # only prints how the shipped weights do

The weights are those of a logistic regression with a penalty on their squares, fitted by Newton's method: the same
corpus gives the same file. What the page says is measured by leaving articles out: each article is judged by weights
that were fitted without it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from newsextract.assemble.confidence import features_of
from newsextract.evaluate.compare import dicts
from newsextract.evaluate.facts import judge_facts
from newsextract.evaluate.gold import find_articles
from newsextract.pipeline import Config, extract_article
from newsextract.read import Failure, read_inputs

PROJECT = Path(__file__).resolve().parent.parent
WEIGHTS = PROJECT / "src/newsextract/data/lexicons/confidence.tsv"
PAGE, PICTURE = PROJECT / "docs/confidence.md", PROJECT / "docs/confidence.svg"
PENALTY = 3.0
RARE = 8  # features of fewer facts weigh nothing
FOLDS = 10
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
TABLES = ("entities", "positions", "facts", "times", "events")


@dataclass(frozen=True, slots=True)
class Case:
    """One fact: its article, what tells how sure it is, the confidence stated, and what was right."""

    article: int
    features: tuple[str, ...]
    stated: float
    value: bool
    whole: bool


def read_cases(folder: Path) -> list[Case]:
    """The judged facts of a folder of annotated articles."""
    cases = []
    for number, article in enumerate(find_articles(folder)):
        item = next(iter(read_inputs([str(article.path)])))
        if isinstance(item, Failure):
            continue
        record = extract_article(item, Config(date=article.gold.get("date")))
        plain = record.to_dict()
        verdicts = judge_facts(article.gold, {table: dicts(plain.get(table)) for table in TABLES})
        for fact, verdict in zip(record.facts, verdicts, strict=True):
            if verdict is not None:
                cases.append(Case(number, features_of(fact), fact.confidence, *verdict))
    return cases


def fit(cases: Sequence[Case]) -> dict[str, float]:
    """The weight of each feature that is not rare, and of ``all``."""
    counts = Counter(feature for case in cases for feature in case.features)
    names = ["all", *sorted(name for name, count in counts.items() if count >= RARE)]
    column = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(cases), len(names)))
    matrix[:, 0] = 1
    for row, case in enumerate(cases):
        for feature in case.features:
            if feature in column:
                matrix[row, column[feature]] = 1
    right = np.array([case.whole for case in cases], dtype=float)
    penalty = np.full(len(names), PENALTY)
    penalty[0] = 1e-3
    weights = np.zeros(len(names))
    for _ in range(50):
        stated = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (stated - right) + penalty * weights
        curve = (matrix * (stated * (1 - stated))[:, None]).T @ matrix + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(weights[index]), 3) for name, index in column.items()}


def state(weights: dict[str, float], case: Case) -> float:
    """The confidence that weights give to a case, as the program rounds it."""
    total = weights["all"] + sum(weights.get(feature, 0.0) for feature in case.features)
    return round(min(0.99, max(0.01, 1 / (1 + float(np.exp(-total))))), 2)


def leave_out(cases: Sequence[Case]) -> list[tuple[float, Case]]:
    """Each case with the confidence that it gets from weights fitted without its article."""
    articles = sorted({case.article for case in cases})
    out = []
    for fold in range(FOLDS):
        held = set(articles[fold::FOLDS])
        weights = fit([case for case in cases if case.article not in held])
        out += [(state(weights, case), case) for case in cases if case.article in held]
    return out


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of about one confidence: how many, what was stated in the mean, which shares were right."""

    count: int
    stated: float
    whole: float
    value: float


def bins_of(stated: Sequence[tuple[float, Case]]) -> list[Bin]:
    """The bins that hold facts, from the least sure on."""
    out = []
    for low, high in pairwise(EDGES):
        inside = [(s, c) for s, c in stated if low <= s < high or (high == 1.0 and s == 1.0)]
        if inside:
            n = len(inside)
            out.append(
                Bin(
                    n,
                    sum(s for s, _ in inside) / n,
                    sum(c.whole for _, c in inside) / n,
                    sum(c.value for _, c in inside) / n,
                )
            )
    return out


def summary(stated: Sequence[tuple[float, Case]]) -> dict[str, float]:
    """Brier score, mean gap between stated and observed, and how right facts of 0.9 or more are."""
    n = len(stated)
    sure = [case for s, case in stated if s >= 0.9]
    return {
        "facts": n,
        "brier": sum((s - case.whole) ** 2 for s, case in stated) / n,
        "gap": sum(b.count * abs(b.stated - b.whole) for b in bins_of(stated)) / n,
        "sure": len(sure) / n,
        "sure_value": sum(case.value for case in sure) / max(1, len(sure)),
        "sure_whole": sum(case.whole for case in sure) / max(1, len(sure)),
    }


def draw(bins: Sequence[Bin], date: str) -> str:
    """The bins as a picture: stated confidence to the right, the share that was right upwards, areas by numbers."""
    size, left = 360, 50

    def x(value: float) -> float:
        return left + value * size

    def y(value: float) -> float:
        return 20 + (1 - value) * size

    grid = "".join(
        f'<line x1="{x(v / 10):.0f}" y1="{y(0):.0f}" x2="{x(v / 10):.0f}" y2="{y(1):.0f}" class="g"/>'
        f'<line x1="{x(0):.0f}" y1="{y(v / 10):.0f}" x2="{x(1):.0f}" y2="{y(v / 10):.0f}" class="g"/>'
        f'<text x="{x(v / 10):.0f}" y="{y(0) + 16:.0f}" text-anchor="middle">{v / 10:.1f}</text>'
        f'<text x="{x(0) - 6:.0f}" y="{y(v / 10) + 4:.0f}" text-anchor="end">{v / 10:.1f}</text>'
        for v in range(0, 11, 2)
    )
    most = max(b.count for b in bins)
    dots = "".join(
        f'<circle cx="{x(b.stated):.1f}" cy="{y(b.whole):.1f}" r="{3 + 11 * (b.count / most) ** 0.5:.1f}" class="d">'
        f"<title>{b.count} facts: stated {b.stated:.2f}, right {b.whole:.2f}</title></circle>"
        for b in bins
    )
    path = " ".join(f"{x(b.stated):.1f},{y(b.whole):.1f}" for b in bins)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + size + 20} {size + 70}" role="img" '
        f'aria-label="Stated confidence against the share of facts that were right">'
        "<style>text{font:12px sans-serif;fill:#444}.g{stroke:#ddd}.e{stroke:#999;stroke-dasharray:4}"
        ".l{fill:none;stroke:#06c}.d{fill:#06c;fill-opacity:.6}</style>"
        f'{grid}<line x1="{x(0):.0f}" y1="{y(0):.0f}" x2="{x(1):.0f}" y2="{y(1):.0f}" class="e"/>'
        f'<polyline points="{path}" class="l"/>{dots}'
        f'<text x="{x(0.5):.0f}" y="{size + 56}" text-anchor="middle">'
        f"stated confidence (articles left out in turn, {date})</text></svg>\n"
    )


def page(bins: Sequence[Bin], figures: dict[str, float], date: str, folder: Path) -> str:
    """The page that says how far a stated confidence can be trusted."""
    rows = "\n".join(f"| {b.count} | {b.stated:.2f} | {b.whole:.2f} | {b.value:.3f} |" for b in bins)
    return f"""# How sure a fact is

`confidence` is the share of facts like it that were wholly right (value, unit, kind, modifier, period, place, indicator
and basis) in `{folder}`. What is known of a fact (the rule that found its measure, where its period comes from, whether
its indicator is known, …) has weights that were fitted on that corpus and are summed up. Facts of one confidence are so
right together, not one by one.

Measured on {date} over {figures["facts"]:.0f} facts, each judged by weights fitted without its article:

| facts | stated | wholly right | value right |
|---|---|---|---|
{rows}

![Stated confidence against the share of facts that were right](confidence.svg)

- Mean gap between stated and observed: {figures["gap"]:.3f}; Brier score: {figures["brier"]:.3f}.
- Confidence of 0.9 or more: {figures["sure"]:.0%} of the facts; values right {figures["sure_value"]:.3f}, wholly right
  {figures["sure_whole"]:.3f}.

On articles unlike those of the corpus a confidence says less. `python scripts/calibrate.py FOLDER --check` measures it
on your own annotated articles; with `--date` instead the weights are fitted anew and this page is written.
"""


def write(cases: Sequence[Case], stated: Sequence[tuple[float, Case]], date: str, folder: Path) -> None:
    """Write the weights, the page and its picture."""
    counts = Counter(feature for case in cases for feature in case.features)
    lines = [
        "# How much each feature of a fact adds to its confidence (log-odds of being wholly right); how many had it.",
        f"# Made by scripts/calibrate.py from {folder} on {date}; columns: feature, weight, facts.",
        *(f"{name}\t{weight}\t{counts.get(name, len(cases))}" for name, weight in fit(cases).items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")
    bins = bins_of(stated)
    PICTURE.write_text(draw(bins, date), "utf-8")
    PAGE.write_text(page(bins, summary(stated), date, folder), "utf-8")


def main() -> None:
    """Fit and write, or only check."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--date", help="day of the measurement, for the page")
    parser.add_argument("--check", action="store_true", help="print how the shipped weights do on the folder")
    options = parser.parse_args()
    if not options.check and not options.date:
        parser.error("--date is needed to write the page")
    cases = read_cases(options.folder)
    stated = [(case.stated, case) for case in cases] if options.check else leave_out(cases)
    for b in bins_of(stated):
        print(f"{b.count:6} stated {b.stated:.3f}  wholly right {b.whole:.3f}  value right {b.value:.3f}")
    print("  ".join(f"{name} {value:.4f}" for name, value in summary(stated).items()))
    if not options.check:
        write(cases, stated, options.date, options.folder)


if __name__ == "__main__":
    main()
