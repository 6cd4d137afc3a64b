// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testcertificates.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

namespace watchfloor::test {
namespace {

const auto loopbackSan = QLatin1String("IP:127.0.0.1,DNS:localhost");

} // namespace

TestCertificates::TestCertificates()
{
    // One key for all: it is the certificates that differ.
    m_ok = m_folder.isValid() && openssl({QStringLiteral("ecparam"), QStringLiteral("-name"),
                                          QStringLiteral("prime256v1"), QStringLiteral("-genkey"),
                                          QStringLiteral("-noout"), QStringLiteral("-out"),
                                          path(QStringLiteral("key.pem"))});
    const auto selfSigned = [this](const QString &name, const QString &subject,
                                   const QString &san) {
        return openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-new"),
                        QStringLiteral("-key"), path(QStringLiteral("key.pem")),
                        QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                        subject, QStringLiteral("-addext"), QStringLiteral("subjectAltName=") + san,
                        QStringLiteral("-out"), path(name + QStringLiteral(".pem"))});
    };
    m_ok = m_ok &&
           selfSigned(QStringLiteral("authority"), QStringLiteral("/CN=Test authority"),
                      QStringLiteral("DNS:authority.invalid")) &&
           selfSigned(QStringLiteral("selfsigned"), QStringLiteral("/CN=127.0.0.1"), loopbackSan) &&
           leaf(QStringLiteral("good"), loopbackSan, 2) &&
           leaf(QStringLiteral("expired"), loopbackSan, -1) &&
           leaf(QStringLiteral("wronghost"), QStringLiteral("DNS:other.example"), 2);
}

bool TestCertificates::leaf(const QString &name, const QString &san, int days)
{
    QFile extensions(path(name + QStringLiteral(".ext")));
    if (!extensions.open(QIODevice::WriteOnly))
        return false;
    extensions.write("subjectAltName=" + san.toLatin1() + "\n");
    extensions.close();
    const QString request = path(name + QStringLiteral(".csr"));
    return openssl({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-key"),
                    path(QStringLiteral("key.pem")), QStringLiteral("-subj"),
                    QStringLiteral("/CN=") + name, QStringLiteral("-out"), request}) &&
           openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), request,
                    QStringLiteral("-CA"), path(QStringLiteral("authority.pem")),
                    QStringLiteral("-CAkey"), path(QStringLiteral("key.pem")),
                    QStringLiteral("-CAcreateserial"), QStringLiteral("-days"),
                    QString::number(days), QStringLiteral("-extfile"), extensions.fileName(),
                    QStringLiteral("-out"), path(name + QStringLiteral(".pem"))});
}

bool TestCertificates::openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    const bool done = process.waitForFinished() && process.exitCode() == 0;
    if (!done)
        qWarning("openssl failed: %s", process.readAllStandardError().constData());
    return done;
}

QSslConfiguration TestCertificates::trusting() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(
        QSslCertificate::fromPath(path(QStringLiteral("authority.pem")), QSsl::Pem));
    return configuration;
}

QSslConfiguration TestCertificates::serving(const QString &name) const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(
        QSslCertificate::fromPath(path(name + QStringLiteral(".pem")), QSsl::Pem));
    QFile key(path(QStringLiteral("key.pem")));
    if (key.open(QIODevice::ReadOnly))
        configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
    return configuration;
}

} // namespace watchfloor::test
