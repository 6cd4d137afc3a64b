// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/sync/providers/rocketchat/rocketchatrows.h"

#include <QHash>
#include <QSet>

/// Answers to rows. Pure and total: an answer that is not what was asked for is NotJson or
/// WrongShape, one bad row is a problem of its batch. Visitor tokens and texts of messages are
/// never read out of an answer.
namespace watchfloor::rocketchat {

/// What is known of the people, to join figures that name them by user name or full name, and to
/// tell bots. Copies are cheap.
struct People {
    QHash<QString, QString> idByUsername;
    QHash<QString, QString> usernameById;
    QMultiHash<QString, QString> idsByName;
    QMultiHash<QString, QString> departmentsByName;
    QSet<QString> bots; ///< ids
};

// rocketchatprofile.cpp
struct ServerInfo {
    QString version; ///< "8.7", or all of it where the user may know
};
Result<ServerInfo> parseServerInfo(const QByteArray &body);
struct Profile {
    QString userId;
    QString userName; ///< full name, else the user name
    QStringList roles;
};
Result<Profile> parseProfile(const QByteArray &body);
struct Login {
    QString userId;
    QString token;
};
Result<Login> parseLogin(const QByteArray &body);

// rocketchatpeople.cpp
struct AgentPage {
    SyncBatch batch;                   ///< agents, presences, memberships where told
    QHash<QString, QString> usernames; ///< id -> user name
    bool membersTold = true;           ///< every row says which departments it is in
};
/// `declaredBots`: user names the account's settings call bots; most servers do not tell.
Result<AgentPage> parseAgents(const QByteArray &body, const QSet<QString> &declaredBots);
Result<SyncBatch> parseDepartments(const QByteArray &body);
Result<SyncBatch> parseDepartmentAgents(const QByteArray &body, const QString &departmentId);

// rocketchatreports.cpp: the vendor's own figures for `window`
Result<SyncBatch> parseReport(const QByteArray &body, const QString &name, TimeRange window,
                              const People &people, TimeMs takenAt);
/// Only the labels: whose rooms were in the window.
Result<QStringList> parseReportLabels(const QByteArray &body);
Result<SyncBatch> parseAgentChats(const QByteArray &body, TimeRange window, const People &people,
                                  TimeMs takenAt);
/// Availability as the server's own book of it, and its sum.
Result<SyncBatch> parseServiceHistory(const QByteArray &body, TimeRange day, const People &people,
                                      TimeMs takenAt);

// rocketchatlive.cpp: current figures
Result<SyncBatch> parseAgentsStatus(const QByteArray &body, TimeMs takenAt);
Result<SyncBatch> parseChats(const QByteArray &body, TimeMs takenAt);
/// One row for each agent and department; their sums by agent and by department.
struct LoadPage {
    SyncBatch batch;
    QHash<QString, double> byAgent;
    QHash<QString, double> byDepartment;
};
Result<LoadPage> parseQueue(const QByteArray &body);

} // namespace watchfloor::rocketchat
