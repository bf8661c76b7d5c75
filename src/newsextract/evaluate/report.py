"""A result for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from newsextract.evaluate.tally import Fault, Figures, Result


def format_report(result: Result, errors: bool = False) -> str:
    """The figures as a table, the counts, the articles' scores, and on request each fault on a line."""
    lines = [f"{'':26}{'P':>8}{'R':>8}{'F1':>8}{'tp':>7}{'gold':>7}{'pred':>7}"]
    lines += [_line(row, figures) for row, figures in result.rows.items()]
    lines.append("  ".join(f"{name}: {count}" for name, count in result.counts.items()))
    by_article = (f"{name} {rows['facts-value'].f1:.2f}" for name, (rows, _) in result.articles.items())
    lines.append("facts-value F1 by article: " + "  ".join(by_article))
    if errors:
        lines += [_fault_line(fault) for fault in result.faults]
    return "\n".join(lines) + "\n"


def _line(row: str, x: Figures) -> str:
    return f"{row:26}{x.precision:8.3f}{x.recall:8.3f}{x.f1:8.3f}{x.tp:7}{x.gold:7}{x.predicted:7}"


def _fault_line(fault: Fault) -> str:
    detail = json.dumps(fault.detail, ensure_ascii=False, default=str)
    return "\t".join((fault.article, fault.row, fault.kind, detail))


def format_json(result: Result, errors: bool = False) -> str:
    """The same as JSON."""
    whole: dict[str, Any] = {
        "rows": _plain(result.rows),
        "counts": result.counts,
        "articles": {
            name: {"rows": _plain(rows), "counts": counts} for name, (rows, counts) in result.articles.items()
        },
    }
    if errors:
        whole["errors"] = [(fault.article, fault.row, fault.kind, fault.detail) for fault in result.faults]
    return json.dumps(whole, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(rows: Mapping[str, Figures]) -> dict[str, dict[str, Any]]:
    return {row: asdict(figures) for row, figures in rows.items()}
