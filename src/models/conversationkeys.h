// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationlistreport.h"
#include "models/rowkeys.h"

#include <functional>

namespace watchfloor {

/// What the list of conversations sorts by and is searched in: words once, not row by row.
class ConversationKeys : public RowKeys {
public:
    /// Which row of the list stands where; none = as they are.
    using Places = std::shared_ptr<const std::vector<quint32>>;

    ConversationKeys(std::shared_ptr<const ConversationList> list, Places places)
        : m_list(std::move(list))
        , m_places(std::move(places))
    {
    }

    std::size_t size() const override { return m_places ? m_places->size() : m_list->size(); }
    std::vector<RowKey> sortKeys(int column) const override;
    bool areExact(int column) const override;
    bool isLess(int column, std::size_t a, std::size_t b) const override;
    std::vector<quint8> found(const QStringList &words) const override;
    std::vector<quint8> inState(const QString &status) const override;

private:
    std::size_t at(std::size_t row) const { return m_places ? (*m_places)[row] : row; }
    template<typename Key>
    std::vector<RowKey> each(Key key) const;
    std::vector<RowKey> byCell(const std::function<QString(const ConversationCell &)> &word) const;

    std::shared_ptr<const ConversationList> m_list;
    Places m_places;
};

} // namespace watchfloor
