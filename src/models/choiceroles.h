// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace watchfloor {

/// What a list of choices shows besides its title and tick.
enum ChoiceRole {
    ChoiceDetailRole = Qt::UserRole + 1, ///< behind the title, quieter
    ChoiceMutedRole,                     ///< bool: no longer in use
    ChoiceIconRole,                      ///< name of a line icon
    ChoiceEndRole,                       ///< at the far end: a count, a shortcut
};

} // namespace watchfloor
