// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/wholefile.h"

#include "backend/async/guithread.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <atomic>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace watchfloor {
namespace {

/// -1 = the program's own, which applies by itself.
std::atomic<int> umaskOfFiles{-1};

QFileDevice::Permissions permissionsUnder(int mask)
{
    QFileDevice::Permissions given;
    const auto add = [&](int bit, QFileDevice::Permissions permission) {
        if (!(mask & bit))
            given |= permission;
    };
    add(0400, QFileDevice::ReadOwner | QFileDevice::ReadUser);
    add(0200, QFileDevice::WriteOwner | QFileDevice::WriteUser);
    add(0040, QFileDevice::ReadGroup);
    add(0020, QFileDevice::WriteGroup);
    add(0004, QFileDevice::ReadOther);
    add(0002, QFileDevice::WriteOther);
    return given;
}

QString fileWords(const char *text)
{
    return QCoreApplication::translate("WholeFile", text);
}

Error notWritten(const QString &file, const QString &why, const QString &remedy)
{
    return Error(Error::Kind::Storage,
                 fileWords("“%1” was not written: %2").arg(QFileInfo(file).fileName(), why),
                 QString(), remedy);
}

Error fullDisk(const QString &file)
{
    return notWritten(file, fileWords("the disk is full or takes nothing more"),
                      fileWords("Free some space or choose another disk, then write it again"));
}

/// Why it could not even be begun.
std::optional<Error> refusal(const QString &file)
{
    const QFileInfo target(file);
    const QFileInfo folder(target.absolutePath());
    const QString shown = QDir::toNativeSeparators(folder.filePath());
    if (file.isEmpty())
        return Error(Error::Kind::BadInput, fileWords("There is no file name"));
    if (!folder.exists())
        return notWritten(file, fileWords("there is no folder “%1”").arg(shown),
                          fileWords("Choose a folder that exists"));
    if (!folder.isDir())
        return notWritten(file, fileWords("“%1” is no folder").arg(shown),
                          fileWords("Choose a folder"));
    if (target.isDir())
        return notWritten(file, fileWords("a folder has that name"),
                          fileWords("Choose another name"));
    if (target.exists() && !target.isWritable())
        return notWritten(file, fileWords("the file that is there may not be changed"),
                          fileWords("Choose another name"));
    if (!isStream(file) && !folder.isWritable())
        return notWritten(file, fileWords("you may not write into “%1”").arg(shown),
                          fileWords("Choose another folder"));
    return std::nullopt;
}

/// The number in /dev/stdout, /dev/fd/7 and the like; -1 = another name.
int givenDescriptor(const QString &path)
{
    if (path == QLatin1String("/dev/stdout"))
        return STDOUT_FILENO;
    if (path == QLatin1String("/dev/stderr"))
        return STDERR_FILENO;
    for (const char *folder : {"/dev/fd/", "/proc/self/fd/"}) {
        const QLatin1String name(folder);
        bool isNumber = false;
        const int number = path.startsWith(name) ? path.mid(name.size()).toInt(&isNumber) : -1;
        if (isNumber && number >= 0)
            return number;
    }
    return -1;
}

} // namespace

/// Its first error stays: what is written after it would be a file with a hole.
class WholeFile::Stream : public QIODevice {
public:
    ~Stream() override
    {
        if (m_descriptor >= 0)
            ::close(m_descriptor);
    }

    void openAt(const QString &path)
    {
        if (const int given = givenDescriptor(path); given >= 0) {
            // Not opened again: that would begin `>> file` anew, and no socket can be.
            m_descriptor = ::fcntl(given, F_DUPFD_CLOEXEC, 3);
        } else {
            m_descriptor =
                ::open(QFile::encodeName(path).constData(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
            if (m_descriptor >= 0) // only the opening does not wait
                ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) & ~O_NONBLOCK);
        }
        if (m_descriptor < 0) {
            fault = errno;
            return;
        }
        QIODevice::open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }

    int fault = 0; ///< errno

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *bytes, qint64 size) override
    {
        qint64 taken = 0;
        while (taken < size && fault == 0) {
            const auto put =
                ::write(m_descriptor, bytes + taken, static_cast<std::size_t>(size - taken));
            if (put >= 0) {
                taken += put;
            } else if (errno == EAGAIN) { // whoever handed it to us does not want to wait
                pollfd room{m_descriptor, POLLOUT, 0};
                ::poll(&room, 1, -1);
            } else if (errno != EINTR) {
                fault = errno;
            }
        }
        return fault == 0 ? taken : -1;
    }

private:
    int m_descriptor = -1;
};

void setUmaskOfFiles(unsigned mask)
{
    umaskOfFiles = static_cast<int>(mask);
}

bool isStream(const QString &path)
{
    // Redirected into a file these are files, which somebody else holds open.
    if (givenDescriptor(path) >= 0)
        return true;
    const QFileInfo target(path);
    return target.exists() && !target.isFile() && !target.isDir();
}

WholeFile::WholeFile(QString path)
    : m_path(std::move(path))
{
}

WholeFile::~WholeFile() = default;

QIODevice &WholeFile::device()
{
    if (m_stream)
        return *m_stream;
    return *m_file;
}

Result<void> WholeFile::open()
{
    refuseOnGuiThread("writing a file");
    if (auto refused = refusal(m_path))
        return *refused;
    if (isStream(m_path)) {
        m_stream = std::make_unique<Stream>();
        m_stream->openAt(m_path);
        return m_stream->fault == 0 ? Result<void>() : failure();
    }
    const bool isNew = !QFileInfo::exists(m_path); // one that is there keeps its permissions
    m_file = std::make_unique<QSaveFile>(m_path);
    if (!m_file->open(QIODevice::WriteOnly))
        return failure();
    // A file system without permissions is no reason to write nothing.
    if (const int mask = umaskOfFiles; isNew && mask >= 0)
        m_file->setPermissions(permissionsUnder(mask));
    return {};
}

Result<void> WholeFile::write(const QByteArray &bytes)
{
    refuseOnGuiThread("writing a file");
    return device().write(bytes) == bytes.size() ? Result<void>() : failure();
}

Result<void> WholeFile::flush()
{
    refuseOnGuiThread("writing a file");
    return m_stream || m_file->flush() ? Result<void>() : failure();
}

Result<void> WholeFile::commit()
{
    refuseOnGuiThread("writing a file");
    if (m_stream)
        return m_stream->fault == 0 ? Result<void>() : failure();
    auto &file = static_cast<QSaveFile &>(*m_file);
    return file.flush() && file.commit() ? Result<void>() : failure();
}

Error WholeFile::failure() const
{
    if (m_stream) {
        switch (m_stream->fault) {
        case EPIPE:
            return notWritten(m_path, fileWords("whoever read it has stopped"),
                              fileWords("Let the reader take all of it"));
        case ENXIO:
            return notWritten(m_path, fileWords("nobody reads it"),
                              fileWords("Start what reads it first"));
        case ENOSPC:
        case EFBIG:
        case EDQUOT:
            return fullDisk(m_path);
        default:
            return notWritten(m_path, qt_error_string(m_stream->fault),
                              fileWords("Choose another file"));
        }
    }
    switch (m_file->error()) {
    case QFileDevice::NoError: // a part was taken and the rest was not
    case QFileDevice::WriteError:
    case QFileDevice::ResourceError:
        return fullDisk(m_path);
    default:
        return notWritten(m_path,
                          fileWords("nothing may be written into “%1” (%2)")
                              .arg(QDir::toNativeSeparators(QFileInfo(m_path).absolutePath()),
                                   m_file->errorString()),
                          fileWords("Choose another folder"));
    }
}

Result<void> writeWhole(const QString &path, const QByteArray &bytes)
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
