"""Fuzz one target under coverage: python tests/fuzz/drive.py TARGET [options of libFuzzer].

    python tests/fuzz/drive.py article -max_total_time=3600 corpus_folder

Prints how many inputs were tried; what raised is written to crash-* in the folder of -artifact_prefix.
"""

import sys

import atheris

with atheris.instrument_imports(include=["newsextract"]):
    from targets import TARGETS


def main() -> None:
    """Hand the target to the fuzzer, which never returns."""
    target = TARGETS[sys.argv[1]]
    atheris.Setup([sys.argv[0], *sys.argv[2:]], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
