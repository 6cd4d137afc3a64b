// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewfiles.h"

#include "backend/async/guithread.h"
#include "backend/async/whendone.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace watchfloor {
namespace {

constexpr qint64 largestRead = 1'000'001; // what is longer is refused by its size

Error notStored(const QString &what, const QString &why)
{
    return Error(Error::Kind::Storage, what, why,
                 ViewFiles::tr("See whether the disk is full or the profile is read-only"));
}

} // namespace

ViewFiles::ViewFiles(const QString &profileDir, QObject *parent)
    : QObject(parent)
    , m_folder(profileDir + QStringLiteral("/views"))
    , m_thread(QStringLiteral("views"))
{
}

ViewFiles::~ViewFiles() = default;

ViewFolder ViewFiles::readFolder(const QString &folder)
{
    refuseOnGuiThread("reading saved views");
    ViewFolder read;
    const QDir dir(folder);
    const QStringList names =
        dir.entryList({QStringLiteral("*.json")}, QDir::Files | QDir::Readable, QDir::Name);
    for (const QString &name : names) {
        QFile file(dir.filePath(name));
        if (!file.open(QIODevice::ReadOnly)) {
            read.problems
                << tr("The saved view in %1 cannot be opened: %2").arg(name, file.errorString());
            continue;
        }
        auto view = savedViewFromJson(file.read(largestRead), name);
        if (!view)
            read.problems << view.error().sentence();
        else
            read.views.push_back(std::move(*view));
    }
    return read;
}

Result<void> ViewFiles::writeFile(const QString &folder, const SavedView &view)
{
    refuseOnGuiThread("writing a saved view");
    const QString what = tr("The view “%1” was not saved").arg(view.name);
    if (!QDir().mkpath(folder))
        return notStored(what, folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(QDir(folder).filePath(view.file));
    if (!file.open(QIODevice::WriteOnly))
        return notStored(what, file.errorString());
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    const QByteArray bytes = savedViewToJson(view);
    if (file.write(bytes) != bytes.size() || !file.commit())
        return notStored(what, file.errorString());
    return {};
}

Result<void> ViewFiles::removeFile(const QString &folder, const QString &file)
{
    refuseOnGuiThread("deleting a saved view");
    QFile old(QDir(folder).filePath(file));
    if (old.exists() && !old.remove())
        return notStored(tr("The saved view in %1 was not deleted").arg(file), old.errorString());
    return {};
}

void ViewFiles::load()
{
    const auto future =
        m_thread.run([folder = m_folder]() -> Result<ViewFolder> { return readFolder(folder); });
    whenDone(future, this, [this](const Result<ViewFolder> &read) {
        if (read)
            Q_EMIT loaded(*read);
    });
}

void ViewFiles::write(const SavedView &view)
{
    report(m_thread.run([folder = m_folder, view] { return writeFile(folder, view); }));
}

void ViewFiles::remove(const QString &file)
{
    report(m_thread.run([folder = m_folder, file] { return removeFile(folder, file); }));
}

void ViewFiles::report(const QFuture<Result<void>> &done)
{
    m_last = done;
    whenDone(done, this, [this](const Result<void> &written) {
        if (!written && written.error().kind() != Error::Kind::Cancelled)
            Q_EMIT failed(written.error().sentence());
    });
}

void ViewFiles::flush()
{
    m_last.waitForFinished();
}

} // namespace watchfloor
