"""How well the program reads: scores against annotated articles, and the floors that they must not fall below."""

from newsextract.evaluate.report import format_json, format_report
from newsextract.evaluate.run import evaluate_folder
from newsextract.evaluate.tally import ROWS, Result, Tally

__all__ = ["ROWS", "Result", "Tally", "evaluate_folder", "format_json", "format_report"]
