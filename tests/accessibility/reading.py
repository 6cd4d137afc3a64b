# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader is told: the tree of objects, and the stops of Tab."""
import ctypes
import time

# What a person can operate must say what it is.
OPERABLE = {"push button", "toggle button", "check box", "radio button", "combo box", "text",
            "page tab", "menu item", "list item", "table cell", "table column header", "slider",
            "spin button", "link", "button menu", "entry", "table row header", "tree item"}
NO_NAME_NEEDED = {"filler", "panel", "scroll pane", "viewport", "split pane", "layered pane",
                  "separator", "scroll bar", "layout"}
# What a page says when it has no answer: nothing to judge stands on it.
FAILED = ("Try again", "Not refreshed", "cannot be read", "could not be", "Details of the error")
# Places of keys on every PC keyboard, as X counts them.
KEYS = {"Tab": 23, "Return": 36, "Escape": 9, "F11": 95, "k": 45, "f": 41, "i": 31, "l": 46,
        "e": 26, "space": 65, "Down": 116, "Right": 114, "Control": 37, "Shift": 50}
STEP_S = 15  # for a busy machine: whoever answers is not waited for


class Reader:
    """Walks what is on screen and collects what is wrong with it."""

    def __init__(self, atspi):
        self.atspi = atspi
        self.faults = []
        self.seen = 0

    def program(self):
        desktop = self.atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            program = desktop.get_child_at_index(i)
            if program and program.get_name() == "watchfloor" and program.get_child_count():
                return program
        return None

    def window(self):
        program = self.program()
        return program.get_child_at_index(0) if program else None

    def windows(self):
        """The main window and whatever has opened over it."""
        program = self.program()
        return [w for w in self.children(program) if self.shows(w)] if program else []

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
        if any(word in name for word in FAILED):
            self.faults.append(f"{here}: shows an error")
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
        """The first one on screen; an empty role is any."""
        if not self.shows(node):
            return None
        if role in ("", node.get_role_name()) and (node.get_name() or "").startswith(name):
            return node
        for child in self.children(node):
            found = self.find(child, role, name)
            if found:
                return found
        return None

    def find_anywhere(self, role, name):
        for window in self.windows():
            found = self.find(window, role, name)
            if found:
                return found
        return None


def give_keyboard():
    """No window manager runs here, so nobody else gives the largest window the keyboard."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x.XOpenDisplay(None))
    root = ctypes.c_ulong(x.XDefaultRootWindow(display))
    found, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
    windows = ctypes.POINTER(ctypes.c_ulong)()
    x.XQueryTree(display, root, ctypes.byref(found), ctypes.byref(parent), ctypes.byref(windows),
                 ctypes.byref(count))
    best, size = None, 0
    for i in range(count.value):
        box = [ctypes.c_uint() for _ in range(6)]
        at = ctypes.c_ulong()
        if not x.XGetGeometry(display, ctypes.c_ulong(windows[i]), ctypes.byref(at),
                              *(ctypes.byref(part) for part in box)):
            continue
        mapped = (ctypes.c_ubyte * 256)()  # XWindowAttributes: map_state lies at byte 92
        x.XGetWindowAttributes(display, ctypes.c_ulong(windows[i]), mapped)
        viewable = int.from_bytes(bytes(mapped[92:96]), "little") == 2
        area = box[2].value * box[3].value
        if viewable and area > size:
            best, size = windows[i], area
    if best:
        revert_to_parent, now = 2, 0
        x.XSetInputFocus(display, ctypes.c_ulong(best), revert_to_parent, ctypes.c_ulong(now))
        x.XSync(display, 0)
    x.XCloseDisplay(display)


class Keyboard:
    """Presses keys as a person does, and listens to where the focus goes."""

    def __init__(self, atspi, glib):
        self.atspi = atspi
        self.loop = glib.MainContext.default()
        self.focused = None
        self.listener = atspi.EventListener.new(self.note)
        self.listener.register("object:state-changed:focused")

    def note(self, event):
        if event.detail1:
            self.focused = event.source

    def press(self, key, *held):
        kind = self.atspi.KeySynthType
        for other in held:
            self.atspi.generate_keyboard_event(KEYS[other], None, kind.PRESS)
        self.atspi.generate_keyboard_event(KEYS[key], None, kind.PRESSRELEASE)
        for other in reversed(held):
            self.atspi.generate_keyboard_event(KEYS[other], None, kind.RELEASE)

    def wait(self, seconds=STEP_S):
        """What has got the focus since the last look; None: nothing did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            while self.loop.iteration(False):
                pass
            if self.focused is not None:
                # A table tells of itself and then of its cell: the last word counts.
                quiet = time.monotonic() + 0.05
                while time.monotonic() < quiet:
                    self.loop.iteration(False)
                    time.sleep(0.005)
                found, self.focused = self.focused, None
                return found
            time.sleep(0.01)
        return None

    def drain(self):
        quiet = time.monotonic() + 0.1
        while time.monotonic() < quiet:
            self.loop.iteration(False)
            time.sleep(0.005)
        self.focused = None


class Stop:
    """One place where Tab stops."""

    def __init__(self, atspi, node):
        box = node.get_component_iface().get_extents(atspi.CoordType.SCREEN)
        self.node = node
        self.role = node.get_role_name()
        self.name = (node.get_name() or "").strip()
        self.about = (node.get_description() or "").strip()
        self.left, self.top = box.x, box.y
        self.right, self.bottom = box.x + box.width, box.y + box.height

    def __str__(self):
        return f"{self.role}[{self.name[:30]}] at {self.left},{self.top}"


def disorder(before, after):
    """Why nobody would expect `after` to follow `before`; empty: it reads on."""
    new_column = after.left >= before.right - 2
    if after.bottom <= before.top + 2 and not new_column:
        return "goes back up"
    same_line = min(before.bottom, after.bottom) - max(before.top, after.top) > 12
    side_by_side = abs(before.top - after.top) <= 12
    if same_line and side_by_side and after.right <= before.left + 2:
        return "goes back along its line"
    return ""


def walk_stops(reader, keyboard, page, most=120):
    """Tab through all of the page and back to where it began. Returns the stops."""
    stops = []
    keyboard.drain()
    keyboard.press("Tab")
    while len(stops) < most:
        node = keyboard.wait()
        if node is None:
            reader.faults.append(f"{page}: after {stops[-1] if stops else 'nothing'} Tab leads nowhere")
            return stops
        stop = Stop(reader.atspi, node)
        if stops and stop.node == stops[0].node:
            break
        # What is scrolled may stand where another of its name stood.
        if any(stop.node == other.node for other in stops):
            reader.faults.append(f"{page}: Tab comes back to {stop} before it was everywhere")
            return stops
        if not stop.name and not stop.about:
            reader.faults.append(f"{page}: Tab stops at a nameless {stop}")
        stops.append(stop)
        keyboard.press("Tab")
    else:
        reader.faults.append(f"{page}: Tab never comes back")
    if len(stops) > 1:
        judge_order(reader, page, stops)
    return stops


def judge_order(reader, page, stops, place=lambda stop: (stop.left // 100, stop.top)):
    # The walk begins anywhere: read it from its first place; of a window that is the sidebar's top.
    first = min(range(len(stops)), key=lambda i: place(stops[i]))
    ordered = stops[first:] + stops[:first]
    for before, after in zip(ordered, ordered[1:]):
        why = disorder(before, after)
        if why:
            reader.faults.append(f"{page}: from {before} to {after}: {why}")
