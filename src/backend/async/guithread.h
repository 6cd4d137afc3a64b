// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace watchfloor {

/// While one lives, the thread it was made on is the window's. Programs and tests without a window
/// make none.
class GuiThread {
public:
    GuiThread();
    ~GuiThread();
    GuiThread(const GuiThread &) = delete;
    GuiThread &operator=(const GuiThread &) = delete;
};

/// Stands where work begins that must never hold up the window: SQL, parsing, files, waiting. In
/// test builds it ends the program when it comes by on the window's thread, naming `what`.
void refuseOnGuiThread(const char *what);

} // namespace watchfloor
