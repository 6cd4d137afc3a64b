// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/wholefile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace watchfloor {
namespace {

QString fileWords(const char *text)
{
    return QCoreApplication::translate("WholeFile", text);
}

} // namespace

WholeFile::WholeFile(QString path)
    : m_path(std::move(path))
    , m_file(std::make_unique<QSaveFile>(m_path))
{
}

WholeFile::~WholeFile() = default;

Result<void> WholeFile::open()
{
    if (QFileInfo(m_path).isDir() || !m_file->open(QIODevice::WriteOnly))
        return refused();
    return {};
}

Result<void> WholeFile::write(const QByteArray &bytes)
{
    if (m_file->write(bytes) != bytes.size())
        return refused();
    return {};
}

Result<void> WholeFile::commit()
{
    if (!m_file->flush() || !m_file->commit())
        return refused();
    return {};
}

Error WholeFile::refused() const
{
    const QFileInfo file(m_path);
    const QFileInfo folder(file.absolutePath());
    const QString shown = QDir::toNativeSeparators(folder.filePath());
    const auto because = [&file](const QString &why, const QString &remedy) {
        return Error(Error::Kind::Storage,
                     fileWords("“%1” was not written: %2").arg(file.fileName(), why), {}, remedy);
    };
    if (!folder.isDir())
        return because(fileWords("there is no folder “%1”").arg(shown),
                       fileWords("Choose a folder that exists"));
    if (file.isDir())
        return because(fileWords("a folder has that name"), fileWords("Choose another name"));
    switch (m_file->error()) {
    case QFileDevice::NoError: // a part was taken and the rest was not
    case QFileDevice::WriteError:
    case QFileDevice::ResourceError:
        return because(fileWords("the disk is full or takes nothing more"),
                       fileWords("Free some space or choose another disk, then export again"));
    default:
        return because(
            fileWords("nothing may be written into “%1” (%2)").arg(shown, m_file->errorString()),
            fileWords("Choose another folder"));
    }
}

Result<void> writeWholeFile(const QString &path, const QByteArray &bytes)
{
    WholeFile file(path);
    Result<void> done = file.open();
    if (done)
        done = file.write(bytes);
    if (done)
        done = file.commit();
    return done;
}

} // namespace watchfloor
