// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/async/wakeup.h"
#include "backend/sync/credentials.h"

#include <QMap>

#include <memory>
#include <optional>
#include <stop_token>

namespace watchfloor::test {

/// Secrets in memory; `failure` makes every call fail, as a keyring without a service does;
/// `silent` lets reads wait until they are abandoned.
class FakeCredentials : public CredentialStore {
public:
    struct Vault {
        QMap<QString, Secrets> secrets;
        std::optional<Error> failure;
        bool silent = false; ///< a keyring that asks for its password, and nobody is there
    };
    explicit FakeCredentials(std::shared_ptr<Vault> vault)
        : m_vault(std::move(vault))
    {
    }

    QCoro::Task<Result<Secrets>> read(QString accountName, QStringList keys) override
    {
        if (m_vault->silent) {
            Wakeup never;
            const std::stop_token left = m_left.get_token();
            never.wakeOnStop(left);
            co_await never.wait();
            co_return Error::cancelled();
        }
        if (m_vault->failure)
            co_return *m_vault->failure;
        Secrets found;
        for (const QString &key : keys) {
            if (!m_vault->secrets.value(accountName).contains(key))
                co_return Error(Error::Kind::Unauthorized, QStringLiteral("no secret"));
            found.insert(key, m_vault->secrets.value(accountName).value(key));
        }
        co_return found;
    }
    QCoro::Task<Result<void>> write(QString accountName, Secrets secrets) override
    {
        if (m_vault->failure)
            co_return *m_vault->failure;
        m_vault->secrets[accountName].insert(secrets);
        co_return Result<void>();
    }
    QCoro::Task<Result<void>> remove(QString accountName, QStringList keys) override
    {
        if (m_vault->failure)
            co_return *m_vault->failure;
        for (const QString &key : keys)
            m_vault->secrets[accountName].remove(key);
        if (m_vault->secrets.value(accountName).isEmpty())
            m_vault->secrets.remove(accountName);
        co_return Result<void>();
    }

    void abandon() override { m_left.request_stop(); }

private:
    std::shared_ptr<Vault> m_vault;
    std::stop_source m_left;
};

} // namespace watchfloor::test
