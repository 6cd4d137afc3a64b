// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountkeep.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace watchfloor {

static QString sayKept(const char *text, int n = -1)
{
    return QCoreApplication::translate("accountkeep", text, nullptr, n);
}

QString holdingText(const AccountHolding &holding, const MetricFormatter &format)
{
    const QString size =
        format.locale().formattedDataSize(holding.bytes, 1, QLocale::DataSizeTraditionalFormat);
    QStringList kinds;
    const auto add = [&](qint64 rows, const QString &words) {
        if (rows > 0)
            kinds << words.arg(format.count(rows));
    };
    add(holding.conversations, sayKept("%1 conversations"));
    add(holding.events, sayKept("%1 events"));
    add(holding.figures, sayKept("%1 figures of the vendor"));
    add(holding.states, sayKept("%1 states of agents"));
    if (kinds.isEmpty())
        return sayKept("Nothing is cached yet");
    const QString rows = kinds.join(QStringLiteral(", "));
    return (holding.about ? sayKept("About %1: about %2") : sayKept("About %1: %2"))
        .arg(size, rows);
}

QString keepText(const std::optional<KeepPolicy> &policy, const MetricFormatter &format)
{
    if (!policy)
        return sayKept("everything is kept");
    const QString count = format.count(qint64{policy->count});
    return (policy->unit == KeepPolicy::Unit::Days ? sayKept("the last %1 days are kept")
                                                   : sayKept("the last %1 months are kept"))
        .arg(count);
}

QString keepSentence(TimeMs from, const MetricFormatter &format)
{
    return sayKept("After a sync, what ended before %1 leaves the cache on this computer: closed "
                   "conversations with their events, the vendor's figures of those days and the "
                   "states of agents. Open conversations stay whole, and so does one with "
                   "anything newer.")
        .arg(format.day(from));
}

} // namespace watchfloor
