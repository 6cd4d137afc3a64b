// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/yearfile.h"

#include <QElapsedTimer>

#include <queue>

namespace watchfloor::bench {

namespace {

constexpr qint64 kFirstDisplayId = 10'000'000; // of one length, as they are for years
constexpr qint64 kFirstInternalId = 20'000'000;
constexpr qint64 kFirstEventId = 500'000'000;

/// An event that has happened and is not written yet: events get their ids in order of time.
struct Pending {
    SyntheticEvent event;
    qint64 conversation = 0; ///< its row
    FactColumnId name = 0;
    std::size_t combination = 0;

    bool operator>(const Pending &other) const { return event.row.time > other.event.row.time; }
};

constexpr qint64 kColumns = kEventNames - kConversationsClosed + 1;

struct IdsOfDay {
    qint64 low = 0; ///< none
    qint64 high = 0;
};

class YearWriter {
public:
    YearWriter(const SyntheticYear &year, const QString &file)
        : m_year(year)
        , m_db(file)
        , m_hasFactCells(m_db.hasColumn("reporting_event", "fact_cell"))
    {
        // A cache that is being made here is thrown away when that fails.
        for (const char *pragma : {"PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = OFF",
                                   "PRAGMA synchronous = OFF", "PRAGMA foreign_keys = OFF",
                                   "PRAGMA cache_size = -524288"}) {
            m_db.exec(pragma);
        }
    }

    qint64 run()
    {
        m_db.exec("BEGIN");
        writeLists();
        writeCells();
        writeRows();
        writeSlices();
        m_db.exec("UPDATE meta SET value = 1 WHERE key = 'change'");
        m_db.exec("COMMIT");
        m_db.exec("PRAGMA locking_mode = NORMAL");
        m_db.exec("PRAGMA journal_mode = WAL");
        return m_events;
    }

private:
    void writeLists()
    {
        PlainStatement agent(m_db, "INSERT INTO agent (id, account, remote_id, name) "
                                   "VALUES (?1, 1, ?2, 'Agent ' || ?2)");
        for (qint64 id = 1; id <= kAgents; ++id) {
            agent.bind(1, id);
            agent.bind(2, QByteArray::number(1000 + id));
            agent.run();
        }
        PlainStatement grouping(m_db, "INSERT INTO grouping (id, account, kind, remote_id, name) "
                                      "VALUES (?1, 1, ?2, ?3, 'Name ' || ?1)");
        const auto groupings = [&](qint64 first, qint64 count, qint64 kind) {
            for (qint64 id = first + 1; id <= first + count; ++id) {
                grouping.bind(1, id);
                grouping.bind(2, kind);
                grouping.bind(3, QByteArray::number(id));
                grouping.run();
            }
        };
        groupings(0, kGroups, 0);
        groupings(100, kSkills, 1);
        groupings(200, kInboxes, 2);
        for (qint64 id = 1; id <= kChannels; ++id) {
            m_db.exec("INSERT INTO channel (id, name) VALUES (" + QByteArray::number(id) +
                      ", 'channel " + QByteArray::number(id) + "')");
        }
        m_db.exec("INSERT INTO event_name (id, name) VALUES (1, 'first_response'), "
                  "(2, 'reply_time'), (3, 'conversation_resolved'), (4, 'assigned'), "
                  "(5, 'wait_time'), (6, 'first_assignment_response')");
    }

    /// The columns' cells first; behind them what events tell of themselves, where that is apart.
    void writeCells()
    {
        PlainStatement cell(
            m_db, m_hasFactCells
                      ? "INSERT INTO cell (id, account, agent, grp, skill, inbox, channel, bot, "
                        "conversation_group) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
                      : "INSERT INTO cell (id, account, agent, grp, skill, inbox, channel, bot) "
                        "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7)");
        const auto write = [&](qint64 id, const CellValues &values, qint64 actor, bool counted) {
            const auto ref = [&](int place, Dimension dimension) {
                const qint64 key = values.at(dimension);
                cell.bind(place, key == kNoKey ? std::nullopt : std::optional(key));
            };
            cell.bind(1, id);
            ref(2, Dimension::Agent);
            ref(3, Dimension::Group);
            ref(4, Dimension::Skill);
            ref(5, Dimension::Inbox);
            ref(6, Dimension::Channel);
            cell.bind(7, actor == kActorUnknown ? std::nullopt : std::optional(actor - 1));
            if (m_hasFactCells) {
                const qint64 group = values.at(Dimension::Group);
                cell.bind(8, counted && group != kNoKey ? std::optional(group) : std::nullopt);
            }
            cell.run();
        };
        const std::size_t count = m_year.combinations();
        for (std::size_t number = 1; number <= count; ++number) {
            const CellValues &values = m_year.combination(number);
            const qint64 actor = values.at(Dimension::Actor);
            const bool apart = m_year.eventCell(number) != m_year.conversationCell(number);
            write(m_year.conversationCell(number), values, kActorUnknown, true);
            if (apart) {
                write(m_year.eventCell(number), values, actor, true);
            }
            if (m_hasFactCells && apart) {
                write(static_cast<qint64>(2 * count + number), values, actor, false);
            }
        }
    }

    void writeRows()
    {
        PlainStatement conversation(
            m_db,
            "INSERT INTO conversation (id, account, remote_id, internal_id, link, known, status, "
            "created, first_response, closed, agent, grp, skill, inbox, channel, updated_at, "
            "fetched_at, cell) VALUES (?1, 1, ?2, ?3, 2, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
            "?13, ?13, ?14)");
        PlainStatement fetched(m_db, "INSERT INTO conversation_fetch (conversation, account, "
                                     "created, events_as_of, due) VALUES (?1, 1, ?2, ?3, 0)");
        PlainStatement event(
            m_db, m_hasFactCells
                      ? "INSERT INTO reporting_event (id, account, remote_id, conversation, name, "
                        "value, business, start_lag, end_lag, created, cell, fact_cell) "
                        "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
                      : "INSERT INTO reporting_event (id, account, remote_id, conversation, name, "
                        "value, business, start_lag, end_lag, created, cell) "
                        "VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
        std::priority_queue<Pending, std::vector<Pending>, std::greater<>> pending;
        const auto writeBefore = [&](TimeMs time) {
            for (; !pending.empty() && pending.top().event.row.time < time; pending.pop()) {
                writeEvent(event, pending.top());
            }
        };
        for (qint64 i = 0; i < m_year.conversations(); ++i) {
            const TimeMs created = m_year.created(i);
            writeBefore(created - created % 3'600'000);
            const std::size_t combination = m_year.combinationOf(i);
            std::optional<TimeMs> answered;
            TimeMs updated = created;
            for (FactColumnId name = 1; name <= kEventNames; ++name) {
                if (const auto made = m_year.event(i, name)) {
                    pending.push({*made, i + 1, name, combination});
                    updated = std::max(updated, made->row.time);
                    if (name == kFirstResponse) {
                        answered = made->row.time - made->endLag;
                    }
                }
            }
            writeConversation(conversation, i, answered, updated);
            fetched.bind(1, i + 1);
            fetched.bind(2, created);
            fetched.bind(3, updated);
            fetched.run();
            if ((i + 1) % 1'000'000 == 0) {
                progress(QStringLiteral("  %1 conversations written").arg(i + 1));
            }
        }
        writeBefore(kYearEnd);
    }

    void writeConversation(PlainStatement &insert, qint64 i, std::optional<TimeMs> answered,
                           TimeMs updated)
    {
        const CellValues &values = m_year.combination(m_year.combinationOf(i));
        const TimeMs created = m_year.created(i);
        const std::optional<TimeMs> closed = m_year.closed(i);
        insert.bind(1, i + 1);
        insert.bind(2, QByteArray::number(kFirstDisplayId + i));
        insert.bind(3, kFirstInternalId + i);
        insert.bind(4, QByteArray(closed ? "closed" : "open"));
        insert.bind(5, created);
        insert.bind(6, answered);
        insert.bind(7, closed);
        int place = 8;
        for (const Dimension dimension : {Dimension::Agent, Dimension::Group, Dimension::Skill,
                                          Dimension::Inbox, Dimension::Channel}) {
            const qint64 key = values.at(dimension);
            insert.bind(place++, key == kNoKey ? std::nullopt : std::optional(key));
        }
        insert.bind(13, updated);
        insert.bind(14, qint64(m_year.conversationCell(m_year.combinationOf(i))));
        insert.run();
        note(kConversationsCreated, created, i + 1);
        if (closed) {
            note(kConversationsClosed, *closed, i + 1);
        }
    }

    void writeEvent(PlainStatement &insert, const Pending &pending)
    {
        const FactRow &row = pending.event.row;
        const qint64 id = ++m_events;
        insert.bind(1, id);
        insert.bind(2, kFirstEventId + id);
        insert.bind(3, pending.conversation);
        insert.bind(4, pending.name);
        insert.bind(5, row.value);
        insert.bind(6, row.business);
        insert.bind(7, pending.event.startLag);
        insert.bind(8, pending.event.endLag);
        insert.bind(9, row.time);
        const bool apart = row.cell != m_year.conversationCell(pending.combination);
        insert.bind(10, m_hasFactCells && apart
                            ? static_cast<qint64>(2 * m_year.combinations() + pending.combination)
                            : qint64(row.cell));
        if (m_hasFactCells) {
            insert.bind(11, qint64(row.cell));
        }
        insert.run();
        note(pending.name, row.time, id);
    }

    void note(FactColumnId column, TimeMs time, qint64 id)
    {
        IdsOfDay &ids = m_days[static_cast<std::size_t>((time - kYearStart) / kDay * kColumns +
                                                        column - kConversationsClosed)];
        ids.low = ids.low == 0 ? id : std::min(ids.low, id);
        ids.high = std::max(ids.high, id);
    }

    void writeSlices()
    {
        PlainStatement slice(m_db, "INSERT INTO fact_slice (col, day, changed, low, high) "
                                   "VALUES (?1, ?2, 1, ?3, ?4)");
        for (std::size_t i = 0; i < m_days.size(); ++i) {
            const auto place = static_cast<qint64>(i);
            if (m_days[i].low == 0) {
                continue;
            }
            slice.bind(1, place % kColumns + kConversationsClosed);
            slice.bind(2, kYearStart + place / kColumns * kDay);
            slice.bind(3, m_days[i].low);
            slice.bind(4, m_days[i].high);
            slice.run();
        }
    }

    const SyntheticYear &m_year;
    PlainDatabase m_db;
    bool m_hasFactCells;
    qint64 m_events = 0;
    std::vector<IdsOfDay> m_days = std::vector<IdsOfDay>(366 * kColumns); ///< day by column
};

} // namespace

qint64 writeYear(const SyntheticYear &year, const QString &file, YearFileFigures *figures)
{
    progress(QStringLiteral("Writing %1 conversations and their events into %2 ...")
                 .arg(year.conversations())
                 .arg(file));
    QElapsedTimer timer;
    timer.start();
    figures->conversations = year.conversations();
    figures->events = YearWriter(year, file).run();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    figures->rowsPerSecond =
        static_cast<double>(figures->events + figures->conversations) / seconds;
    progress(QStringLiteral("  %1 events, %2 rows/s")
                 .arg(figures->events)
                 .arg(figures->rowsPerSecond, 0, 'f', 0));
    return figures->events;
}

} // namespace watchfloor::bench
