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

constexpr char answeredProperty[] = "answered";

/// Deleted later, never in a handler of its own signal.
struct LaterDeleter {
    void operator()(QKeychain::Job *job) const
    {
        // The service still holds the address of a job it has not answered.
        if (job->property(answeredProperty).toBool())
            job->deleteLater();
        else
            job->setAutoDelete(true);
    }
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
            const std::stop_token stop = m_abandoned.get_token();
            const bool answered = co_await finished(running, stop);
            if (!answered)
                co_return Error::cancelled();
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
            const std::stop_token stop = m_abandoned.get_token();
            const bool answered = co_await finished(running, stop);
            if (!answered)
                co_return Error::cancelled();
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
            const std::stop_token stop = m_abandoned.get_token();
            const bool answered = co_await finished(running, stop);
            if (!answered)
                co_return Error::cancelled();
            const auto error = job->error();
            if (error != QKeychain::NoError && error != QKeychain::EntryNotFound)
                co_return keyringError(
                    QStringLiteral("The keyring did not forget the secrets of the account \"%1\"")
                        .arg(accountName),
                    *job);
        }
        co_return Result<void>();
    }

    void abandon() override { m_abandoned.request_stop(); }

private:
    QString entry(const QString &accountName, const QString &key) const
    {
        return m_profile + u'/' + accountName + u'/' + key;
    }

    /// False: abandoned, the job has no answer yet and may never have one.
    static QCoro::Task<bool> finished(QKeychain::Job *job, std::stop_token abandoned)
    {
        if (abandoned.stop_requested()) {
            job->setProperty(answeredProperty, true); // never started
            co_return false;
        }
        Wakeup wakeup;
        wakeup.wakeOnStop(abandoned);
        job->setAutoDelete(false);
        QObject::connect(job, &QKeychain::Job::finished, job,
                         [job] { job->setProperty(answeredProperty, true); });
        QObject::connect(job, &QKeychain::Job::finished, job, wakeup.waker());
        job->start();
        co_await wakeup.wait();
        co_return job->property(answeredProperty).toBool();
    }

    QString m_profile;
    std::stop_source m_abandoned;
};

} // namespace

std::unique_ptr<CredentialStore> keyringCredentials(const QString &profileDir)
{
    return std::make_unique<KeyringCredentials>(profileDir);
}

} // namespace watchfloor
