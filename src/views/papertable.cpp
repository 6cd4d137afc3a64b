// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papersheet.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {
namespace {

constexpr double cellPad = 4 * paperPoint;
constexpr double numberToWord = 8 * paperPoint;
constexpr double rowPad = 2.4 * paperPoint;
constexpr double indentStep = 10 * paperPoint;
constexpr double leastTextWidth = 72 * paperPoint;
constexpr double mostTextShare = 0.55;        // of the page's width, when others need room too
constexpr double mostExtra = 30 * paperPoint; // numbers far apart are no table any more
constexpr std::size_t leastRows = 2;          // neither end of a part has fewer

struct ColumnWidths {
    double least = 0;
    double natural = 0;
};

/// Some of the table's columns with their widths.
struct TablePart {
    std::vector<std::size_t> columns;
    std::vector<double> widths;
};

PaperFont fontOf(const PaperTable::Row &row)
{
    return row.total ? PaperFont::Strong : PaperFont::Body;
}

QString cellOf(const PaperTable::Row &row, std::size_t column)
{
    return row.cells.value(static_cast<qsizetype>(column));
}

double indentOf(const PaperTable::Row &row, std::size_t column)
{
    return column == 0 ? row.depth * indentStep : 0;
}

/// Between a column and the one before it: a number must not run into a word.
double gapBefore(const PaperTable &table, std::size_t before, std::size_t column)
{
    const bool close = table.columns[before].numeric && !table.columns[column].numeric;
    return 2 * cellPad + (close ? numberToWord : 0);
}

class TablePlacer {
public:
    TablePlacer(PaperSheet &sheet, const PaperTable &table, const QString &continuedAs)
        : m_sheet(sheet)
        , m_measure(sheet.measure())
        , m_table(table)
        , m_continued(continuedAs)
    {
    }

    void place()
    {
        const std::vector<TablePart> split = parts();
        for (std::size_t i = 0; i < split.size(); ++i) {
            if (i > 0)
                m_sheet.gap(12 * paperPoint);
            m_part = split[i];
            wrapPart();
            placePart(i > 0);
        }
    }

    double head()
    {
        m_part = parts().front();
        wrapPart();
        return m_headerHeight + firstRows();
    }

private:
    ColumnWidths measureColumn(std::size_t column) const
    {
        const PaperTable::Column &spec = m_table.columns[column];
        ColumnWidths widths;
        for (const PaperTable::Row &row : m_table.rows) {
            const QString text = cellOf(row, column);
            widths.natural = std::max(widths.natural,
                                      m_measure.width(text, fontOf(row)) + indentOf(row, column));
        }
        const double word = m_measure.widestWord(spec.title, PaperFont::Small);
        if (spec.numeric) {
            widths.natural = std::max(widths.natural, word);
            widths.least = widths.natural;
        } else {
            widths.natural =
                std::max(widths.natural, m_measure.width(spec.title, PaperFont::Small));
            widths.least = std::min(widths.natural, std::max(word, leastTextWidth));
            widths.natural =
                std::max(widths.least, std::min(widths.natural, mostTextShare * m_sheet.width()));
        }
        return widths;
    }

    /// Columns that do not fit beside each other go below, behind the first one again.
    std::vector<TablePart> parts() const
    {
        std::vector<ColumnWidths> widths;
        for (std::size_t i = 0; i < m_table.columns.size(); ++i)
            widths.push_back(measureColumn(i));
        std::vector<TablePart> split(1);
        split.back().columns = {0};
        double used = widths.front().least;
        for (std::size_t i = 1; i < widths.size(); ++i) {
            double more = gapBefore(m_table, split.back().columns.back(), i) + widths[i].least;
            double beside = 0; // of what belongs to it
            for (std::size_t j = i + 1; j < widths.size() && m_table.columns[j].ofPrevious; ++j)
                beside += gapBefore(m_table, j - 1, j) + widths[j].least;
            const bool begins = i == 1 || !m_table.columns[i].ofPrevious;
            if (begins && used + more + beside > m_sheet.width() &&
                split.back().columns.size() > 1) {
                split.emplace_back();
                split.back().columns = {0};
                used = widths.front().least;
                more = gapBefore(m_table, 0, i) + widths[i].least;
            }
            split.back().columns.push_back(i);
            used += more;
        }
        for (TablePart &part : split)
            share(part, widths);
        return split;
    }

    /// Text first gets what it would like; numbers then stand a little apart; the first column has
    /// the rest.
    void share(TablePart &part, const std::vector<ColumnWidths> &widths) const
    {
        double room = m_sheet.width();
        for (std::size_t i = 1; i < part.columns.size(); ++i)
            room -= gapBefore(m_table, part.columns[i - 1], part.columns[i]);
        for (const std::size_t column : part.columns) {
            part.widths.push_back(widths[column].least);
            room -= widths[column].least;
        }
        for (std::size_t i = 0; i < part.columns.size() && room > 0; ++i) {
            const double wish = widths[part.columns[i]].natural - part.widths[i];
            const double given = std::min(room, wish);
            part.widths[i] += given;
            room -= given;
        }
        if (part.columns.size() > 1 && room > 0) {
            const double each =
                std::min(mostExtra, room / static_cast<double>(part.columns.size() - 1));
            for (std::size_t i = 1; i < part.columns.size(); ++i) {
                part.widths[i] += each;
                room -= each;
            }
        }
        part.widths.front() = std::max(part.widths.front() + std::max(room, 0.0), 4 * cellPad);
    }

    std::vector<QString> linesOf(const PaperTable::Row &row, std::size_t at) const
    {
        const std::size_t column = m_part.columns[at];
        const QString text = cellOf(row, column);
        if (m_table.columns[column].numeric)
            return {text};
        return m_measure.wrapped(text, fontOf(row), m_part.widths[at] - indentOf(row, column));
    }

    void wrapPart()
    {
        m_header.clear();
        std::size_t headerLines = 1;
        for (std::size_t i = 0; i < m_part.columns.size(); ++i) {
            m_header.push_back(m_measure.wrapped(m_table.columns[m_part.columns[i]].title,
                                                 PaperFont::Small, m_part.widths[i]));
            headerLines = std::max(headerLines, m_header.back().size());
        }
        m_headerLines = headerLines;
        m_headerHeight =
            static_cast<double>(headerLines) * m_measure.lineHeight(PaperFont::Small) + 2 * rowPad;
        m_heights.clear();
        for (const PaperTable::Row &row : m_table.rows) {
            std::size_t lines = 1;
            for (std::size_t i = 0; i < m_part.columns.size(); ++i)
                lines = std::max(lines, linesOf(row, i).size());
            m_heights.push_back(static_cast<double>(lines) * m_measure.lineHeight(fontOf(row)) +
                                2 * rowPad);
        }
    }

    double heightOf(std::size_t from, std::size_t to) const
    {
        return std::accumulate(m_heights.begin() + static_cast<std::ptrdiff_t>(from),
                               m_heights.begin() + static_cast<std::ptrdiff_t>(to), 0.0);
    }

    /// A part of up to three rows stands together, else the first two.
    double firstRows() const
    {
        const std::size_t n = m_heights.size();
        return heightOf(0, n < 2 * leastRows ? n : leastRows);
    }

    void placePart(bool goesOn)
    {
        double above = goesOn ? continuedHeight() : 0;
        m_sheet.need(above + m_headerHeight + firstRows());
        placeHeader(goesOn);
        const std::size_t n = m_heights.size();
        std::size_t onPage = 0;
        for (std::size_t i = 0; i < n; ++i) {
            // The last rows move on together.
            const bool opensEnd = n >= 2 * leastRows && i + leastRows == n;
            const double wanted = opensEnd ? heightOf(i, n) : m_heights[i];
            if (onPage >= leastRows && wanted > m_sheet.room()) {
                m_sheet.newPage();
                placeHeader(true);
                onPage = 0;
            } else if (onPage > 0 && m_heights[i] > m_sheet.room()) {
                m_sheet.newPage(); // rows as high as half a page
                placeHeader(true);
                onPage = 0;
            }
            placeRow(i, onPage > 0);
            ++onPage;
        }
    }

    double continuedHeight() const
    {
        return m_measure.lineHeight(PaperFont::Small) + 2 * paperPoint;
    }

    void placeHeader(bool goesOn)
    {
        if (goesOn && !m_continued.isEmpty()) {
            m_sheet.text(m_sheet.left(), 0, m_continued, PaperFont::Small, PaperInk::Faint);
            m_sheet.skip(continuedHeight());
        }
        double x = m_sheet.left();
        const double line = m_measure.lineHeight(PaperFont::Small);
        for (std::size_t i = 0; i < m_part.columns.size(); ++i) {
            // Stands on the line, however many lines the others have.
            double y = rowPad + line * static_cast<double>(m_headerLines - m_header[i].size());
            for (const QString &text : m_header[i]) {
                placeCell(i, x, y, text, PaperFont::Small, PaperInk::Muted);
                y += line;
            }
            x += step(i);
        }
        m_sheet.skip(m_headerHeight);
        m_sheet.rule(m_sheet.left(), -hairline, m_sheet.width(), 0.7 * paperPoint, PaperInk::Faint);
    }

    /// From a column's left edge to that of the next one.
    double step(std::size_t at) const
    {
        const auto &columns = m_part.columns;
        return m_part.widths[at] +
               (at + 1 < columns.size() ? gapBefore(m_table, columns[at], columns[at + 1]) : 0);
    }

    void placeCell(std::size_t at, double x, double y, const QString &text, PaperFont font,
                   PaperInk ink)
    {
        if (m_table.columns[m_part.columns[at]].numeric)
            m_sheet.textRight(x + m_part.widths[at], y, text, font, ink);
        else
            m_sheet.text(x, y, text, font, ink);
    }

    void placeRow(std::size_t index, bool ruled)
    {
        const PaperTable::Row &row = m_table.rows[index];
        const PaperFont font = fontOf(row);
        if (ruled)
            m_sheet.rule(m_sheet.left(), 0, m_sheet.width(),
                         row.total ? 0.7 * paperPoint : hairline,
                         row.total ? PaperInk::Faint : PaperInk::Line);
        double x = m_sheet.left();
        for (std::size_t i = 0; i < m_part.columns.size(); ++i) {
            double y = rowPad;
            const double indent = indentOf(row, m_part.columns[i]);
            for (const QString &text : linesOf(row, i)) {
                placeCell(i, x + indent, y, text, font,
                          row.muted ? PaperInk::Muted : PaperInk::Text);
                y += m_measure.lineHeight(font);
            }
            x += step(i);
        }
        m_sheet.skip(m_heights[index]);
    }

    PaperSheet &m_sheet;
    const PaperMeasure &m_measure;
    const PaperTable &m_table;
    QString m_continued;
    TablePart m_part;
    std::vector<std::vector<QString>> m_header;
    std::size_t m_headerLines = 1;
    double m_headerHeight = 0;
    std::vector<double> m_heights;
};

} // namespace

void placeTable(PaperSheet &sheet, const PaperTable &table, const QString &continuedAs)
{
    if (!table.columns.empty() && !table.rows.empty())
        TablePlacer(sheet, table, continuedAs).place();
}

double tableHead(const PaperSheet &sheet, const PaperTable &table)
{
    if (table.columns.empty() || table.rows.empty())
        return sheet.measure().lineHeight(PaperFont::Body);
    PaperLayout scratch;
    scratch.size = sheet.layoutSize();
    PaperSheet blank(scratch, sheet.measure());
    return TablePlacer(blank, table, QString()).head();
}

} // namespace watchfloor
