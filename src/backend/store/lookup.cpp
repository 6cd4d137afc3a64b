// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/lookup.h"

#include "backend/store/database.h"
#include "backend/store/factjournal.h"

namespace watchfloor {

constexpr int AgentKey = -1;
constexpr int LabelKey = -2;
constexpr int UnitKey = -3;

void Lookup::begin(RowId account, TimeMs at)
{
    m_account = account;
    m_at = at;
    m_madeAgents = m_madeGroupings = false;
}

void Lookup::forget()
{
    m_rows.clear();
    m_channels.clear();
    m_eventNames.clear();
    m_cells.clear();
    m_cellValues.clear();
}

RowId Lookup::remember(const Key &key, RowId id)
{
    if (id)
        m_rows.insert(key, id);
    return id;
}

RowId Lookup::agent(const QString &remoteId)
{
    if (remoteId.isEmpty())
        return 0;
    const Key key = this->key(AgentKey, remoteId);
    if (const RowId id = remembered(key))
        return id;
    {
        Statement find = m_db.statement(QStringLiteral(
            "SELECT id FROM agent WHERE account = :account AND remote_id = :remote"));
        if (find.bind("account", m_account).bind("remote", remoteId).first())
            return remember(key, find.number(0));
    }
    Statement make = m_db.statement(QStringLiteral("INSERT INTO agent (account, remote_id, known, "
                                                   "gone_at) VALUES (:account, :remote, 0, :at)"));
    if (!make.bind("account", m_account).bind("remote", remoteId).bind("at", m_at).run())
        return 0;
    m_madeAgents = true;
    return remember(key, make.insertedId());
}

RowId Lookup::findGrouping(GroupingKind kind, const QString &remoteId)
{
    const Key key = this->key(static_cast<int>(kind), remoteId);
    if (const RowId id = remembered(key))
        return id;
    Statement find =
        m_db.statement(QStringLiteral("SELECT id FROM grouping WHERE account = :account AND kind = "
                                      ":kind AND remote_id = :remote"));
    find.bind("account", m_account).bind("kind", static_cast<int>(kind)).bind("remote", remoteId);
    return find.first() ? remember(key, find.number(0)) : 0;
}

RowId Lookup::grouping(GroupingKind kind, const QString &remoteId)
{
    if (remoteId.isEmpty())
        return 0;
    if (const RowId id = findGrouping(kind, remoteId))
        return id;
    m_madeGroupings = true;
    const Key key = this->key(static_cast<int>(kind), remoteId);
    if (kind == GroupingKind::Department || kind == GroupingKind::Team) {
        // A conversation may have named it before, not knowing of which kind it is (unit()).
        Statement turn = m_db.statement(QStringLiteral(
            "UPDATE grouping SET kind = :kind WHERE account = :account AND kind = 0 AND known = 0 "
            "AND remote_id = :remote RETURNING id"));
        turn.bind("account", m_account)
            .bind("kind", static_cast<int>(kind))
            .bind("remote", remoteId);
        if (turn.first()) {
            m_rows.remove(this->key(static_cast<int>(GroupingKind::Group), remoteId));
            return remember(key, turn.number(0));
        }
    }
    Statement make = m_db.statement(
        QStringLiteral("INSERT INTO grouping (account, kind, remote_id, known, gone_at) "
                       "VALUES (:account, :kind, :remote, 0, :at)"));
    make.bind("account", m_account).bind("kind", static_cast<int>(kind));
    if (!make.bind("remote", remoteId).bind("at", m_at).run())
        return 0;
    return remember(key, make.insertedId());
}

RowId Lookup::unit(const QString &remoteId)
{
    if (remoteId.isEmpty())
        return 0;
    const Key key = this->key(UnitKey, remoteId);
    if (const RowId id = remembered(key))
        return id;
    for (const GroupingKind kind :
         {GroupingKind::Team, GroupingKind::Department, GroupingKind::Group}) {
        if (const RowId id = findGrouping(kind, remoteId))
            return remember(key, id);
    }
    return remember(key, grouping(GroupingKind::Group, remoteId));
}

RowId Lookup::word(QHash<QString, RowId> *words, const QString &table, const QString &name)
{
    if (const RowId id = words->value(name))
        return id;
    RowId id = 0;
    {
        Statement find =
            m_db.statement(QStringLiteral("SELECT id FROM %1 WHERE name = :name").arg(table));
        if (find.bind("name", name).first())
            id = find.number(0);
    }
    if (!id) {
        Statement make =
            m_db.statement(QStringLiteral("INSERT INTO %1 (name) VALUES (:name)").arg(table));
        if (make.bind("name", name).run())
            id = make.insertedId();
    }
    if (id)
        words->insert(name, id);
    return id;
}

RowId Lookup::channel(const QString &name)
{
    return name.isEmpty() ? 0 : word(&m_channels, QStringLiteral("channel"), name);
}

RowId Lookup::eventName(const QString &name)
{
    return word(&m_eventNames, QStringLiteral("event_name"), name);
}

RowId Lookup::label(const QString &name)
{
    const Key key = this->key(LabelKey, name);
    if (const RowId id = remembered(key))
        return id;
    {
        Statement find = m_db.statement(
            QStringLiteral("SELECT id FROM label WHERE account = :account AND name = :name"));
        if (find.bind("account", m_account).bind("name", name).first())
            return remember(key, find.number(0));
    }
    Statement make = m_db.statement(
        QStringLiteral("INSERT INTO label (account, name) VALUES (:account, :name)"));
    return make.bind("account", m_account).bind("name", name).run()
               ? remember(key, make.insertedId())
               : 0;
}

RowId Lookup::cell(const Cell &cell)
{
    if (const RowId id = m_cells.value(cell))
        return id;
    RowId id = 0;
    const auto bindAll = [&cell](Statement &s) {
        s.bind("account", cell.account).bindRef("agent", cell.agent).bindRef("grp", cell.group);
        s.bindRef("skill", cell.skill)
            .bindRef("inbox", cell.inbox)
            .bindRef("channel", cell.channel);
        s.bind("bot", cell.bot < 0 ? QVariant() : QVariant(cell.bot));
        s.bindRef("cgroup", cell.conversationGroup).bind("estimated", cell.estimated);
    };
    {
        Statement find = m_db.statement(QStringLiteral(
            "SELECT id FROM cell WHERE account = :account AND ifnull(agent, 0) = ifnull(:agent, 0) "
            "AND ifnull(grp, 0) = ifnull(:grp, 0) AND ifnull(skill, 0) = ifnull(:skill, 0) "
            "AND ifnull(inbox, 0) = ifnull(:inbox, 0) AND ifnull(channel, 0) = ifnull(:channel, 0) "
            "AND ifnull(bot, -1) = ifnull(:bot, -1) "
            "AND ifnull(conversation_group, 0) = ifnull(:cgroup, 0) AND estimated = :estimated"));
        bindAll(find);
        if (find.first())
            id = find.number(0);
    }
    if (!id) {
        Statement make = m_db.statement(
            QStringLiteral("INSERT INTO cell (account, agent, grp, skill, inbox, channel, bot, "
                           "conversation_group, estimated) VALUES (:account, :agent, :grp, :skill, "
                           ":inbox, :channel, :bot, :cgroup, :estimated)"));
        bindAll(make);
        if (make.run()) {
            id = make.insertedId();
            m_journal.cellMade({id, cell.account, cell.agent, cell.group, cell.skill, cell.inbox,
                                cell.channel, cell.bot, cell.conversationGroup, cell.estimated});
        }
    }
    if (id) {
        m_cells.insert(cell, id);
        m_cellValues.insert(id, cell);
    }
    return id;
}

Cell Lookup::cellAt(RowId id)
{
    const auto known = m_cellValues.constFind(id);
    if (known != m_cellValues.constEnd())
        return *known;
    Statement find = m_db.statement(QStringLiteral(
        "SELECT account, agent, grp, skill, inbox, channel, bot, conversation_group, estimated "
        "FROM cell WHERE id = :id"));
    Cell cell;
    if (find.bind("id", id).first()) {
        cell = {find.number(0),
                find.number(1),
                find.number(2),
                find.number(3),
                find.number(4),
                find.number(5),
                find.maybeInteger(6).value_or(-1),
                find.number(7),
                find.integer(8)};
        m_cells.insert(cell, id);
        m_cellValues.insert(id, cell);
    }
    return cell;
}

} // namespace watchfloor
