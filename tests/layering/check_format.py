# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources look as .clang-format says (clang-format 14, Debian 12's)."""
import pathlib
import subprocess
import tempfile

from checklib import code_files, finish


def misformatted(paths):
    """Names of the files that clang-format would change; one process, its start is the cost."""
    done = subprocess.run(["clang-format-14", "--style=file", "--dry-run", *map(str, paths)],
                          capture_output=True, text=True, check=True)
    return sorted({line.split(":")[0] for line in done.stderr.splitlines()
                   if "[-Wclang-format-violations]" in line})


def check(root):
    root = pathlib.Path(root)
    for name in misformatted(code_files(root)):
        yield f"{pathlib.Path(name).relative_to(root)}: run clang-format-14 -i on it"


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        planted = pathlib.Path(folder) / "planted.cpp"
        planted.write_text("int  a ;\n", encoding="utf-8")
        return [] if misformatted([planted]) else ["a badly formatted line"]


finish(check, self_test)
