// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QByteArray>
#include <QString>

namespace watchfloor {

/// Whole or not at all: beside the target first, then renamed over it; what is no file
/// (/dev/stdout, a pipe) is written straight into. The sentence says what to do when the folder is
/// missing or read-only, or the disk is full. Never on the window's thread.
Result<void> writeWhole(const QString &file, const QByteArray &bytes);

} // namespace watchfloor
