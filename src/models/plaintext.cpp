// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/plaintext.h"

#include <QStringList>

#include <algorithm>

namespace watchfloor {
namespace {

bool isBidiControl(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x061C || u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) ||
           (u >= 0x2066 && u <= 0x2069);
}

QString cleaned(const QString &text, int limit, bool keepLines)
{
    QString out;
    out.reserve(std::min<qsizetype>(text.size(), limit));
    for (const QChar c : text) {
        if (out.size() >= limit) {
            if (out.back().isHighSurrogate())
                out.chop(1);
            out += QChar(0x2026);
            break;
        }
        if (isBidiControl(c))
            continue;
        if (keepLines && c == QLatin1Char('\n')) {
            out += c;
            continue;
        }
        const bool breaks = c.category() == QChar::Other_Control ||
                            c.category() == QChar::Separator_Line ||
                            c.category() == QChar::Separator_Paragraph;
        out += breaks ? QChar(QLatin1Char(' ')) : c;
    }
    return keepLines ? out : out.trimmed();
}

} // namespace

QString oneLine(const QString &text, int limit)
{
    return cleaned(text, limit, false);
}

QString severalLines(const QString &text, int limit)
{
    return cleaned(text, limit, true);
}

QString withoutMarkup(const QString &plain)
{
    QString text = plain;
    return text.replace(QLatin1Char('<'), QChar(0x2039))
        .replace(QLatin1Char('>'), QChar(0x203a))
        .replace(QLatin1Char('&'), QChar(0xff06));
}

QString asHtml(const QString &plain)
{
    QString html = plain.toHtmlEscaped();
    constexpr qsizetype comfortable = 80;
    const QStringList lines = plain.split(QLatin1Char('\n'));
    const bool isShort = std::all_of(lines.cbegin(), lines.cend(), [](const QString &line) {
        return line.size() <= comfortable;
    });
    if (isShort) // rich text in a tooltip would break "12 open conversations" in two
        return QLatin1String("<qt><p style='white-space:pre'>") + html + QLatin1String("</p></qt>");
    html.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return QLatin1String("<qt>") + html + QLatin1String("</qt>");
}

} // namespace watchfloor
