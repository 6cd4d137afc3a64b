// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/accountrepository.h"

#include "backend/store/database.h"
#include "backend/store/jsontext.h"
#include "backend/store/store.h"

#include <QJsonArray>

namespace watchfloor {

static QString accountRows(const char *where)
{
    return QStringLiteral("SELECT id, provider, name, base_url, remote_account, settings, "
                          "time_zone, version, capabilities FROM account WHERE ") +
           QLatin1String(where);
}

static Account accountAt(const Statement &row)
{
    Account a;
    a.id = row.number(0);
    a.provider = row.text(1);
    a.name = row.text(2);
    a.baseUrl = QUrl(row.text(3));
    a.remoteAccountId = row.text(4);
    a.settings = jsonObject(row.text(5));
    a.timeZone = row.text(6);
    a.version = row.text(7);
    const QJsonArray capabilities = QJsonDocument::fromJson(row.text(8).toUtf8()).array();
    for (const QJsonValue &capability : capabilities)
        a.capabilities << capability.toString();
    return a;
}

std::vector<Account> AccountRepository::all()
{
    Statement select = m_db.statement(accountRows("removed = 0 ORDER BY id"));
    std::vector<Account> out;
    select.run();
    while (select.next())
        out.push_back(accountAt(select));
    return out;
}

std::vector<Account> AccountRepository::everyone()
{
    Statement select = m_db.statement(accountRows("true ORDER BY id"));
    std::vector<Account> out;
    select.run();
    while (select.next())
        out.push_back(accountAt(select));
    return out;
}

std::optional<Account> AccountRepository::find(RowId id)
{
    Statement select = m_db.statement(accountRows("id = :id"));
    return select.bind("id", id).first() ? std::optional(accountAt(select)) : std::nullopt;
}

static QString timeKey(RowId id, AccountTime what)
{
    const char *name = "purged_before";
    if (what == AccountTime::ProbedAt)
        name = "probed_at";
    else if (what == AccountTime::KeptFrom)
        name = "kept_from";
    return QStringLiteral("%1.%2").arg(QLatin1String(name)).arg(id);
}

std::optional<TimeMs> AccountRepository::time(RowId id, AccountTime what)
{
    Statement select = m_db.statement(QStringLiteral("SELECT value FROM meta WHERE key = :key"));
    if (!select.bind("key", timeKey(id, what)).first())
        return std::nullopt;
    return select.number(0);
}

void AccountRepository::setTime(RowId id, AccountTime what, TimeMs at)
{
    Statement write =
        m_db.statement(QStringLiteral("INSERT INTO meta (key, value) VALUES (:key, :value) "
                                      "ON CONFLICT (key) DO UPDATE SET value = excluded.value"));
    write.bind("key", timeKey(id, what)).bind("value", at).run();
}

bool AccountRepository::exists(RowId id)
{
    Statement select =
        m_db.statement(QStringLiteral("SELECT 1 FROM account WHERE id = :id AND removed = 0"));
    return select.bind("id", id).first();
}

bool AccountRepository::nameTaken(const Account &account)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT 1 FROM account WHERE name = :name AND removed = 0 AND id <> :id"));
    return select.bind("name", account.name).bind("id", account.id).first();
}

static Error takenName(const QString &name)
{
    return Error(Error::Kind::BadInput,
                 QStringLiteral("There already is an account named %1").arg(name), {},
                 QStringLiteral("Choose another name"));
}

RowId AccountRepository::removedTwin(const Account &account)
{
    Statement select = m_db.statement(QStringLiteral(
        "SELECT id FROM account WHERE removed = 1 AND provider = :provider AND base_url = :url "
        "AND remote_account = :remote ORDER BY id LIMIT 1"));
    select.bind("provider", account.provider).bind("url", account.baseUrl.toString());
    return select.bind("remote", account.remoteAccountId).first() ? select.number(0) : 0;
}

Result<RowId> AccountRepository::add(const Account &account)
{
    if (nameTaken(account))
        return takenName(account.name);
    RowId id = removedTwin(account);
    if (!id) {
        Statement insert = m_db.statement(QStringLiteral(
            "INSERT INTO account (provider, name, base_url) VALUES (:provider, :name, '')"));
        insert.bind("provider", account.provider).bind("name", account.name).run();
        id = insert.insertedId();
    }
    write(id, account);
    return id;
}

Result<void> AccountRepository::update(const Account &account)
{
    if (!exists(account.id) && !m_db.failed())
        return Error(Error::Kind::NotFound,
                     QStringLiteral("The account %1 is not in the cache").arg(account.name));
    if (nameTaken(account))
        return takenName(account.name);
    write(account.id, account);
    return {};
}

void AccountRepository::write(RowId id, const Account &account)
{
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE account SET name = :name, base_url = :url, remote_account = :remote, "
        "settings = :settings, time_zone = :zone, version = :version, "
        "capabilities = :capabilities, removed = 0 WHERE id = :id"));
    update.bind("name", account.name).bind("url", account.baseUrl.toString());
    update.bind("remote", account.remoteAccountId).bind("settings", jsonText(account.settings));
    update.bind("zone", account.timeZone).bind("version", account.version);
    const QByteArray capabilities = QJsonDocument(QJsonArray::fromStringList(account.capabilities))
                                        .toJson(QJsonDocument::Compact);
    update.bind("capabilities", QString::fromUtf8(capabilities)).bind("id", id).run();
}

void AccountRepository::hide(RowId id)
{
    Statement update =
        m_db.statement(QStringLiteral("UPDATE account SET removed = 1 WHERE id = :id"));
    update.bind("id", id).run();
}

void AccountRepository::remove(RowId id)
{
    Statement remove = m_db.statement(QStringLiteral("DELETE FROM account WHERE id = :id"));
    remove.bind("id", id).run();
    for (const AccountTime what :
         {AccountTime::PurgedBefore, AccountTime::ProbedAt, AccountTime::KeptFrom}) {
        Statement forget = m_db.statement(QStringLiteral("DELETE FROM meta WHERE key = :key"));
        forget.bind("key", timeKey(id, what)).run();
    }
}

} // namespace watchfloor
