// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/factreader.h"
#include "backend/store/store.h"

#include <QSqlDatabase>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace watchfloor::test {

constexpr TimeMs Hour = 3'600'000;
constexpr TimeMs T0 = 1'700'000'000'000;

/// A cache in a folder of its own, with one account.
class TestCache {
public:
    TestCache() { open(); }

    void open()
    {
        store.reset();
        auto opened = Store::open(path(), &info);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().sentence()));
        store = std::move(*opened);
        if (account)
            return;
        Account wanted;
        wanted.provider = QStringLiteral("chatwoot");
        wanted.name = QStringLiteral("Acme");
        wanted.baseUrl = QUrl(QStringLiteral("https://chat.example"));
        wanted.remoteAccountId = QStringLiteral("1");
        const auto id = store->addAccount(wanted);
        if (!id)
            qFatal("%s", qPrintable(id.error().sentence()));
        account = *id;
    }

    QString path() const { return dir.filePath(QStringLiteral("profile")); }

    ChangeSet apply(const SyncBatch &batch, const FeedProgress &progress = {})
    {
        const auto change = store->apply(account, batch, progress);
        if (!change)
            qFatal("%s", qPrintable(change.error().sentence()));
        return *change;
    }

    /// The store's own connection, for whoever wants to hinder it.
    QSqlDatabase writer() const
    {
        for (const QString &name : QSqlDatabase::connectionNames()) {
            QSqlDatabase db = QSqlDatabase::database(name, false);
            if (db.databaseName().startsWith(path()) &&
                !db.connectOptions().contains(QLatin1String("READONLY")))
                return db;
        }
        return {};
    }

    std::unique_ptr<FactReader> reader() const
    {
        auto reader = FactReader::open(path());
        if (!reader)
            qFatal("%s", qPrintable(reader.error().sentence()));
        return std::move(*reader);
    }

    std::optional<Conversation> conversation(const QString &remoteId) const
    {
        ConversationQuery query;
        query.remoteId = remoteId;
        const auto rows = reader()->conversations(query);
        if (!rows)
            qFatal("%s", qPrintable(rows.error().sentence()));
        return rows->empty() ? std::nullopt : std::optional(rows->front());
    }

    std::vector<ReportingEvent> events(const QString &remoteId) const
    {
        const auto found = conversation(remoteId);
        return found ? *reader()->events(found->id) : std::vector<ReportingEvent>{};
    }

    QTemporaryDir dir;
    OpenInfo info;
    std::unique_ptr<Store> store;
    RowId account = 0;
};

inline Conversation someConversation(int number, TimeMs created = T0)
{
    Conversation c;
    c.remoteId = QString::number(number);
    c.status = QStringLiteral("open");
    c.created = created;
    c.updatedAt = created + Hour;
    return c;
}

inline ReportingEvent someEvent(qint64 id, const QString &name, TimeMs created = T0 + Hour)
{
    ReportingEvent e;
    e.remoteId = id;
    e.name = name;
    e.value = 60'000;
    e.start = created - 61'000;
    e.end = created - 1'000;
    e.created = e.updated = created;
    return e;
}

} // namespace watchfloor::test
