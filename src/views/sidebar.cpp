// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/sidebar.h"

#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QAbstractButton>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

constexpr int wideWidth = 176;
constexpr int narrowWidth = 48;
constexpr int titleHeight = 52;

class NavButton : public QAbstractButton {
public:
    NavButton(const QString &icon, QWidget *parent)
        : QAbstractButton(parent)
        , m_icon(icon)
    {
        setCheckable(true);
        setAutoExclusive(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::StrongFocus);
        setFixedHeight(32);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override { return {wideWidth - 16, 32}; }
    QSize minimumSizeHint() const override { return {32, 32}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(
                blended(p.window, isChecked() ? p.accent : p.text, isChecked() ? 0.14 : 0.06));
            painter.drawRoundedRect(rect(), 6, 6);
        }
        if (hasFocus()) {
            painter.setPen(QPen(p.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        const QRect icon = QStyle::visualRect(layoutDirection(), rect(), QRect(8, 8, 16, 16));
        paintIcon(painter, icon, m_icon, isChecked() ? p.accent : p.muted);
        if (width() < wideWidth / 2)
            return;
        painter.setFont(isChecked() ? strongFont() : bodyFont());
        painter.setPen(isChecked() ? p.text : p.muted);
        const QRect label =
            QStyle::visualRect(layoutDirection(), rect(), QRect(34, 0, width() - 40, height()));
        painter.drawText(
            label,
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                             Qt::AlignVCenter) |
                Qt::TextSingleLine,
            QFontMetrics(painter.font()).elidedText(text(), Qt::ElideRight, label.width()));
    }

private:
    QString m_icon;
};

} // namespace

Sidebar::Sidebar(QWidget *parent)
    : QWidget(parent)
    , m_upper(new QVBoxLayout)
    , m_lower(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, titleHeight, 8, 8);
    layout->setSpacing(0);
    m_upper->setSpacing(2);
    m_lower->setSpacing(2);
    layout->addLayout(m_upper);
    layout->addStretch();
    layout->addLayout(m_lower);
    setFixedWidth(wideWidth);
    setAccessibleName(tr("Pages"));
}

void Sidebar::addEntry(const QString &key, const QString &title, const QString &icon,
                       const QString &shortcut, bool atEnd)
{
    auto *button = new NavButton(icon, this);
    button->setText(title);
    button->setObjectName(key);
    button->setAccessibleName(title);
    button->setToolTip(shortcut.isEmpty() ? title : tr("%1 (%2)").arg(title, shortcut));
    connect(button, &QAbstractButton::clicked, this, [this, key] { Q_EMIT chosen(key); });
    (atEnd ? m_lower : m_upper)->addWidget(button);
    m_buttons.push_back(button);
}

void Sidebar::setCurrent(const QString &key)
{
    for (QAbstractButton *button : m_buttons)
        button->setChecked(button->objectName() == key);
}

void Sidebar::setNarrow(bool narrow)
{
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    setFixedWidth(narrow ? narrowWidth : wideWidth);
    update();
}

void Sidebar::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.fillRect(rect(), p.window);
    painter.setPen(QPen(p.line, 0));
    const int edge = layoutDirection() == Qt::RightToLeft ? 0 : width() - 1;
    painter.drawLine(edge, 0, edge, height());
    const QRect sign = QStyle::visualRect(layoutDirection(), rect(), QRect(14, 16, 20, 20));
    paintIcon(painter, sign, QStringLiteral("watchfloor"), p.accent, 20);
    if (m_narrow)
        return;
    painter.setFont(strongFont());
    painter.setPen(p.text);
    const QRect word =
        QStyle::visualRect(layoutDirection(), rect(), QRect(42, 0, width() - 50, titleHeight));
    painter.drawText(word,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                                      Qt::AlignVCenter),
                     QStringLiteral("Watchfloor"));
}

} // namespace watchfloor
