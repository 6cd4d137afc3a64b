// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/plaintext.h"

namespace watchfloor::cli {
namespace {

bool isHarmful(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) // C0, DEL, C1
           || c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) // bidi marks, overrides, isolates
           || c == 0x2028 || c == 0x2029 || c == 0xfeff;
}

} // namespace

QString oneLine(const QString &text)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (isHarmful(c.unicode()))
            shown += QStringLiteral("\\u{%1}").arg(uint(c.unicode()), 0, 16);
        else
            shown += c;
    }
    return shown;
}

} // namespace watchfloor::cli
