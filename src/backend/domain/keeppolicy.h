// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/ids.h"
#include "backend/domain/result.h"

#include <QJsonObject>

#include <optional>

namespace watchfloor {

/// How long an account's history stays in the cache: the account's setting `keep`, such as "90d"
/// or "13m". None = everything.
struct KeepPolicy {
    enum class Unit { Days, Months };
    int count = 0;
    Unit unit = Unit::Days;

    bool operator==(const KeepPolicy &) const = default;
};

namespace keeppolicy {

inline constexpr char key[] = "keep";
inline constexpr int mostDays = 36'500;
inline constexpr int mostMonths = 1'200;

/// None without a policy; BadInput for words that are none.
Result<std::optional<KeepPolicy>> read(const QJsonObject &settings);
/// "90d", "13m": what read() understands.
QString text(const KeepPolicy &policy);
/// Where the days begin that stay: a UTC midnight, so that it moves once a day. None while
/// everything stays, also when the words cannot be read: in doubt nothing goes.
std::optional<TimeMs> keptFrom(const QJsonObject &settings, TimeMs now);
TimeMs keptFrom(const KeepPolicy &policy, TimeMs now);

} // namespace keeppolicy

} // namespace watchfloor
