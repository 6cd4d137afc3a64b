// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/migrations.h"

#include "backend/store/database.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

// A static library's resources are dropped by the linker unless somebody asks for them; the macro
// works only outside of namespaces.
static void watchfloorInitSql()
{
    Q_INIT_RESOURCE(watchfloor_sql);
}

namespace watchfloor::migrations {

/// "Watchfloor cache" in the file's header.
constexpr int ApplicationId = 0x57464c43;

static QStringList ladderFiles()
{
    watchfloorInitSql();
    return QDir(QStringLiteral(":/sql"))
        .entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

int head()
{
    const QStringList files = ladderFiles();
    return files.isEmpty() ? 0 : files.last().left(4).toInt();
}

Result<int> version(Database &db)
{
    const auto version = db.scalar(QStringLiteral("PRAGMA user_version"));
    const auto tables = db.scalar(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    const auto owner = db.scalar(QStringLiteral("PRAGMA application_id"));
    if (db.failed())
        return db.takeError();
    if (tables.value_or(0) > 0 && owner.value_or(0) != ApplicationId)
        return Error(
            Error::Kind::Storage,
            QStringLiteral("The file %1 belongs to another program")
                .arg(QDir::toNativeSeparators(db.file())),
            QStringLiteral("application id %1").arg(owner.value_or(0), 0, 16),
            QStringLiteral("Nothing was changed in it. Move it away or choose another profile"));
    return static_cast<int>(version.value_or(0));
}

static bool runStep(Database &db, const QString &name)
{
    QFile file(QStringLiteral(":/sql/") + name);
    if (!file.open(QIODevice::ReadOnly)) {
        db.failInternal(QStringLiteral("missing migration %1").arg(name));
        return false;
    }
    static const QRegularExpression marker(QStringLiteral("^-- ;;\\s*$"),
                                           QRegularExpression::MultilineOption);
    const QStringList statements =
        QString::fromUtf8(file.readAll()).split(marker, Qt::SkipEmptyParts);
    for (const QString &statement : statements) {
        if (!statement.trimmed().isEmpty() && !db.exec(statement))
            return false;
    }
    return true;
}

Result<int> climb(Database &db, int to)
{
    Transaction transaction(db);
    const Result<int> from = version(db);
    if (!from)
        return from;
    for (const QString &name : ladderFiles()) {
        const int step = name.left(4).toInt();
        if (step <= *from || step > to)
            continue;
        if (!runStep(db, name))
            break;
        db.exec(QStringLiteral("PRAGMA user_version = %1").arg(step));
    }
    db.exec(QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId));
    const Result<void> done = transaction.commit();
    if (!done)
        return done.error();
    return from;
}

} // namespace watchfloor::migrations
