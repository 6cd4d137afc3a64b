# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the four source checks share: the list of files, reading without comments, the verdict."""
import pathlib
import re
import sys

CODE = ("app", "src", "tests")


def code_files(root):
    root = pathlib.Path(root)
    for folder in CODE:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".h") and "data" not in path.relative_to(root).parts:
                yield path


def blanked(text):
    """Comments and string contents become spaces; line numbers stay."""
    def blank(match):
        token = match.group(0)
        if token.startswith("/"):
            return re.sub(r"[^\n]", " ", token)
        return '"' + re.sub(r"[^\n]", " ", token[1:-1]) + '"'
    return re.sub(
        r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])\'',
        blank, text, flags=re.S)


def finish(check, self_test):
    """`check(root)` yields complaints; `self_test()` must find planted faults."""
    if sys.argv[1] == "--self-test":
        missed = self_test()
        for name in missed:
            print(f"planted fault not found: {name}")
        sys.exit(1 if missed else 0)
    complaints = list(check(sys.argv[1]))
    for complaint in complaints:
        print(complaint)
    sys.exit(1 if complaints else 0)
