// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/readingdirection.h"

#include <QList>

namespace watchfloor {
namespace {

struct Letters {
    bool left = false;
    bool right = false;
};

Letters lettersOf(const QString &text)
{
    Letters found;
    const QList<uint> codes = text.toUcs4();
    for (const uint c : codes) {
        const QChar::Direction direction = QChar::direction(c);
        found.left = found.left || direction == QChar::DirL;
        found.right = found.right || direction == QChar::DirR || direction == QChar::DirAL;
    }
    return found;
}

} // namespace

Qt::LayoutDirection lineDirection(const QString &line, bool rightToLeft)
{
    const Letters found = lettersOf(line);
    const bool right = found.left == found.right ? rightToLeft : found.right;
    return right ? Qt::RightToLeft : Qt::LeftToRight;
}

QString setApart(const QString &text, bool rightToLeft)
{
    const Letters found = lettersOf(text);
    if (rightToLeft ? !found.left : !found.right)
        return text;
    return QChar(0x2068) + text + QChar(0x2069);
}

} // namespace watchfloor
