// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/severalfiles.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace watchfloor {
namespace {

/// Those that are in their places stay: what they replaced is gone.
Error partly(const Error &error, const QStringList &written)
{
    QStringList names;
    for (const QString &path : written)
        names << QFileInfo(path).fileName();
    return Error(
        error.kind(),
        QCoreApplication::translate("SeveralFiles", "%1; the files before it are written: %2")
            .arg(error.message(), names.join(QStringLiteral(", "))),
        error.detail(), error.remedy());
}

} // namespace

Result<void> SeveralFiles::add(const QString &path, const QByteArray &bytes)
{
    if (!m_files.empty() && m_files.back()->path() == path)
        return m_files.back()->write(bytes);
    if (!m_mayReplace.contains(path) && QFileInfo::exists(path))
        return Error(Error::Kind::BadInput,
                     QCoreApplication::translate("SeveralFiles",
                                                 "Nothing was written: “%1” is there already")
                         .arg(QFileInfo(path).fileName()),
                     QString(),
                     QCoreApplication::translate("SeveralFiles",
                                                 "Export once more, or choose another name"));
    auto file = std::make_unique<WholeFile>(path);
    Result<void> done = file->open();
    if (done)
        done = file->write(bytes);
    if (done)
        m_files.push_back(std::move(file));
    return done;
}

Result<QStringList> SeveralFiles::commit()
{
    for (const auto &file : m_files) { // a disk that fills up leaves none, not a part of them
        if (const Result<void> done = file->flush(); !done)
            return done.error();
    }
    QStringList names;
    for (const auto &file : m_files) {
        if (const Result<void> done = file->commit(); !done)
            return names.isEmpty() ? done.error() : partly(done.error(), names);
        names << file->path();
    }
    m_files.clear();
    return names;
}

} // namespace watchfloor
