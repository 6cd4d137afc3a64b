// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationlistmodel.h"

#include "models/conversationkeys.h"
#include "models/freshness.h"
#include "models/roles.h"
#include "models/words.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace watchfloor {
namespace {

std::vector<ColumnSpec> conversationColumns()
{
    using K = ColumnKind;
    const auto tr = [](const char *text) { return ConversationListModel::tr(text); };
    return {
        {QStringLiteral("id"), tr("No."), tr("Number of the conversation at the vendor"), K::Text,
         96, 0},
        {QStringLiteral("times"), tr("Times"),
         tr("How often this conversation counts in the number that was opened"), K::Number, 56, 0,
         true},
        {QStringLiteral("status"), tr("Status"), tr("Status as last seen"), K::State, 92, 0},
        {QStringLiteral("agent"), tr("Agent"), tr("Agent it is assigned to now"), K::Text, 120, 3},
        {QStringLiteral("waiting"), tr("Waiting"),
         tr("How long the customer has been waiting for a person's answer"), K::Duration, 80, 0,
         false, true},
        {QStringLiteral("due"), tr("Time left"),
         tr("Until an answer is due; below zero it is overdue"), K::Duration, 112, 0, false, true},
        {QStringLiteral("age"), tr("Age"), tr("How long ago it was created"), K::Duration, 72, 0,
         false, true},
        {QStringLiteral("group"), tr("Group"), tr("Group, team or department"), K::Text, 112, 1},
        {QStringLiteral("channel"), tr("Channel"), tr("Channel it came in by"), K::Text, 96, 0},
        {QStringLiteral("csat"), tr("CSAT"), tr("The customer's rating, 1 to 5"), K::Number, 56, 0},
        {QStringLiteral("labels"), tr("Labels"), tr("Labels set at the vendor"), K::Text, 128, 1},
        {QStringLiteral("first_response"), tr("First response"),
         tr("From creation to the first answer of a person"), K::Duration, 112, 0},
        {QStringLiteral("priority"), tr("Priority"), tr("Priority set at the vendor"), K::Text, 80,
         0},
        {QStringLiteral("skill"), tr("Skill"), tr("Skill it was routed by"), K::Text, 112, 1},
        {QStringLiteral("inbox"), tr("Inbox"), tr("Inbox it came in by"), K::Text, 120, 2},
        {QStringLiteral("account"), tr("Account"), tr("Account of this row"), K::Text, 104, 0},
        {QStringLiteral("created"), tr("Created"), tr("When it was created"), K::Time, 92, 0, false,
         true},
        {QStringLiteral("closed"), tr("Closed"), tr("When it was closed"), K::Time, 96, 0, false,
         true},
        {QStringLiteral("unread"), tr("Unread"), tr("Messages nobody has read yet"), K::Number, 72,
         0, true},
    };
}

} // namespace

ConversationListModel::ConversationListModel(QObject *parent)
    : ColumnTableModel(conversationColumns(), parent)
{
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return static_cast<int>(m_places ? m_places->size() : list().size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    const std::size_t row = listRow(index.row());
    QVariant value = cell(index.column(), role, row);
    if (role == CopyRole && !value.isValid())
        value = cell(index.column(), Qt::DisplayRole, row);
    return value;
}

std::shared_ptr<const RowKeys> ConversationListModel::rowKeys() const
{
    return std::make_shared<ConversationKeys>(m_report.list, m_places);
}

int ConversationListModel::rowWithKey(const QString &key) const
{
    const qsizetype slash = key.indexOf(u'/');
    const RowId account = key.left(slash).toLongLong();
    const QByteArray id = key.mid(slash + 1).toUtf8();
    const std::string_view wanted(id.constData(), static_cast<std::size_t>(id.size()));
    for (int row = 0; slash > 0 && row < rowCount(); ++row) {
        const std::size_t at = listRow(row);
        if (list().remoteIdBytes(at) == wanted && list().account(at).id == account)
            return row;
    }
    return -1;
}

QMap<QString, int> ConversationListModel::countsByState() const
{
    const std::vector<int> &counts = list().statusCounts();
    QMap<QString, int> byState;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            byState.insert(list().statuses()[static_cast<qsizetype>(i)], counts[i]);
    }
    return byState;
}

void ConversationListModel::setDetails(const std::vector<Conversation> &conversations)
{
    constexpr qsizetype kept = 512;
    if (m_details.size() > kept)
        m_details.clear();
    for (const Conversation &conversation : conversations)
        m_details.insert(conversation.id, conversation);
}

void ConversationListModel::setReport(ConversationListReport report, bool sameQuestion)
{
    m_details.clear(); // they may say something else now
    if (sameQuestion)
        update(std::move(report));
    else
        reset(std::move(report));
    // What it came out of has done its duty: one list in memory, not two.
    m_report.since.reset();
    m_report.change.reset();
    lookChanged();
}

void ConversationListModel::setThresholds(const Thresholds &thresholds)
{
    if (std::exchange(m_thresholds, thresholds) == thresholds)
        return;
    touchColumns(Agent, Agent);
}

void ConversationListModel::lookChanged()
{
    const bool old = isLate(m_report.lateAt, now());
    if (std::exchange(m_old, old) != old)
        touchColumns(0, ColumnCount - 1);
}

void ConversationListModel::reset(ConversationListReport report)
{
    beginResetModel();
    m_report = std::move(report);
    m_places.reset();
    endResetModel();
}

namespace {

/// Ascending numbers as [first, last].
std::vector<std::pair<int, int>> rangesOf(const std::vector<int> &rows)
{
    std::vector<std::pair<int, int>> ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().second == row - 1)
            ranges.back().second = row;
        else
            ranges.emplace_back(row, row);
    }
    return ranges;
}

bool isIdentity(const std::vector<quint32> &places)
{
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] != i)
            return false;
    }
    return true;
}

} // namespace

/// Ascending rows behind all others, which keep their order.
void ConversationListModel::moveToEnd(const std::vector<int> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const auto count = static_cast<std::size_t>(rowCount());
    auto places = std::make_shared<std::vector<quint32>>();
    places->reserve(count);
    m_moved.resize(count);
    std::size_t leaving = 0;
    for (std::size_t row = 0; row < count; ++row) {
        if (leaving < rows.size() && rows[leaving] == static_cast<int>(row)) {
            m_moved[row] = static_cast<int>(count - rows.size() + leaving++);
        } else {
            m_moved[row] = static_cast<int>(places->size());
            places->push_back(static_cast<quint32>(listRow(static_cast<int>(row))));
        }
    }
    for (const int row : rows)
        places->push_back(static_cast<quint32>(listRow(row)));
    m_places = std::move(places);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(createIndex(m_moved[static_cast<std::size_t>(index.row())], index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
    m_moved = {};
}

void ConversationListModel::removeGone(const ConversationListChange &change)
{
    std::vector<int> rows;
    for (int row = 0; row < rowCount(); ++row) {
        if (change.next[listRow(row)] < 0)
            rows.push_back(row);
    }
    // Each range would cost as much as all.
    if (rangesOf(rows).size() > 1) {
        moveToEnd(rows);
        std::iota(rows.begin(), rows.end(), rowCount() - static_cast<int>(rows.size()));
    }
    const auto first = rows.front(), last = rows.back();
    auto places = std::make_shared<std::vector<quint32>>();
    if (m_places) {
        *places = *m_places;
    } else {
        places->resize(list().size());
        std::iota(places->begin(), places->end(), 0U);
    }
    beginRemoveRows({}, first, last);
    places->erase(places->begin() + first, places->begin() + last + 1);
    m_places = std::move(places);
    endRemoveRows();
}

void ConversationListModel::update(ConversationListReport report)
{
    const auto before = m_report.list;
    if (report.list == before) {
        m_report = std::move(report);
        return;
    }
    const auto change = report.since == before && report.change
                            ? report.change
                            : std::make_shared<const ConversationListChange>(*before, *report.list);
    if (!change->gone.empty())
        removeGone(*change);
    // What stays points into the new list, in the same rows.
    auto places = std::make_shared<std::vector<quint32>>(static_cast<std::size_t>(rowCount()));
    std::vector<int> changed;
    std::vector<bool> isChanged(change->next.size(), false);
    for (const quint32 row : change->changed)
        isChanged[row] = true;
    for (std::size_t i = 0; i < places->size(); ++i) {
        const std::size_t was = listRow(static_cast<int>(i));
        (*places)[i] = static_cast<quint32>(change->next[was]);
        if (isChanged[was])
            changed.push_back(static_cast<int>(i));
    }
    m_report = std::move(report);
    m_places = std::move(places);
    emitChanged(changed);
    if (!change->added.empty()) {
        auto all = std::make_shared<std::vector<quint32>>(*m_places);
        all->insert(all->end(), change->added.begin(), change->added.end());
        beginInsertRows({}, rowCount(), static_cast<int>(all->size()) - 1);
        m_places = std::move(all);
        endInsertRows();
    }
    if (isIdentity(*m_places))
        m_places.reset();
}

void ConversationListModel::emitChanged(const std::vector<int> &rows)
{
    // Each signal may cost a sort: many scattered ranges become one.
    constexpr std::size_t many = 8;
    auto ranges = rangesOf(rows);
    if (ranges.size() > many)
        ranges = {{ranges.front().first, ranges.back().second}};
    for (const auto &[first, last] : ranges)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
}

} // namespace watchfloor
