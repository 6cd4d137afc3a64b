// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/account.h"

#include <QMap>
#include <QString>

#include <array>

namespace watchfloor {

/// An account's targets and business hours as a person reads and writes them.
struct RulesForm {
    /// "5 min", "4 h", "2 d", "90 s"; a bare number is minutes; empty = no target.
    QString firstResponse;
    QString reply;
    QString resolution;
    QString zone;                ///< IANA name; empty = the account's own
    std::array<QString, 7> days; ///< from Monday: "09:00-12:30, 13:30-18:00"; empty = closed
    QString closed;              ///< "2026-12-25, 2026-12-27..2026-12-30"

    bool operator==(const RulesForm &) const = default;
};

RulesForm rulesFormOf(const Account &account);

/// One sentence for each field that cannot be read. Keys: "first_response", "reply", "resolution",
/// "zone", "day0" (Monday) to "day6", "closed".
QMap<QString, QString> rulesFaults(const RulesForm &form);

/// The settings that say the same; an empty value removes one. Only of a form without faults.
QMap<QString, QString> rulesSettings(const RulesForm &form);

} // namespace watchfloor
