// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QString>

#include <memory>

class QLockFile;

namespace watchfloor {

/// Where the cache lives and who may write it.
namespace cachefile {

QString path(const QString &profileDir);
/// What the cache takes on the disk, its log included; 0 without one.
qint64 bytes(const QString &profileDir);

/// Makes the profile folder (0700) and takes the writer's lock. A lock left by a killed process is
/// taken over. Storage when another process holds it, ReadOnly when the folder cannot be written.
Result<std::unique_ptr<QLockFile>> lockForWriting(const QString &profileDir);

/// Makes the file when missing and sets it to 0600; SQLite gives its companions the same mode.
Result<void> secure(const QString &file);

} // namespace cachefile
} // namespace watchfloor
