// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/readablecache.h"

#include "backend/store/cachefile.h"
#include "backend/store/migrations.h"

#include <QDir>
#include <QFileInfo>

namespace watchfloor {

Result<std::unique_ptr<Database>> openReadable(const QString &profileDir)
{
    const QString file = cachefile::path(profileDir);
    if (QFileInfo(file).size() == 0)
        return Error(
            Error::Kind::NotFound,
            QStringLiteral("There is no cache in %1 yet").arg(QDir::toNativeSeparators(profileDir)),
            {}, QStringLiteral("Add an account and sync it first"));
    auto db = Database::openForReading(file);
    if (!db)
        return db.error();
    const Result<int> version = migrations::version(**db);
    if (!version)
        return version.error();
    // A newer schema is read as far as it is still the same; an older one only the writer can lift.
    if (*version < migrations::head())
        return Error(Error::Kind::Storage,
                     QStringLiteral("The cache %1 was written by an older Watchfloor")
                         .arg(QDir::toNativeSeparators(file)),
                     QStringLiteral("schema %1").arg(*version),
                     QStringLiteral("Start Watchfloor or sync once: that brings it up to date"));
    return db;
}

} // namespace watchfloor
