// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/async/guithread.h"
#include "backend/async/workerthread.h"
#include "backend/sync/credentials.h"

#include <QCoroFuture>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

namespace watchfloor {
namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr auto anybodyElse = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                             QFileDevice::ExeGroup | QFileDevice::ReadOther |
                             QFileDevice::WriteOther | QFileDevice::ExeOther;

/// The 0600 file; only on a thread that may wait for the disk.
class SecretsFile {
public:
    explicit SecretsFile(const QString &profileDir)
        : m_path(QDir(profileDir).filePath(QStringLiteral("secrets.json")))
    {
    }

    Result<Secrets> read(const QString &accountName, const QStringList &keys) const;
    Result<void> write(const QString &accountName, const Secrets &secrets) const;
    Result<void> remove(const QString &accountName, const QStringList &keys) const;

private:
    Result<QJsonObject> load() const;
    Result<void> save(const QJsonObject &all) const;
    Error failed(const QString &what, const QString &why) const
    {
        return Error(Error::Kind::Storage, what.arg(QDir::toNativeSeparators(m_path)), why,
                     QStringLiteral("Check the folder's permissions and free space"));
    }

    QString m_path;
};

Result<QJsonObject> SecretsFile::load() const
{
    refuseOnGuiThread("reading secrets");
    QFile file(m_path);
    if (!file.exists())
        return QJsonObject();
    if (file.permissions() & anybodyElse) {
        return Error(Error::Kind::Storage,
                     QStringLiteral("The secrets in %1 are not used, because other users of this "
                                    "computer can reach the file")
                         .arg(m_path),
                     {},
                     QStringLiteral("Run \"chmod 600 %1\"; if anybody may have read it, replace "
                                    "the tokens")
                         .arg(m_path));
    }
    if (!file.open(QIODevice::ReadOnly))
        return failed(QStringLiteral("The secrets in %1 cannot be read"), file.errorString());
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) {
        return Error(Error::Kind::Storage, QStringLiteral("The file %1 is damaged").arg(m_path), {},
                     QStringLiteral("Delete it and enter the secrets of its accounts again"));
    }
    return document.object();
}

Result<void> SecretsFile::save(const QJsonObject &all) const
{
    refuseOnGuiThread("writing secrets");
    QDir().mkpath(QFileInfo(m_path).path());
    QSaveFile file(m_path);
    if (!file.open(QIODevice::WriteOnly))
        return failed(QStringLiteral("The secrets cannot be written to %1"), file.errorString());
    // Before the first byte, so that no moment exists in which others could read it.
    if (!file.setPermissions(ownerOnly))
        return failed(QStringLiteral("The secrets cannot be protected in %1"), file.errorString());
    file.write(QJsonDocument(all).toJson());
    if (!file.commit())
        return failed(QStringLiteral("The secrets cannot be written to %1"), file.errorString());
    return {};
}

Result<Secrets> SecretsFile::read(const QString &accountName, const QStringList &keys) const
{
    const Result<QJsonObject> all = load();
    if (!all)
        return all.error();
    const QJsonObject own = all->value(accountName).toObject();
    Secrets secrets;
    for (const QString &key : keys) {
        if (!own.contains(key))
            return missingSecret(accountName, key);
        secrets.insert(key, own.value(key).toString());
    }
    return secrets;
}

Result<void> SecretsFile::write(const QString &accountName, const Secrets &secrets) const
{
    const Result<QJsonObject> found = load();
    if (!found)
        return found.error();
    QJsonObject all = *found;
    QJsonObject own = all.value(accountName).toObject();
    for (auto it = secrets.begin(); it != secrets.end(); ++it)
        own.insert(it.key(), it.value());
    all.insert(accountName, own);
    return save(all);
}

Result<void> SecretsFile::remove(const QString &accountName, const QStringList &keys) const
{
    if (!QFile::exists(m_path))
        return {};
    const Result<QJsonObject> found = load();
    if (!found)
        return found.error();
    QJsonObject all = *found;
    QJsonObject own = all.value(accountName).toObject();
    for (const QString &key : keys)
        own.remove(key);
    if (own.isEmpty())
        all.remove(accountName);
    else
        all.insert(accountName, own);
    return save(all);
}

class FileCredentials : public CredentialStore {
public:
    explicit FileCredentials(const QString &profileDir)
        : m_file(profileDir)
    {
    }

    QCoro::Task<Result<Secrets>> read(QString accountName, QStringList keys) override
    {
        auto job = [file = m_file, accountName, keys] { return file.read(accountName, keys); };
        const QFuture<Result<Secrets>> reading = m_thread.run(std::move(job));
        const Result<Secrets> secrets = co_await reading;
        co_return secrets;
    }
    QCoro::Task<Result<void>> write(QString accountName, Secrets secrets) override
    {
        auto job = [file = m_file, accountName, secrets] {
            return file.write(accountName, secrets);
        };
        const QFuture<Result<void>> writing = m_thread.run(std::move(job));
        const Result<void> written = co_await writing;
        co_return written;
    }
    QCoro::Task<Result<void>> remove(QString accountName, QStringList keys) override
    {
        auto job = [file = m_file, accountName, keys] { return file.remove(accountName, keys); };
        const QFuture<Result<void>> removing = m_thread.run(std::move(job));
        const Result<void> removed = co_await removing;
        co_return removed;
    }

private:
    SecretsFile m_file;
    WorkerThread m_thread{QStringLiteral("secrets")};
};

} // namespace

Error missingSecret(const QString &accountName, const QString &key)
{
    return Error(Error::Kind::Unauthorized,
                 QStringLiteral("The secret \"%1\" of the account \"%2\" is not stored on this "
                                "computer")
                     .arg(key, accountName),
                 {}, QStringLiteral("Enter it again in the account's settings"));
}

std::unique_ptr<CredentialStore> fileCredentials(const QString &profileDir)
{
    return std::make_unique<FileCredentials>(profileDir);
}

} // namespace watchfloor
