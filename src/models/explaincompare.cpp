// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What an explanation tells of the period before.
#include "models/explainrows.h"

#include "models/metriccell.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

QString compareSay(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

} // namespace

void addComparison(Explanation &explanation, const ExplainReport &report,
                   const ExplainReport &before, const ExplainTarget &target,
                   const MetricFormatter &format, TimeMs now)
{
    using Kind = ExplainRow::Kind;
    const MetricSpec &metric = *report.metric;
    MetricLook look;
    look.format = format;
    look.now = now;
    look.compare = true;
    // Where a page shows one of a time's numbers it compares that one; else the figure itself.
    const bool one = target.aggregate && hasAggregates(metric);
    look.aggregate = target.aggregate.value_or(TimeAggregate::Mean);
    const auto valueOf = [&](const ReportFigure &figure) {
        return one ? MetricCell::valueOf(metric, figure, look.aggregate) : figure.value;
    };
    const auto add = [&explanation](Kind kind, const QString &label, const QString &text) {
        if (!text.isEmpty())
            explanation.rows.push_back({kind, label, text});
    };
    add(Kind::Section, {}, compareSay(QT_TRANSLATE_NOOP("Explain", "The period before")));
    const auto then = valueOf(before.figure);
    const char *why = sentenceOf(before.figure.why);
    add(Kind::Pair, compareSay(QT_TRANSLATE_NOOP("Explain", "Value")),
        then ? metricValueText(metric, *then, format)
             : QStringLiteral("%1 %2").arg(MetricFormatter::none(),
                                           why ? QCoreApplication::translate("Report", why)
                                               : QString()));
    if (before.figure.n && metric.unit != MetricUnit::Count)
        add(Kind::Pair, compareSay(QT_TRANSLATE_NOOP("Explain", "Values")),
            format.count(*before.figure.n));
    add(Kind::Pair, compareSay(QT_TRANSLATE_NOOP("Explain", "Time")),
        QStringLiteral("%1 – %2").arg(format.toTheSecond(before.asked.from, now),
                                      format.toTheSecond(before.asked.to, now)));
    ReportFigure nowFigure = report.figure;
    ReportFigure thenFigure = before.figure;
    if (!one && hasAggregates(metric)) { // the cell compares what it is given as the mean
        nowFigure.mean = nowFigure.value;
        thenFigure.mean = thenFigure.value;
    }
    const MetricCell cell(metric, look, &nowFigure, &thenFigure);
    add(Kind::Pair, compareSay(QT_TRANSLATE_NOOP("Explain", "Change")), cell.deltaText());
    add(Kind::Sentence, {},
        cell.delta() ? metric.unit == MetricUnit::Ratio
                           ? compareSay(QT_TRANSLATE_NOOP(
                                 "Explain", "The change of a share is told in points: this period "
                                            "less the one before."))
                           : compareSay(QT_TRANSLATE_NOOP(
                                 "Explain", "The change is this period less the one before, as a "
                                            "share of the one before where that is not 0."))
        : before.figure.hasGap
            ? compareSay(QT_TRANSLATE_NOOP("Explain", "Nobody has fetched all of the period "
                                                      "before: it is not compared."))
            : QString());
    if (before.conversations.value_or(0) > 0)
        explanation.beforeText =
            compareSay(QT_TRANSLATE_NOOP("Explain", "Show the %1 of the period before"))
                .arg(format.count(*before.conversations));
    else if (before.many)
        explanation.beforeText =
            compareSay(QT_TRANSLATE_NOOP("Explain", "Show those of the period before"));
}

} // namespace watchfloor
