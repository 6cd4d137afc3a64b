// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/palette.h"

#include "views/stylesheet.h"
#include "views/typography.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace watchfloor {
namespace {

QColor hex(const char *name)
{
    return QColor(QLatin1String(name));
}

void fillHeat(Palette &p)
{
    for (size_t i = 0; i < p.heat.size(); ++i)
        p.heat[i] = blended(p.surface, p.accent, 0.10 + 0.90 * static_cast<double>(i) / 6.0);
}

Palette makeDay()
{
    Palette p;
    p.window = hex("#F6F7F9");
    p.surface = hex("#FFFFFF");
    p.raised = hex("#FFFFFF");
    p.line = hex("#DFE3E8");
    p.text = hex("#1B1F24");
    p.muted = hex("#59636E");
    p.faint = hex("#68717B");
    p.accent = hex("#1F5FBF");
    p.good = hex("#1A7F4B");
    p.warn = hex("#9A5B00");
    p.bad = hex("#C2252B");
    p.info = hex("#4A5FC1");
    p.away = hex("#8A6100");
    // Neighbours differ in lightness too: told apart without red, green or blue cones as well.
    p.series = {hex("#1F5FBF"), hex("#D86C1A"), hex("#155B38"), hex("#9872F6"),
                hex("#C5146D"), hex("#705C02"), hex("#2B92CA"), hex("#687889")};
    fillHeat(p);
    return p;
}

Palette makeNight()
{
    Palette p;
    p.dark = true;
    p.window = hex("#15181C");
    p.surface = hex("#1C2025");
    p.raised = hex("#23282E");
    p.line = hex("#343A42");
    p.text = hex("#E8EBEE");
    p.muted = hex("#A3ACB6");
    p.faint = hex("#8B949E");
    p.accent = hex("#6EA8FF");
    p.good = hex("#4CC38A");
    p.warn = hex("#F0B352");
    p.bad = hex("#FF7B72");
    p.info = hex("#9DB0FF");
    p.away = hex("#E3B341");
    p.series = {hex("#6EA8FF"), hex("#F59F6B"), hex("#61D6B8"), hex("#A871C5"),
                hex("#D95D83"), hex("#D6C64E"), hex("#ADE5FF"), hex("#98A0B6")};
    fillHeat(p);
    return p;
}

const Palette *&current()
{
    static const Palette *chosen = &Palette::day();
    return chosen;
}

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(static_cast<double>(c.redF())) +
           0.7152 * linear(static_cast<double>(c.greenF())) +
           0.0722 * linear(static_cast<double>(c.blueF()));
}

Theme &wished()
{
    static Theme theme = Theme::System;
    return theme;
}

/// Qt 6.4 does not tell the desktop's choice directly; the palette without ours does.
bool systemIsDark()
{
    QApplication::setPalette(QPalette());
    return QApplication::palette().color(QPalette::Window).lightness() < 128;
}

} // namespace

const Palette &Palette::day()
{
    static const Palette p = makeDay();
    return p;
}

const Palette &Palette::night()
{
    static const Palette p = makeNight();
    return p;
}

QColor Palette::selection() const
{
    return blended(surface, accent, 0.14);
}

QColor Palette::hover() const
{
    return blended(surface, text, 0.05);
}

QColor Palette::onAccent() const
{
    return dark ? window : surface;
}

const QColor &Palette::seriesFor(qint64 id) const
{
    const auto count = static_cast<qint64>(series.size());
    return series[static_cast<size_t>(((id % count) + count) % count)];
}

Theme themeOf(const QString &key)
{
    return key == QLatin1String("dark")    ? Theme::Dark
           : key == QLatin1String("light") ? Theme::Light
                                           : Theme::System;
}

const Palette &tokens()
{
    return *current();
}

void applyTheme(Theme theme)
{
    wished() = theme;
    const bool dark = theme == Theme::Dark || (theme == Theme::System && systemIsDark());
    current() = dark ? &Palette::night() : &Palette::day();
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(toQPalette(tokens()));
    QApplication::setFont(bodyFont());
    QToolTip::setFont(bodyFont());
    qApp->setStyleSheet(styleSheet(tokens()));
}

void followDesktop()
{
    if (wished() == Theme::System && systemIsDark() != tokens().dark)
        applyTheme(Theme::System);
    else
        QApplication::setPalette(toQPalette(tokens()));
}

QPalette toQPalette(const Palette &p)
{
    QPalette q;
    q.setColor(QPalette::Window, p.window);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.surface);
    q.setColor(QPalette::AlternateBase, p.window);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.faint);
    q.setColor(QPalette::Button, p.surface);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.bad);
    q.setColor(QPalette::ToolTipBase, p.raised);
    q.setColor(QPalette::ToolTipText, p.text);
    q.setColor(QPalette::Highlight, p.accent);
    q.setColor(QPalette::HighlightedText, p.onAccent());
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::LinkVisited, p.accent);
    q.setColor(QPalette::Light, p.raised);
    q.setColor(QPalette::Midlight, p.line);
    q.setColor(QPalette::Mid, p.line);
    q.setColor(QPalette::Dark, p.faint);
    q.setColor(QPalette::Shadow, p.line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        q.setColor(QPalette::Disabled, role, p.faint);
    q.setColor(QPalette::Disabled, QPalette::Highlight, p.line);
    q.setColor(QPalette::Disabled, QPalette::HighlightedText, p.text);
    return q;
}

QColor blended(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](float a, float b) {
        const double value =
            (1.0 - share) * static_cast<double>(a) + share * static_cast<double>(b);
        return static_cast<float>(std::clamp(value, 0.0, 1.0));
    };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return std::max(x, y) / std::min(x, y);
}

} // namespace watchfloor
