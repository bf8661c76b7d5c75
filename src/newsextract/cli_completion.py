"""The command line's part about shells: what they may complete, told once as a script."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SHELLS = ("bash", "zsh", "fish")
_PATHS = frozenset(
    {"FILE", "DIR", "PATH", "FOLDER", "FILE.tsv", "FILE.toml", "FILE.jsonl", "DIR|URL", "RECORDS", "SOURCE"}
)


@dataclass(frozen=True, slots=True)
class _Option:
    """An option: its spellings, what it says of itself, and what may follow it."""

    flags: tuple[str, ...]
    help: str
    takes: bool
    files: bool
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Command:
    """A command: the words that name it, its options, the words that may follow, whether files may."""

    words: tuple[str, ...]
    about: str
    options: tuple[_Option, ...]
    choices: tuple[str, ...]
    files: bool


def configure_completion(parser: argparse.ArgumentParser) -> None:
    """Arguments of ``completion``."""
    parser.description = "Print a script that lets a shell complete commands, options and their values."
    parser.epilog = (
        'examples:\n  eval "$(newsextract completion bash)"       # in ~/.bashrc\n'
        '  eval "$(newsextract completion zsh)"        # in ~/.zshrc\n'
        "  newsextract completion fish > ~/.config/fish/completions/newsextract.fish"
    )
    parser.add_argument("shell", choices=SHELLS)


def format_completion(shell: str, parsers: Mapping[str, argparse.ArgumentParser]) -> str:
    """The script for a shell; ``parsers`` are those of the commands by name, the main one's is empty."""
    commands = [command for name, parser in parsers.items() for command in _commands(name, parser)]
    if shell == "fish":
        return "".join(f"{line}\n" for line in _fish(commands))
    start = "autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n"
    return (start if shell == "zsh" else "") + "\n".join(_bash(commands)) + "\n"


def _commands(name: str, parser: argparse.ArgumentParser) -> Iterator[_Command]:
    """The command and those below it (``db query``)."""
    words = tuple(name.split())
    # argparse offers no public way to ask a parser for what it takes.
    actions = parser._actions
    below = [action for action in actions if isinstance(action, argparse._SubParsersAction)]
    choices = tuple(
        str(choice) for action in actions if not action.option_strings and action.choices for choice in action.choices
    )
    options = tuple(_option(action) for action in actions if action.option_strings)
    files = any(action.metavar in _PATHS for action in actions if not action.option_strings)
    yield _Command(words, parser.description or "", options, choices, files)
    for action in below:
        for word, child in action.choices.items():
            yield from _commands(f"{name} {word}", child)


def _option(action: argparse.Action) -> _Option:
    metavar = action.metavar if isinstance(action.metavar, str) else ""
    text = (action.help or "").replace("%(default)s", str(action.default)).replace("%%", "%")
    choices = tuple(map(str, action.choices or ()))
    return _Option(tuple(action.option_strings), text, action.nargs != 0, metavar in _PATHS, choices)


def _bash(commands: list[_Command]) -> Iterator[str]:
    """One function; what was typed so far tells the command, the word before whether a value is due."""
    yield "_newsextract() {"
    yield '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" path=""'
    yield "  COMPREPLY=()"
    for depth in (1, 2):
        known = [" ".join(command.words) for command in commands if len(command.words) == depth]
        typed = '"${COMP_WORDS[1]}"' if depth == 1 else '"$path ${COMP_WORDS[2]}"'
        value = '"${COMP_WORDS[1]}"' if depth == 1 else '"$path ${COMP_WORDS[2]}"'
        words = "|".join(f'"{word}"' for word in known)
        yield f"  if [ $COMP_CWORD -gt {depth} ]; then case {typed} in {words}) path={value};; esac; fi"
    yield '  case "$path:$prev" in'
    for command in commands:
        path = " ".join(command.words)
        for option in command.options:
            if option.takes:
                pattern = "|".join(f'"{path}:{flag}"' for flag in option.flags)
                yield f"    {pattern}) {_bash_value(option)} return;;"
    yield "  esac"
    yield '  case "$path" in'
    for command in commands:
        flags = " ".join(flag for option in command.options for flag in option.flags)
        names = [other.words[0] for other in commands if len(other.words) == 1] if not command.words else []
        words = " ".join((*command.choices, *names))
        yield f'    "{" ".join(command.words)}") local flags="{flags}" words="{words}" files={int(command.files)};;'
    yield "  esac"
    yield '  if [ "${cur:0:1}" = - ]; then COMPREPLY=($(compgen -W "$flags" -- "$cur")); return; fi'
    yield '  [ -z "$path" ] && [ $COMP_CWORD -gt 1 ] && words=""'
    yield '  COMPREPLY=($(compgen -W "$words" -- "$cur"))'
    yield '  [ "$files" = 1 ] && COMPREPLY+=($(compgen -f -- "$cur"))'
    yield "}"
    yield "complete -o filenames -F _newsextract newsextract"


def _bash_value(option: _Option) -> str:
    if option.choices:
        return f'COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$cur"));'
    return 'COMPREPLY=($(compgen -f -- "$cur"));' if option.files else ""


def _fish(commands: list[_Command]) -> Iterator[str]:
    names = " ".join(command.words[0] for command in commands if len(command.words) == 1)
    for command in commands:
        below = [c for c in commands if c.words[:-1] == command.words and c.words]
        if command.words:
            seen = " ; and ".join(f"__fish_seen_subcommand_from {word}" for word in command.words)
        else:
            seen = f"not __fish_seen_subcommand_from {names}"
        for child in below:
            about = shlex.quote(child.about)
            yield f"complete -c newsextract -n {shlex.quote(seen)} -a {child.words[-1]} -d {about}"
        plain = [word for word in command.choices if word not in {c.words[-1] for c in below}]
        if plain:
            yield f"complete -c newsextract -n {shlex.quote(seen)} -f -a {shlex.quote(' '.join(plain))}"
        yield from (_fish_option(option, seen) for option in command.options)


def _fish_option(option: _Option, seen: str) -> str:
    flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
    value = f" -x -a {shlex.quote(' '.join(option.choices))}" if option.choices else " -r" if option.takes else ""
    return f"complete -c newsextract -n {shlex.quote(seen)} {flags}{value} -d {shlex.quote(option.help)}"
