// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QFontMetricsF>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace watchfloor {

/// Paper is measured in units of 1/720 inch, a tenth of a point.
inline constexpr int paperUnitsPerInch = 720;
inline constexpr double paperPoint = 10;

enum class PaperFont { Body, Strong, Small, Heading, Title, Figure, SmallStrong };
inline constexpr std::size_t paperFontCount = 7;

/// How wide and high text is. Given, so that tests of the layout rest on no font.
class PaperMeasure {
public:
    virtual ~PaperMeasure() = default;
    virtual double width(const QString &text, PaperFont font) const = 0;
    virtual double ascent(PaperFont font) const = 0;
    virtual double lineHeight(PaperFont font) const = 0;

    /// Lines no wider than `width`, broken where the language allows it, else between letters.
    std::vector<QString> wrapped(const QString &text, PaperFont font, double width) const;
    QString elided(const QString &text, PaperFont font, double width) const;
    /// Of what wrapped() breaks only when there is no other way.
    double widestWord(const QString &text, PaperFont font) const;
};

/// Always light, always these sizes, whatever the screen's are. Copies may be used on any thread.
class PaperFonts {
public:
    /// Of a family that is the same on every desktop, if there is one; asked on the GUI thread.
    PaperFonts();
    explicit PaperFonts(const QString &family);

    const QFont &font(PaperFont role) const { return m_fonts[static_cast<std::size_t>(role)]; }
    /// Of the default.
    static QString usualFamily();
    /// The family as the screen has it; charts are written in it.
    QFont screen() const { return QFont(m_family); }

private:
    QString m_family;
    std::array<QFont, paperFontCount> m_fonts;
};

/// By the fonts' own metrics, unhinted. For the thread that makes it.
class FontMeasure : public PaperMeasure {
public:
    explicit FontMeasure(const PaperFonts &fonts);

    double width(const QString &text, PaperFont font) const override;
    double ascent(PaperFont font) const override;
    double lineHeight(PaperFont font) const override;

private:
    const QFontMetricsF &metrics(PaperFont font) const
    {
        return m_metrics[static_cast<std::size_t>(font)];
    }
    std::vector<QFontMetricsF> m_metrics;
};

} // namespace watchfloor
