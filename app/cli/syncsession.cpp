// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/syncsession.h"

#include "app/cli/awaittask.h"

namespace watchfloor::cli {

SyncSession::SyncSession(const CommandContext &context) : m_store(context.profileDir)
{
    const Result<OpenInfo> opened = awaitFuture(m_store.opened());
    if (!opened) {
        m_exitCode = context.fail(opened.error());
        return;
    }
    if (opened->readOnly) {
        context.say(opened->sentence);
        m_exitCode = Failed;
        return;
    }
    if (!opened->sentence.isEmpty())
        context.note(opened->sentence);
    m_service = std::make_unique<SyncService>(context.profileDir, m_store, *context.clock);
}

} // namespace watchfloor::cli
