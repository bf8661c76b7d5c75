"""The command line: arguments, exit status, progress and complaints on stderr."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from newsextract import __version__
from newsextract.cli_batch import INTERRUPTED, configure_batch, configure_link, run_batch_command, run_link
from newsextract.cli_completion import configure_completion
from newsextract.cli_exchange import configure_export, configure_import, run_export, run_import
from newsextract.cli_interrupt import heed_interrupts
from newsextract.cli_options import (
    INCLUDES,
    add_config,
    add_inputs,
    add_lexicon,
    make_config,
    parse_count,
    parse_includes,
    read_lexicon,
)
from newsextract.cli_serve import configure_gold, configure_serve, run_gold, run_serve
from newsextract.cli_store import (
    add_store_options,
    configure_db,
    configure_load,
    open_extracted,
    report_counts,
    run_db,
    run_load,
    skip_known,
    store_done,
)

if TYPE_CHECKING:
    from newsextract.batch.parallel import Done
    from newsextract.read import Failure
    from newsextract.read.article import Article
    from newsextract.store.database import Store
    from newsextract.write.output import Format

FORMATS = ("json", "jsonl", "html", "table", "csv")
_FAILED, _USAGE, _INTERRUPTED, _BROKEN_PIPE = 1, 2, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status (a usage error raises SystemExit with 2, as argparse does)."""
    # Small matrices gain nothing from threads and lose much where several processes share the machine (--jobs).
    for library in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(library, "1")
    # What is loaded stays; to look for garbage in it again and again takes a tenth of the time to the first record.
    gc.set_threshold(50_000, 20, 50)
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words and words[0] in COMMANDS else ""
    configure, run = COMMANDS[name]
    parser = _parser(name, configure)
    parse = parser.parse_args if name == "db" else parser.parse_intermixed_args  # jobs of db are parsers of their own
    arguments = parse(words[1:] if name else words)
    try:
        with heed_interrupts():
            return run(parser, arguments)
    except KeyboardInterrupt:
        _complain("interrupted; nothing half-written was left")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe has gone; without this Python complains once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except OSError as error:
        _complain(f"{error.filename or 'output'}: {error.strerror or error}")
        return _FAILED
    except _package_error() as error:
        from newsextract.errors import LexiconError

        _complain(str(error))
        return _USAGE if isinstance(error, LexiconError) else _FAILED


def _package_error() -> type[Exception]:
    from newsextract.errors import NewsextractError

    return NewsextractError


def _complain(message: str) -> None:
    """One line on stderr, whatever characters a file name or a message holds."""
    line = f"newsextract: {message}".replace("\r", " ").replace("\n", " ") + "\n"
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "backslashreplace").decode(encoding))


# ---------------------------------------------------------------------------------------------- parsers


Configure = Callable[[argparse.ArgumentParser], None]
Run = Callable[[argparse.ArgumentParser, argparse.Namespace], int]


def _parser(name: str, configure: Configure) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"newsextract {name}".rstrip(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    configure(parser)
    return parser


def _configure_extract(parser: argparse.ArgumentParser) -> None:
    parser.description = "Read Chinese news articles and write what they say as validated, structured data."
    parser.epilog = _EXTRACT_EPILOG
    add_inputs(parser)
    add = parser.add_argument
    add("--format", choices=FORMATS, help="default: json for one plain file, else jsonl (one record a line)")
    add("-o", "--output", type=Path, metavar="PATH", help="file or folder to write; default: standard output")
    add_store_options(parser)
    add_config(parser)
    add("--include", type=parse_includes, default=(), metavar="PART,...", help=f"add {', '.join(INCLUDES)}")
    add("--jobs", type=parse_count, default=1, metavar="N", help="processes; the output is the same for any N")
    add("--csv-raw", action="store_true", help="CSV cells as they are, even those a spreadsheet would run")
    add("--version", action="version", version=f"newsextract {__version__}")


_EXTRACT_EPILOG = """\
commands (a file of such a name is ./NAME):
  clean      print the cleaned text of articles, or what cleaning did
  explain    show why a fact says what it says
  evaluate   score the program on a folder of annotated articles
  batch      read very many articles, stopped and resumed at will
  link       find things and reprints across a batch
  load       store records that were extracted elsewhere in a database
  db         look after a database: info, check, upgrade, delete, changes
  serve      a web page and an HTTP API
  gold       write what people corrected there as annotated articles
  export     write articles for annotation tools: brat, Label Studio, Web Annotation, CoNLL
  import     make annotated articles of what people annotated in brat or Label Studio
  tag        print the tagger's spans for JSON lines of text
  schema     print the JSON Schema of the record
  completion  print a script that lets a shell complete all of this
  info       versions, data files, model

exit status: 0 all well, 1 at least one input failed, 2 wrong usage

examples:
  newsextract article.txt
  newsextract --format table article.txt
  newsextract articles/ -o records.jsonl --jobs 4
  newsextract articles/ --to sqlite:///news.db --no-output
  curl -s https://example.org/a.html | newsextract --input-format html --date 2024-05-06 -"""


def _configure_clean(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the cleaned text of articles."
    parser.epilog = "examples:\n  newsextract clean article.txt\n  newsextract clean --log article.txt"
    add_inputs(parser)
    parser.add_argument("--log", action="store_true", help="print the edits instead, one JSON object a line")


def _configure_explain(parser: argparse.ArgumentParser) -> None:
    parser.description = "Show why a fact says what it says: the rule, and the words behind each attribute."
    parser.epilog = (
        "examples:\n  newsextract explain article.txt --fact fact_3f2a\n  newsextract explain article.txt --fact 35亿元"
    )
    add_inputs(parser)
    add = parser.add_argument
    add("--fact", required=True, metavar="ID", help="id of the fact, its beginning, or the fact's own words")
    add_config(parser)


def _configure_evaluate(parser: argparse.ArgumentParser) -> None:
    parser.description = "Score the program on NAME.txt with NAME.gold.json in a folder."
    parser.epilog = (
        "examples:\n  newsextract evaluate corpus/dev\n  newsextract evaluate corpus/dev --only cn1 --errors\n"
        "  newsextract evaluate corpus/dev --floors corpus/floors.toml"
    )
    add = parser.add_argument
    add("folder", type=Path, metavar="DIR")
    add("--only", nargs="+", metavar="NAME", help="these articles only")
    add("--errors", action="store_true", help="also list every miss, extra and wrong field")
    add("--json", action="store_true", help="the figures as JSON, with each article's own")
    add("--floors", type=Path, metavar="FILE.toml", help="fail when a figure is below its floor in this file")
    add("--raise-floors", action="store_true", help="write what was reached into the floors where it is higher")
    add("--lower-floors", action="store_true", help="write what was reached even where it is lower")
    add_lexicon(parser)


def _configure_tag(parser: argparse.ArgumentParser) -> None:
    parser.description = 'Tag the "text" of each JSON line and print {"id", "entities": [[start, end, type, score]]}.'
    parser.epilog = "examples:\n  newsextract tag sentences.jsonl"
    parser.add_argument("file", metavar="FILE.jsonl", help="'-' is standard input")


def _configure_schema(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the JSON Schema (draft 2020-12) that every record keeps."
    parser.epilog = "examples:\n  newsextract schema > article-1.0.json"


def _configure_info(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print the versions of the program and what it builds on, its data files and its model."
    parser.epilog = "examples:\n  newsextract info\n  newsextract info --json"
    parser.add_argument("--json", action="store_true", help="the same as JSON")


# ---------------------------------------------------------------------------------------------- commands


def _run_extract(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    several = _is_several(arguments)
    to: Format = arguments.format or ("jsonl" if several else "json")
    _check_usage(parser, arguments, to, several)
    from newsextract.batch.parallel import extract_in_order
    from newsextract.write.output import open_output

    failed = 0
    with ExitStack() as stack:
        store = stack.enter_context(open_extracted(arguments))
        inputs = _inputs(arguments)
        if arguments.no_output and store:
            inputs = skip_known(store, inputs)
        else:
            write = stack.enter_context(open_output(to, arguments.output, several, arguments.csv_raw))
        for done in _report(extract_in_order(inputs, make_config(arguments), arguments.jobs), several, store):
            if done is None:
                failed += 1
                continue
            if not arguments.no_output:
                write(done.article, done.record.to_dict())
            if store and (message := store_done(store, done, arguments.keep_text)):
                _complain(f"{done.article.name}: {message}")
                failed += 1
    if store:
        report_counts(store)
    return _FAILED if failed else 0


def _is_several(arguments: argparse.Namespace) -> bool:
    """Whether the inputs may be more than one article: all but one plain file."""
    from newsextract.read.items import format_of, is_pattern

    first = arguments.files[0]
    many = (arguments.input_format or format_of(first)) in ("jsonl", "parquet", "warc")
    return len(arguments.files) > 1 or many or Path(first).is_dir() or is_pattern(first)


def _check_usage(parser: argparse.ArgumentParser, arguments: argparse.Namespace, to: str, several: bool) -> None:
    """What argparse cannot check; ends the program with status 2."""
    path = arguments.output
    foldered = several and to in ("html", "table", "csv")
    if foldered and path is None:
        parser.error(f"--format {to} of several articles needs -o FOLDER")
    if foldered and path.exists() and not path.is_dir():
        parser.error(f"-o {path}: --format {to} of several articles needs a folder, this is a file")
    if path is not None and not foldered and to != "csv" and path.is_dir():
        parser.error(f"-o {path}: is a folder; name a file in it")
    if path is not None and not path.absolute().parent.is_dir():
        parser.error(f"-o {path}: the folder {path.absolute().parent} does not exist; make it first")
    if arguments.files.count("-") > 1:
        parser.error("'-' (standard input) can be read once only")
    if arguments.no_output and arguments.to is None:
        parser.error("--no-output stores only: name a database with --to")
    if arguments.no_output and (path is not None or arguments.format is not None):
        parser.error("--no-output writes nothing; leave out -o and --format")


def _inputs(arguments: argparse.Namespace) -> Iterator[Article | Failure]:
    from newsextract.read import read_inputs

    return read_inputs(
        arguments.files,
        encoding=arguments.encoding,
        input_format=arguments.input_format,
        max_size=arguments.max_size,
    )


def _report(results: Iterable[Done | Failure], several: bool, store: Store | None) -> Iterator[Done | None]:
    """The results, None for a failure; failures and warnings of whole articles go to stderr, progress to a terminal."""
    from newsextract.read import Failure

    shown = several and sys.stderr.isatty()
    for number, result in enumerate(results, 1):
        if shown:
            sys.stderr.write(f"\r\x1b[K{number} articles")
        if isinstance(result, Failure):
            _complain(f"{result.name}: {result.message}")
            if store:
                store.fail(result.name, result.message)
            yield None
            continue
        for warning in result.record.warnings:
            if warning.start is None:
                _complain(f"{result.article.name}: warning: {warning.message}")
        yield result
    if shown:
        sys.stderr.write("\n")


def _run_load(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    return _FAILED if run_load(arguments, _complain) else 0


def _run_batch(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    failed = run_batch_command(parser, arguments, _complain)
    return _INTERRUPTED if failed == INTERRUPTED else _FAILED if failed else 0


def _run_link(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    run_link(arguments)
    return 0


def _run_db(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    return _FAILED if run_db(arguments, _complain) else 0


def _run_export(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    return _FAILED if run_export(parser, arguments, _complain) else 0


def _run_import(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    return _FAILED if run_import(parser, arguments, _complain) else 0


def _run_clean(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    from newsextract.clean import clean_article
    from newsextract.read import Failure
    from newsextract.write.edits import format_edits
    from newsextract.write.files import encode_json, encode_text

    failed = False
    for item in _inputs(arguments):
        if isinstance(item, Failure):
            _complain(f"{item.name}: {item.message}")
            failed = True
            continue
        cleaned = clean_article(item)
        text = encode_json(format_edits(item.name, cleaned)) if arguments.log else encode_text(cleaned.text)
        sys.stdout.buffer.write(text)
    sys.stdout.buffer.flush()
    return _FAILED if failed else 0


def _run_explain(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    from newsextract.clean import clean_article
    from newsextract.pipeline import extract_article
    from newsextract.read import Failure
    from newsextract.write.explain import format_explanation
    from newsextract.write.files import encode_text

    failed = False
    for item in _inputs(arguments):
        if isinstance(item, Failure):
            _complain(f"{item.name}: {item.message}")
            failed = True
            continue
        text = format_explanation(extract_article(item, make_config(arguments)), clean_article(item), arguments.fact)
        sys.stdout.buffer.write(encode_text(text))
    sys.stdout.buffer.flush()
    return _FAILED if failed else 0


def _run_evaluate(parser: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    if (arguments.raise_floors or arguments.lower_floors) and arguments.floors is None:
        parser.error("--raise-floors and --lower-floors need --floors FILE.toml")
    if arguments.floors is not None and arguments.only:
        parser.error("--floors speaks of the whole folder; leave out --only")
    from newsextract.evaluate.gate import hold_floors
    from newsextract.evaluate.report import format_json, format_report
    from newsextract.evaluate.run import evaluate_folder

    result = evaluate_folder(arguments.folder, only=arguments.only, lexicon=read_lexicon(arguments))
    show = format_json if arguments.json else format_report
    sys.stdout.write(show(result, errors=arguments.errors))
    if arguments.floors is None:
        return _FAILED if result.counts["crashes"] else 0
    faults = hold_floors(
        arguments.floors, arguments.folder, result, raising=arguments.raise_floors, lowering=arguments.lower_floors
    )
    for fault in faults:
        _complain(fault)
    return _FAILED if faults else 0


def _run_tag(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    from newsextract.errors import InputError
    from newsextract.recognize.tagger import tag_jsonl

    with ExitStack() as stack:
        lines: Iterable[bytes] = sys.stdin.buffer
        if arguments.file != "-":
            lines = stack.enter_context(Path(arguments.file).open("rb"))
        try:
            for line in tag_jsonl(text.decode("utf-8", "replace") for text in lines):
                sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
        except InputError as error:
            _complain(f"{arguments.file}: {error}")
            return _FAILED
        finally:
            sys.stdout.buffer.flush()
    return 0


def _run_schema(_parser: argparse.ArgumentParser, _arguments: argparse.Namespace) -> int:
    from newsextract.resources import schema_text

    sys.stdout.buffer.write(schema_text().encode("utf-8"))
    sys.stdout.buffer.flush()
    return 0


def _run_info(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    import json
    import platform

    from newsextract.record import SCHEMA_VERSION
    from newsextract.resources import data_manifest, installed_versions, model_summary

    about = {
        "newsextract": __version__,
        "schema": SCHEMA_VERSION,
        "python": platform.python_version(),
        "built on": installed_versions(),
        "data": data_manifest(),
        "model": model_summary(),
    }
    if arguments.json:
        sys.stdout.write(json.dumps(about, ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        sys.stdout.write("".join(_info_lines(about)))
    return 0


def _info_lines(about: Mapping[str, object], indent: str = "") -> Iterator[str]:
    for name, value in about.items():
        if isinstance(value, Mapping) and "rows" in value:  # a data file
            of = f"{value['rows']} rows of {value['date']}"
            yield f"{indent}{name}: {of}, {value['source']} ({value['licence']})\n"
        elif isinstance(value, Mapping):
            yield f"{indent}{name}:\n"
            yield from _info_lines(value, indent + "  ")
        else:
            yield f"{indent}{name}: {value}\n"


def _run_completion(_: argparse.ArgumentParser, arguments: argparse.Namespace) -> int:
    from newsextract.cli_completion import format_completion

    parsers = {name: _parser(name, configure) for name, (configure, _) in COMMANDS.items()}
    sys.stdout.write(format_completion(arguments.shell, parsers))
    return 0


COMMANDS: Mapping[str, tuple[Configure, Run]] = {
    "": (_configure_extract, _run_extract),
    "clean": (_configure_clean, _run_clean),
    "explain": (_configure_explain, _run_explain),
    "evaluate": (_configure_evaluate, _run_evaluate),
    "batch": (configure_batch, _run_batch),
    "link": (configure_link, _run_link),
    "load": (configure_load, _run_load),
    "db": (configure_db, _run_db),
    "serve": (configure_serve, run_serve),
    "gold": (configure_gold, run_gold),
    "export": (configure_export, _run_export),
    "import": (configure_import, _run_import),
    "tag": (_configure_tag, _run_tag),
    "schema": (_configure_schema, _run_schema),
    "info": (_configure_info, _run_info),
    "completion": (configure_completion, _run_completion),
}
"""What each first word does; the empty one is the main job."""
