// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/wakeup.h"
#include "backend/sync/credentials.h"

#include <qt6keychain/keychain.h>

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace watchfloor {
namespace {

QString serviceName()
{
    return QStringLiteral("Watchfloor");
}

/// The same folder gives the same id for ever, two folders never share one.
QString profileId(const QString &profileDir)
{
    QString path = QFileInfo(profileDir).canonicalFilePath();
    if (path.isEmpty()) // not made yet
        path = QDir::cleanPath(QFileInfo(profileDir).absoluteFilePath());
    const auto hash = QCryptographicHash::hash(path.toUtf8(), QCryptographicHash::Sha256);
    return QString::fromLatin1(hash.toHex().left(16));
}

Error keyringError(const QString &what, const QKeychain::Job &job)
{
    return Error(Error::Kind::Keyring, what, job.errorString().simplified(),
                 QStringLiteral("Start or unlock the keyring (for example GNOME Keyring or "
                                "KWallet), or choose the file in the profile folder instead "
                                "(--secret-store file)"));
}

/// Deleted later, never in a handler of its own signal.
struct LaterDeleter {
    void operator()(QObject *object) const { object->deleteLater(); }
};

class KeyringCredentials : public CredentialStore {
public:
    explicit KeyringCredentials(const QString &profileDir)
        : m_profile(profileId(profileDir))
    {
    }

    QCoro::Task<Result<Secrets>> read(QString accountName, QStringList keys) override
    {
        Secrets secrets;
        for (const QString &key : keys) {
            std::unique_ptr<QKeychain::ReadPasswordJob, LaterDeleter> job(
                new QKeychain::ReadPasswordJob(serviceName()));
            job->setKey(entry(accountName, key));
            QKeychain::Job *running = job.get();
            co_await finished(running);
            if (job->error() == QKeychain::EntryNotFound)
                co_return missingSecret(accountName, key);
            if (job->error() != QKeychain::NoError)
                co_return keyringError(
                    QStringLiteral("The keyring did not give the secrets of the account \"%1\"")
                        .arg(accountName),
                    *job);
            secrets.insert(key, job->textData());
        }
        co_return secrets;
    }

    QCoro::Task<Result<void>> write(QString accountName, Secrets secrets) override
    {
        for (auto it = secrets.begin(); it != secrets.end(); ++it) {
            std::unique_ptr<QKeychain::WritePasswordJob, LaterDeleter> job(
                new QKeychain::WritePasswordJob(serviceName()));
            job->setKey(entry(accountName, it.key()));
            job->setTextData(it.value());
            QKeychain::Job *running = job.get();
            co_await finished(running);
            if (job->error() != QKeychain::NoError)
                co_return keyringError(
                    QStringLiteral("The keyring did not take the secrets of the account \"%1\"")
                        .arg(accountName),
                    *job);
        }
        co_return Result<void>();
    }

    QCoro::Task<Result<void>> remove(QString accountName, QStringList keys) override
    {
        for (const QString &key : keys) {
            std::unique_ptr<QKeychain::DeletePasswordJob, LaterDeleter> job(
                new QKeychain::DeletePasswordJob(serviceName()));
            job->setKey(entry(accountName, key));
            QKeychain::Job *running = job.get();
            co_await finished(running);
            const auto error = job->error();
            if (error != QKeychain::NoError && error != QKeychain::EntryNotFound)
                co_return keyringError(
                    QStringLiteral("The keyring did not forget the secrets of the account \"%1\"")
                        .arg(accountName),
                    *job);
        }
        co_return Result<void>();
    }

private:
    QString entry(const QString &accountName, const QString &key) const
    {
        return m_profile + u'/' + accountName + u'/' + key;
    }

    static QCoro::Task<> finished(QKeychain::Job *job)
    {
        Wakeup wakeup;
        job->setAutoDelete(false);
        QObject::connect(job, &QKeychain::Job::finished, job, wakeup.waker());
        job->start();
        co_await wakeup.wait();
    }

    QString m_profile;
};

} // namespace

std::unique_ptr<CredentialStore> keyringCredentials(const QString &profileDir)
{
    return std::make_unique<KeyringCredentials>(profileDir);
}

} // namespace watchfloor
