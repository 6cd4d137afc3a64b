// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/groupingrepository.h"

#include "backend/store/database.h"
#include "backend/store/goneset.h"
#include "backend/store/hourmarks.h"
#include "backend/store/jsontext.h"
#include "backend/store/lookup.h"

#include <QSet>

namespace watchfloor {

GroupingRepository::GroupingRepository(Database &db, Lookup &lookup)
    : m_db(db)
    , m_lookup(lookup)
    , m_table(db, QStringLiteral("grouping"),
              {QStringLiteral("account"), QStringLiteral("kind"), QStringLiteral("remote_id")},
              {QStringLiteral("known"), QStringLiteral("gone_at"), QStringLiteral("fetched_at"),
               QStringLiteral("name"), QStringLiteral("parent"), QStringLiteral("extra")})
{
}

void GroupingRepository::apply(const Grouping &grouping, BatchWork &work)
{
    const RowId id = m_lookup.grouping(grouping.kind, grouping.remoteId);
    const RowId parent = m_lookup.grouping(grouping.kind, grouping.parentRemoteId);
    const auto found =
        m_table.find({work.account, static_cast<int>(grouping.kind), grouping.remoteId});
    if (!found || (found->row[0].toInt() && found->row[2].toLongLong() > work.at))
        return;
    const bool stillGone = grouping.goneAt && found->row[0].toInt() && !found->row[1].isNull();
    Row row{1,
            stillGone ? found->row[1] : maybeValue(grouping.goneAt),
            found->row[2],
            textValue(grouping.name),
            refValue(parent),
            jsonText(grouping.extra)};
    if (RowTable::same(row, found->row))
        return;
    row[2] = work.at;
    m_table.update(id, row);
    work.change.groupings = true;
    if (grouping.kind == GroupingKind::Inbox &&
        hourmarks::inbox(m_db, id, jsonObject(found->row[5].toString()), grouping.extra))
        work.change.settings = true;
}

void GroupingRepository::apply(const Membership &membership, BatchWork &work)
{
    const RowId agent = m_lookup.agent(membership.agentRemoteId);
    const RowId grouping = m_lookup.grouping(membership.kind, membership.groupingRemoteId);
    if (!agent || !grouping)
        return;
    Statement upsert = m_db.statement(QStringLiteral(
        "INSERT INTO membership (agent, grouping) VALUES (:agent, :grouping) "
        "ON CONFLICT DO UPDATE SET gone_at = NULL WHERE gone_at IS NOT NULL AND gone_at <= :at"));
    upsert.bind("agent", agent).bind("grouping", grouping).bind("at", work.at);
    if (upsert.run() && upsert.changed() > 0)
        work.change.groupings = true;
}

void GroupingRepository::complete(const CompleteSet &set, BatchWork &work)
{
    if (set.what == CompleteSet::What::Groupings) {
        Statement select = m_db.statement(
            QStringLiteral("SELECT id, remote_id, gone_at FROM grouping WHERE account = :account "
                           "AND kind = :kind AND known = 1 AND fetched_at <= :at"));
        select.bind("account", work.account).bind("kind", static_cast<int>(set.kind));
        select.bind("at", work.at);
        if (markGone(m_db, select, QStringLiteral("grouping"), set.remoteIds, work.at))
            work.change.groupings = true;
        return;
    }
    const QSet<QString> present(set.remoteIds.begin(), set.remoteIds.end());
    std::vector<std::pair<RowId, RowId>> gone;
    {
        Statement select = m_db.statement(
            QStringLiteral("SELECT m.agent, m.grouping, a.remote_id, g.remote_id FROM membership m "
                           "JOIN agent a ON a.id = m.agent JOIN grouping g ON g.id = m.grouping "
                           "WHERE g.account = :account AND g.kind = :kind AND m.gone_at IS NULL"));
        select.bind("account", work.account).bind("kind", static_cast<int>(set.kind)).run();
        while (select.next()) {
            if (!present.contains(select.text(2) + u'\t' + select.text(3)))
                gone.emplace_back(select.number(0), select.number(1));
        }
    }
    Statement update = m_db.statement(QStringLiteral(
        "UPDATE membership SET gone_at = :at WHERE agent = :agent AND grouping = :grouping"));
    for (const auto &[agent, grouping] : gone) {
        update.bind("at", work.at).bind("agent", agent).bind("grouping", grouping).run();
        work.change.groupings = true;
    }
}

} // namespace watchfloor
