// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/paperfonts.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QStringList>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace watchfloor {
namespace {

struct FontSpec {
    double points;
    QFont::Weight weight;
};

constexpr std::array<FontSpec, paperFontCount> fontSpecs{{
    {8.5, QFont::Normal},    // Body
    {8.5, QFont::DemiBold},  // Strong
    {7.0, QFont::Normal},    // Small
    {12.5, QFont::DemiBold}, // Heading
    {19.0, QFont::DemiBold}, // Title
    {15.0, QFont::DemiBold}, // Figure
    {7.0, QFont::DemiBold},  // SmallStrong
}};

constexpr double slack = 0.01; // sums of widths are not exact

QString trimmedEnd(const QString &line)
{
    qsizetype end = line.size();
    while (end > 0 && line.at(end - 1).isSpace())
        --end;
    return line.left(end);
}

/// The pieces between places where a line may be broken.
std::vector<QString> piecesOf(const QString &text, QTextBoundaryFinder::BoundaryType type)
{
    std::vector<QString> pieces;
    QTextBoundaryFinder finder(type, text);
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to > 0; to = finder.toNextBoundary()) {
        pieces.push_back(text.mid(from, to - from));
        from = to;
    }
    if (from < text.size())
        pieces.push_back(text.mid(from));
    return pieces;
}

/// A dot between two things ends a line and begins none.
template<typename Fits>
std::vector<QString> withTheirDots(const std::vector<QString> &pieces, const Fits &fits)
{
    std::vector<QString> joined;
    for (const QString &piece : pieces) {
        const bool isDot = trimmedEnd(piece) == QStringLiteral("·");
        if (isDot && !joined.empty() && fits(joined.back() + piece))
            joined.back() += piece;
        else
            joined.push_back(piece);
    }
    return joined;
}

} // namespace

std::vector<QString> PaperMeasure::wrapped(const QString &text, PaperFont font, double room) const
{
    room += slack;
    if (width(text, font) <= room)
        return {text};
    std::vector<QString> lines;
    QString line;
    const auto add = [&](const QString &piece) {
        if (!line.isEmpty() && width(trimmedEnd(line + piece), font) > room) {
            lines.push_back(trimmedEnd(line));
            line.clear();
        }
        line += piece;
    };
    const auto fits = [&](const QString &piece) { return width(trimmedEnd(piece), font) <= room; };
    for (const QString &piece : withTheirDots(piecesOf(text, QTextBoundaryFinder::Line), fits)) {
        if (fits(piece)) {
            add(piece);
            continue;
        }
        for (const QString &letter : piecesOf(piece, QTextBoundaryFinder::Grapheme))
            add(letter);
    }
    if (!trimmedEnd(line).isEmpty() || lines.empty())
        lines.push_back(trimmedEnd(line));
    return lines;
}

QString PaperMeasure::elided(const QString &text, PaperFont font, double room) const
{
    if (width(text, font) <= room)
        return text;
    const QString dots(QChar(0x2026));
    const std::vector<QString> letters = piecesOf(text, QTextBoundaryFinder::Grapheme);
    QString kept;
    for (const QString &letter : letters) {
        if (width(kept + letter + dots, font) > room)
            break;
        kept += letter;
    }
    return trimmedEnd(kept) + dots;
}

double PaperMeasure::widestWord(const QString &text, PaperFont font) const
{
    double widest = 0;
    for (const QString &piece : piecesOf(text, QTextBoundaryFinder::Line))
        widest = std::max(widest, width(trimmedEnd(piece), font));
    return widest;
}

// The same on every desktop and in every locale, which the system's own font is not: a report is
// the same paper from the window and from cron.
QString PaperFonts::usualFamily()
{
    for (const char *name : {"Noto Sans", "DejaVu Sans", "Liberation Sans"}) {
        if (QFontDatabase::hasFamily(QLatin1String(name)))
            return QLatin1String(name);
    }
    return QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
}

PaperFonts::PaperFonts()
    : PaperFonts(usualFamily())
{
}

PaperFonts::PaperFonts(const QString &family)
    : m_family(family)
{
    // Signs as outlines, in front of the system's pictures of them. The first one by its own name:
    // in a list an alias ("Sans Serif") is nobody, and the fonts of signs would draw the digits.
    QStringList families{QFontInfo(QFont(family)).family()};
    for (const char *signs : {"Noto Sans Symbols2", "Noto Sans Symbols", "Symbola"}) {
        if (QFontDatabase::hasFamily(QLatin1String(signs)))
            families << QLatin1String(signs);
    }
    for (std::size_t i = 0; i < fontSpecs.size(); ++i) {
        QFont font(families);
        font.setPixelSize(static_cast<int>(fontSpecs[i].points * paperPoint));
        font.setWeight(fontSpecs[i].weight);
        font.setHintingPreference(QFont::PreferNoHinting);
        m_fonts[i] = font;
    }
}

FontMeasure::FontMeasure(const PaperFonts &fonts)
{
    for (std::size_t i = 0; i < paperFontCount; ++i)
        m_metrics.emplace_back(fonts.font(static_cast<PaperFont>(i)));
}

double FontMeasure::width(const QString &text, PaperFont font) const
{
    return metrics(font).horizontalAdvance(text);
}

double FontMeasure::ascent(PaperFont font) const
{
    return metrics(font).ascent();
}

double FontMeasure::lineHeight(PaperFont font) const
{
    return metrics(font).height();
}

} // namespace watchfloor
