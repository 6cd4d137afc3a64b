// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/facts/facttable.h"

#include <QString>
#include <QTimeZone>

#include <functional>

namespace watchfloor {

/// What is counted or measured.
struct FactMeasure {
    enum class Kind {
        Event,         ///< reporting events of one name
        Created,       ///< conversations by their creation
        Closed,        ///< conversations by their closing; value = closed - created
        Conversations, ///< what conversationmeasures.cpp makes of each conversation row
        ClosedBy,      ///< closing events by who closed their conversation at last (closerWord())
    };
    Kind kind = Kind::Event;
    QString name; ///< of the event, the metric's key, who closed; empty for the other two

    bool operator==(const FactMeasure &other) const = default;
    bool operator<(const FactMeasure &other) const
    {
        return kind != other.kind ? kind < other.kind : name < other.name;
    }
};

/// The event that closes a conversation, on every vendor.
inline constexpr QLatin1String closingEvent("conversation_resolved");

/// "agent", "consumer", or "auto" for whatever else ends a conversation. It is of the present
/// closing; an earlier one of a reopened conversation has no closer.
inline QLatin1String closerWord(const QString &closedBy)
{
    for (const QLatin1String who : {QLatin1String("agent"), QLatin1String("consumer")}) {
        if (closedBy == who)
            return who;
    }
    return QLatin1String("auto");
}

/// One measure, of some accounts: vendors keep the same figure in different events.
struct FactPart {
    FactMeasure measure;
    std::vector<RowId> accounts;
};

/// One question to the facts. All parts are taken together as one set of values.
struct FactAsk {
    std::vector<FactPart> parts;
    TimeRange window; ///< half-open, UTC
    Dimension groupBy = Dimension::None;
    FactFilter filter;
    bool business = false;           ///< spread and `reached` are of the business-hours values
    bool spread = false;             ///< fill min, max, median, p90
    std::optional<qint64> threshold; ///< count the values from here on as `reached`
    /// In ms, by account; not empty: count the values (of business hours with `business`) up to it
    /// as `hits`. Has every account of the parts then.
    std::map<RowId, DurationMs> targets;
    bool distinct = false; ///< n counts conversations, not rows; sums are 0
    /// Rows of conversations that also have this event in the same window, filter and group do
    /// not count. Empty: none.
    QString exceptEvent;
};

struct FactSum {
    qint64 n = 0;
    qint64 sum = 0;
    qint64 businessN = 0;
    qint64 businessSum = 0;
    qint64 reached = 0;
    qint64 hits = 0;
    bool estimated = false; ///< a boundary of some of these rows was guessed
    qint64 untold = 0;      ///< rows that may belong here, but the vendor does not say; not in n
    std::optional<qint64> min;
    std::optional<qint64> max;
    std::optional<qint64> median; ///< nearest rank
    std::optional<qint64> p90;

    bool operator==(const FactSum &) const = default;
};

struct FactAnswer {
    std::map<qint64, FactSum> groups; ///< by key of groupBy; empty for None
    FactSum total;                    ///< of all rows that pass, never a sum over groups
    bool exact = true;                ///< else median and p90 are within kHistogramBound
    bool complete = true;             ///< false: part of the window is still being loaded
    bool updating = false;            ///< hits are being counted anew: none is told
};

/// One row behind an answer.
struct FactHit {
    RowId account = 0;
    /// Row of the cache; below 0: the cache does not know it, each number one conversation.
    qint64 conversation = 0;
    qint64 value = 0;
    std::optional<qint64> business;
    bool estimated = false;
    bool untold = false; ///< whether it belongs here the vendor does not say
};
using TakeHit = std::function<void(const FactHit &)>;

/// Where reports take their numbers from: columns (TableFacts) or plain rows (RowFacts). Equal
/// cache, equal answers.
class FactSource {
public:
    virtual ~FactSource() = default;
    /// Anything at all of the account: events of any name, conversations created (both in the
    /// window), or, for Kind::Conversations, active ones.
    virtual bool hasAny(FactMeasure::Kind kind, RowId account, TimeRange window) = 0;
    virtual FactAnswer ask(const FactAsk &ask) = 0;
    /// By weekday and hour of the zone, hits if targets are given; groupBy, spread, distinct and
    /// exceptEvent are not used.
    virtual HeatMap heatMap(const FactAsk &ask, const QTimeZone &zone) = 0;
    /// Values below edges[0], in [edges[i], edges[i + 1]), from the last edge on.
    virtual std::vector<qint64> distribution(const FactAsk &ask,
                                             const std::vector<qint64> &edges) = 0;
    /// Every row behind ask(), one by one, in any order; groupBy, spread, threshold, targets,
    /// distinct and exceptEvent are not used.
    virtual void visit(const FactAsk &ask, const TakeHit &take) = 0;
};

} // namespace watchfloor
