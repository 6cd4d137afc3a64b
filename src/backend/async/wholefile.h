// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QFileDevice;
class QIODevice;

namespace watchfloor {

/// What is no file takes bytes and keeps none: /dev/stdout, a pipe, a device. Such a name needs no
/// ending that says what is in it.
bool isStream(const QString &path);

/// What the user's own umask was, for a program that has set a stricter one for its profile: files
/// written for others to read are created as every program of theirs would. Before the first file.
void setUmaskOfFiles(unsigned mask);

/// A file that appears whole or not at all: written beside its place, then renamed over it. A
/// stream is written straight into; what it has taken it keeps. Errors are sentences that name the
/// file and say what to do. Left without commit(), no file stays. Never on the window's thread.
class WholeFile {
public:
    explicit WholeFile(QString path);
    ~WholeFile();
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    /// A named pipe that nobody reads is an error: nothing here waits for somebody.
    Result<void> open();
    Result<void> write(const QByteArray &bytes);
    /// The disk has taken all of it so far; a small write() may only have been remembered.
    Result<void> flush();
    /// On disk, under its name.
    Result<void> commit();

    /// As a device, after open(), for what writes by itself; commit() tells what went wrong.
    QIODevice &device();
    const QString &path() const { return m_path; }

private:
    class Stream;
    Error failure() const;

    QString m_path;
    std::unique_ptr<Stream> m_stream;
    std::unique_ptr<QFileDevice> m_file; ///< a QSaveFile
};

/// All of it at once.
Result<void> writeWhole(const QString &path, const QByteArray &bytes);

} // namespace watchfloor
