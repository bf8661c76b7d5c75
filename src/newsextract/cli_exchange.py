"""The command line's part about other tools for annotation: ``export`` and ``import``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsextract.cli_options import add_config, add_inputs, make_config

if TYPE_CHECKING:
    from newsextract.errors import InputError
    from newsextract.exchange.marks import Marked
    from newsextract.read.article import Article

Complain = Callable[[str], None]
FORMATS = ("brat", "labelstudio", "webannotation", "conll")
_FOLDERS = ("brat", "labelstudio")


def configure_export(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``export``."""
    parser.description = "Write what articles say in the formats of annotation tools, offsets in code points."
    parser.epilog = (
        "brat and labelstudio are folders (-o), with the tool's own configuration in them; webannotation is one\n"
        "AnnotationPage a line; conll one character a line, with its place in the original and its tag.\n\n"
        "examples:\n  newsextract export --format brat articles/ -o brat\n"
        "  newsextract export --format labelstudio --records records.jsonl articles/ -o tasks\n"
        "  newsextract export --format conll article.txt > article.conll"
    )
    add_inputs(parser)
    add = parser.add_argument
    add("--format", choices=FORMATS, required=True, help="the tool's format")
    add("-o", "--output", type=Path, metavar="PATH", help="folder of brat and labelstudio, file of the others")
    records = "records of the articles (JSON lines), so that they are not read anew"
    add("--records", type=Path, metavar="FILE.jsonl", help=records)
    add_config(parser)


def configure_import(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``import``."""
    parser.description = (
        "Make annotated articles, as evaluate scores them, of what people annotated in brat or Label Studio."
    )
    parser.epilog = (
        "examples:\n  newsextract import --format brat brat -o gold\n"
        "  newsextract import --format labelstudio export.json -o gold\n  newsextract evaluate gold --errors"
    )
    add = parser.add_argument
    add("source", type=Path, metavar="SOURCE", help="a folder of brat, or the JSON that Label Studio exports")
    add("--format", choices=_FOLDERS, required=True, help="the tool it comes from")
    add("-o", "--output", type=Path, metavar="FOLDER", required=True, help="folder to write into")


# ---------------------------------------------------------------------------------------------- export


def run_export(parser: argparse.ArgumentParser, arguments: argparse.Namespace, complain: Complain) -> int:
    """Write the articles; how many could not be."""
    if arguments.format in _FOLDERS and arguments.output is None:
        parser.error(f"--format {arguments.format} needs -o FOLDER")
    from newsextract.exchange.files import write_export

    failed: list[str] = []
    write_export(arguments.format, _marked(arguments, failed.append), arguments.output)
    for message in failed:
        complain(message)
    return len(failed)


def _marked(arguments: argparse.Namespace, fail: Complain) -> Iterator[Marked]:
    from newsextract.exchange.marks import mark_record
    from newsextract.read import Failure, read_inputs
    from newsextract.write.files import safe_name

    taken: set[str] = set()
    record_of = _finder(arguments)
    for item in read_inputs(
        arguments.files,
        encoding=arguments.encoding,
        input_format=arguments.input_format,
        max_size=arguments.max_size,
    ):
        if isinstance(item, Failure):
            fail(f"{item.name}: {item.message}")
        elif record := record_of(item):
            yield mark_record(record, item.text, safe_name(Path(item.name).stem, "", taken))
        else:
            fail(f"{item.name}: --records holds no record of it; extract it with the others")


def _finder(arguments: argparse.Namespace) -> Callable[[Article], Mapping[str, Any] | None]:
    """Gives the record of an article: of ``--records`` where there is such, else a new one."""
    if arguments.records is not None:
        from newsextract.exchange.files import read_records
        from newsextract.record import content_id

        known = read_records(arguments.records)
        return lambda article: known.get(content_id("doc", article.text))
    from newsextract.pipeline import extract_article

    config = make_config(arguments)
    return lambda article: extract_article(article, config).to_dict()


# ---------------------------------------------------------------------------------------------- import


def run_import(_: argparse.ArgumentParser, arguments: argparse.Namespace, complain: Complain) -> int:
    """Write the gold; how many articles could not be understood."""
    from newsextract.errors import InputError
    from newsextract.exchange.files import write_gold

    failed = count = 0
    for item in _annotated(arguments):
        try:
            if isinstance(item, InputError):
                raise item
            for message in write_gold(item, arguments.output):
                complain(message)
            count += 1
        except InputError as error:
            complain(str(error))
            failed += 1
    if not count and not failed:
        complain(f"{arguments.source}: holds no annotated article")
        failed = 1
    sys.stderr.write(f"{arguments.output}: {count} annotated articles\n")
    return failed


def _annotated(arguments: argparse.Namespace) -> Iterator[Marked | InputError]:
    if arguments.format == "brat":
        from newsextract.exchange.brat import read_brat

        return read_brat(arguments.source)
    from newsextract.exchange.labelstudio import read_tasks

    return read_tasks(arguments.source.read_bytes(), str(arguments.source))
