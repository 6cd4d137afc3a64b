// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

/// What the vendor's own figure counts, in one sentence with its stop (translation context
/// "Metric"), as the vendor's documentation or source says it; where that leaves something open,
/// the sentence says so. Null: the vendor reports no such figure.
const char *vendorMeaning(const QString &provider, const QString &metric);

} // namespace watchfloor
