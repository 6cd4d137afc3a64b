// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/severalfiles.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace watchfloor {

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
    QStringList names;
    for (const auto &file : m_files) {
        if (const Result<void> done = file->commit(); !done)
            return done.error();
        names << file->path();
    }
    m_files.clear();
    return names;
}

} // namespace watchfloor
