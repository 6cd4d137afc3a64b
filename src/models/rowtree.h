// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

namespace watchfloor {

/// Puts sorted rows under their parents: siblings keep their order, closed branches are left out.
/// `rows`: source rows as sorted; `parentOf`: of every source row, -1 = none,
/// without circles.
/// `isOpen`: a branch shows what is under it. `stands`: a row may be shown without any child.
void arrangeAsTree(std::vector<int> &rows, const std::vector<int> &parentOf,
                   const std::function<bool(int row)> &isOpen,
                   const std::function<bool(int row)> &stands);

} // namespace watchfloor
