// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papertablefit.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace watchfloor {
namespace {

constexpr double pt = paperPoint;
/// From the usual to the closest that is still read with ease.
constexpr TableSpacing tableSpacings[] = {
    {8 * pt, 16 * pt, 8 * pt, 72 * pt, false, PaperFont::Body, PaperFont::Strong},
    {6 * pt, 10 * pt, 3 * pt, 64 * pt, true, PaperFont::Body, PaperFont::Strong},
    {5 * pt, 8 * pt, 3 * pt, 56 * pt, true, PaperFont::Small, PaperFont::SmallStrong}};

constexpr double indentStep = 10 * pt;
constexpr double mostTextShare = 0.55;  // of the page's width, when others need room too
constexpr double mostElidedShare = 0.3; // of a column that may be cut short, of a name over numbers
constexpr double leastElided = 36 * pt; // some letters and the dots
constexpr double mostExtra = 30 * pt;   // numbers far apart are no table any more
constexpr double leastFirst = 16 * pt;
constexpr std::size_t mostElided = 24; // different names; more are told apart by hardly anything

QString cellOf(const PaperTable::Row &row, std::size_t column)
{
    return row.cells.value(static_cast<qsizetype>(column));
}

/// A long id in two, behind the hyphen that leaves both about equally wide; without one in pieces
/// of one length that the eye still compares. One = it is none of these, or short.
std::vector<QString> piecesOfId(const QString &id)
{
    constexpr qsizetype mostLetters = 24;
    qsizetype best = 0;
    for (qsizetype at = id.indexOf(u'-') + 1; at > 0; at = id.indexOf(u'-', at) + 1) {
        if (std::abs(2 * at - id.size()) < std::abs(2 * best - id.size()))
            best = at;
    }
    if (best > 0 && best < id.size() && std::max(best, id.size() - best) <= mostLetters)
        return {id.left(best), id.mid(best)};
    const bool isPlain = std::all_of(id.begin(), id.end(), [](QChar letter) {
        return letter.unicode() > 0x20 && letter.unicode() < 0x7f;
    });
    if (id.size() <= mostLetters || !isPlain)
        return {id};
    const qsizetype count = (id.size() + mostLetters - 1) / mostLetters;
    const qsizetype each = (id.size() + count - 1) / count;
    std::vector<QString> pieces;
    for (qsizetype at = 0; at < id.size(); at += each)
        pieces.push_back(id.mid(at, each));
    return pieces;
}

} // namespace

TableFit::TableFit(const PaperTable &table, const PaperMeasure &measure, double width)
    : m_table(table)
    , m_measure(measure)
    , m_width(width)
{
    for (const TableSpacing &spacing : tableSpacings) {
        std::vector<Width> widths;
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            widths.push_back(measured(spacing, i));
        std::vector<TablePart> parts = split(spacing, widths);
        if (m_spacing && parts.size() >= m_parts.size())
            continue;
        m_spacing = &spacing;
        m_parts = std::move(parts);
        m_widths = std::move(widths);
        if (m_parts.size() == 1)
            break;
    }
    for (TablePart &part : m_parts)
        share(part);
}

double TableFit::gapBefore(const TableSpacing &spacing, std::size_t before,
                           std::size_t column) const
{
    const PaperTable::Column &own = m_table.columns[column];
    if (own.ofPrevious && column == before + 1)
        return spacing.beside;
    return m_table.columns[before].numeric && !own.numeric ? spacing.numberToWord : spacing.gap;
}

PaperFont TableFit::font(const TableSpacing &spacing, const PaperTable::Row &row,
                         std::size_t column) const
{
    if (m_table.columns[column].ofPrevious)
        return PaperFont::Small;
    return row.total ? spacing.total : spacing.cell;
}

double TableFit::indent(const PaperTable::Row &row, std::size_t column) const
{
    return column == 0 ? row.depth * indentStep : 0;
}

TableFit::Width TableFit::measured(const TableSpacing &spacing, std::size_t column) const
{
    const PaperTable::Column &spec = m_table.columns[column];
    Width width;
    for (const PaperTable::Row &row : m_table.rows)
        width.natural = std::max(width.natural,
                                 m_measure.width(cellOf(row, column), font(spacing, row, column)) +
                                     indent(row, column));
    const double word = m_measure.widestWord(spec.title, PaperFont::Small);
    if (spec.numeric) { // its cells are never broken; a long name above them is, if need be
        width.least = std::max(width.natural, std::min(word, spacing.leastText));
        width.natural = std::max(width.least, std::min(word, mostElidedShare * m_width));
        return width;
    }
    width.natural = std::max(width.natural, m_measure.width(spec.title, PaperFont::Small));
    width.least = std::min(width.natural, std::max(word, spacing.leastText));
    for (std::size_t row = 0; spec.ofIds && row < m_table.rows.size(); ++row) {
        const std::vector<QString> pieces = piecesOfId(cellOf(m_table.rows[row], column));
        for (std::size_t i = 0; pieces.size() > 1 && i < pieces.size(); ++i)
            width.least = std::max(
                width.least, m_measure.width(pieces[i], font(spacing, m_table.rows[row], column)));
    }
    const double share = spec.elides ? mostElidedShare : mostTextShare;
    width.natural = std::max(width.least, std::min(width.natural, share * m_width));
    if (!spec.elides)
        return width;
    if (!spacing.elides)
        width.least = width.natural; // whole as long as there is room
    else if (const double distinct = leastDistinct(spacing, column, width.natural);
             distinct <= width.natural) {
        width.least = std::max(distinct, std::min(word, width.natural));
        width.elides = true;
    }
    return width;
}

/// The least width at which names cut short are still told apart; more than `natural`: none.
double TableFit::leastDistinct(const TableSpacing &spacing, std::size_t column,
                               double natural) const
{
    std::set<QString> names;
    for (const PaperTable::Row &row : m_table.rows) {
        names.insert(cellOf(row, column));
        if (names.size() > mostElided)
            return natural + 1;
    }
    const auto distinctAt = [&](double width) {
        std::set<QString> cut;
        for (const QString &name : names)
            cut.insert(m_measure.elided(name, spacing.cell, width));
        return cut.size() == names.size();
    };
    if (!distinctAt(natural))
        return natural + 1;
    double low = std::min(leastElided, natural);
    if (distinctAt(low))
        return low;
    double high = natural;
    while (high - low > 2 * pt) {
        const double middle = (low + high) / 2;
        (distinctAt(middle) ? high : low) = middle;
    }
    return high;
}

std::vector<TablePart> TableFit::split(const TableSpacing &spacing,
                                       const std::vector<Width> &widths) const
{
    std::vector<TablePart> parts(1);
    parts.back().columns = {0};
    double used = widths.front().least;
    for (std::size_t i = 1; i < widths.size(); ++i) {
        const std::size_t last = parts.back().columns.back();
        double more = gapBefore(spacing, last, i) + widths[i].least;
        double beside = 0; // of what belongs to it
        for (std::size_t j = i + 1; j < widths.size() && m_table.columns[j].ofPrevious; ++j)
            beside += gapBefore(spacing, j - 1, j) + widths[j].least;
        const bool begins = i == 1 || !m_table.columns[i].ofPrevious;
        if (begins && used + more + beside > m_width && parts.back().columns.size() > 1) {
            parts.emplace_back();
            parts.back().columns = {0};
            used = widths.front().least;
            more = gapBefore(spacing, 0, i) + widths[i].least;
        }
        parts.back().columns.push_back(i);
        used += more;
    }
    return parts;
}

/// Words first get what they would like, names that would be cut short before those that wrap;
/// numbers then stand a little apart; the first column has the rest.
void TableFit::share(TablePart &part) const
{
    double room = m_width;
    for (std::size_t i = 1; i < part.columns.size(); ++i)
        room -= gapBefore(part.columns[i - 1], part.columns[i]);
    for (const std::size_t column : part.columns) {
        part.widths.push_back(m_widths[column].least);
        room -= m_widths[column].least;
    }
    for (const bool elides : {true, false}) {
        for (std::size_t i = 0; i < part.columns.size() && room > 0; ++i) {
            const std::size_t column = part.columns[i];
            if (m_table.columns[column].elides != elides)
                continue;
            const double wanted = m_widths[column].natural - part.widths[i];
            if (m_table.columns[column].ofIds && wanted > room)
                continue; // they would stand on several lines all the same
            const double given = std::min(room, wanted);
            part.widths[i] += given;
            room -= given;
        }
    }
    std::size_t apart = 0; // what belongs to a column stays close to it
    for (std::size_t i = 1; i < part.columns.size(); ++i)
        apart += !m_table.columns[part.columns[i]].ofPrevious;
    if (apart > 0 && room > 0) {
        const double each = std::min(mostExtra, room / static_cast<double>(apart));
        for (std::size_t i = 1; i < part.columns.size(); ++i) {
            if (m_table.columns[part.columns[i]].ofPrevious)
                continue;
            part.widths[i] += each;
            room -= each;
        }
    }
    part.widths.front() = std::max(part.widths.front() + std::max(room, 0.0), leastFirst);
}

std::vector<QString> TableFit::lines(const PaperTable::Row &row, std::size_t column,
                                     double width) const
{
    const QString text = cellOf(row, column);
    if (m_table.columns[column].numeric)
        return {text};
    const PaperFont in = font(row, column);
    if (m_table.columns[column].ofIds && m_measure.width(text, in) > width) {
        const std::vector<QString> pieces = piecesOfId(text);
        const bool fit = std::all_of(pieces.begin(), pieces.end(), [&](const QString &piece) {
            return m_measure.width(piece, in) <= width - indent(row, column);
        });
        if (fit)
            return pieces;
    }
    if (!m_widths[column].elides)
        return m_measure.wrapped(text, in, width - indent(row, column));
    const auto known = m_cut.find(text);
    if (known != m_cut.end())
        return {known->second};
    if (m_measure.width(text, in) <= width)
        return {text};
    return {m_cut[text] = m_measure.elided(text, in, width)};
}

} // namespace watchfloor
