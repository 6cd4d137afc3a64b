// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papersheet.h"

#include <algorithm>
#include <numeric>

namespace watchfloor {
namespace {

constexpr double rowPad = 2.4 * paperPoint;
constexpr std::size_t leastRows = 2; // neither end of a part has fewer

class TablePlacer {
public:
    TablePlacer(PaperSheet &sheet, const PaperTable &table, const TableFit &fit,
                const QString &continuedAs)
        : m_sheet(sheet)
        , m_measure(sheet.measure())
        , m_table(table)
        , m_fit(fit)
        , m_continued(continuedAs)
    {
    }

    void place()
    {
        bool goesOn = false;
        for (const TablePart &part : m_fit.parts()) {
            if (goesOn)
                m_sheet.gap(12 * paperPoint);
            m_part = part;
            wrapPart();
            placePart(goesOn);
            goesOn = true;
        }
        placeKey();
    }

    double head()
    {
        m_part = m_fit.parts().front();
        wrapPart();
        return m_headerHeight + firstRows();
    }

private:
    std::vector<QString> linesOf(const PaperTable::Row &row, std::size_t at) const
    {
        return m_fit.lines(row, m_part.columns[at], m_part.widths[at]);
    }

    /// Names that were cut short, in full.
    void placeKey()
    {
        if (m_fit.cut().empty())
            return;
        QStringList names;
        for (const auto &[whole, cut] : m_fit.cut())
            names << cut + QStringLiteral(" = ") + whole;
        m_sheet.skip(4 * paperPoint);
        const double line = m_measure.lineHeight(PaperFont::Small);
        for (const QString &text : m_measure.wrapped(names.join(QStringLiteral(" · ")),
                                                     PaperFont::Small, m_sheet.width())) {
            m_sheet.need(line);
            m_sheet.text(m_sheet.left(), 0, text, PaperFont::Small, PaperInk::Faint);
            m_sheet.skip(line);
        }
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

    PaperFont fontOf(const PaperTable::Row &row) const { return m_fit.font(row, 0); }

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
               (at + 1 < columns.size() ? m_fit.gapBefore(columns[at], columns[at + 1]) : 0);
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
        const double ascent = m_measure.ascent(fontOf(row));
        if (ruled)
            m_sheet.rule(m_sheet.left(), 0, m_sheet.width(),
                         row.total ? 0.7 * paperPoint : hairline,
                         row.total ? PaperInk::Faint : PaperInk::Line);
        double x = m_sheet.left();
        for (std::size_t i = 0; i < m_part.columns.size(); ++i) {
            const std::size_t column = m_part.columns[i];
            const PaperFont font = m_fit.font(row, column);
            const bool muted = row.muted || m_table.columns[column].ofPrevious;
            double y = rowPad + ascent - m_measure.ascent(font); // all on one base line
            for (const QString &text : linesOf(row, i)) {
                placeCell(i, x + m_fit.indent(row, column), y, text, font,
                          muted ? PaperInk::Muted : PaperInk::Text);
                y += m_measure.lineHeight(font);
            }
            x += step(i);
        }
        m_sheet.skip(m_heights[index]);
    }

    PaperSheet &m_sheet;
    const PaperMeasure &m_measure;
    const PaperTable &m_table;
    const TableFit &m_fit;
    QString m_continued;
    TablePart m_part;
    std::vector<std::vector<QString>> m_header;
    std::size_t m_headerLines = 1;
    double m_headerHeight = 0;
    std::vector<double> m_heights;
};

} // namespace

void placeTable(PaperSheet &sheet, const PaperTable &table, const TableFit &fit,
                const QString &continuedAs)
{
    TablePlacer(sheet, table, fit, continuedAs).place();
}

double tableHead(const PaperSheet &sheet, const PaperTable &table, const TableFit &fit)
{
    PaperLayout scratch;
    scratch.size = sheet.layoutSize();
    PaperSheet blank(scratch, sheet.measure());
    return TablePlacer(blank, table, fit, QString()).head();
}

} // namespace watchfloor
