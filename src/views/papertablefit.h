// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "views/paperblocks.h"
#include "views/paperfonts.h"

#include <map>

namespace watchfloor {

/// How close together the cells of a table stand.
struct TableSpacing {
    double gap;          ///< between columns
    double numberToWord; ///< behind a number and before a word: they must not run into each other
    double beside;       ///< in front of what belongs to the column before it
    double leastText;    ///< width of a column of words
    bool elides;         ///< long words of columns that allow it are cut short
    PaperFont cell;
    PaperFont total;
};

/// Some of a table's columns, beside each other.
struct TablePart {
    std::vector<std::size_t> columns;
    std::vector<double> widths;
};

/// Which columns of a table stand beside each other and how wide: all of them where that can be
/// read, if need be closer together; what is left goes below, behind the first column again.
/// Table and measure outlive it.
class TableFit {
public:
    TableFit(const PaperTable &table, const PaperMeasure &measure, double width);

    const std::vector<TablePart> &parts() const { return m_parts; }
    const TableSpacing &spacing() const { return *m_spacing; }
    double gapBefore(std::size_t before, std::size_t column) const
    {
        return gapBefore(*m_spacing, before, column);
    }
    PaperFont font(const PaperTable::Row &row, std::size_t column) const
    {
        return font(*m_spacing, row, column);
    }
    double indent(const PaperTable::Row &row, std::size_t column) const;
    std::vector<QString> lines(const PaperTable::Row &row, std::size_t column, double width) const;
    /// What lines() has cut short so far, with the whole of it.
    const std::map<QString, QString> &cut() const { return m_cut; }

private:
    struct Width {
        double least = 0;
        double natural = 0;
        bool elides = false; ///< cut short rather than wrapped
    };

    double gapBefore(const TableSpacing &spacing, std::size_t before, std::size_t column) const;
    PaperFont font(const TableSpacing &spacing, const PaperTable::Row &row,
                   std::size_t column) const;
    Width measured(const TableSpacing &spacing, std::size_t column) const;
    double leastDistinct(const TableSpacing &spacing, std::size_t column, double natural) const;
    std::vector<TablePart> split(const TableSpacing &spacing,
                                 const std::vector<Width> &widths) const;
    void share(TablePart &part) const;

    const PaperTable &m_table;
    const PaperMeasure &m_measure;
    double m_width;
    const TableSpacing *m_spacing = nullptr;
    std::vector<TablePart> m_parts;
    std::vector<Width> m_widths; ///< by column, before they share the room
    mutable std::map<QString, QString> m_cut;
};

} // namespace watchfloor
