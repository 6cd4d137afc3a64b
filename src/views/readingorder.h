// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

class QWidget;

namespace watchfloor {

/// What Tab reaches inside `root`, as the eye meets it: row by row, each from its leading edge.
/// Qt's own chain is the order of creation, which changes whenever buttons are made anew.
std::vector<QWidget *> readingOrder(QWidget *root);

} // namespace watchfloor
