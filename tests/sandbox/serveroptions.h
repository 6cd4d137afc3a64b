// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/sandbox.h"

#include <QString>
#include <QStringList>

#include <variant>

namespace watchfloor::sandbox {

/// What a command line asks for.
struct UsageError {
    QString sentence; ///< for stderr, exit 2
};
struct TextAnswer {
    QString text; ///< --help, --version: for stdout, exit 0
};
using Options = std::variant<SandboxConfig, UsageError, TextAnswer>;

/// `arguments` without the program's name; `wallNow` is what the machine's clock says (ms UTC).
Options parseOptions(const QStringList &arguments, Ms wallNow);

} // namespace watchfloor::sandbox
