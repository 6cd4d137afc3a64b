// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace watchfloor {

/// The seeds' bad_request_error: {"description", "errors":[{"field","message","code"}]}. For
/// operations 1 and 2; the others have shapes of their own.
QByteArray requestErrorBody(const QString &description, const QString &field,
                            const QString &message, const QString &code);

} // namespace watchfloor
