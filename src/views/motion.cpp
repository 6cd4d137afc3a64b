// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/motion.h"

#include <QApplication>
#include <QStyle>

namespace watchfloor {

namespace {

bool reduced = false;

} // namespace

void reduceMotion(bool on)
{
    reduced = on;
}

bool motionAllowed()
{
    // Qt 6.4 has no question of its own for it; desktops without animations say so here, and
    // whoever wishes it for this program alone by the variable.
    return !reduced && QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0 &&
           !qEnvironmentVariableIsSet("WATCHFLOOR_REDUCED_MOTION");
}

} // namespace watchfloor
