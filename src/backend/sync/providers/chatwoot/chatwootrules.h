// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

namespace watchfloor::chatwoot {

/// What the engine must know about Chatwoot; `ProviderInfo::rules` points here.
const ProviderRules &rules();

} // namespace watchfloor::chatwoot
