// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/pagebinding.h"

#include <QStringList>

#include <memory>
#include <vector>

namespace watchfloor {

/// Keys of the pages that show reports, in the sidebar's order; known before any of them exists.
QStringList reportPageKeys();
std::vector<std::unique_ptr<PageBinding>> makeReportPages(const PageServices &services);

} // namespace watchfloor
