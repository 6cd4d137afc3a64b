// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/conversationlistreport.h"
#include "models/columntablemodel.h"
#include "models/rowkeys.h"
#include "models/thresholds.h"

#include <QHash>
#include <QMap>

namespace watchfloor {

/// The list of conversations, up to millions. One row per conversation of any account; rows hold
/// nothing: they point into the report.
class ConversationListModel : public ColumnTableModel, public KeyedModel {
    Q_OBJECT
public:
    enum Column {
        Id,
        Times,
        Status,
        Agent,
        Waiting,
        TimeLeft,
        Age,
        Group,
        Channel,
        Csat,
        Labels,
        FirstResponse,
        Priority,
        Skill,
        Inbox,
        Account,
        Created,
        Closed,
        Unread,
        ColumnCount
    };

    explicit ConversationListModel(QObject *parent = nullptr);

    /// `sameQuestion`: a newer answer; what stays keeps its row, its selection and its place.
    void setReport(ConversationListReport report, bool sameQuestion);
    const ConversationListReport &report() const { return m_report; }
    const ConversationList &list() const { return *m_report.list; }
    /// Its row in list().
    std::size_t listRow(int row) const
    {
        return m_places ? (*m_places)[static_cast<std::size_t>(row)]
                        : static_cast<std::size_t>(row);
    }

    /// Which rows of list() these are; none = as the list has them.
    const std::shared_ptr<const std::vector<quint32>> &places() const { return m_places; }

    /// Rows by status.
    QMap<QString, int> countsByState() const;
    /// From which wait on one whom nobody took is marked, where no target says when it is late.
    void setThresholds(const Thresholds &thresholds);
    /// More about a few rows, as asked for by detailsWanted(), for their tooltips.
    void setDetails(const std::vector<Conversation> &conversations);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    /// What is so now was read a while ago.
    bool isOld() const { return m_old; }
    std::shared_ptr<const RowKeys> rowKeys() const override;
    int rowWithKey(const QString &key) const override;
    const std::vector<int> &rowsMoved() const override { return m_moved; }

Q_SIGNALS:
    /// Somebody reads about these (rows of the cache).
    void detailsWanted(const std::vector<watchfloor::RowId> &rows) const;

protected:
    void lookChanged() override;

private:
    QVariant cell(int column, int role, std::size_t row) const;
    QVariant display(int column, std::size_t row) const;
    QVariant raw(int column, std::size_t row) const;
    bool isMuted(int column, std::size_t row) const;
    QString toolTip(int column, std::size_t row) const;
    QStringList details(std::size_t row) const;
    QString filterText(std::size_t row) const;
    std::optional<DurationMs> waiting(std::size_t row) const;
    std::optional<DurationMs> timeLeft(std::size_t row) const;
    bool needsSomebody(std::size_t row) const;
    bool isLeftAlone(std::size_t row) const;

    void reset(ConversationListReport report);
    void update(ConversationListReport report);
    void removeGone(const ConversationListChange &change);
    void moveToEnd(const std::vector<int> &rows);
    void emitChanged(const std::vector<int> &rows);

    ConversationListReport m_report;
    Thresholds m_thresholds;
    std::shared_ptr<const std::vector<quint32>> m_places; ///< none: as the list has them
    std::vector<int> m_moved;                             ///< within layoutChanged()
    QHash<RowId, Conversation> m_details;
    bool m_old = false;
};

} // namespace watchfloor
