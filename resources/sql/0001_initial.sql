-- SPDX-FileCopyrightText: 2026 Watchfloor contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Append-only ladder: never change a step that was released. Statements end at a marker line.
-- Times are UTC milliseconds, durations milliseconds. Remote ids are text once, in their entity's
-- table. Enums are small integers in the order of the C++ enums, which only grow at their ends:
--   agent.kind        0 human, 1 bot, 2 system
--   grouping.kind     0 group, 1 skill, 2 inbox, 3 department, 4 team, 5 label
--   event.origin      0 server, 1 derived, 2 estimated
--   metric scope      0 account, 1 agent, 2 group, 3 skill, 4 conversation
-- known = 0 marks a placeholder: a fact named this remote id before any list did.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
-- ;;
INSERT INTO meta (key, value) VALUES ('change', 0);
-- ;;
-- removed = 1: the login is gone, its facts were kept (`account remove` without --delete-data).
CREATE TABLE account (
    id             INTEGER PRIMARY KEY,
    provider       TEXT NOT NULL,
    name           TEXT NOT NULL,
    base_url       TEXT NOT NULL,
    remote_account TEXT NOT NULL DEFAULT '',
    settings       TEXT NOT NULL DEFAULT '{}',
    time_zone      TEXT NOT NULL DEFAULT '',
    version        TEXT NOT NULL DEFAULT '',
    capabilities   TEXT NOT NULL DEFAULT '[]',
    removed        INTEGER NOT NULL DEFAULT 0
) STRICT;
-- ;;
CREATE UNIQUE INDEX account_name ON account (name) WHERE removed = 0;
-- ;;
CREATE TABLE agent (
    id                  INTEGER PRIMARY KEY,
    account             INTEGER NOT NULL REFERENCES account (id),
    remote_id           TEXT NOT NULL,
    known               INTEGER NOT NULL DEFAULT 1,
    name                TEXT NOT NULL DEFAULT '',
    email               TEXT NOT NULL DEFAULT '',
    kind                INTEGER NOT NULL DEFAULT 0,
    availability        TEXT NOT NULL DEFAULT '',
    availability_since  INTEGER,
    availability_reason TEXT NOT NULL DEFAULT '',
    capacity            INTEGER,
    enabled             INTEGER NOT NULL DEFAULT 1,
    avatar_url          TEXT NOT NULL DEFAULT '',
    gone_at             INTEGER,
    fetched_at          INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, remote_id)
) STRICT;
-- ;;
CREATE TABLE grouping (
    id         INTEGER PRIMARY KEY,
    account    INTEGER NOT NULL REFERENCES account (id),
    kind       INTEGER NOT NULL,
    remote_id  TEXT NOT NULL,
    known      INTEGER NOT NULL DEFAULT 1,
    name       TEXT NOT NULL DEFAULT '',
    parent     INTEGER REFERENCES grouping (id),
    extra      TEXT NOT NULL DEFAULT '{}',
    gone_at    INTEGER,
    fetched_at INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, kind, remote_id)
) STRICT;
-- ;;
CREATE TABLE membership (
    agent    INTEGER NOT NULL REFERENCES agent (id),
    grouping INTEGER NOT NULL REFERENCES grouping (id),
    gone_at  INTEGER,
    PRIMARY KEY (agent, grouping)
) STRICT, WITHOUT ROWID;
-- ;;
CREATE TABLE channel (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
-- ;;
CREATE TABLE event_name (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;
-- ;;
CREATE TABLE label (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    name    TEXT NOT NULL,
    UNIQUE (account, name)
) STRICT;
-- ;;
-- internal_id and event.internal_id: INTEGER where the vendor's id is a number, else TEXT.
-- link: 0 internal id not known, 1 inferred, 2 told by the vendor.
-- closed is what counts: closed_reported, else derived from the conversation's events.
-- *_apart arrived apart from the conversation (surveys, applied SLAs) and win.
CREATE TABLE conversation (
    id              INTEGER PRIMARY KEY,
    account         INTEGER NOT NULL REFERENCES account (id),
    remote_id       TEXT NOT NULL,
    internal_id     ANY,
    link            INTEGER NOT NULL DEFAULT 0,
    known           INTEGER NOT NULL DEFAULT 1,
    status          TEXT NOT NULL DEFAULT '',
    created         INTEGER NOT NULL DEFAULT 0,
    queued          INTEGER,
    assigned        INTEGER,
    first_response  INTEGER,
    waiting_since   INTEGER,
    closed          INTEGER,
    closed_reported INTEGER,
    closed_by       TEXT NOT NULL DEFAULT '',
    agent           INTEGER REFERENCES agent (id),
    grp             INTEGER REFERENCES grouping (id),
    skill           INTEGER REFERENCES grouping (id),
    inbox           INTEGER REFERENCES grouping (id),
    channel         INTEGER REFERENCES channel (id),
    contact         TEXT NOT NULL DEFAULT '',
    unread          INTEGER,
    priority        TEXT NOT NULL DEFAULT '',
    due_at          INTEGER,
    due_at_apart    INTEGER,
    csat            INTEGER,
    csat_apart      INTEGER,
    sla_status      TEXT NOT NULL DEFAULT '',
    outcome         TEXT NOT NULL DEFAULT '',
    is_live         INTEGER,
    recorded        INTEGER,
    interacted      INTEGER,
    talk_duration   INTEGER,
    cost            REAL,
    topic           TEXT NOT NULL DEFAULT '',
    subtopic        TEXT NOT NULL DEFAULT '',
    updated_at      INTEGER,
    gone_at         INTEGER,
    extra           TEXT NOT NULL DEFAULT '{}',
    fetched_at      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, remote_id)
) STRICT;
-- ;;
CREATE UNIQUE INDEX conversation_internal ON conversation (account, internal_id)
    WHERE internal_id IS NOT NULL;
-- ;;
CREATE INDEX conversation_created ON conversation (account, created);
-- ;;
CREATE INDEX conversation_active ON conversation (account, created)
    WHERE status <> 'closed' AND gone_at IS NULL AND known = 1;
-- ;;
CREATE TABLE conversation_label (
    conversation INTEGER NOT NULL REFERENCES conversation (id),
    label        INTEGER NOT NULL REFERENCES label (id),
    PRIMARY KEY (conversation, label)
) STRICT, WITHOUT ROWID;
-- ;;
-- One combination of an event's dimension values; there are only thousands.
-- bot: 0 human, 1 bot, NULL not known.
CREATE TABLE cell (
    id      INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    agent   INTEGER REFERENCES agent (id),
    grp     INTEGER REFERENCES grouping (id),
    skill   INTEGER REFERENCES grouping (id),
    inbox   INTEGER REFERENCES grouping (id),
    channel INTEGER REFERENCES channel (id),
    bot     INTEGER
) STRICT;
-- ;;
CREATE UNIQUE INDEX cell_values ON cell (account, ifnull(agent, 0), ifnull(grp, 0),
    ifnull(skill, 0), ifnull(inbox, 0), ifnull(channel, 0), ifnull(bot, -1));
-- ;;
-- Kept small, there are millions: start and end are stored as distances (a few bytes, not six):
--   end   = created - end_lag
--   start = created - value - start_lag
-- updated is NULL when it equals created. internal_id is set only while the conversation is not
-- known or only inferred; afterwards the conversation has it.
CREATE TABLE reporting_event (
    id           INTEGER PRIMARY KEY,
    account      INTEGER NOT NULL,
    remote_id    INTEGER,
    conversation INTEGER REFERENCES conversation (id),
    internal_id  ANY,
    name         INTEGER NOT NULL REFERENCES event_name (id),
    value        INTEGER NOT NULL,
    business     INTEGER,
    start_lag    INTEGER,
    end_lag      INTEGER,
    created      INTEGER NOT NULL,
    updated      INTEGER,
    origin       INTEGER NOT NULL DEFAULT 0,
    cell         INTEGER NOT NULL REFERENCES cell (id)
) STRICT;
-- ;;
CREATE INDEX reporting_event_timeline ON reporting_event (conversation, created);
-- ;;
CREATE UNIQUE INDEX reporting_event_remote ON reporting_event (account, remote_id)
    WHERE remote_id IS NOT NULL;
-- ;;
-- Rows of our own making have no remote id: what they are is their key, so that deriving again
-- finds them again.
CREATE UNIQUE INDEX reporting_event_natural ON reporting_event (conversation, name, origin,
    ifnull(created - value - start_lag, -1), ifnull(created - end_lag, -1))
    WHERE remote_id IS NULL;
-- ;;
CREATE INDEX reporting_event_waiting ON reporting_event (account, internal_id)
    WHERE internal_id IS NOT NULL;
-- ;;
-- For people and their scripts; the program reads the tables.
CREATE VIEW event_view AS
    SELECT e.id, a.name AS account, e.remote_id, c.remote_id AS conversation, n.name AS event,
           e.value, e.business, e.created - e.value - e.start_lag AS started,
           e.created - e.end_lag AS ended, e.created, ifnull(e.updated, e.created) AS updated,
           e.origin, g.name AS agent, i.name AS inbox
      FROM reporting_event e
      JOIN account a ON a.id = e.account
      JOIN event_name n ON n.id = e.name
      JOIN cell x ON x.id = e.cell
      LEFT JOIN conversation c ON c.id = e.conversation
      LEFT JOIN agent g ON g.id = x.agent
      LEFT JOIN grouping i ON i.id = x.inbox;
-- ;;
CREATE TABLE metric_series (
    id        INTEGER PRIMARY KEY,
    account   INTEGER NOT NULL REFERENCES account (id),
    metric    TEXT NOT NULL,
    scope     INTEGER NOT NULL,
    scope_key TEXT NOT NULL,
    UNIQUE (account, metric, scope, scope_key)
) STRICT;
-- ;;
-- window 0..0 = a current value. flags: 1 partial, 2 inferred zero.
CREATE TABLE metric_value (
    series      INTEGER NOT NULL REFERENCES metric_series (id),
    window_from INTEGER NOT NULL,
    window_to   INTEGER NOT NULL,
    taken_at    INTEGER NOT NULL,
    value       REAL,
    n           INTEGER,
    flags       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (series, window_from, window_to, taken_at)
) STRICT, WITHOUT ROWID;
-- ;;
-- observed = 1: seen by our polls, edges are poll times; 0: reported by the vendor.
CREATE TABLE agent_state (
    agent    INTEGER NOT NULL REFERENCES agent (id),
    observed INTEGER NOT NULL,
    started  INTEGER NOT NULL,
    ended    INTEGER,
    state    TEXT NOT NULL,
    reason   TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (agent, observed, started)
) STRICT, WITHOUT ROWID;
-- ;;
-- Progress from here on; no facts.
CREATE TABLE sync_state (
    account       INTEGER NOT NULL REFERENCES account (id),
    feed          TEXT NOT NULL,
    cursor        TEXT NOT NULL DEFAULT '',
    window_from   INTEGER,
    window_to     INTEGER,
    watermark     INTEGER,
    backfilled    INTEGER NOT NULL DEFAULT 0,
    last_attempt  INTEGER,
    last_success  INTEGER,
    error_kind    TEXT NOT NULL DEFAULT '',
    error_message TEXT NOT NULL DEFAULT '',
    error_detail  TEXT NOT NULL DEFAULT '',
    error_remedy  TEXT NOT NULL DEFAULT '',
    off           INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, feed)
) STRICT, WITHOUT ROWID;
-- ;;
CREATE TABLE sync_coverage (
    account   INTEGER NOT NULL REFERENCES account (id),
    feed      TEXT NOT NULL,
    from_time INTEGER NOT NULL,
    to_time   INTEGER NOT NULL,
    PRIMARY KEY (account, feed, from_time)
) STRICT, WITHOUT ROWID;
-- ;;
-- The events of a conversation are complete as of its updated_at of then; due = read them again.
CREATE TABLE conversation_fetch (
    conversation INTEGER PRIMARY KEY REFERENCES conversation (id),
    account      INTEGER NOT NULL,
    created      INTEGER NOT NULL,
    events_as_of INTEGER,
    due          INTEGER NOT NULL DEFAULT 1
) STRICT;
-- ;;
CREATE INDEX conversation_fetch_due ON conversation_fetch (account, created) WHERE due = 1;
