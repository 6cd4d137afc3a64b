// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/foldedtext.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// Letters that Unicode does not take apart.
char16_t plainLetter(char16_t c)
{
    switch (c) {
    case 0x0142: // l with stroke
        return u'l';
    case 0x00F8: // o with stroke
        return u'o';
    case 0x0111: // d with stroke
        return u'd';
    case 0x0131: // dotless i
        return u'i';
    default:
        return c;
    }
}

} // namespace

QString foldedText(const QString &text)
{
    const auto isAscii = [](QChar c) { return c.unicode() < 0x80; };
    if (std::all_of(text.cbegin(), text.cend(), isAscii))
        return text.toLower();
    const QString apart = text.toCaseFolded().normalized(QString::NormalizationForm_KD);
    QString folded;
    folded.reserve(apart.size());
    for (const QChar c : apart) {
        if (c.category() != QChar::Mark_NonSpacing)
            folded += QChar(plainLetter(c.unicode()));
    }
    return folded;
}

} // namespace watchfloor
