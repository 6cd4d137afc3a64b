// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The conversations of a list, one a row: in the words of their page.
#include "models/conversationlistmodel.h"
#include "models/plaintext.h"
#include "models/reportlistorder.h"
#include "models/words.h"
#include "views/reporttables.h"

#include <algorithm>

namespace watchfloor {
namespace {

using Model = ConversationListModel;

/// Beyond the model's own: who wrote. The page tells it in a tooltip.
constexpr int contactColumn = Model::ColumnCount;
/// What the page shows only where somebody asks stands behind what it always shows.
constexpr int usualColumns[] = {Model::Id,      Model::Status,  Model::Agent,    Model::Group,
                                Model::Channel, Model::Waiting, Model::TimeLeft, Model::Created,
                                Model::Csat,    Model::Labels,  contactColumn};

QString listText(const char *text)
{
    return QCoreApplication::translate("ReportTables", text);
}

class ListRows {
public:
    ListRows(const ReportList &list, const ReportWords &words)
        : m_list(list)
        , m_words(words)
    {
        m_model.setFormatter(words.format());
        m_model.setNow(words.now());
        ConversationListReport report;
        report.list = list.list;
        m_model.setReport(std::move(report), false);
    }

    const Model &model() const { return m_model; }

    QString title(int column) const
    {
        return column == contactColumn ? listText(QT_TRANSLATE_NOOP("ReportTables", "Contact"))
                                       : m_model.column(column).title;
    }
    QString definition(int column) const
    {
        return column == contactColumn ? QString() : m_model.column(column).toolTip;
    }
    bool isNumeric(int column) const
    {
        return column != contactColumn && m_model.column(column).isNumeric();
    }

    /// Empty where the page leaves the cell empty.
    QString text(int column, quint32 row) const
    {
        const ConversationList &all = *m_list.list;
        const Pseudonyms &names = m_words.names();
        const ConversationCell &cell = all.cell(row);
        switch (column) {
        case contactColumn:
            return names.contact(all.account(row).id, all.contact(row));
        case Model::Agent:
            if (!cell.agentName.isEmpty())
                return m_words.person(all.account(row).id, m_list.agents.value(cell.agent),
                                      cell.agentName);
            break;
        case Model::Created: // whoever reads it does not know when it was printed
            return m_words.stamp(all.created(row));
        case Model::Closed:
            return all.closed(row) ? m_words.stamp(*all.closed(row)) : QString();
        case Model::Id: {
            const QString id = QLatin1Char('#') + oneLine(all.remoteId(row)); // all of it
            return all.isGone(row) ? listText(QT_TRANSLATE_NOOP("ReportTables", "%1 (gone)"))
                                         .arg(m_words.inLine(id))
                                   : id;
        }
        default:
            break;
        }
        return shown(column, row);
    }

    /// The page's, or those of the usual ones that say something.
    std::vector<int> columns(const ReportPlan &plan, bool accounts) const
    {
        std::vector<int> columns;
        if (plan.view.list) {
            for (const QString &key : plan.view.list->columns) {
                if (const int at = m_model.columnOf(key); at >= 0)
                    columns.push_back(at);
            }
            if (!columns.empty())
                return columns;
        }
        for (const int column : usualColumns) {
            if (!plan.landscape && !fitsUpright(column, plan))
                continue;
            const bool always = column == Model::Id || column == Model::Status;
            if (always || std::any_of(m_list.rows.begin(), m_list.rows.end(),
                                      [&](quint32 row) { return says(column, row); }))
                columns.push_back(column);
        }
        if (accounts)
            columns.insert(columns.begin() + 1, Model::Account);
        if (m_list.list->hasTimes())
            columns.insert(columns.begin() + 1, Model::Times);
        return columns;
    }

    /// What says something and has no room in portrait: a list in two halves is hard to follow.
    QStringList onlyInLandscape(const ReportPlan &plan) const
    {
        QStringList titles;
        for (const int column : usualColumns) {
            const bool missing = !plan.landscape && !plan.view.list && !fitsUpright(column, plan);
            if (missing && std::any_of(m_list.rows.begin(), m_list.rows.end(),
                                       [&](quint32 row) { return says(column, row); }))
                titles << title(column);
        }
        return titles;
    }

private:
    static bool fitsUpright(int column, const ReportPlan &plan)
    {
        switch (column) {
        case Model::Waiting:
            return plan.listOrder != ListOrder::LeastTimeLeft;
        case Model::TimeLeft:
            return plan.listOrder == ListOrder::LeastTimeLeft;
        case Model::Channel:
        case Model::Csat:
        case Model::Labels:
        case contactColumn:
            return false;
        default:
            return true;
        }
    }

    QString shown(int column, quint32 row) const
    {
        // The model has them as they stand in its list.
        return m_model.index(static_cast<int>(row), column).data().toString();
    }
    bool says(int column, quint32 row) const
    {
        const QString shown = text(column, row);
        return !shown.isEmpty() && shown != MetricFormatter::none();
    }

    const ReportList &m_list;
    const ReportWords &m_words;
    Model m_model;
};

} // namespace

PaperFigures listFigures(const ReportList &list, const ReportWords &words)
{
    const MetricFormatter &format = words.format();
    PaperFigures block;
    const auto add = [&](const QString &label, const QString &value, const QString &note = {}) {
        block.figures.push_back({label, value, note});
    };
    add(listText(QT_TRANSLATE_NOOP("ReportTables", "Conversations")), format.count(list.all),
        list.gone > 0 ? listText(QT_TRANSLATE_NOOP("ReportTables", "%1 no longer at the vendor"))
                            .arg(format.count(list.gone))
                      : QString());
    for (const auto &[status, count] : list.statuses)
        add(statusTitle(status), format.count(count));
    if (list.waiting > 0)
        add(listText(QT_TRANSLATE_NOOP("ReportTables", "Waiting")), format.count(list.waiting),
            listText(QT_TRANSLATE_NOOP("ReportTables", "longest %1"))
                .arg(format.age(list.longestWait.value_or(0))));
    if (list.overdue)
        add(listText(QT_TRANSLATE_NOOP("ReportTables", "Overdue")), format.count(*list.overdue));
    if (list.nobodys > 0)
        add(listText(QT_TRANSLATE_NOOP("ReportTables", "Unassigned")), format.count(list.nobodys));
    return block;
}

PaperTable listTable(const ReportList &list, const ReportPlan &plan, const ReportWords &words,
                     bool accounts)
{
    const ListRows rows(list, words);
    PaperTable table;
    table.empty = listText(QT_TRANSLATE_NOOP("ReportTables", "No conversations."));
    const std::vector<int> columns = rows.columns(plan, accounts);
    for (const int column : columns) {
        // A moment on two lines would make every row twice as high.
        const bool isMoment = column == Model::Created || column == Model::Closed;
        PaperTable::Column spec{rows.title(column), rows.isNumeric(column) || isMoment};
        spec.elides = column == Model::Account;
        spec.ofIds = column == Model::Id;
        table.columns.push_back(spec);
    }
    for (const quint32 row : list.rows) {
        QStringList cells;
        for (const int column : columns) {
            const QString text = rows.text(column, row);
            cells << (text.isEmpty() && rows.isNumeric(column) ? MetricFormatter::none() : text);
        }
        table.rows.push_back({cells, 0, list.list->isGone(row), false});
    }
    return table;
}

QStringList listRemarks(const ReportList &list, const ReportPlan &plan, const ReportWords &words)
{
    const ListRows rows(list, words);
    const MetricFormatter &format = words.format();
    QStringList sentences;
    if (!list.behind.chip.isEmpty() && !words.names().isOn()) // it may name somebody
        sentences << listText(QT_TRANSLATE_NOOP("ReportTables", "Those behind a number: %1."))
                         .arg(list.behind.chip);
    sentences << list.behind.notes;
    QStringList sorted;
    for (const RowSort &sort : listOrderOf(plan).sorts) {
        sorted << (sort.order == Qt::AscendingOrder
                       ? listText(QT_TRANSLATE_NOOP("ReportTables", "“%1”, ascending"))
                       : listText(QT_TRANSLATE_NOOP("ReportTables", "“%1”, descending")))
                      .arg(rows.title(sort.column));
    }
    QString order = sorted.isEmpty()
                        ? listText(QT_TRANSLATE_NOOP("ReportTables", "in the order of their "
                                                                     "accounts"))
                        : listText(QT_TRANSLATE_NOOP("ReportTables", "in the order of %1"))
                              .arg(sorted.join(QStringLiteral(", ")));
    const QString chosen = plan.view.list && !words.names().isOn()
                               ? plan.view.chosenBy.join(QStringLiteral(", "))
                               : QString();
    if (!chosen.isEmpty())
        order += QStringLiteral("; ") + chosen;
    const auto shown = static_cast<qint64>(list.rows.size());
    if (shown < list.all)
        sentences << listText(QT_TRANSLATE_NOOP("ReportTables",
                                                "The first %1 of %2 conversations, %3. The numbers "
                                                "above are of all of them; as CSV or JSON the list "
                                                "has every row."))
                         .arg(format.count(shown), format.count(list.all), order);
    else if (shown > 0)
        sentences << listText(QT_TRANSLATE_NOOP("ReportTables", "All %1 conversations, %2."))
                         .arg(format.count(shown), order);
    else if (!chosen.isEmpty())
        sentences << listText(QT_TRANSLATE_NOOP("ReportTables", "Asked for: %1.")).arg(chosen);
    if (const QStringList more = rows.onlyInLandscape(plan); !more.isEmpty())
        sentences << listText(QT_TRANSLATE_NOOP("ReportTables", "In landscape also: %1."))
                         .arg(more.join(QStringLiteral(", ")));
    return sentences;
}

std::vector<std::pair<QString, QString>>
listDefinitions(const ReportList &list, const ReportPlan &plan, const ReportWords &words)
{
    const ListRows rows(list, words);
    std::vector<std::pair<QString, QString>> definitions;
    for (const int column : rows.columns(plan, false)) {
        const bool says = column == Model::Times || column == Model::Waiting ||
                          column == Model::TimeLeft || column == Model::Age ||
                          column == Model::Csat || column == Model::FirstResponse ||
                          column == Model::Agent || column == Model::Unread;
        if (says)
            definitions.emplace_back(rows.title(column), rows.definition(column));
    }
    return definitions;
}

} // namespace watchfloor
