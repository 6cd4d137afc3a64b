// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

namespace watchfloor::liveperson {

/// What the engine must know about LivePerson; `ProviderInfo::rules` points here.
const ProviderRules &rules();

} // namespace watchfloor::liveperson
