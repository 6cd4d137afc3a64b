# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files stay readable: median at most 150 lines, none above 500 (CONTRIBUTING)."""
import pathlib
import statistics

from checklib import code_files, finish

MEDIAN = 150
LARGEST = 500


def judge(sizes):
    for name, lines in sizes.items():
        if lines > LARGEST:
            yield f"{name}: {lines} lines, the limit is {LARGEST}"
    if sizes and statistics.median(sizes.values()) > MEDIAN:
        yield f"the median file has {statistics.median(sizes.values())} lines, the limit is {MEDIAN}"


def check(root):
    root = pathlib.Path(root)
    sizes = {str(p.relative_to(root)): p.read_text(encoding="utf-8").count("\n")
             for p in code_files(root)}
    yield from judge(sizes)


def self_test():
    found = list(judge({"a": 501, "b": 10, "c": 10}))
    found += list(judge({"a": 151, "b": 151}))
    return [] if len(found) == 2 else ["an overlong file or a high median"]


finish(check, self_test)
