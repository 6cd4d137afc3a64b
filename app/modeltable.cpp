// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/modeltable.h"

#include "models/columnspec.h"
#include "models/metricformatter.h"
#include "models/roles.h"
#include "models/sortedrows.h"

#include <QTimer>

#include <utility>

namespace watchfloor {

// Named, as what holds it is.
struct ExportedColumn {
    int at = 0;
    ColumnKind kind = ColumnKind::Text;
    bool isInstant = false;
    bool hasSample = false;
    bool hasSecond = false;
};

namespace {

/// A model that is refreshed more often than its rows can be read is no view of anything.
constexpr int mostBeginnings = 20;

QString unitOf(const QAbstractItemModel &model, const ExportedColumn &column)
{
    const QString unit = model.headerData(column.at, Qt::Horizontal, UnitRole).toString();
    if (!unit.isEmpty())
        return unit;
    switch (column.kind) {
    case ColumnKind::Number:
        return QStringLiteral("count");
    case ColumnKind::Duration:
        return QStringLiteral("ms");
    case ColumnKind::Time:
        return QStringLiteral("time");
    case ColumnKind::Text:
    case ColumnKind::State:
        break;
    }
    return QStringLiteral("text");
}

bool isNumber(const QString &unit)
{
    return unit != QLatin1String("text") && unit != QLatin1String("id") &&
           unit != QLatin1String("time");
}

RawCell numberCell(const QVariant &value)
{
    if (value.isNull()) // also one that says that there is none
        return {};
    if (value.metaType().id() == QMetaType::Double)
        return RawCell::real(value.toDouble());
    bool whole = false;
    const qint64 number = value.toLongLong(&whole);
    return whole ? RawCell::count(number) : RawCell::text(value.toString());
}

RawCell textCell(const QModelIndex &index)
{
    QVariant value = index.data(ExportRole);
    if (!value.isValid())
        value = index.data(CopyRole);
    if (!value.isValid())
        value = index.data(Qt::DisplayRole);
    const QString text = value.toString();
    return text == MetricFormatter::none() ? RawCell() : RawCell::text(text);
}

RawCell cellOf(const QModelIndex &index, const ExportedColumn &column)
{
    if (column.kind == ColumnKind::Text || column.kind == ColumnKind::State)
        return textCell(index);
    QVariant value = index.data(ExportRole);
    if (!value.isValid())
        value =
            column.isInstant && column.kind != ColumnKind::Time ? QVariant() : index.data(SortRole);
    if (!column.isInstant)
        return numberCell(value);
    return !value.isNull() ? RawCell::time(value.toLongLong()) : RawCell();
}

} // namespace

/// What is read of each row.
class RawRowReader {
public:
    RawRowReader(const QAbstractItemModel &model, const std::vector<int> &columns);

    const std::vector<RawColumn> &columns() const { return m_raw; }
    bool isRow(int row) const { return !m_model.index(row, 0).data(StrongRole).toBool(); }
    std::vector<RawCell> cells(int row) const;

private:
    const QAbstractItemModel &m_model;
    std::vector<ExportedColumn> m_columns;
    std::vector<RawColumn> m_raw; ///< a column may be two
};

RawRowReader::RawRowReader(const QAbstractItemModel &model, const std::vector<int> &columns)
    : m_model(model)
{
    const auto header = [&model](int column, int role) {
        return model.headerData(column, Qt::Horizontal, role);
    };
    for (const int at : columns) {
        ExportedColumn column;
        column.at = at;
        column.kind = static_cast<ColumnKind>(header(at, KindRole).toInt());
        column.hasSample = header(at, SampleRole).toBool();
        QString key = header(at, ExportKeyRole).toString();
        if (key.isEmpty())
            key = header(at, KeyRole).toString().replace(QLatin1Char('.'), QLatin1Char('_'));
        const QString unit = unitOf(model, column);
        if (column.kind == ColumnKind::Text && isNumber(unit))
            column.kind = ColumnKind::Number; // in words for people alone
        column.isInstant = unit == QLatin1String("time");
        m_raw.push_back({key, unit});
        if (column.hasSample)
            m_raw.push_back({key + QStringLiteral("_n"), QStringLiteral("count")});
        const QStringList second = header(at, ExportSecondRole).toStringList();
        column.hasSecond = second.size() == 2;
        if (column.hasSecond)
            m_raw.push_back({second[0], second[1]});
        m_columns.push_back(column);
    }
}

std::vector<RawCell> RawRowReader::cells(int row) const
{
    std::vector<RawCell> cells;
    cells.reserve(m_raw.size());
    for (const ExportedColumn &column : m_columns) {
        const QModelIndex index = m_model.index(row, column.at);
        cells.push_back(cellOf(index, column));
        if (column.hasSample)
            cells.push_back(numberCell(index.data(SampleRole)));
        if (column.hasSecond)
            cells.push_back(numberCell(index.data(ExportSecondRole)));
    }
    return cells;
}

ModelTable::ModelTable(const SortedRows *rows, std::vector<int> columns, Ports ports,
                       QObject *parent)
    : QObject(parent)
    , m_rows(rows)
    , m_columns(std::move(columns))
    , m_ports(std::move(ports))
    , m_needle(rows->needle())
    , m_sorts(rows->sortKeys())
    , m_walk(rows->sourceModel())
{
    connect(&m_walk, &RowWalk::progressed, this, [this](std::size_t done, std::size_t all) {
        Q_EMIT progressed(static_cast<qint64>(done), static_cast<qint64>(all));
    });
    connect(&m_walk, &RowWalk::done, this, [this] { end({}); });
    for (const auto signal : {&RowWalk::moved, &RowWalk::changed, &RowWalk::gone})
        connect(&m_walk, signal, this, &ModelTable::beginAgain);
    connect(rows, &SortedRows::settled, this, [this] {
        if (m_waiting)
            begin();
    });
}

ModelTable::~ModelTable() = default;

void ModelTable::start()
{
    begin();
}

void ModelTable::cancel()
{
    end(Error::cancelled());
}

/// Later: the rows shown have to follow first, and a refresh tells of more than one change.
void ModelTable::beginAgain()
{
    m_walk.stop();
    m_waiting = true;
    QTimer::singleShot(0, this, [this] {
        if (m_waiting && (!m_rows || m_rows->isSettled()))
            begin();
    });
}

void ModelTable::begin()
{
    if (m_ended)
        return;
    m_waiting = false;
    const QString again = tr("Export it once more.");
    if (!m_rows || !m_rows->sourceModel())
        return end(Error(Error::Kind::NotFound, tr("It is no longer on screen")));
    const bool another = m_rows->needle() != m_needle || m_rows->sortKeys() != m_sorts ||
                         (m_ports.sameQuestion && !m_ports.sameQuestion());
    if (m_beginnings > 0 && another)
        return end(Error(Error::Kind::BadInput, tr("Nothing was written: the view changed"),
                         QString(), again));
    if (++m_beginnings > mostBeginnings)
        return end(Error(Error::Kind::BadInput, tr("Nothing was written: the rows kept changing"),
                         QString(), again));
    m_reader = std::make_unique<RawRowReader>(*m_rows->sourceModel(), m_columns);
    m_sourceRows = m_rows->sourceRows();
    m_table = {};
    m_table.columns = m_reader->columns();
    m_table.isExcerpt = true;
    m_table.asOf = m_ports.asOf ? m_ports.asOf() : std::nullopt;
    m_table.rows.reserve(m_sourceRows.size());
    m_walk.start(m_sourceRows.size(), [this](std::size_t i) {
        const int row = m_sourceRows[i];
        if (m_reader->isRow(row))
            m_table.rows.push_back(m_reader->cells(row));
    });
}

void ModelTable::end(const Result<void> &read)
{
    if (std::exchange(m_ended, true))
        return;
    m_walk.stop();
    m_waiting = false;
    if (!read)
        m_table = {};
    Q_EMIT finished(read);
}

} // namespace watchfloor
