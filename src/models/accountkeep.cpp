// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/accountkeep.h"

#include <QCoreApplication>
#include <QLocale>

namespace watchfloor {

static QString sayKept(const char *text)
{
    return QCoreApplication::translate("accountkeep", text);
}

/// Whatever the window's range and filters: all that is cached of the account.
static Drill allConversations(const AccountHolding &holding, const Account &account,
                              const MetricFormatter &format)
{
    Drill drill;
    drill.title = sayKept("%1, all that is cached").arg(account.name);
    drill.accounts = {account.id};
    drill.range = holding.created;
    drill.zone = format.zone();
    return drill;
}

static ExplainTarget allExplained(const AccountHolding &holding, const Account &account,
                                  const MetricFormatter &format)
{
    ExplainTarget target;
    target.metric = QStringLiteral("conversations");
    target.title = account.name;
    target.accounts = {account.id};
    target.range = holding.created;
    target.zone = format.zone();
    return target;
}

std::vector<ChartFact> holdingFacts(const AccountHolding &holding, const Account &account,
                                    const MetricFormatter &format)
{
    const auto say = [&holding](const char *counted, const char *estimated) {
        return sayKept(holding.about ? estimated : counted);
    };
    const QString conversations = sayKept(
        holding.aboutConversations ? QT_TRANSLATE_NOOP("accountkeep", "about %1 conversations")
                                   : QT_TRANSLATE_NOOP("accountkeep", "%1 conversations"));
    std::vector<ChartFact> kinds;
    const auto add = [&](qint64 rows, const QString &words) {
        if (rows > 0)
            kinds.push_back({words.arg(format.count(rows))});
    };
    add(holding.conversations, conversations);
    if (!kinds.empty() && !holding.created.isEmpty()) {
        kinds.front().drill = allConversations(holding, account, format);
        kinds.front().explain = allExplained(holding, account, format);
    }
    add(holding.events, say(QT_TRANSLATE_NOOP("accountkeep", "%1 events"),
                            QT_TRANSLATE_NOOP("accountkeep", "about %1 events")));
    add(holding.figures, say(QT_TRANSLATE_NOOP("accountkeep", "%1 figures of the vendor"),
                             QT_TRANSLATE_NOOP("accountkeep", "about %1 figures of the vendor")));
    add(holding.states, say(QT_TRANSLATE_NOOP("accountkeep", "%1 states of agents"),
                            QT_TRANSLATE_NOOP("accountkeep", "about %1 states of agents")));
    if (kinds.empty())
        return std::vector<ChartFact>{ChartFact{sayKept("Nothing is cached yet")}};
    const QString size =
        format.locale().formattedDataSize(holding.bytes, 1, QLocale::DataSizeTraditionalFormat);
    kinds.insert(kinds.begin(), ChartFact{sayKept("About %1").arg(size)});
    return kinds;
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
