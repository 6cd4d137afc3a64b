-- SPDX-FileCopyrightText: 2026 Watchfloor contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the engine's columns say of an event: reporting_event.cell stays its own attribution, as it
-- was told; fact_cell is where it is counted: inbox and channel of its own, else its conversation's,
-- beside its own group its conversation's (which of the two counts is the vendor's rule), and
-- whether it was estimated. NULL = in no column: its conversation has vanished.
ALTER TABLE cell ADD COLUMN conversation_group INTEGER REFERENCES grouping (id);
-- ;;
ALTER TABLE cell ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
-- ;;
DROP INDEX cell_values;
-- ;;
CREATE UNIQUE INDEX cell_values ON cell (account, ifnull(agent, 0), ifnull(grp, 0),
    ifnull(skill, 0), ifnull(inbox, 0), ifnull(channel, 0), ifnull(bot, -1),
    ifnull(conversation_group, 0), estimated);
-- ;;
ALTER TABLE reporting_event ADD COLUMN fact_cell INTEGER REFERENCES cell (id);
-- ;;
INSERT OR IGNORE INTO cell (account, agent, grp, skill, inbox, channel, conversation_group)
    SELECT DISTINCT account, agent, grp, skill, inbox, channel, grp
      FROM conversation WHERE known = 1 AND grp IS NOT NULL;
-- ;;
UPDATE conversation SET cell = (SELECT x.id FROM cell x WHERE x.account = conversation.account
    AND ifnull(x.agent, 0) = ifnull(conversation.agent, 0)
    AND ifnull(x.grp, 0) = conversation.grp
    AND ifnull(x.skill, 0) = ifnull(conversation.skill, 0)
    AND ifnull(x.inbox, 0) = ifnull(conversation.inbox, 0)
    AND ifnull(x.channel, 0) = ifnull(conversation.channel, 0)
    AND ifnull(x.bot, -1) = -1
    AND ifnull(x.conversation_group, 0) = conversation.grp
    AND x.estimated = 0) WHERE known = 1 AND grp IS NOT NULL;
-- ;;
INSERT OR IGNORE INTO cell (account, agent, grp, skill, inbox, channel, bot, conversation_group,
                            estimated)
    SELECT DISTINCT x.account, x.agent, x.grp, x.skill, ifnull(x.inbox, c.inbox),
           ifnull(x.channel, c.channel), x.bot, c.grp, e.origin = 2
      FROM reporting_event e JOIN cell x ON x.id = e.cell
      LEFT JOIN conversation c ON c.id = e.conversation AND c.known = 1
     WHERE c.gone_at IS NULL;
-- ;;
UPDATE reporting_event SET fact_cell = (
    SELECT f.id FROM cell x
      LEFT JOIN conversation c ON c.id = reporting_event.conversation AND c.known = 1
      JOIN cell f ON f.account = x.account AND ifnull(f.agent, 0) = ifnull(x.agent, 0)
       AND ifnull(f.grp, 0) = ifnull(x.grp, 0) AND ifnull(f.skill, 0) = ifnull(x.skill, 0)
       AND ifnull(f.inbox, 0) = coalesce(x.inbox, c.inbox, 0)
       AND ifnull(f.channel, 0) = coalesce(x.channel, c.channel, 0)
       AND ifnull(f.bot, -1) = ifnull(x.bot, -1)
       AND ifnull(f.conversation_group, 0) = ifnull(c.grp, 0)
       AND f.estimated = (reporting_event.origin = 2)
     WHERE x.id = reporting_event.cell AND c.gone_at IS NULL);
-- ;;
-- The segments tell of the cells as they were.
DELETE FROM fact_segment;
-- ;;
UPDATE fact_slice SET written = -1;
