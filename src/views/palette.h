// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

#include <array>

namespace watchfloor {

/// The only colours of the program. Everything painted asks tokens() at the time of painting,
/// so that a change of theme reaches it.
struct Palette {
    bool dark = false;
    QColor window, surface, raised, line;
    QColor text, muted, faint;
    QColor accent;          ///< selection, links, focus, the one primary button
    QColor good, warn, bad; ///< state only, always with a glyph or a word
    QColor info, away;
    std::array<QColor, 8> series; ///< charts; an agent or account keeps its colour everywhere
    std::array<QColor, 7> heat;   ///< surface -> accent in even lightness steps

    QColor selection() const; ///< accent at 14 %
    QColor hover() const;     ///< text at 5 %
    QColor onAccent() const;  ///< text on a button filled with the accent
    /// Series colour of anything with a stable number.
    const QColor &seriesFor(qint64 id) const;

    static const Palette &day();
    static const Palette &night();
};

enum class Theme { System, Light, Dark };

/// "light", "dark"; anything else is the desktop's.
Theme themeOf(const QString &key);

/// The palette in use. Light until applyTheme() was called.
const Palette &tokens();
/// Sets the application's QPalette, fonts and style sheet; widgets repaint. GUI thread.
void applyTheme(Theme theme);
/// The desktop changed its colours: follows if that is what applyTheme() was told.
void followDesktop();
QPalette toQPalette(const Palette &palette);

/// Mixes `share` (0..1) of `over` into `under`, opaque.
QColor blended(const QColor &under, const QColor &over, double share);
/// WCAG 2 contrast ratio, 1..21.
double contrast(const QColor &a, const QColor &b);

} // namespace watchfloor
