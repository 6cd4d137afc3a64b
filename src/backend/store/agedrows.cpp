// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/store/agedrows.h"

#include "backend/store/database.h"
#include "backend/store/slicemarks.h"

namespace watchfloor {

using Phase = AgedCursor::Phase;

static void enterPhase(AgedCursor *cursor, Phase phase)
{
    *cursor = AgedCursor();
    cursor->phase = phase;
}

QString AgedRows::part(AgedCursor *cursor, int most)
{
    QString which =
        QStringLiteral("c.account = %1 AND c.created >= %2 AND (c.created, c.id) > (%2, %3)")
            .arg(m_account)
            .arg(cursor->created)
            .arg(cursor->id);
    Statement last = m_db.statement(QStringLiteral(
        "SELECT c.created, c.id FROM conversation c WHERE c.account = :account AND c.created >= "
        ":created AND (c.created, c.id) > (:created, :id) AND c.created < :limit "
        "ORDER BY c.created, c.id LIMIT 1 OFFSET :most"));
    last.bind("account", m_account).bind("created", cursor->created).bind("id", cursor->id);
    if (last.bind("limit", m_limit).bind("most", qint64{most} - 1).first()) {
        cursor->created = last.number(0);
        cursor->id = last.number(1);
        which += QStringLiteral(" AND c.created <= %1 AND (c.created, c.id) <= (%1, %2)")
                     .arg(cursor->created)
                     .arg(cursor->id);
    } else {
        enterPhase(cursor, Phase::Waiting);
    }
    // The closing time may be unknown; then the vendor's last stamp stands for it.
    return which + QStringLiteral(" AND c.created < %1 AND c.known = 1 AND c.status = 'closed' "
                                  "AND coalesce(c.closed, c.updated_at, c.created) < %1 "
                                  "AND NOT EXISTS (SELECT 1 FROM reporting_event e "
                                  "WHERE e.conversation = c.id AND e.created >= %1)")
                       .arg(m_limit);
}

void AgedRows::removeConversations(const QString &which, ChangeSet *change)
{
    m_db.exec(QStringLiteral(
        "CREATE TEMP TABLE IF NOT EXISTS old_conversation (id INTEGER PRIMARY KEY)"));
    m_db.exec(QStringLiteral("DELETE FROM old_conversation"));
    m_db.exec(
        QStringLiteral("INSERT INTO old_conversation SELECT c.id FROM conversation c WHERE %1")
            .arg(which));
    factslices::markRows(m_db, QStringLiteral("conversation IN (SELECT id FROM old_conversation)"),
                         QStringLiteral("id IN (SELECT id FROM old_conversation)"));
    const auto remove = [this](const char *table, const char *column) {
        Statement statement = m_db.statement(
            QStringLiteral("DELETE FROM %1 WHERE %2 IN (SELECT id FROM old_conversation)")
                .arg(QLatin1String(table), QLatin1String(column)));
        return statement.run() ? statement.changed() : 0;
    };
    change->events += remove("reporting_event", "conversation");
    remove("conversation_label", "conversation");
    remove("conversation_fetch", "conversation");
    change->conversations += remove("conversation", "id");
}

void AgedRows::removeWaiting(ChangeSet *change)
{
    const QString which = QStringLiteral("conversation IS NULL AND created < %1 AND account = %2")
                              .arg(m_limit)
                              .arg(m_account);
    factslices::markRows(m_db, which, QString());
    Statement remove = m_db.statement(QStringLiteral(
        "DELETE FROM reporting_event WHERE conversation IS NULL AND created < :limit "
        "AND account = :account"));
    if (remove.bind("limit", m_limit).bind("account", m_account).run())
        change->events += remove.changed();
}

int AgedRows::skipOwners(const char *table, AgedCursor *cursor, int most)
{
    Statement select = m_db.statement(
        QStringLiteral("SELECT count(*), max(id) FROM (SELECT id FROM %1 WHERE account = :account "
                       "AND id > :id ORDER BY id LIMIT :most)")
            .arg(QLatin1String(table)));
    select.bind("account", m_account).bind("id", cursor->id).bind("most", qint64{most});
    if (!select.first() || select.number(0) == 0)
        return 0;
    cursor->id = select.number(1);
    return select.integer(0);
}

AgedStep AgedRows::remove(AgedCursor from, int most)
{
    AgedStep step;
    step.next = from;
    step.change.account = m_account;
    switch (from.phase) {
    case Phase::Conversations:
        removeConversations(part(&step.next, most), &step.change);
        break;
    case Phase::Waiting:
        removeWaiting(&step.change);
        enterPhase(&step.next, Phase::Figures);
        break;
    case Phase::Figures: {
        if (skipOwners("metric_series", &step.next, most) == 0) {
            enterPhase(&step.next, Phase::States);
            break;
        }
        Statement remove = m_db.statement(QStringLiteral(
            "DELETE FROM metric_value WHERE series IN (SELECT id FROM metric_series WHERE account "
            "= :account AND id > :low AND id <= :high) AND ((window_to > 0 AND window_to <= "
            ":limit) "
            "OR (window_from = 0 AND window_to = 0 AND taken_at < :limit AND EXISTS "
            "(SELECT 1 FROM metric_value n WHERE n.series = metric_value.series AND "
            "n.window_from = 0 AND n.window_to = 0 AND n.taken_at > metric_value.taken_at)))"));
        remove.bind("account", m_account).bind("low", from.id).bind("high", step.next.id);
        if (remove.bind("limit", m_limit).run())
            step.change.metricValues += remove.changed();
        break;
    }
    case Phase::States: {
        if (skipOwners("agent", &step.next, most) == 0) {
            enterPhase(&step.next, Phase::Samples);
            break;
        }
        Statement remove = m_db.statement(QStringLiteral(
            "DELETE FROM agent_state WHERE agent IN (SELECT id FROM agent WHERE "
            "account = :account AND id > :low AND id <= :high) AND ended <= :limit"));
        remove.bind("account", m_account).bind("low", from.id).bind("high", step.next.id);
        if (remove.bind("limit", m_limit).run())
            step.change.agentStates += remove.changed();
        break;
    }
    case Phase::Samples: {
        Statement remove = m_db.statement(QStringLiteral(
            "DELETE FROM counter_sample WHERE account = :account AND taken_at < :limit"));
        remove.bind("account", m_account).bind("limit", m_limit).run();
        enterPhase(&step.next, Phase::Ended);
        break;
    }
    case Phase::Ended:
        break;
    }
    return step;
}

AgedCount AgedRows::count(AgedCursor from, int most)
{
    AgedCount count;
    count.next = from;
    if (from.phase == Phase::Conversations) {
        const QString which = part(&count.next, most);
        count.conversations =
            m_db.scalar(QStringLiteral("SELECT count(*) FROM conversation c WHERE %1").arg(which))
                .value_or(0);
        count.events = m_db.scalar(QStringLiteral("SELECT count(*) FROM reporting_event x WHERE "
                                                  "x.conversation IN (SELECT c.id FROM "
                                                  "conversation c WHERE %1)")
                                       .arg(which))
                           .value_or(0);
        return count;
    }
    if (from.phase == Phase::Waiting)
        count.events =
            m_db.scalar(QStringLiteral("SELECT count(*) FROM reporting_event WHERE conversation IS "
                                       "NULL AND created < %1 AND account = %2")
                            .arg(m_limit)
                            .arg(m_account))
                .value_or(0);
    enterPhase(&count.next, Phase::Ended);
    return count;
}

} // namespace watchfloor
