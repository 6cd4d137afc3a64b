// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/jsonreader.h"

#include <QByteArray>

/// Chatwoot's answers to canonical rows. Pure functions, run on the worker; every one is total:
/// NotJson or WrongShape when the answer as a whole is not what was asked for, `problems` for rows.
namespace watchfloor::chatwoot {

// chatwootpeople.cpp: lists that are never paged (guide section 5).
/// Agents, their presences, and the complete set unless a row's id could not be read.
Result<SyncBatch> parseAgents(const QByteArray &body);
Result<SyncBatch> parseTeams(const QByteArray &body);
/// Whitelisted columns only: the server adds mail and SMS passwords for administrators.
Result<SyncBatch> parseInboxes(const QByteArray &body);
Result<SyncBatch> parseLabels(const QByteArray &body);
/// Members of one team (bare array) or inbox (payload).
Result<SyncBatch> parseMembers(const QByteArray &body, GroupingKind kind,
                               const QString &groupingId);

// chatwootconversations.cpp
struct ConversationOptions {
    bool contactNames = false; ///< the account opted in to personal data
};
Result<SyncBatch> parseConversations(const QByteArray &body, ConversationOptions options);
/// One conversation asked for by its display id.
Result<SyncBatch> parseConversation(const QByteArray &body, ConversationOptions options);

// chatwootevents.cpp
struct ListPage {
    SyncBatch batch;
    qint64 totalPages = -1;           ///< -1 = the answer does not say
    std::optional<TimeRange> created; ///< of its rows, newest included, where it says
};
/// A page of the account-wide feed: events name their conversation by database id.
Result<ListPage> parseEventPage(const QByteArray &body);
/// Seed 001: events of one display id. Teaches the exact link when there is any event.
Result<SyncBatch> parseConversationEvents(const QByteArray &body, const QString &displayId);

// chatwootlive.cpp: counters as the server reports them.
/// Seed 000, one page: agents, presences, open and unattended per agent.
Result<SyncBatch> parseAgentMetrics(const QByteArray &body, TimeMs takenAt);
/// live_reports/grouped_conversation_metrics: only groups with an open conversation are listed.
Result<SyncBatch> parseGroupedMetrics(const QByteArray &body, TimeMs takenAt);
/// Account totals. Seed 000's own `pending` is always 0 by a fault of the server: leave it out.
Result<SyncBatch> parseAccountMetrics(const QByteArray &body, TimeMs takenAt, bool withPending);
/// Adds zeros for agents (and for "unassigned") the grouped answer does not name.
void addInferredZeros(SyncBatch &batch, const QStringList &agentIds, TimeMs takenAt);

// chatwootsurveys.cpp
Result<ListPage> parseCsat(const QByteArray &body);
Result<SyncBatch> parseAppliedSlas(const QByteArray &body);

// chatwootprofile.cpp
struct ServerVersion {
    QString text;
    bool atLeast(int major, int minor, int patch = 0) const;
};
struct ProfileAccount {
    RemoteAccount account;
    QString status;
    bool administrator = false;
    bool reportManage = false;
    bool enterprise = false; ///< by the key custom_role_id, present with enterprise code only

    bool canReports() const { return administrator || reportManage; }
};
struct Profile {
    QString userName;
    std::vector<ProfileAccount> accounts;
    std::optional<Error> leftOut; ///< why the first of those that are missing here is
};
/// WrongShape when what answers at /api is not a Chatwoot.
Result<ServerVersion> parseServerVersion(const QByteArray &body);
Result<Profile> parseProfile(const QByteArray &body);
struct AccountFeatures {
    bool sla = false;
    QString timeZone; ///< the account's reporting zone, where the server has one
};
Result<AccountFeatures> parseAccountFeatures(const QByteArray &body);

} // namespace watchfloor::chatwoot
