// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/store/store.h"
#include "support/randombatches.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <set>

namespace watchfloor::test {

/// Accounts of every vendor at random in one cache, one of them hidden: people who change kind and
/// leave, estimated events, ratings, bots, vanished conversations, events that wait.
class MixedCache {
    QTemporaryDir m_dir; // goes last

public:
    explicit MixedCache(unsigned seed)
        : random(seed)
    {
        auto opened = Store::open(path(), nullptr);
        if (!opened)
            qFatal("%s", qPrintable(opened.error().sentence()));
        store = std::move(*opened);
        for (const char *provider :
             {"chatwoot", "rocketchat", "liveperson", "chatdash", "chatwoot"}) {
            Account row;
            row.provider = QLatin1String(provider);
            row.name = QStringLiteral("%1 %2").arg(row.provider).arg(accounts.size());
            row.baseUrl = QUrl(QStringLiteral("https://%1.example").arg(accounts.size()));
            if (accounts.size() % 2 == 0) {
                row.timeZone = QStringLiteral("Europe/Berlin");
                row.settings.insert(QStringLiteral("business_hours"),
                                    QStringLiteral("Mon-Fri 08:00-17:00; Sat 22:00-04:00"));
            }
            // Some rest on the same column with another target, some on no column.
            for (const char *metric :
                 {"first_response", "resolution_time", "avg_wait_time",
                  "avg_conversations_duration", "chat_duration", "service_time"}) {
                if (random.chance(70))
                    row.settings.insert(QStringLiteral("sla.") + QLatin1String(metric),
                                        1 + random.below(100));
            }
            row.remoteAccountId = QString::number(accounts.size() + 1);
            accounts.push_back(*store->addAccount(row));
        }
        for (int page = 0; page < 60; ++page)
            next();
        // The last one was shown once; its facts stay.
        mustHold(store->removeAccount(accounts.back(), false));
        accounts.pop_back();
    }

    QString path() const { return m_dir.filePath(QStringLiteral("profile")); }

    /// One page for one of the accounts.
    ChangeSet next()
    {
        const RowId account = accounts[std::size_t(random.below(int(accounts.size())))];
        SyncBatch batch = random.next();
        for (Conversation &c : batch.conversations)
            complete(c);
        for (ReportingEvent &e : batch.events)
            complete(e);
        if (random.chance(30) || m_staffed.insert(account).second)
            addStaff(batch);
        FeedProgress progress;
        if (random.chance(20)) {
            progress.feed = random.chance(50) ? QStringLiteral("conversations")
                                              : QStringLiteral("reporting_events");
            progress.at = RandomBatches::Start + RandomBatches::Span;
            progress.passEnded = progress.backfilled = true;
        }
        const auto change = store->apply(account, batch, progress);
        mustHold(change);
        return *change;
    }

    RandomBatches random;
    std::unique_ptr<Store> store;
    std::vector<RowId> accounts; ///< those that are shown

private:
    static void mustHold(const Result<ChangeSet> &result)
    {
        if (!result)
            qFatal("%s", qPrintable(result.error().sentence()));
    }

    QString one(const char *words)
    {
        const QStringList all = QString::fromLatin1(words).split(u' ');
        return all[random.below(int(all.size()))];
    }

    void complete(Conversation &c)
    {
        c.closedBy = one("agent consumer system");
        c.skillRemoteId = one("s1 s2");
        if (c.status != QLatin1String("closed"))
            c.status = one("open queued pending snoozed");
        if (random.chance(60))
            c.assigned = c.created + random.below(900'000);
        if (random.chance(60))
            c.talkDuration = random.below(900'000);
        if (random.chance(60))
            c.cost = random.below(1000) / 64.0;
        if (random.chance(30))
            c.labels = {one("vip late")};
        c.isLive = random.chance(50);
        c.extra.insert(QStringLiteral("noAnswer"), random.chance(50));
        c.extra.insert(QStringLiteral("evaluation"),
                       QJsonObject{{QStringLiteral("isSuccess"), random.chance(50)}});
        c.extra.insert(QStringLiteral("mistunderstoodQueries"),
                       QJsonArray{QStringLiteral("a"), QStringLiteral("b")});
    }

    void complete(ReportingEvent &e)
    {
        e.skillRemoteId = one("s1 s2");
        e.groupRemoteId = one("0 1 2");
        if (!e.remoteId) {
            if (random.chance(50))
                e.origin = EventOrigin::Estimated;
            return;
        }
        static const QStringList names =
            QStringLiteral("wait_time csat_answer conversation_bot_handoff "
                           "conversation_bot_resolved first_assignment_response transferred")
                .split(u' ');
        if (*e.remoteId % 3 == 0)
            e.name = names[int(*e.remoteId / 3 % names.size())];
        if (e.name == QLatin1String("csat_answer"))
            e.value = 1 + *e.remoteId % 5;
    }

    void addStaff(SyncBatch &batch)
    {
        for (int i = 0; i < 5; ++i) {
            Agent agent;
            agent.remoteId = QString::number(i);
            agent.name = QStringLiteral("Agent %1").arg(i % 3);
            agent.availability = one("online away busy");
            agent.kind = static_cast<AgentKind>(random.chance(70) ? 0 : random.below(3));
            if (random.chance(25))
                agent.goneAt = batch.fetchedAt;
            batch.agents.push_back(agent);
        }
        const auto add = [&batch](GroupingKind kind, const char *id, const char *parent = "") {
            Grouping row;
            row.kind = kind;
            row.remoteId = row.name = QLatin1String(id);
            row.parentRemoteId = QLatin1String(parent);
            batch.groupings.push_back(row);
        };
        add(GroupingKind::Group, "0");
        add(GroupingKind::Group, "1", "0");
        add(GroupingKind::Group, "2", "1");
        add(GroupingKind::Skill, "s1");
        add(GroupingKind::Skill, "s2");
        for (const char *inbox : {"0", "1", "2"})
            add(GroupingKind::Inbox, inbox);
        batch.memberships = {{QStringLiteral("1"), GroupingKind::Group, QStringLiteral("1")},
                             {QStringLiteral("2"), GroupingKind::Skill, QStringLiteral("s1")}};
    }

    std::set<RowId> m_staffed;
};

} // namespace watchfloor::test
