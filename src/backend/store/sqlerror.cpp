// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/sqlerror.h"

#include <QDir>
#include <QSqlError>

namespace watchfloor {

int sqliteCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff; // the upper bytes only refine
}

Error storageError(const QSqlError &error, const QString &file)
{
    using Kind = Error::Kind;
    const QString path = QDir::toNativeSeparators(file);
    const int code = sqliteCode(error);
    const QString detail = QStringLiteral("SQLite %1: %2").arg(code).arg(error.databaseText());
    switch (code) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return Error(Kind::Storage,
                     QStringLiteral("Another program is writing to the cache %1").arg(path), detail,
                     QStringLiteral("Close the other program or try again in a moment"));
    case 8: // SQLITE_READONLY
        return Error(Kind::ReadOnly, QStringLiteral("The cache %1 cannot be written").arg(path),
                     detail,
                     QStringLiteral("Give your user the right to write to the profile folder"));
    case 10: // SQLITE_IOERR
        return Error(Kind::Storage,
                     QStringLiteral("The disk failed while using the cache %1").arg(path), detail,
                     QStringLiteral("Check the disk; what was stored before is kept"));
    case 11: // SQLITE_CORRUPT
        return Error(Kind::Storage, QStringLiteral("The cache %1 is damaged").arg(path), detail,
                     QStringLiteral("Move the file away and sync again: everything the servers "
                                    "still hold is read anew"));
    case 13: // SQLITE_FULL
        return Error(
            Kind::Storage,
            QStringLiteral("The disk is full: the cache %1 could not grow").arg(path), detail,
            QStringLiteral("Free some space and sync again; what was stored before is kept"));
    case 14: // SQLITE_CANTOPEN
        return Error(Kind::Storage, QStringLiteral("The cache %1 could not be opened").arg(path),
                     detail,
                     QStringLiteral("Check that the file exists and that your user may read it"));
    case 26: // SQLITE_NOTADB
        return Error(Kind::Storage,
                     QStringLiteral("The file %1 is no Watchfloor cache, or is damaged").arg(path),
                     detail,
                     QStringLiteral("Nothing was changed in it. Move it away and sync again"));
    default:
        return Error(Kind::Internal, QStringLiteral("The cache %1 refused a statement").arg(path),
                     detail, QStringLiteral("Please report this"));
    }
}

} // namespace watchfloor
