// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor::cli {

class CommandContext;

/// How far a long command is: one line of the terminal, written over itself and gone at the end.
/// Where nobody watches (cron's mail, a log, --quiet) nothing.
class ProgressLine {
public:
    explicit ProgressLine(const CommandContext &context);
    ~ProgressLine() { clear(); }
    ProgressLine(const ProgressLine &) = delete;
    ProgressLine &operator=(const ProgressLine &) = delete;

    void show(const QString &text);
    /// Before anything else is said.
    void clear();

private:
    const CommandContext &m_context;
    bool m_watched;
    qsizetype m_width = 0; ///< of what stands there
};

} // namespace watchfloor::cli
