// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"
#include "backend/sync/providers/liveperson/livepersonfigures.h"

#include <array>

/// Seed 003, `POST .../metrics`: requests and answers as pure values.
namespace watchfloor::liveperson {

constexpr int keyMetricsPerPage = 50;

enum class KeyGroups { Skills, Groups };

inline constexpr std::array allKeyGroups{KeyGroups::Skills, KeyGroups::Groups};

inline MetricScope scopeOf(KeyGroups by)
{
    return by == KeyGroups::Skills ? MetricScope::Skill : MetricScope::Group;
}
inline QString wordOf(KeyGroups by)
{
    return by == KeyGroups::Skills ? QStringLiteral("skillId") : QStringLiteral("agentGroupId");
}

/// One page of figures by skill or group, and on the first one those of the whole account.
class KeyMetricsQuestion {
public:
    KeyMetricsQuestion(KeyGroups groups, TimeRange asked, TimeRange kept, TimeMs taken)
        : by(groups)
        , window(asked)
        , keptAs(kept)
        , takenAt(taken)
    {
    }

    KeyGroups by;
    TimeRange window; ///< whole minutes; the server counts both bounds
    TimeRange keptAs; ///< the window its figures are stored under
    TimeMs takenAt;
    bool partial = false;   ///< the window is not over, or late rows may still come
    bool current = true;    ///< the 17 of now, too
    bool keepAll = true;    ///< store the account's figures
    bool keepByTime = true; ///< store the groups' figures of the window
    bool namesKeys = false; ///< no other list tells names
    int offset = 0;
};

Call keyMetricsCall(const KeyMetricsQuestion &question);

struct KeyMetricsPage {
    SyncBatch batch;
    QStringList keys;        ///< of this page, in its order
    QStringList staffedKeys; ///< those whose agents' states were told outright
    qint64 count = 0;        ///< groups in all, as far as told
    bool next = false;       ///< the server has a link to a next page
};

/// Tolerant of all that section 1.7 and 1.8 name: no body, no groups, no `all`, `all` with a
/// `metrics` inside, a count that means the page, doubles for integers.
Result<KeyMetricsPage> parseKeyMetrics(const HttpResponse &response,
                                       const KeyMetricsQuestion &question);

/// The current figures of keys a complete answer no longer named: counters are 0, the rest none.
void addMissingKeys(SyncBatch &batch, KeyGroups by, const QStringList &keys, TimeMs takenAt);

} // namespace watchfloor::liveperson
