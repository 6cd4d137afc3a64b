// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/livepersoncall.h"

namespace watchfloor::sandbox {

/// The lists inside one record of the Messaging Interactions API.
class LpParts {
public:
    LpParts(const World &world, const Conversation &c)
        : m_world(world)
        , m_c(c)
    {
    }

    const World &world() const { return m_world; }
    const Conversation &conversation() const { return m_c; }
    bool waits() const;     ///< in the queue now, or until it was closed
    int firstSkill() const; ///< the one it came in for
    QString surveyDialog(const CsatAnswer &answer) const;
    /// prefixId, prefixFullName, ...; the text "null" as the id of nobody.
    void putAgent(QJsonObject *row, const char *prefix, int agent) const;

    QJsonArray participants() const;
    QJsonArray leavers() const;
    QJsonArray activeParticipants() const;
    QJsonArray transfers() const;
    QJsonArray interactions() const;
    QJsonArray messages(bool cut) const; ///< cut: the second half is missing
    QJsonArray messageStatuses(bool cut) const;
    QJsonObject responseTime() const;

    // Of the consumer: canaries, or the world's own contact once the account has opted in.
    QJsonArray consumers() const;
    QJsonObject sdes() const;
    QJsonObject monitoring() const;

private:
    QJsonObject participant(int agent, Ms at, bool assigned) const;
    QString dialogOf(const Message &m) const;
    QString messageId(size_t index) const;
    size_t told(bool cut) const;
    Contact contact() const;

    const World &m_world;
    const Conversation &m_c;
};

} // namespace watchfloor::sandbox
