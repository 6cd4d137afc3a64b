// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/segments.h"

#include "views/palette.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

namespace watchfloor {
namespace {

/// A radio button by nature, so that arrows and screen readers know what it is.
class SegmentButton : public QRadioButton {
public:
    SegmentButton(const QString &title, QWidget *parent)
        : QRadioButton(title, parent)
    {
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {QFontMetrics(strongFont()).horizontalAdvance(text()) + 3 * gridStep, 26};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &at) const override { return rect().contains(at); }

    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF inner = QRectF(rect()).adjusted(2, 2, -2, -2);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? p.surface : p.hover());
            painter.drawRoundedRect(inner, 4, 4);
        }
        if (hasFocus()) {
            painter.setPen(QPen(p.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(inner, 4, 4);
        }
        painter.setFont(isChecked() ? strongFont() : bodyFont());
        painter.setPen(isChecked() ? p.text : p.muted);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextSingleLine, text());
    }
};

} // namespace

Segments::Segments(const QString &purpose, const std::vector<Item> &items, QWidget *parent)
    : QWidget(parent)
    , m_items(items)
{
    setAccessibleName(purpose);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    for (const Item &item : items) {
        auto *button = new SegmentButton(item.title, this);
        button->setObjectName(item.key);
        button->setAccessibleName(purpose + QStringLiteral(": ") + item.title);
        layout->addWidget(button);
        m_buttons.push_back(button);
        connect(button, &QAbstractButton::toggled, this, [this, key = item.key](bool on) {
            if (!on || key == m_chosen)
                return;
            m_chosen = key;
            Q_EMIT chosenChanged(key);
        });
    }
    if (!items.empty())
        choose(items.front().key);
}

void Segments::choose(const QString &key)
{
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].key != key)
            continue;
        m_chosen = key; // before, so that nobody is told
        m_buttons[i]->setChecked(true);
    }
}

void Segments::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(p.line, 1));
    painter.setBrush(blended(p.window, p.text, 0.06));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace watchfloor
