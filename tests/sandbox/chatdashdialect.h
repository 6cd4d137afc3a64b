// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/requestlimit.h"
#include "sandbox/sandboxvendors.h"
#include "sandbox/world.h"

#include <QJsonObject>
#include <QJsonValue>

#include <optional>

namespace watchfloor::sandbox {

/// A ChatDash server over a world: AI agents with their platforms' keys, whole lists of
/// conversations in no order, one conversation, its messages. Personal data is always told; a
/// client has to leave it alone.
class ChatDashDialect : public VendorDialect {
public:
    ChatDashDialect(const World &world, const QString &baseUrl, const ChatDashOptions &options);

    Response handle(const Request &request) override;

private:
    struct Filter {
        std::optional<Ms> start;
        std::optional<Ms> end;
        bool record = true;
        bool interacted = true;
        bool anyRecord = false;
        bool anyInteracted = false;
    };
    std::optional<Response> turnedAway(const Request &request);
    std::optional<Response> readFilter(const Request &request, Filter *filter) const;
    bool passes(const Filter &filter, const Conversation &c) const;
    Response agents() const;
    Response conversations(const Request &request, int agent) const;
    Response messages(const Conversation &c) const;

    // chatdashshape.cpp
    QJsonObject agent(int index) const;
    QJsonObject conversation(const Conversation &c) const;
    void addVoice(const Conversation &c, QJsonObject *row) const;
    void addVisitor(const Conversation &c, QJsonObject *row) const;
    QJsonObject message(const Conversation &c, const Message &m) const;
    ChannelKind channelOf(const Conversation &c) const;

    const World &m_world;
    ChatDashOptions m_options;
    RequestLimit m_limits;
};

} // namespace watchfloor::sandbox
