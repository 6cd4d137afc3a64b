-- SPDX-FileCopyrightText: 2026 Watchfloor contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the engine's columns need beside the rows. A conversation's cell holds its dimensions as of
-- now, without an actor (whether a person or a bot has it is told by its agent); NULL while the
-- conversation is not known.
ALTER TABLE conversation ADD COLUMN cell INTEGER REFERENCES cell (id);
-- ;;
INSERT OR IGNORE INTO cell (account, agent, grp, skill, inbox, channel)
    SELECT DISTINCT account, agent, grp, skill, inbox, channel FROM conversation WHERE known = 1;
-- ;;
UPDATE conversation SET cell = (SELECT x.id FROM cell x WHERE x.account = conversation.account
    AND ifnull(x.agent, 0) = ifnull(conversation.agent, 0)
    AND ifnull(x.grp, 0) = ifnull(conversation.grp, 0)
    AND ifnull(x.skill, 0) = ifnull(conversation.skill, 0)
    AND ifnull(x.inbox, 0) = ifnull(conversation.inbox, 0)
    AND ifnull(x.channel, 0) = ifnull(conversation.channel, 0)
    AND ifnull(x.bot, -1) = -1) WHERE known = 1;
-- ;;
-- One row for each UTC day that rows of a column ever fell on. col: event_name.id, 0 conversations
-- by creation, -1 by closing. written: meta.change as of which its segment holds its rows. changed:
-- meta.change of the first commit since then that changed them (more may have followed), or
-- written itself: whoever knows the rows as of an earlier number reads them again. All rows of it
-- have ids within low..high, so that reading them is no scan of the whole table.
CREATE TABLE fact_slice (
    col     INTEGER NOT NULL,
    day     INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    written INTEGER NOT NULL DEFAULT -1,
    low     INTEGER NOT NULL,
    high    INTEGER NOT NULL,
    PRIMARY KEY (day, col)
) STRICT, WITHOUT ROWID;
-- ;;
-- The slice's rows once more, packed. Only valid where as_of is the slice's written.
CREATE TABLE fact_segment (
    id    INTEGER PRIMARY KEY,
    col   INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    as_of INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    UNIQUE (day, col)
) STRICT;
-- ;;
INSERT INTO fact_slice (col, day, changed, low, high)
    SELECT col, t - ((t % 86400000) + 86400000) % 86400000,
           (SELECT value FROM meta WHERE key = 'change'), min(id), max(id)
      FROM (SELECT id, name AS col, created AS t FROM reporting_event
            UNION ALL SELECT id, 0, created FROM conversation WHERE known = 1
            UNION ALL SELECT id, -1, closed FROM conversation
                       WHERE known = 1 AND closed IS NOT NULL)
     GROUP BY 1, 2;
