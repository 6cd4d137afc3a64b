// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/explainqueue.h"

#include "models/nowcounters.h"
#include "models/plaintext.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

QString queueSay(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

NowCounterKind counterOf(QueuePart part)
{
    switch (part) {
    case QueuePart::Overdue:
        return NowCounterKind::Overdue;
    case QueuePart::SoonDue:
        return NowCounterKind::SoonOverdue;
    case QueuePart::Unassigned:
        return NowCounterKind::Unassigned;
    case QueuePart::Unattended:
        return NowCounterKind::Unattended;
    case QueuePart::Waiting:
        return NowCounterKind::LongestWait;
    case QueuePart::All:
        break;
    }
    return NowCounterKind::Open;
}

} // namespace

Explanation queueExplanation(const BehindReport &report, const ExplainTarget &target,
                             const MetricFormatter &format, TimeMs now)
{
    using Kind = ExplainRow::Kind;
    const NowCounterKind counter = counterOf(target.queue.value_or(QueuePart::All));
    Explanation explanation;
    explanation.title = counterTitle(counter);
    const auto add = [&explanation](Kind kind, const QString &label, const QString &text) {
        if (!text.isEmpty())
            explanation.rows.push_back({kind, label, text});
    };
    add(Kind::Lead, {}, format.count(report.times));
    add(Kind::Sentence, {}, counterDefinition(counter, format, target.soon));
    add(Kind::Pair, queueSay(QT_TRANSLATE_NOOP("Explain", "Kind")),
        queueSay(QT_TRANSLATE_NOOP("Explain", "a count, each conversation once")));
    add(Kind::Pair, queueSay(QT_TRANSLATE_NOOP("Explain", "Time")),
        queueSay(QT_TRANSLATE_NOOP("Explain", "now, whatever the range")));
    add(Kind::Pair, queueSay(QT_TRANSLATE_NOOP("Explain", "Origin")),
        queueSay(QT_TRANSLATE_NOOP("Explain", "counted over the open conversations in the cache")));
    if (report.basis.asOf)
        add(Kind::Pair, queueSay(QT_TRANSLATE_NOOP("Explain", "Age")),
            queueSay(QT_TRANSLATE_NOOP("Explain", "as of %1"))
                .arg(format.toTheSecond(*report.basis.asOf, now)));
    if (!target.without.isEmpty())
        add(Kind::Caution, {},
            queueSay(QT_TRANSLATE_NOOP("Explain", "Without %1, whose vendor does not tell it."))
                .arg(oneLine(target.without.join(QStringLiteral(", ")))));
    if (report.untold > 0)
        add(Kind::Caution, {},
            queueSay(QT_TRANSLATE_NOOP("Explain",
                                       "Of %1 more the vendor leaves open whether they count."))
                .arg(format.count(report.untold)));
    for (const QString &note : report.basis.notes)
        add(Kind::Caution, {}, oneLine(note));
    if (report.times == 1)
        explanation.showText = queueSay(QT_TRANSLATE_NOOP("Explain", "Show the conversation"));
    else if (report.times > 1)
        explanation.showText = queueSay(QT_TRANSLATE_NOOP("Explain", "Show the %1 conversations"))
                                   .arg(format.count(report.times));
    else
        explanation.noShow =
            queueSay(QT_TRANSLATE_NOOP("Explain", "There are no conversations behind it."));
    return explanation;
}

} // namespace watchfloor
