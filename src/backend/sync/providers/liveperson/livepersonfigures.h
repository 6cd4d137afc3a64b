// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"
#include "backend/engine/metriccatalog.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchfloor::liveperson {

using Metrics = std::vector<const MetricSpec *>;

/// What one of LivePerson's requests ("metrics", "agent_view", "historical") may be asked for, in
/// the catalogue's order. Of `metrics` the 27 names every version knows.
Metrics metricsOf(const char *call, MetricClass metricClass);
/// Their names in a request.
QStringList namesOf(const Metrics &metrics, const char *call);

/// Whose figures an object holds, and what becomes of them.
class FigureScope {
public:
    FigureScope(MetricScope scopeKind, QString scopeKey, TimeMs taken)
        : scope(scopeKind)
        , key(std::move(scopeKey))
        , takenAt(taken)
    {
    }

    MetricScope scope;
    QString key;
    TimeMs takenAt;
    TimeRange window;          ///< of time-bound ones
    bool partial = false;      ///< the window's figures are not final yet
    bool keepsMissing = true;  ///< false: what is left out is not stored at all
    bool zeroIsOmitted = true; ///< a counter left out is 0; false: it is not known
};

/// Reads `asked` out of one object by the rules of section 1.4: a counter left out is 0 (inferred),
/// a mean, share or percentile left out, null or negative is "no data", never 0. A value of another
/// type is a problem of `batch`, named by `path`, and left out alone.
void readFigures(const QJsonObject &object, const Metrics &asked, const char *call,
                 const FigureScope &scope, const QString &path, SyncBatch &batch);

} // namespace watchfloor::liveperson
