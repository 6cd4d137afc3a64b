# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Each source file carries its licence; data and pictures are covered by REUSE.toml."""
import pathlib

from checklib import code_files, finish

SUFFIXES = (".py", ".sql", ".cmake", ".sh")


def covered(text):
    head = text[:600]
    return "SPDX-License-Identifier: GPL-3.0-or-later" in head and "SPDX-FileCopyrightText" in head


def check(root):
    root = pathlib.Path(root)
    others = [p for folder in ("app", "src", "tests", "resources", "packaging")
              for p in (root / folder).rglob("*")
              if p.suffix in SUFFIXES or p.name == "CMakeLists.txt"]
    for path in [*code_files(root), *others]:
        if not covered(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(root)}: no SPDX lines at its top"


def self_test():
    return [] if not covered("#pragma once\n") else ["a file without SPDX lines"]


finish(check, self_test)
