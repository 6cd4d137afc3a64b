// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/cachefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>

namespace watchfloor::cachefile {

constexpr auto OwnerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto OwnerFolder = OwnerOnly | QFileDevice::ExeOwner;

QString path(const QString &profileDir)
{
    return QDir(profileDir).filePath(QStringLiteral("cache.sqlite"));
}

qint64 bytes(const QString &profileDir)
{
    const QString file = path(profileDir);
    return QFileInfo(file).size() + QFileInfo(file + QStringLiteral("-wal")).size();
}

static Error unwritable(const QString &profileDir)
{
    return Error(
        Error::Kind::ReadOnly,
        QStringLiteral("The profile folder %1 cannot be written")
            .arg(QDir::toNativeSeparators(profileDir)),
        {}, QStringLiteral("Give your user the right to write there, or choose another profile"));
}

/// Whether nothing but our own files lies there: `--profile` may name a folder of other people's.
static bool isOurs(const QString &profileDir)
{
    static const QStringList own = {QStringLiteral("cache.*"),
                                    QStringLiteral("secrets.json*"),
                                    QStringLiteral("thresholds.json*"),
                                    QStringLiteral("*.ini*"),
                                    QStringLiteral("demo"),
                                    QStringLiteral("views"),
                                    QStringLiteral("reports")};
    const QStringList entries =
        QDir(profileDir)
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return std::all_of(entries.begin(), entries.end(),
                       [](const QString &entry) { return QDir::match(own, entry); });
}

/// Takes away what others may do. Never gives: who made a profile read-only meant it.
static bool closeToOthers(const QString &path)
{
    // The user's own bits double as the owner's where Qt asks for the process's rights.
    const QFileDevice::Permissions now = QFile::permissions(path);
    const QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                            QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                            QFileDevice::WriteOther | QFileDevice::ExeOther;
    return !(now & others) || QFile::setPermissions(path, now & OwnerFolder);
}

Result<std::unique_ptr<QLockFile>> lockForWriting(const QString &profileDir)
{
    const QFileInfo info(profileDir);
    if (!info.isDir()) {
        if (!QDir().mkpath(QFileInfo(info.absoluteFilePath()).path()) ||
            !QDir().mkdir(profileDir, OwnerFolder))
            return unwritable(profileDir);
    }
    if (isOurs(profileDir))
        closeToOthers(profileDir); // the lock tells when that is refused
    const QString lockPath = QDir(profileDir).filePath(QStringLiteral("cache.lock"));
    auto lock = std::make_unique<QLockFile>(lockPath);
    lock->setStaleLockTime(0); // never by age: a sync may run for days. Dead owners are detected.
    if (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError)
            return unwritable(profileDir);
        qint64 pid = 0;
        QString host, program;
        lock->getLockInfo(&pid, &host, &program);
        return Error(Error::Kind::Storage,
                     QStringLiteral("Another Watchfloor already uses the profile %1")
                         .arg(QDir::toNativeSeparators(profileDir)),
                     QStringLiteral("process %1, %2").arg(pid).arg(program),
                     QStringLiteral("Close it first, or choose another profile"));
    }
    QFile::setPermissions(lockPath, OwnerOnly);
    return lock;
}

Result<void> secure(const QString &file)
{
    QFile handle(file);
    const bool made = !handle.exists();
    if (made && !handle.open(QIODevice::WriteOnly | QIODevice::NewOnly, OwnerOnly))
        return unwritable(QFileInfo(file).path());
    handle.close();
    if (!closeToOthers(file) || !QFileInfo(file).isWritable())
        return unwritable(QFileInfo(file).path());
    return {};
}

} // namespace watchfloor::cachefile
