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

import openings
import reading

DEADLINE_S = 120


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
                                   bin_dir], env=env, timeout=8 * DEADLINE_S).returncode
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
        for vendor, keys in (
                ("chatwoot", ("token",)), ("rocketchat", ("user_id", "auth_token")),
                ("liveperson", ("consumer_key", "consumer_secret", "token", "token_secret")),
                ("chatdash", ("api_key",))):
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
        since = (datetime.datetime.fromisoformat(now[:-1]) -
                 datetime.timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%SZ")
        subprocess.run(cli + ["--quiet", "sync", "--since", since], check=True, stdout=subprocess.DEVNULL)
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


class Program:
    """One run of the window; gone with the block."""

    def __init__(self, bin_dir, profile, page, reader, *options):
        self.reader = reader
        self.page = page
        self.process = subprocess.Popen(
            [pathlib.Path(bin_dir, "watchfloor"), "--profile", profile, "--page", page,
             "--size", "1280x720", *options],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        window = until(f"the window with {self.page}", self.reader.window)
        until(f"{self.page} shows something", lambda: settled(self.reader, window))
        reading.give_keyboard()
        return window

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        until("the window is gone", lambda: self.reader.window() is None)


def inside(bin_dir):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi, GLib
    Atspi.init()
    Atspi.set_timeout(20_000, 60_000)  # a busy machine is no fault
    reader = reading.Reader(Atspi)
    keyboard = reading.Keyboard(Atspi, GLib)
    with tempfile.TemporaryDirectory() as profile:
        fill(bin_dir, profile)
        for page in pages(bin_dir):
            with Program(bin_dir, profile, page, reader, "--offline") as window:
                before = reader.seen
                reader.walk(window, page)
                objects = reader.seen - before
                stops = reading.walk_stops(reader, keyboard, page)
                print(f"{page}: {objects} objects, {len(stops)} stops of Tab")
                if len(stops) < 5:  # sidebar and top bar alone have more
                    reader.faults.append(f"{page}: Tab stops only {len(stops)} times")
                if page == "now":
                    read_wallboard(reader, keyboard)
                    read_opened(reader, keyboard, "palette", "Go to or do", "k", "Control")
                    read_opened(reader, keyboard, "filters", "Filters", "f", "Control", "Shift")
                if page == "agents":
                    openings.read_popups(reader, keyboard)
        # As if it were online: accounts can be changed, but nobody answers.
        with Program(bin_dir, profile, "accounts", reader):
            openings.read_account_dialogs(reader, keyboard)
    # Nothing to fetch from: it may be online, and accounts can be added.
    with tempfile.TemporaryDirectory() as empty:
        with Program(bin_dir, empty, "accounts", reader):
            read_dialog(reader, keyboard)
    for fault in reader.faults:
        print(fault)
    print(f"{reader.seen} objects, {len(reader.faults)} faults")
    return 1 if reader.faults or reader.seen < 100 else 0


def read_all(reader, what):
    """Every window that is open; how many objects were read."""
    before = reader.seen
    for window in reader.windows():
        reader.walk(window, what)
    print(f"{what}: {reader.seen - before} objects")


def read_opened(reader, keyboard, what, name, *keys):
    """Something that keys open over the window and Escape closes. Popups stand in nobody's list of
    children: as a screen reader does, we come to them by the focus they take."""
    keyboard.drain()
    keyboard.press(*keys)
    node = keyboard.wait()
    inside_it = node
    while node is not None and not (node.get_name() or "").startswith(name):
        node = node.get_parent()
    if inside_it is None or node is None:
        reader.faults.append(f"{what}: does not take the keyboard when it opens")
        return
    # The field inside has the popup's name: what is read is all of the popup.
    while (node.get_parent().get_name() or "").startswith(name):
        node = node.get_parent()
    time.sleep(0.2)
    before = reader.seen
    reader.walk(node, what)
    print(f"{what}: {reader.seen - before} objects")
    if reader.seen - before < 3:
        reader.faults.append(f"{what}: tells next to nothing of itself")
    keyboard.press("Escape")
    until(f"{what} closes", lambda: not reader.shows(node))


def read_wallboard(reader, keyboard):
    """Says of what and how old; its rows can be read."""
    keyboard.press("F11")
    head = until("the wallboard", lambda: reader.find_anywhere("label", "Now ·"))
    if not any(word in head.get_name() for word in ("as of", "offline since", "no data yet")):
        reader.faults.append(f"wallboard: {head.get_name()} does not say how old it is")
    rows = reader.find_anywhere("list", "Needs attention")
    if rows is None or rows.get_child_count() == 0:
        reader.faults.append("wallboard: the queue tells no rows")
    read_all(reader, "wallboard")
    keyboard.press("F11")
    until("the window is back", lambda: not reader.find_anywhere("label", "Now ·"))


def read_dialog(reader, keyboard):
    """The account dialog, opened by its button."""
    def opened():
        button = reader.find_anywhere("push button", "Add account")
        if button is not None and not reader.find_anywhere("dialog", "Add account"):
            button.get_component_iface().grab_focus()
            keyboard.press("Return")
            time.sleep(0.3)
        return reader.find_anywhere("dialog", "Add account")

    until("the dialog opens", opened)
    time.sleep(0.2)
    read_all(reader, "account dialog")
    keyboard.press("Escape")
    until("the dialog closes", lambda: not reader.find_anywhere("dialog", "Add account"))


def settled(reader, window):
    """The same objects twice in a row: what was asked for is on screen."""
    def shape():
        counter = reading.Reader(reader.atspi)
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
