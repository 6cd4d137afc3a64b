// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "models/pseudonyms.h"

#include <QString>

namespace watchfloor {

/// The profile's own salt, 0600, made when it is first needed: the same people have the same
/// made-up names in every report of the profile and other ones in every other profile. An error
/// when it can be neither read nor kept: names that change from report to report would pass for
/// other people. Never on the window's thread.
Result<Pseudonyms> pseudonymsOf(const QString &profileDir);

} // namespace watchfloor
