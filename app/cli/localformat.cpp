// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/localformat.h"

#include "backend/engine/tables/rawtable.h"

namespace watchfloor::cli {

QString zonedInstant(TimeMs instant, const QTimeZone &zone)
{
    QByteArray words;
    InstantWords(zone).zoned(words, instant);
    return QString::fromLatin1(words);
}

QString shortDuration(DurationMs duration)
{
    const QString sign = duration < 0 ? QStringLiteral("-") : QString();
    const quint64 ms = duration < 0 ? quint64(0) - quint64(duration) : quint64(duration);
    const quint64 s = ms / 1000;
    const auto two = [&](quint64 major, QLatin1String majorUnit, quint64 minor,
                         QLatin1String minorUnit) {
        QString text = sign + QString::number(major) + u' ' + majorUnit;
        if (minor)
            text += u' ' + QString::number(minor) + u' ' + minorUnit;
        return text;
    };
    if (s >= 86'400)
        return two(s / 86'400, QLatin1String("d"), s % 86'400 / 3600, QLatin1String("h"));
    if (s >= 3600)
        return two(s / 3600, QLatin1String("h"), s % 3600 / 60, QLatin1String("m"));
    if (s >= 60)
        return two(s / 60, QLatin1String("m"), s % 60, QLatin1String("s"));
    if (ms % 1000)
        return sign + QString::number(s) + u'.' +
               QString::number(ms % 1000).rightJustified(3, u'0') + QStringLiteral(" s");
    return two(s, QLatin1String("s"), 0, {});
}

qsizetype columnsOf(const QString &text)
{
    qsizetype columns = 0;
    const QList<uint> codes = text.toUcs4();
    for (const char32_t c : codes) {
        const QChar::Category category = QChar::category(c);
        if (category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing ||
            c == 0x200b || c == 0x200d)
            continue;
        const bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
                          (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                          (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
                          (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) ||
                          (c >= 0x20000 && c <= 0x3fffd);
        columns += wide ? 2 : 1;
    }
    return columns;
}

} // namespace watchfloor::cli
