// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progressline.h"

#include "app/cli/command.h"
#include "app/cli/plaintext.h"

namespace watchfloor::cli {

ProgressLine::ProgressLine(const CommandContext &context)
    : m_context(context)
    , m_watched(context.isWatched())
{
}

void ProgressLine::show(const QString &text)
{
    if (!m_watched)
        return;
    const QString line = oneLine(text);
    // Blanks, not an escape sequence: any terminal knows them.
    m_context.draw('\r' + line.leftJustified(m_width).toUtf8());
    m_width = line.size();
}

void ProgressLine::clear()
{
    if (m_width == 0)
        return;
    m_context.draw('\r' + QByteArray(m_width, ' ') + '\r');
    m_width = 0;
}

} // namespace watchfloor::cli
