// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStandardPaths>
#include <QString>

namespace watchfloor {

/// Where both programs keep cache and settings unless --profile says otherwise.
inline QString defaultProfile()
{
    const QString environment = qEnvironmentVariable("WATCHFLOOR_PROFILE");
    if (!environment.isEmpty())
        return environment;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/watchfloor");
}

} // namespace watchfloor
