// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/database.h"

namespace watchfloor {

/// Opens a profile's cache for one reader. NotFound when there is none, Storage when only the
/// writer can bring it up to date.
Result<std::unique_ptr<Database>> openReadable(const QString &profileDir);

} // namespace watchfloor
