// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Single texts of an explanation.
#include "models/explainrows.h"

#include <QCoreApplication>

#include <cmath>

namespace watchfloor {
namespace {

QString explainTextSay(const char *text)
{
    return QCoreApplication::translate("Explain", text);
}

} // namespace

QString metricValueText(const MetricSpec &metric, double value, const MetricFormatter &format)
{
    switch (metric.unit) {
    case MetricUnit::Milliseconds:
        return format.duration(std::llround(value));
    case MetricUnit::Ratio:
        return QStringLiteral("%1 %").arg(format.locale().toString(value * 100, 'f', 1));
    case MetricUnit::Score:
    case MetricUnit::Currency:
        return format.locale().toString(value, 'f', 2);
    case MetricUnit::Count:
    case MetricUnit::Slots:
        if (std::abs(value - std::round(value)) > 1e-9)
            return format.locale().toString(value, 'f', 1);
        return format.count(std::llround(value));
    case MetricUnit::Instant:
        return format.full(std::llround(value));
    case MetricUnit::Text:
        break;
    }
    return format.locale().toString(value);
}

QString showConversationsText(qint64 conversations, const MetricFormatter &format)
{
    if (conversations == 1)
        return explainTextSay(QT_TRANSLATE_NOOP("Explain", "Show the conversation"));
    return conversations > 0
               ? explainTextSay(QT_TRANSLATE_NOOP("Explain", "Show the %1 conversations"))
                     .arg(format.count(conversations))
               : QString();
}

QString explanationText(const Explanation &explanation)
{
    QString text = explanation.title;
    if (!explanation.subtitle.isEmpty())
        text += QStringLiteral(": ") + explanation.subtitle;
    text += u'\n';
    for (const ExplainRow &row : explanation.rows) {
        if (row.kind == ExplainRow::Kind::Section)
            text += u'\n';
        text += row.label.isEmpty() ? row.text : QStringLiteral("%1: %2").arg(row.label, row.text);
        text += u'\n';
    }
    return text;
}

} // namespace watchfloor
