// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QString>
#include <QTemporaryDir>

namespace watchfloor::test {

/// A certificate authority of our own and leaves of it, made by the openssl command.
class TestCertificates {
public:
    TestCertificates();

    bool ok() const { return m_ok; }
    /// For the client: trusts only this authority.
    QSslConfiguration trusting() const;
    /// For the server: "good" (127.0.0.1), "expired", "wronghost" or "selfsigned".
    QSslConfiguration serving(const QString &name) const;

private:
    bool openssl(const QStringList &arguments);
    bool leaf(const QString &name, const QString &san, int days);
    QString path(const QString &file) const { return m_folder.filePath(file); }

    QTemporaryDir m_folder;
    bool m_ok = false;
};

} // namespace watchfloor::test
