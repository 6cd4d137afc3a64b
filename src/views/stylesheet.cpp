// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stylesheet.h"

#include "views/palette.h"

#include <QList>
#include <QPair>

namespace watchfloor {
namespace {

// Names of the form @token are replaced by colours below.
const char *const sheet = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }

QLabel[muted="true"] { color: @muted; }

QPushButton, QToolButton {
  background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
  padding: 0 12px; min-height: 26px;
}
QToolButton { padding: 0 8px; }
QPushButton, QToolButton, QCheckBox, QRadioButton, QComboBox { outline: none; }
QPushButton:hover, QToolButton:hover { background: @hover; }
QPushButton:pressed, QToolButton:pressed, QToolButton:open { background: @pressed; }
QPushButton:focus, QToolButton:focus { border: 1px solid @accent; }
QPushButton:disabled, QToolButton:disabled { color: @faint; background: @window; }
QPushButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent; }
QPushButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus { border: 1px solid @text; }
QPushButton[primary="true"]:disabled { background: @line; color: @faint; border: 1px solid @line; }
QPushButton[flat="true"], QToolButton[quiet="true"] { background: transparent; border: 1px solid transparent; }
QPushButton[flat="true"]:hover, QToolButton[quiet="true"]:hover { background: @hover; }
QPushButton[flat="true"]:focus, QToolButton[quiet="true"]:focus { border: 1px solid @accent; }
QToolButton[disclosure="true"] { background: transparent; border: 1px solid transparent; padding: 0 8px 0 0; }
QToolButton[disclosure="true"]:hover { background: @hover; }
QToolButton[disclosure="true"]:focus { border: 1px solid @accent; }
QToolButton[quiet="true"]:checked { background: @selection; color: @text; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QDateEdit, QTimeEdit, QSpinBox {
  background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
  padding: 0 8px; min-height: 26px; selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit:focus, QDateEdit:focus, QTimeEdit:focus, QSpinBox:focus { border: 1px solid @accent; }
QLineEdit QToolButton { background: transparent; border: none; padding: 0; min-height: 0; }
QLineEdit:disabled { color: @faint; background: @window; }
QComboBox {
  background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
  padding: 0 8px; min-height: 26px;
}
QComboBox:focus { border: 1px solid @accent; }
QComboBox:disabled { color: @faint; background: @window; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/@drop.svg); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
  background: @raised; color: @text; border: 1px solid @line; outline: none;
  selection-background-color: @selection; selection-color: @text;
}
QCheckBox, QRadioButton { color: @text; spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator {
  width: 12px; height: 12px; background: @surface; border: 1px solid @faint; border-radius: 3px;
}
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 1px solid @accent; }
QCheckBox::indicator:checked {
  background: @accent; border: 1px solid @accent; image: url(:/icons/@tick.svg);
}
QCheckBox::indicator:checked:focus { border: 1px solid @text; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 4px solid @accent; }
QRadioButton::indicator:checked:focus { border: 4px solid @text; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border: 1px solid @line; }
QPlainTextEdit, QTextEdit {
  background: @surface; color: @text; border: 1px solid @line; border-radius: 6px;
  selection-background-color: @accent; selection-color: @onAccent;
}
QPlainTextEdit:focus, QTextEdit:focus { border: 1px solid @accent; }

QMenu { background: @raised; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 12px; height: 12px; margin-left: 8px; }

QHeaderView { background: @surface; border: none; }
QHeaderView::section {
  background: @surface; color: @muted; border: none; border-bottom: 1px solid @line;
  padding: 0 8px; font-size: 11px;
}
QTableView { background: @surface; border: none; outline: none; gridline-color: @line; }
QTableCornerButton::section { background: @surface; border: none; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QProgressBar { background: @line; border: none; border-radius: 2px; max-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QScrollArea { background: transparent; border: none; }
)";

} // namespace

QString styleSheet(const Palette &p)
{
    const QList<QPair<QString, QColor>> colours{
        // Longer names first: @accentHover before @accent.
        {QStringLiteral("@accentHover"), blended(p.accent, p.text, 0.15)},
        {QStringLiteral("@onAccent"), p.onAccent()},
        {QStringLiteral("@accent"), p.accent},
        {QStringLiteral("@selection"), p.selection()},
        {QStringLiteral("@surface"), p.surface},
        {QStringLiteral("@pressed"), blended(p.surface, p.text, 0.09)},
        {QStringLiteral("@window"), p.window},
        {QStringLiteral("@raised"), p.raised},
        {QStringLiteral("@handle"), blended(p.surface, p.text, 0.25)},
        {QStringLiteral("@hover"), p.hover()},
        {QStringLiteral("@muted"), p.muted},
        {QStringLiteral("@faint"), p.faint},
        {QStringLiteral("@line"), p.line},
        {QStringLiteral("@text"), p.text},
    };
    QString css = QLatin1String(sheet);
    // Pictures of a style sheet cannot take a token's colour.
    css.replace(QLatin1String("@tick"),
                p.dark ? QLatin1String("tick-dark") : QLatin1String("tick-light"));
    css.replace(QLatin1String("@drop"),
                p.dark ? QLatin1String("drop-dark") : QLatin1String("drop-light"));
    for (const auto &[name, colour] : colours)
        css.replace(name, colour.name());
    return css;
}

} // namespace watchfloor
