// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace watchfloor {

namespace cli {
class CommandContext;
}

/// `report FILE.pdf ...` of the command line: paints the PDF. Needs a QApplication; no display, no
/// network. Answers the command's exit code: 3 where a section or the logo is missing.
int runReport(cli::CommandContext &context);

/// True: the window's program was asked for a report instead of a window.
bool asksForReport(const QStringList &arguments);
/// The whole of the program then.
int reportProgram(int &argc, char **argv, const QStringList &arguments);

} // namespace watchfloor
