// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/reports/factloader.h"
#include "support/deskcache.h"
#include "support/reportlines.h"
#include "support/vendordesks.h"

#include <QTemporaryDir>

namespace watchfloor::test {

/// A cache of random desks in a folder of its own, with all feeds walked.
class DeskRound {
public:
    explicit DeskRound(const VendorDesks &desks)
        : m_desks(desks)
    {
        open();
        for (const Account &account : desks.accounts()) {
            accounts.push_back(*store->addAccount(account));
            for (const char *feed :
                 {"agents", "live", "conversations", "active_conversations", "reporting_events"})
                began.push_back(*store->apply(accounts.back(), {}, doneFeed(feed, desks.usual())));
        }
    }

    QString path() const { return m_dir.path(); }
    void open()
    {
        store.reset();
        store = openStore(path());
    }

    /// qFatal when it fails. A removed account (0) gets nothing.
    ChangeSet apply(const Saying &page)
    {
        const RowId account = accounts[page.account];
        if (account == 0)
            return {};
        const Result<ChangeSet> change = store->apply(account, page.rows, {});
        if (!change)
            qFatal("%s", qPrintable(change.error().sentence()));
        return *change;
    }
    /// The vendors' lists are complete now: who is not in them is gone.
    std::vector<ChangeSet> end()
    {
        std::vector<ChangeSet> changes;
        for (std::size_t i = 0; i < accounts.size(); ++i)
            changes.push_back(apply({i, VendorDesks::Moments, m_desks.lists(i)}));
        return changes;
    }

private:
    const VendorDesks &m_desks;
    QTemporaryDir m_dir; // the store goes first

public:
    std::unique_ptr<Store> store;
    std::vector<RowId> accounts;
    std::vector<ChangeSet> began;
};

/// Questions about the cache as it is now.
template<typename Random>
std::vector<ReportQuestion> questionsAbout(const DeskRound &round, const VendorDesks &desks,
                                           Random &random, int count)
{
    std::vector<ReportQuestion> questions;
    SqlDesk sql(round.path());
    ReportQuestions some(sql, random, desks.usual());
    some.refresh();
    for (int i = 0; i < count; ++i)
        questions.push_back(some.next());
    return questions;
}

/// What the service tells, question by question.
inline QStringList answersOf(const QString &profile, ReportService &service,
                             const std::vector<ReportQuestion> &questions)
{
    SqlDesk sql(profile);
    ReportLines lines(service, sql);
    QStringList all;
    for (const ReportQuestion &q : questions)
        all << q.text() << lines.lines(q);
    return all;
}

/// Every row that the columns hold, in words: equal for caches of equal facts.
inline QStringList columnLines(FactLoader &loader, SqlDesk &desk, TimeMs now)
{
    const TimeRange everything{kEarliestFact, kLatestFact};
    const auto loaded = loader.tableFor(everything, now);
    if (!loaded)
        return {loaded.error().sentence()};
    const FactTable &table = **loaded;
    std::map<qint64, QString> names{{kConversationsCreated, QStringLiteral("created")},
                                    {kConversationsClosed, QStringLiteral("closed")}};
    for (const SqlRow &row : desk.rows(QStringLiteral("SELECT id, name FROM event_name")))
        names[row[0].toLongLong()] = row[1].toString();
    std::map<Dimension, std::map<qint64, QString>> words;
    for (int i = 1; i <= 6; ++i) {
        const auto dimension = static_cast<Dimension>(i);
        for (const SqlRow &row : desk.rows(wordsSql(dimension)))
            words[dimension][row[1].toLongLong()] = row[0].toString();
    }
    QStringList lines;
    for (const FactColumnId column : table.columns()) {
        for (const FactRow &row : table.rows(column, everything)) {
            const CellValues cell = table.cells().values(row.cell);
            QStringList said{names[column], QString::number(row.time), QString::number(row.value),
                             row.business ? QString::number(*row.business) : QStringLiteral("-"),
                             QString::number(cell.at(Dimension::Actor))};
            for (auto &[dimension, word] : words)
                said << word[cell.at(dimension)];
            lines << said.join(u' ');
        }
    }
    lines.sort();
    return lines;
}

/// Writes every segment that is not true yet; how many.
inline int keepAll(FactLoader &loader, Store &store, TimeMs now)
{
    if (!loader.tableFor({kEarliestFact, kLatestFact}, now))
        return -1;
    for (int kept = 0;;) {
        const auto segments = loader.unkept(20'000);
        if (!segments)
            return -1;
        if (segments->empty())
            return kept;
        kept += *store.writeSegments(*segments);
    }
}

} // namespace watchfloor::test
