// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/caveats.h"

#include "models/plaintext.h"

#include <QCoreApplication>

namespace watchfloor {
namespace {

constexpr size_t namedGaps = 2;

QString caveatText(const char *source)
{
    return QCoreApplication::translate("Caveats", source);
}

/// "Fri 09:00 – Fri 10:00", "09:00 – 10:00"; a bare hour after another day would be read as its.
QString spanText(const TimeRange &gap, const MetricFormatter &format, TimeMs now)
{
    QString to = format.moment(gap.to, now);
    if (format.day(gap.from) != format.day(gap.to) && format.day(gap.to) == format.day(now))
        to = caveatText(QT_TRANSLATE_NOOP("Caveats", "today %1")).arg(to);
    return format.moment(gap.from, now) + QStringLiteral(" – ") + to;
}

} // namespace

QStringList caveats(const QStringList &notes, const std::vector<TimeRange> &gaps,
                    const MetricFormatter &format, TimeMs now)
{
    QStringList sentences;
    for (const QString &note : notes)
        sentences.append(oneLine(note));
    QStringList named;
    for (size_t i = 0; i < gaps.size() && i < namedGaps; ++i)
        named.append(spanText(gaps[i], format, now));
    if (named.isEmpty())
        return sentences;
    QString sentence =
        caveatText(QT_TRANSLATE_NOOP("Caveats", "Not in the cache, so not counted: %1"))
            .arg(named.join(QStringLiteral(", ")));
    const auto more = static_cast<qint64>(gaps.size()) - qint64{named.size()};
    if (more == 1)
        sentence += caveatText(QT_TRANSLATE_NOOP("Caveats", " and one more gap"));
    else if (more > 1)
        sentence +=
            caveatText(QT_TRANSLATE_NOOP("Caveats", " and %1 more gaps")).arg(format.count(more));
    sentences.append(sentence);
    return sentences;
}

QString agentsNotNarrowed(const ViewFilter &filter)
{
    if (!filter.channels.isEmpty() && !filter.labels.isEmpty())
        return caveatText(QT_TRANSLATE_NOOP(
            "Caveats",
            "Agents have no channel and no label: who is here is not narrowed by them."));
    if (!filter.channels.isEmpty())
        return caveatText(QT_TRANSLATE_NOOP(
            "Caveats", "Agents have no channel: who is here is not narrowed by it."));
    if (!filter.labels.isEmpty())
        return caveatText(QT_TRANSLATE_NOOP(
            "Caveats", "Agents have no label: who is here is not narrowed by it."));
    return {};
}

} // namespace watchfloor
