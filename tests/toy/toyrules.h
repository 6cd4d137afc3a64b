// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/vendorrules.h"

namespace watchfloor::toy {

const ProviderRules &rules();

} // namespace watchfloor::toy
