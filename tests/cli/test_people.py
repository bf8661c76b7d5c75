"""The command line as people expect it: help, completion, colours, what it tells of itself."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsextract.cli import COMMANDS, main
from newsextract.resources import data_manifest

PROJECT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-m", "newsextract"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_describes_and_has_examples_that_parse(command, capsys):
    from newsextract.cli import _parser

    with pytest.raises(SystemExit) as ended:
        main([*command.split(), "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert f"usage: newsextract {command}".rstrip() in shown
    examples = shown.partition("examples:\n")[2].splitlines()
    assert examples, "no examples"
    for line in examples:
        found = re.search(r"newsextract (?!\d)([^|>)#]*)", line)
        if found is None:
            continue
        words = re.findall(r"'[^']*'|\S+", found[1])
        words = [word.strip("'\"") for word in words]
        name = words[0] if words[0] in COMMANDS else ""
        parser = _parser(name, COMMANDS[name][0])
        parse = parser.parse_args if name == "db" else parser.parse_intermixed_args
        parse(words[1:] if name else words)  # ends the program if the example is wrong


def test_every_option_says_what_it_does():
    from newsextract.cli import _parser

    for name, (configure, _) in COMMANDS.items():
        for action in _parser(name, configure)._actions:
            if action.option_strings:
                assert action.help, f"{name} {action.option_strings}"


# ---------------------------------------------------------------------------------------------- completion


def script(shell, capsys):
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def complete(code, *words):
    """What bash offers for a command line, whose last word is being typed."""
    line = " ".join(f"'{word}'" for word in words)
    code += f"COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _newsextract; printf '%s\\n' \"${{COMPREPLY[@]}}\"\n"
    found = subprocess.run(
        ["bash", "-c", code], capture_output=True, text=True, cwd=PROJECT / "docs" / "examples", check=True
    )
    assert found.stderr == ""
    return found.stdout.split()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash")
def test_bash_completes_commands_options_values_and_files(capsys):
    code = script("bash", capsys)
    assert complete(code, "newsextract", "ex") == ["explain", "export"]
    assert set(filter(None, COMMANDS)) <= set(complete(code, "newsextract", ""))
    assert complete(code, "newsextract", "--form") == ["--format"]
    assert complete(code, "newsextract", "--format", "") == ["json", "jsonl", "html", "table", "csv"]
    assert complete(code, "newsextract", "export", "--format", "b") == ["brat"]
    assert complete(code, "newsextract", "clean", "--l") == ["--log"]
    assert complete(code, "newsextract", "clean", "--fact") == []
    assert "query" in complete(code, "newsextract", "db", "q")
    assert complete(code, "newsextract", "completion", "f") == ["fish"]
    assert complete(code, "newsextract", "ri") == ["rice.txt"]
    assert complete(code, "newsextract", "--date", "") == []


@pytest.mark.parametrize(("shell", "check"), [("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")])
def test_scripts_are_such_of_their_shell(shell, check, capsys, tmp_path):
    code = script(shell, capsys)
    for name in filter(None, COMMANDS):
        assert name in code
    if shutil.which(shell) is None:
        pytest.skip(f"no {shell} to read its script")
    path = tmp_path / "script"
    path.write_text(code)
    found = subprocess.run([shell, check, str(path)], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")


# ---------------------------------------------------------------------------------------------- colours


def on_a_terminal(*words, **env):
    """What the program writes to a terminal."""
    master, slave = pty.openpty()
    variables = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"} | env
    run = subprocess.Popen([*PROGRAM, *words], stdout=slave, stderr=subprocess.DEVNULL, env=variables)
    os.close(slave)
    seen = b""
    try:
        while piece := os.read(master, 65536):
            seen += piece
    except OSError:
        pass  # Linux says so when the last writer has gone
    finally:
        os.close(master)
    assert run.wait(60) == 0
    return seen.decode().replace("\r\n", "\n")


def test_a_table_has_colours_on_a_terminal_only(tmp_path):
    words = ("--format", "table", "--date", "2024-03-06", str(PROJECT / "docs/examples/rice.txt"))
    plain = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, check=True).stdout
    coloured = on_a_terminal(*words)
    assert "\x1b" not in plain
    assert "\x1b[1m" in coloured
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain
    assert on_a_terminal(*words, NO_COLOR="1") == plain
    assert on_a_terminal(*words, TERM="dumb") == plain
    assert on_a_terminal(*words, NO_COLOR="") == coloured
    main([*words, "-o", str(tmp_path / "table.txt")])
    assert (tmp_path / "table.txt").read_text("utf-8") == plain


# ---------------------------------------------------------------------------------------------- info


def test_info_tells_versions_data_and_model(capsys):
    assert main(["info", "--json"]) == 0
    about = json.loads(capsys.readouterr().out)
    assert about["data"].keys() == data_manifest().keys()
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", entry["date"]) for entry in about["data"].values())
    assert about["model"]["about"].startswith("Finds PERSON")
    assert len(about["model"]["scores"]) >= 4
    assert main(["info"]) == 0
    shown = capsys.readouterr().out
    for path, entry in data_manifest().items():
        assert re.search(rf"{re.escape(path)}: .*{entry['date']}", shown), path
    assert "model:" in shown and "MSRA (Simplified)" in shown
