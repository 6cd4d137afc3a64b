// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

/// Order of remote ids: numbers by value, everything else as text.
bool remoteIdLess(const QString &a, const QString &b);

} // namespace watchfloor
