# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at the window as a screen reader does: an AT-SPI client under Xvfb, a bus of its own.

usage: check_atspi.py BIN_DIR          (starts everything)
       check_atspi.py --inside BIN_DIR (within the session)
"""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

DEADLINE_S = 120
# What a person can operate must say what it is.
OPERABLE = {"push button", "toggle button", "check box", "radio button", "combo box", "text",
            "page tab", "menu item", "list item", "table cell", "table column header", "slider",
            "spin button", "link", "button menu", "entry", "table row header", "tree item"}
NO_NAME_NEEDED = {"filler", "panel", "scroll pane", "viewport", "split pane", "layered pane",
                  "separator", "scroll bar", "layout"}


def outer(bin_dir):
    """Xvfb and a session bus, then this script again inside."""
    with tempfile.TemporaryDirectory() as home:
        read, write = os.pipe()
        xvfb = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1440x900x24", "-nolisten", "tcp"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        try:
            with os.fdopen(read) as pipe:
                display = pipe.readline().strip()
            if not display:
                raise SystemExit("Xvfb did not start")
            run = pathlib.Path(home, "run")
            run.mkdir(mode=0o700)
            env = dict(os.environ, DISPLAY=":" + display, HOME=home, XDG_RUNTIME_DIR=str(run),
                       QT_QPA_PLATFORM="xcb", QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
                       LC_ALL="C.UTF-8", TZ=afternoon()[1], NO_AT_BRIDGE="0")
            env.pop("WAYLAND_DISPLAY", None)
            return subprocess.run(["dbus-run-session", "--", sys.executable, __file__, "--inside",
                                   bin_dir], env=env, timeout=3 * DEADLINE_S).returncode
        finally:
            xvfb.terminate()
            xvfb.wait()


def afternoon():
    """Now, and a zone in which it is the afternoon: "today" then has something to show."""
    now = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
    ahead = (15 - now.hour + 11) % 24 - 11  # -11..12 hours
    return now.strftime("%Y-%m-%dT%H:%M:%SZ"), f"Etc/GMT{-ahead:+d}"


def fill(bin_dir, profile):
    """A small cache of all four vendors, fetched as anybody would."""
    programs = pathlib.Path(bin_dir)
    now, _ = afternoon()
    sandbox = subprocess.Popen(
        [programs / "watchfloor-sandbox", "--seed", "7", "--days", "2", "--agents", "6",
         "--conversations-per-day", "20", "--freeze", "--now", now, "--rocketchat", "limit=0"],
        stdout=subprocess.PIPE, text=True)
    try:
        ready = json.loads(sandbox.stdout.readline())
        cli = [programs / "watchfloor-cli", "--profile", profile, "--now", now]
        for vendor, keys in (("chatwoot", ("token",)), ("chatdash", ("api_key",))):
            account = ready[vendor]
            command = cli + ["account", "add", "--provider", vendor, "--name", vendor.title(),
                             "--url", account["url"], "--secret-store", "file"]
            if account.get("account_id"):
                command += ["--account-id", account["account_id"]]
            for key, value in account["settings"].items():
                command += ["--set", f"{key}={value}"]
            for key in keys:
                command += ["--secret", f"{key}=-"]
            secrets = "".join(account["secrets"][key] + "\n" for key in keys)
            subprocess.run(command, input=secrets, text=True, check=True,
                           stdout=subprocess.DEVNULL)
        subprocess.run(cli + ["--quiet", "sync"], check=True, stdout=subprocess.DEVNULL)
    finally:
        sandbox.terminate()
        sandbox.wait()


def until(what, look):
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.05)
    raise SystemExit(f"timed out: {what}")


class Reader:
    """What a screen reader would be told."""

    def __init__(self, atspi):
        self.atspi = atspi
        self.faults = []
        self.seen = 0

    def window(self):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(i)
            if program and program.get_name() == "watchfloor" and program.get_child_count():
                return program.get_child_at_index(0)
        return None

    def shows(self, node):
        return node.get_state_set().contains(self.atspi.StateType.SHOWING)

    def children(self, node):
        # Of a table with thousands of cells the first are enough.
        for i in range(min(node.get_child_count(), 120)):
            child = node.get_child_at_index(i)
            if child is not None:
                yield child

    def walk(self, node, path=""):
        if not self.shows(node):
            return
        role = node.get_role_name()
        name = node.get_name() or ""
        here = f"{path}/{role}[{name[:30]}]"
        self.judge(node, role, name, here)
        for child in self.children(node):
            self.walk(child, here)

    def judge(self, node, role, name, here):
        self.seen += 1
        states = node.get_state_set()
        focusable = states.contains(self.atspi.StateType.FOCUSABLE)
        text = (name + (node.get_description() or "")).strip()
        if focusable and role in ("unknown", "invalid", ""):
            self.faults.append(f"{here}: has no role")
        if not text and role != "table cell" and (  # which may well be empty
                role in OPERABLE or focusable and role not in NO_NAME_NEEDED):
            self.faults.append(f"{here}: nobody says what it is")
        if role in ("slider", "progress bar", "spin button") and node.get_value_iface() is None:
            self.faults.append(f"{here}: tells no value")
        table = node.get_table_iface()
        if table is not None and table.get_n_columns() > 0:
            self.judge_table(table, here)

    def judge_table(self, table, here):
        columns = table.get_n_columns()
        titled = 0
        for column in range(columns):
            header = table.get_column_header(column)
            if (header and header.get_name()) or table.get_column_description(column):
                titled += 1
        if titled < columns:
            self.faults.append(f"{here}: {columns - titled} of {columns} columns have no title")
        if table.get_n_rows() > 0:
            cell = table.get_accessible_at(0, 0)
            if cell is None or not cell.get_name():
                self.faults.append(f"{here}: its first cell says nothing")

    def find(self, node, role, name):
        if node.get_role_name() == role and (node.get_name() or "").startswith(name):
            return node
        for child in self.children(node):
            found = self.find(child, role, name)
            if found:
                return found
        return None


def inside(bin_dir):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    Atspi.init()
    reader = Reader(Atspi)
    with tempfile.TemporaryDirectory() as profile:
        fill(bin_dir, profile)
        for page in pages(bin_dir):
            program = subprocess.Popen(
                [pathlib.Path(bin_dir, "watchfloor"), "--profile", profile, "--offline",
                 "--page", page, "--size", "1280x720"],
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                window = until(f"the window with {page}", reader.window)
                until(f"{page} shows something", lambda: settled(reader, window))
                before = reader.seen
                reader.walk(window, page)
                print(f"{page}: {reader.seen - before} objects")
            finally:
                program.terminate()
                program.wait()
            until("the window is gone", lambda: reader.window() is None)
    for fault in reader.faults:
        print(fault)
    print(f"{reader.seen} objects, {len(reader.faults)} faults")
    return 1 if reader.faults or reader.seen < 100 else 0


def settled(reader, window):
    """The same objects twice in a row: what was asked for is on screen."""
    def shape():
        counter = Reader(reader.atspi)
        counter.walk(window)
        return counter.seen
    first = shape()
    time.sleep(0.3)
    return first > 20 and first == shape()


def pages(bin_dir):
    told = subprocess.run([pathlib.Path(bin_dir, "watchfloor"), "--page", "?"],
                          capture_output=True, text=True, check=False).stderr
    return told.split("the pages are ")[1].split(".")[0].strip().split(", ")


if __name__ == "__main__":
    if sys.argv[1] == "--inside":
        sys.exit(inside(sys.argv[2]))
    for tool in ("Xvfb", "dbus-run-session"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: see packaging/packages.txt")
    sys.exit(outer(sys.argv[1]))
