// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/syncsession.h"

#include "app/cli/awaittask.h"

#include <QDir>
#include <QFileInfo>

namespace watchfloor::cli {

bool profileHasCache(const CommandContext &context)
{
    return QFileInfo::exists(QDir(context.profileDir).filePath(QStringLiteral("cache.sqlite")));
}

QString noAccountYet(const CommandContext &context)
{
    return QStringLiteral("There is no account in the profile %1 yet; add one with "
                          "\"watchfloor-cli account add\".")
        .arg(QDir::toNativeSeparators(context.profileDir));
}

SyncSession::SyncSession(const CommandContext &context, Profile profile)
{
    if (profile == Profile::MustExist && !profileHasCache(context)) {
        context.say(noAccountYet(context));
        m_exitCode = Failed;
        return;
    }
    m_store = std::make_unique<StoreThread>(context.profileDir);
    const Result<OpenInfo> opened = awaitFuture(m_store->opened());
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
    m_service = std::make_unique<SyncService>(context.profileDir, *m_store, *context.clock);
}

} // namespace watchfloor::cli
