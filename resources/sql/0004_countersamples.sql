-- SPDX-FileCopyrightText: 2026 Watchfloor contributors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What the counters of the present read while somebody watched: written by the program itself after
-- a live sync, never by a provider, and no fact. A time without rows is a gap.
CREATE TABLE counter (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;
-- ;;
CREATE TABLE counter_sample (
    account  INTEGER NOT NULL,
    taken_at INTEGER NOT NULL,
    counter  INTEGER NOT NULL,
    value    REAL NOT NULL,
    PRIMARY KEY (account, taken_at, counter)
) STRICT, WITHOUT ROWID;
