// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/drillwords.h"

#include "backend/engine/metriccatalog.h"
#include "models/plaintext.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

QString drillSay(const char *text)
{
    return QCoreApplication::translate("Drill", text);
}

QString drillReason(WhyNoRows why)
{
    return QCoreApplication::translate("Report", sentenceOf(why));
}

} // namespace

DrillWords drillWords(const Drill &drill)
{
    return {oneLine(drill.title), {}};
}

DrillWords drillWords(const Drill &drill, const BehindReport &report, const MetricFormatter &format)
{
    DrillWords words;
    const auto conversations = static_cast<qint64>(report.rows.size());
    const QString count = conversations == 1
                              ? drillSay(QT_TRANSLATE_NOOP("Drill", "1 conversation"))
                              : drillSay(QT_TRANSLATE_NOOP("Drill", "%1 conversations"))
                                    .arg(format.count(conversations));
    words.chip = report.times == conversations ? count
                                               : drillSay(QT_TRANSLATE_NOOP("Drill", "%1 in %2"))
                                                     .arg(format.count(report.times), count);
    if (!drill.title.isEmpty())
        words.chip =
            drillSay(QT_TRANSLATE_NOOP("Drill", "%1: %2")).arg(words.chip, oneLine(drill.title));
    if (report.why != WhyNoRows::Rows)
        words.notes << drillReason(report.why) + u'.';
    if (report.strays > 0)
        words.notes << drillSay(QT_TRANSLATE_NOOP("Drill",
                                                  "%1 of it belong to conversations that the "
                                                  "vendor has not described yet."))
                           .arg(format.count(report.strays));
    if (report.untold > 0)
        words.notes << drillSay(QT_TRANSLATE_NOOP("Drill",
                                                  "Of %1 more the vendor leaves open whether "
                                                  "they count."))
                           .arg(format.count(report.untold));
    for (const BehindReport::Other &other : report.others) {
        if (report.why == WhyNoRows::Rows)
            words.notes << QStringLiteral("%1: %2.").arg(oneLine(other.name),
                                                         drillReason(other.why));
    }
    return words;
}

void chooseRow(MetricDimension dimension, RowId key, const QString &rowName, ViewFilter &filter,
               std::vector<RowId> &accounts)
{
    switch (dimension) {
    case MetricDimension::Account:
        accounts = {key};
        break;
    case MetricDimension::Agent:
        filter.agents = {key};
        break;
    case MetricDimension::Group:
        filter.groups = {key};
        break;
    case MetricDimension::Skill:
        filter.skills = {key};
        break;
    case MetricDimension::Inbox:
        filter.inboxes = {key};
        break;
    case MetricDimension::Channel:
        filter.channels = {key == 0 ? QString() : rowName};
        break;
    case MetricDimension::Conversation:
        break;
    }
}

Drill drillOf(const ExplainTarget &target, const QString &rowName)
{
    const MetricSpec *metric = metricSpec(target.metric);
    Drill drill;
    drill.metric = target.metric;
    drill.accounts = target.accounts;
    drill.filter = target.filter;
    drill.range = target.range;
    drill.zone = target.zone;
    drill.business = target.business;
    drill.queue = target.queue;
    drill.soon = target.soon;
    drill.now = metric && metric->metricClass == MetricClass::Current;
    QStringList title;
    if (metric)
        title << QCoreApplication::translate("Metric", metric->title);
    if (!target.title.isEmpty())
        title << target.title;
    drill.title = title.join(QStringLiteral(", "));
    if (target.key) {
        chooseRow(target.dimension, *target.key, rowName, drill.filter, drill.accounts);
        drill.subGroups = target.dimension != MetricDimension::Group || target.subGroups;
    }
    return drill;
}

} // namespace watchfloor
