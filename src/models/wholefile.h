// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QSaveFile;

namespace watchfloor {

/// A file that appears whole or not at all: written beside its place, then renamed over it. Errors
/// are sentences that name the file and say what to do. Left without commit(), nothing stays.
class WholeFile {
public:
    explicit WholeFile(QString path);
    ~WholeFile();
    WholeFile(const WholeFile &) = delete;
    WholeFile &operator=(const WholeFile &) = delete;

    Result<void> open();
    Result<void> write(const QByteArray &bytes);
    /// On disk, under its name.
    Result<void> commit();

    /// As a device, for what writes by itself; commit() tells what went wrong.
    QSaveFile &device() { return *m_file; }
    const QString &path() const { return m_path; }

private:
    Error refused() const;

    QString m_path;
    std::unique_ptr<QSaveFile> m_file;
};

/// All of it at once.
Result<void> writeWholeFile(const QString &path, const QByteArray &bytes);

} // namespace watchfloor
