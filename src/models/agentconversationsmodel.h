// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/conversation.h"
#include "models/rowtablemodel.h"

namespace watchfloor {

/// What one agent was given: a short list beside the agents' table.
class AgentConversationsModel : public RowTableModel<Conversation> {
    Q_OBJECT
public:
    enum Column { Number, Status, Created, Response, ColumnCount };

    explicit AgentConversationsModel(QObject *parent = nullptr);

    void setConversations(std::vector<Conversation> conversations, bool sameAgent);

protected:
    QVariant cell(int column, int role, const Conversation &row) const override;
    QString rowKey(const Conversation &row) const override;
    bool sameRow(const Conversation &a, const Conversation &b) const override;

private:
    static QVariant number(const Conversation &row);
    QString display(int column, const Conversation &row) const;
};

} // namespace watchfloor
