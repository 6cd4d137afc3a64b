# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""g++ 12 destroys temporaries of some co_await statements twice (CONTRIBUTING, "co_await").

The rule is stricter than the compiler's fault, so that it can be checked line by line: in one
statement with co_await or co_yield there is no '{', no '?' and no lambda. Two co_awaits in one
statement are refused as well."""
import pathlib
import re

from checklib import blanked, code_files, finish


def statements(code):
    """(line, text) of each statement that awaits. It ends at ';' or at a block's '{' behind ')'."""
    for match in re.finditer(r"\bco_(?:await|yield)\b", code):
        start = max(code.rfind(ch, 0, match.start()) for ch in ";{}") + 1
        # A '{' that opens an initialiser, not a block, belongs to the statement.
        before = code[:start].rstrip()
        if before.endswith("{") and not re.search(
                r"(\)|\belse|\bdo|\btry|\bmutable|\bnoexcept|\boverride|->\s*[\w:<>,\s&*]+|[;{}])\s*\{$",
                before) and not re.search(r"(^|\s)namespace\s+[\w:]*\s*\{$", before):
            start = max(code.rfind(ch, 0, len(before) - 1) for ch in ";}") + 1
        end = code.find(";", match.end())
        text = code[start:end if end >= 0 else len(code)]
        block = re.search(r"\)\s*\{", text[match.end() - start:])
        if block and re.match(r"\s*(if|while|for|switch)\b", text):
            text = text[:match.end() - start + block.start() + 1]
        yield code.count("\n", 0, match.start()) + 1, text


def check_text(path, text):
    code = blanked(text)
    for line, statement in statements(code):
        faults = []
        if "{" in statement:
            faults.append("a brace")
        if "?" in statement:
            faults.append("a conditional operator")
        if re.search(r"(?<![\w\])])\[[^\]]*\]\s*[({<m]", statement):
            faults.append("a lambda")
        if len(re.findall(r"\bco_(?:await|yield)\b", statement)) > 1:
            faults.append("a second co_await")
        if faults:
            yield f"{path}:{line}: co_await in one statement with {' and '.join(faults)}"


def check(root):
    root = pathlib.Path(root)
    for path in code_files(root):
        yield from check_text(str(path.relative_to(root)), path.read_text(encoding="utf-8"))


def self_test():
    bad = [
        "Task<> f() { co_await g(Req{url, 3}); }",
        "Task<> f() { co_await g({a, b}); }",
        "Task<> f() { Res s{a, co_await g()}; }",
        "Task<> f() { co_return Res{co_await a(), 1}; }",
        "Task<> f() { co_await run([x]{ use(x); }); }",
        "Task<> f() { co_await (c ? f() : g()); }",
        "Task<> f() { x = co_await a() + co_await b(); }",
        "Task<> f() { auto r = co_await t.then([k](int) { return k; }); }",
    ]
    good = [
        "Task<> f() { const auto r = co_await g(std::move(req), stop); if (r) { h(); } }",
        "Task<> f() { if (co_await ready) { h({1, 2}); } }",
        "Task<> f() { for (auto &t : tasks) { co_await t; } }",
        "Task<> f() { auto job = [x]{ return x; }; co_await run(job); }",
        "Task<int> f() { const Req r{1}; const auto x = co_await g(r); co_return x; }",
    ]
    return [t for t in bad if not list(check_text("x", t))] + [
        "false alarm: " + t for t in good if list(check_text("x", t))]


finish(check, self_test)
