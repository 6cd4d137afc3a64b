// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/servertls.h"

#include <QDir>
#include <QFile>
#include <QProcess>

namespace watchfloor::sandbox {

namespace {

// `openssl ca` is the only command of OpenSSL 3.0 that can date a certificate into the past.
constexpr const char *Config = "[ca]\ndefault_ca=sandbox\n"
                               "[sandbox]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\n"
                               "default_md=sha256\npolicy=any\nunique_subject=no\n"
                               "[any]\ncommonName=supplied\n"
                               "[req]\ndistinguished_name=name\nprompt=no\n"
                               "[name]\nCN=sandbox\n"
                               "[authority]\nbasicConstraints=critical,CA:TRUE\n"
                               "keyUsage=critical,keyCertSign,digitalSignature\n"
                               "[loopback]\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n"
                               "extendedKeyUsage=serverAuth\n"
                               "[elsewhere]\nsubjectAltName=DNS:elsewhere.invalid\n"
                               "extendedKeyUsage=serverAuth\n"
                               "[alone]\nsubjectAltName=IP:127.0.0.1,DNS:localhost\n"
                               "basicConstraints=CA:TRUE\n";

bool run(const QString &folder, const QStringList &arguments, QString *error)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForStarted()) {
        *error =
            QStringLiteral("The openssl command, which makes the certificates, cannot be run.");
        return false;
    }
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit ||
        process.exitCode() != 0) {
        *error = QStringLiteral("openssl %1 failed: %2")
                     .arg(arguments.first(),
                          QString::fromLocal8Bit(process.readAll()).simplified().right(300));
        return false;
    }
    return true;
}

bool writeFile(const QString &path, const QByteArray &bytes, QString *error)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size())
        return true;
    *error = QStringLiteral("Cannot write %1: %2.").arg(path, file.errorString());
    return false;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

} // namespace

std::optional<TlsIdentity> makeTlsIdentity(TlsFault fault, const QString &folder, QString *error)
{
    const QDir dir(folder);
    if (!dir.mkpath(QStringLiteral("."))) {
        *error = QStringLiteral("Cannot create %1.").arg(folder);
        return std::nullopt;
    }
    if (!writeFile(dir.filePath(QStringLiteral("tls.cnf")), Config, error) ||
        !writeFile(dir.filePath(QStringLiteral("index.txt")), {}, error))
        return std::nullopt;
    const char *newKey = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -config tls.cnf";
    const QString key = QString::fromLatin1(newKey);
    TlsIdentity identity;
    if (fault == TlsFault::SelfSigned) {
        const QStringList alone =
            words("req -x509 -keyout server.key -out server.pem -days 2 -extensions alone") +
            key.split(QLatin1Char(' '));
        if (!run(folder, alone, error))
            return std::nullopt;
        identity.authority = dir.filePath(QStringLiteral("server.pem"));
    } else {
        const QStringList authority =
            words("req -x509 -keyout ca.key -out ca.pem -days 2 -extensions authority -subj "
                  "/CN=watchfloor-sandbox-authority") +
            key.split(QLatin1Char(' '));
        const QStringList request =
            words("req -new -keyout server.key -out server.csr") + key.split(QLatin1Char(' '));
        QStringList sign = words("ca -batch -notext -config tls.cnf -cert ca.pem -keyfile ca.key "
                                 "-in server.csr -out server.pem -extensions");
        if (fault == TlsFault::Expired)
            sign += words("loopback -startdate 20200101000000Z -enddate 20200102000000Z");
        else
            sign += words("elsewhere -days 2");
        if (!run(folder, authority, error) || !run(folder, request, error) ||
            !run(folder, sign, error))
            return std::nullopt;
        identity.authority = dir.filePath(QStringLiteral("ca.pem"));
    }
    const QByteArray pem = readFile(dir.filePath(QStringLiteral("server.pem")));
    identity.certificate = QSslCertificate(pem, QSsl::Pem);
    identity.key = QSslKey(readFile(dir.filePath(QStringLiteral("server.key"))), QSsl::Ec);
    if (identity.certificate.isNull() || identity.key.isNull()) {
        *error = QStringLiteral("The certificate made in %1 cannot be read.").arg(folder);
        return std::nullopt;
    }
    return identity;
}

} // namespace watchfloor::sandbox
