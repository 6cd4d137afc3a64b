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

constexpr int besideWords = 8 + 16 + 6 + 6 + 16 + 6;

} // namespace

PickerButton::PickerButton(const QString &icon, QWidget *parent)
    : QToolButton(parent)
    , m_icon(icon)
{
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void PickerButton::setChoice(const QString &purpose, const QString &choice, const QString &more)
{
    const QString line = oneLine(choice, 80);
    if (purpose == m_purpose && line == m_choice && more == m_more)
        return; // told anew with every tick of the clock
    m_purpose = purpose;
    m_choice = line;
    m_more = more;
    describe();
    updateGeometry();
    update();
    Q_EMIT wordsChanged();
}

void PickerButton::setIgnored(const IgnoredPart *ignored)
{
    m_ignored = ignored;
    m_reason = ignored ? ignored->reason : QString();
    describe();
    update();
}

void PickerButton::describe()
{
    QString name = m_purpose + QStringLiteral(": ") + m_choice;
    if (m_ignored)
        name += QStringLiteral(" · ") + tr("not applied here");
    setAccessibleName(name);
    setAccessibleDescription(m_reason);
    QStringList lines{name, m_reason, m_more};
    lines.removeAll(QString());
    setToolTip(asHtml(lines.join(QLatin1Char('\n'))));
}

void PickerButton::setIconOnly(bool iconOnly)
{
    if (iconOnly == m_iconOnly)
        return;
    m_iconOnly = iconOnly;
    updateGeometry();
    update();
}

void PickerButton::setWidest(int width)
{
    m_widest = width;
    updateGeometry();
}

int PickerButton::fullWidth() const
{
    return std::min(m_widest, besideWords + QFontMetrics(bodyFont()).horizontalAdvance(m_choice));
}

QSize PickerButton::sizeHint() const
{
    return {m_iconOnly ? iconWidth() : fullWidth(), 28};
}

QSize PickerButton::minimumSizeHint() const
{
    return {m_iconOnly ? iconWidth() : std::min(72, sizeHint().width()), 28};
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
    if (m_iconOnly)
        return;
    painter.setPen(isEnabled() && !m_ignored ? p.text : p.faint);
    QFont font = bodyFont();
    font.setStrikeOut(m_ignored);
    painter.setFont(font);
    const QRect label = place(QRect(30, 0, width() - 30 - 26, height()));
    painter.drawText(label,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     QFontMetrics(bodyFont()).elidedText(m_choice, Qt::ElideRight, label.width()));
}

} // namespace watchfloor
