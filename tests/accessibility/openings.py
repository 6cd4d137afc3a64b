# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What opens over the window: opened, walked through and closed by keys alone."""
import time

from gi.repository import GLib

import reading

# Where Tab has to stop; arrows lead to the unchecked radio buttons.
STOPS = {"push button", "toggle button", "check box", "radio button", "combo box", "text", "entry",
         "spin button", "slider", "list", "tree", "table", "tree table", "date editor"}
PRESSED = {"push button", "toggle button", "check box", "radio button", "combo box"}


class Openings:
    """One window's popups and dialogs, found by the focus they take."""

    def __init__(self, reader, keyboard):
        self.reader = reader
        self.keyboard = keyboard
        self.focused = None

    def fault(self, what, why):
        self.reader.faults.append(f"{what}: {why}")

    def press(self, *keys, seconds=reading.STEP_S):
        """What has the focus then; None: nobody said, though the program had come to it."""
        self.keyboard.drain()
        self.keyboard.press(*keys)
        node = self.keyboard.wait(seconds) or self.late()
        self.focused = node or self.focused
        return node

    def late(self):
        """A busy program comes to a key late. It answers a question after the keys before it, and
        what it tells meanwhile arrives before the answer."""
        for _ in range(2):  # the key may still be on its way to it
            window = self.reader.window()
            if window is not None:
                window.clear_cache()
                window.get_state_set()
                window.get_child_count()
        return self.keyboard.wait(0.1)

    def go_to(self, role, name, most=80):
        """By Tab to what is named so."""
        silent = 0
        for _ in range(most):
            node = self.press("Tab")
            if node and role in ("", node.get_role_name()) and (node.get_name() or "").startswith(name):
                return node
            silent = 0 if node else silent + 1
            if silent == 2:
                break
        self.fault(name, "Tab never comes to it")
        return None

    def choose(self, entry, most=25):
        """An entry of the menu that is open."""
        for _ in range(most):
            node = self.press("Down")
            if node and (node.get_name() or "").startswith(entry):
                return self.press("Return")
        self.fault(entry, "no arrow comes to it")
        self.press("Escape", seconds=1)
        return None

    def root(self, node, name):
        """The whole that is named so and holds the node; popups hang below what they belong to."""
        found = None
        while node is not None and node.get_role_name() != "application":
            if (node.get_name() or "").startswith(name):
                found = node
            node = self.parent(node)
        return found

    @staticmethod
    def parent(node):
        try:
            return node.get_parent()
        except GLib.Error:  # what has closed meanwhile stands nowhere
            return None

    def read(self, what, name, origin):
        """Reads what has just opened, walks it, and closes it by Escape."""
        # What led to it has the keyboard for a moment once more.
        end = time.monotonic() + reading.STEP_S
        whole = self.root(self.focused, name)
        while whole is None and time.monotonic() < end:
            self.focused = self.keyboard.wait(0.5) or self.focused
            whole = self.root(self.focused, name)
        if whole is None:
            self.fault(what, f"the keyboard is on {self.told(self.focused)}, not in “{name}”")
            self.press("Escape", seconds=1)
            return
        self.settle(whole)
        before = self.reader.seen
        self.reader.walk(whole, what)
        controls = list(self.controls(whole))
        for node in controls:
            self.judge(node, what)
        stops = self.walk(what)
        for node in controls:
            if not any(self.within(stop.node, node) or self.within(node, stop.node)
                       for stop in stops):
                self.fault(what, f"Tab never comes to {self.told(node)}")
        print(f"{what}: {self.reader.seen - before} objects, {len(stops)} stops of Tab")
        self.close(what, whole, origin)

    def settle(self, whole):
        """What comes with an answer is there, and has taken the keyboard if it does."""
        end = time.monotonic() + reading.STEP_S
        while self.reader.find(whole, "label", "Looking it up") and time.monotonic() < end:
            self.keyboard.loop.iteration(False)
            time.sleep(0.02)
        self.focused = self.keyboard.wait(0.2) or self.late() or self.focused

    def close(self, what, whole, origin):
        is_window = whole.get_role_name() in ("dialog", "alert")
        self.keyboard.drain()
        self.keyboard.press("Escape")
        end = time.monotonic() + reading.STEP_S
        while self.reader.shows(whole) and time.monotonic() < end:
            self.keyboard.loop.iteration(False)
            time.sleep(0.02)
        if self.reader.shows(whole):
            self.fault(what, "Escape does not close it")
        node = None
        end = time.monotonic() + reading.STEP_S
        while node is None and time.monotonic() < end:
            if is_window:
                reading.give_keyboard()  # what a window manager does, once the other one is gone
            node = self.keyboard.wait(0.5)
        if node != origin:  # a table tells of itself before its cell
            node = self.keyboard.wait(1) or node
        # What changes meanwhile may tell of itself, too; a cell has to tell of itself anew.
        elsewhere = node is not None and origin.get_role_name() == "table cell"
        if node != origin and not elsewhere and self.has_focus(origin):
            node = origin
        if node != origin:
            self.fault(what, f"closed, the keyboard is on {self.told(node)} and not where it was, "
                             f"{self.told(origin)}")

    def has_focus(self, node):
        node.clear_cache()
        return node.get_state_set().contains(self.reader.atspi.StateType.FOCUSED)

    def controls(self, node):
        """What can be operated now."""
        if not self.reader.shows(node):
            return
        states = node.get_state_set()
        kind = self.reader.atspi.StateType
        role = node.get_role_name()
        ready = states.contains(kind.FOCUSABLE) and states.contains(kind.ENABLED)
        if role in STOPS and ready and (role != "radio button" or states.contains(kind.CHECKED)):
            yield node
        for child in self.reader.children(node):
            yield from self.controls(child)

    def judge(self, node, what):
        """A role says what can be done with it: that has to be there."""
        role = node.get_role_name()
        if role in PRESSED:
            action = node.get_action_iface()
            if action is None or action.get_n_actions() == 0:
                self.fault(what, f"{self.told(node)} cannot be pressed")
        if role in ("text", "entry") and node.get_text_iface() is None:
            self.fault(what, f"{self.told(node)} does not tell its text")

    def walk(self, what, most=60):
        """Tab through all of it and back."""
        stops = [reading.Stop(self.reader.atspi, self.focused)]
        silent = 0
        while len(stops) < most and silent < 4:  # days, months and years of a date are stops, too
            node = self.press("Tab", seconds=0.7)
            if node is None or node.get_component_iface() is None:  # gone again
                silent += 1
                continue
            silent = 0
            if node == stops[0].node:
                break
            stop = reading.Stop(self.reader.atspi, node)
            if any(node == other.node for other in stops):
                self.fault(what, f"Tab comes back to {stop} before it was everywhere")
                break
            if not stop.name and not stop.about:
                self.fault(what, f"Tab stops at a nameless {stop}")
            stops.append(stop)
        if silent and len(stops) > 1:
            self.fault(what, f"after {stops[-1]} Tab leads nowhere")
        reading.judge_order(self.reader, what, stops, lambda stop: (stop.top, stop.left))
        return stops

    def within(self, node, whole):
        while node is not None:
            if node == whole:
                return True
            node = self.parent(node)
        return False

    @staticmethod
    def told(node):
        return f"{node.get_role_name()}[{(node.get_name() or '')[:40]}]" if node else "nothing"

    def by_button(self, what, button, name, *entries, role=""):
        """A button, then entries of its menus."""
        origin = self.go_to(role, button)
        if origin is None:
            return
        self.press("space", seconds=1 if entries else reading.STEP_S)
        if all(self.choose(entry) for entry in entries):
            self.read(what, name, origin)


def read_popups(reader, keyboard):
    """Those of a page of tables."""
    on = Openings(reader, keyboard)
    # From the first column to one with numbers.
    table = on.go_to("", "Agents", most=40)
    while table is not None and table.get_role_name() not in ("table", "table cell"):
        table = on.go_to("", "Agents", most=40)
    on.press("Down")
    for _ in range(6):
        cell = on.press("Right")
        on.press("i", "Control", seconds=1.5)
        if on.root(on.focused, "Explain this number"):
            break
    on.read("explanation", "Explain this number", cell)
    on.press("l", "Control")
    on.read("levels", "Levels of", cell)
    on.press("e", "Control")
    on.read("export", "Export this view", cell)
    on.by_button("columns", "Columns", "Columns", role="push button")
    on.by_button("custom range", "Time range", "Custom range", "Custom range")
    on.by_button("saving a view", "Saved view", "Save as a view", "Save as")
    if on.go_to("", "Saved view"):  # one to be managed
        on.press("space", seconds=1)
        on.choose("Save as")
        on.press("k", seconds=0.5)
        on.press("Return", seconds=1)
        on.by_button("saved views", "Saved view", "Saved views", "Rename")


def read_account_dialogs(reader, keyboard):
    """Those of an account; none of them changes anything here."""
    on = Openings(reader, keyboard)
    for what, button, name in (("change", "Change…: Chatwoot", "Change account"),
                               ("remove", "Remove…: Chatwoot", "Remove account"),
                               ("rules", "Targets and hours…: Chatwoot", "Targets and hours"),
                               ("history", "History…: Chatwoot", "History"),
                               ("purge", "Free space…", "Free space"),
                               ("add", "Add account", "Add account")):
        on.by_button(f"account dialog: {what}", button, name, role="push button")
    if not reader.find_anywhere("push button", "Remove…: Chatwoot"):
        on.fault("accounts", "one went away with a dialog that was only looked at")
