// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http.h"
#include "sandbox/world.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace watchfloor::sandbox {

/// Where an account lives, for what the operations print about it.
struct TruthAccount {
    QString id;      ///< account_id of the events, part of the links
    QString baseUrl; ///< of the links
};

struct TruthAnswer {
    int status = 200;
    QByteArray json;
};

using TruthParams = std::vector<std::pair<QString, QString>>;

/// The five operations over one vendor's world: read from the simulation's books at World::now(),
/// never through a wire, a store or an engine. Shapes, names and orders are the vendors'
/// documents'; what a vendor cannot know is left out. Ids are numbers for Chatwoot, else strings.
class Truth {
public:
    Truth(const World &world, const TruthAccount &account)
        : m_world(world)
        , m_account(account)
    {
    }

    /// `operation` as in /truth/{vendor}/{operation}; 404 when there is none of that name.
    TruthAnswer answer(const QString &operation, const TruthParams &params,
                       const QByteArray &body = {}) const;
    /// True for the operations that are asked by POST.
    static bool isPost(const QString &operation);

    /// [{id, name, email, thumbnail, availability, metric{open, unattended}}], open descending,
    /// then id. People who left are absent.
    TruthAnswer agentConversationMetrics(const TruthParams &params) const;
    /// created_at ascending, then id. 404 for a conversation that is not there (any more).
    TruthAnswer reportingEvents(const TruthParams &params) const;
    /// {total, data[{label, value}], unspecified, success}, by label in byte order, then id.
    TruthAnswer conversationsByAgent(const TruthParams &params) const;
    TruthAnswer keyMetrics(const TruthParams &params, const QByteArray &body) const;
    /// createdAt in [startDate, endDate), ascending, then _id.
    TruthAnswer agentConversations(const TruthParams &params) const;
    /// [{id, created, closed, status, agent, group, skill, inbox, channel}] by creation.
    TruthAnswer conversations() const;

private:
    const World &m_world;
    TruthAccount m_account;
};

} // namespace watchfloor::sandbox
