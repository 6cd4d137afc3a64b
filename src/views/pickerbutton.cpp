// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/pickerbutton.h"

#include "models/plaintext.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QPainter>
#include <QStyleOptionToolButton>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int widest = 176;

} // namespace

PickerButton::PickerButton(const QString &icon, QWidget *parent)
    : QToolButton(parent)
    , m_icon(icon)
{
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PickerButton::setChoice(const QString &purpose, const QString &choice)
{
    m_choice = oneLine(choice, 80);
    setAccessibleName(purpose + QStringLiteral(": ") + m_choice);
    setToolTip(asHtml(purpose + QStringLiteral(": ") + m_choice));
    updateGeometry();
    update();
}

QSize PickerButton::sizeHint() const
{
    const int text = QFontMetrics(bodyFont()).horizontalAdvance(m_choice);
    return {std::min(widest, 8 + 16 + 6 + text + 6 + 16 + 6), 28};
}

QSize PickerButton::minimumSizeHint() const
{
    return {std::min(72, sizeHint().width()), 28};
}

void PickerButton::paintEvent(QPaintEvent *)
{
    QStyleOptionToolButton option;
    initStyleOption(&option);
    option.text.clear();
    option.features &= ~QStyleOptionToolButton::HasMenu;
    QPainter painter(this);
    style()->drawComplexControl(QStyle::CC_ToolButton, &option, &painter, this);
    const Palette &p = tokens();
    const auto place = [this](const QRect &r) {
        return QStyle::visualRect(layoutDirection(), rect(), r);
    };
    paintIcon(painter, place(QRect(8, 0, 16, height())), m_icon, p.muted);
    paintIcon(painter, place(QRect(width() - 22, 0, 16, height())), QStringLiteral("chevron"),
              p.muted);
    painter.setPen(isEnabled() ? p.text : p.faint);
    painter.setFont(bodyFont());
    const QRect label = place(QRect(30, 0, width() - 30 - 26, height()));
    painter.drawText(label,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     QFontMetrics(bodyFont()).elidedText(m_choice, Qt::ElideRight, label.width()));
}

} // namespace watchfloor
