// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/wholefile.h"

#include "backend/async/guithread.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace watchfloor {
namespace {

QString fileWords(const char *text)
{
    return QCoreApplication::translate("WholeFile", text);
}

Error notWritten(const QString &file, const QString &why, const QString &remedy)
{
    return Error(Error::Kind::Storage,
                 fileWords("“%1” was not written: %2.").arg(QFileInfo(file).fileName(), why),
                 QString(), remedy);
}

/// Why it could not even be begun.
std::optional<Error> refusal(const QString &file)
{
    const QFileInfo target(file);
    const QFileInfo folder(target.absolutePath());
    const QString shown = QDir::toNativeSeparators(folder.filePath());
    if (file.isEmpty())
        return Error(Error::Kind::BadInput, fileWords("There is no file name."));
    if (!folder.exists())
        return notWritten(file, fileWords("there is no folder “%1”").arg(shown),
                          fileWords("Choose a folder that exists."));
    if (!folder.isDir())
        return notWritten(file, fileWords("“%1” is no folder").arg(shown),
                          fileWords("Choose a folder."));
    if (target.isDir())
        return notWritten(file, fileWords("a folder has that name"),
                          fileWords("Choose another name."));
    if (target.exists() && !target.isWritable())
        return notWritten(file, fileWords("the file that is there may not be changed"),
                          fileWords("Choose another name."));
    if ((!target.exists() || target.isFile()) && !folder.isWritable())
        return notWritten(file, fileWords("you may not write into “%1”").arg(shown),
                          fileWords("Choose another folder."));
    return std::nullopt;
}

Error failure(const QString &file, const QFileDevice &target)
{
    if (target.error() == QFileDevice::ResourceError)
        return notWritten(
            file, fileWords("the disk is full"),
            fileWords("Free some space or choose another disk, then write it again."));
    if (target.error() == QFileDevice::PermissionsError)
        return notWritten(file, fileWords("writing is not allowed there"),
                          fileWords("Choose another folder."));
    return notWritten(file, target.errorString(), fileWords("Choose another folder."));
}

Result<void> writeInto(const QString &file, const QByteArray &bytes)
{
    QFile target(file);
    if (!target.open(QIODevice::WriteOnly | QIODevice::Unbuffered) ||
        target.write(bytes) != bytes.size())
        return failure(file, target);
    return {};
}

} // namespace

Result<void> writeWhole(const QString &file, const QByteArray &bytes)
{
    refuseOnGuiThread("writing a file");
    if (auto refused = refusal(file))
        return *refused;
    const QFileInfo info(file);
    if (info.exists() && !info.isFile()) // renaming over a device would take its place
        return writeInto(file, bytes);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() ||
        !target.flush()) {
        const Error error = failure(file, target);
        target.cancelWriting();
        return error;
    }
    if (!target.commit())
        return failure(file, target);
    return {};
}

} // namespace watchfloor
