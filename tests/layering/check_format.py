# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources look as .clang-format says (clang-format 14, Debian 12's)."""
import pathlib
import subprocess

from checklib import code_files, finish


def formatted(text, root):
    done = subprocess.run(["clang-format-14", "--style=file", "--assume-filename", str(root / "x.cpp")],
                          input=text, capture_output=True, text=True, check=True)
    return done.stdout


def check(root):
    root = pathlib.Path(root)
    for path in code_files(root):
        text = path.read_text(encoding="utf-8")
        if formatted(text, root) != text:
            yield f"{path.relative_to(root)}: run clang-format -i on it"


def self_test():
    root = pathlib.Path(__file__).resolve().parents[2]
    return [] if formatted("int  a ;\n", root) == "int a;\n" else ["a badly formatted line"]


finish(check, self_test)
