// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/filterbar.h"

#include "models/metricformatter.h"
#include "models/plaintext.h"
#include "views/palette.h"
#include "views/statemark.h"
#include "views/typography.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

/// Mark, word, count. Looks like text until hovered or chosen.
class StateButton : public QAbstractButton {
public:
    StateButton(const QString &state, bool marked, QWidget *parent)
        : QAbstractButton(parent)
        , m_state(state)
        , m_marked(marked)
    {
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setCount(const QString &count)
    {
        if (count == m_count)
            return;
        m_count = count;
        updateGeometry();
        update();
    }

    /// Without its word, which a mark stands for; one without a mark keeps it.
    void setShort(bool on)
    {
        on = on && m_marked;
        if (std::exchange(m_short, on) == on)
            return;
        setToolTip(on ? asHtml(text()) : QString());
        updateGeometry();
        update();
    }

    int fullWidth() const
    {
        return bareWidth() + QFontMetrics(bodyFont()).horizontalAdvance(text()) + 6;
    }
    QSize sizeHint() const override { return {m_short ? bareWidth() : fullWidth(), 28}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || underMouse()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(isChecked() ? p.selection() : blended(p.window, p.text, 0.06));
            painter.drawRoundedRect(rect(), 6, 6);
        }
        if (hasFocus()) {
            painter.setPen(QPen(p.accent, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
        }
        int x = gridStep;
        const auto place = [this, &x](int width) {
            const QRect part(x, 0, width, height());
            x += width + 6;
            return QStyle::visualRect(layoutDirection(), rect(), part);
        };
        if (m_marked) {
            const QRect mark = place(10);
            paintStateMark(painter, QRectF(mark.left(), (height() - 10) / 2.0, 10, 10), m_state);
        }
        if (!m_short) {
            painter.setFont(bodyFont());
            painter.setPen(isChecked() ? p.text : p.muted);
            painter.drawText(place(QFontMetrics(bodyFont()).horizontalAdvance(text()) + 1),
                             Qt::AlignVCenter | Qt::TextSingleLine, text());
            x -= 1;
        }
        painter.setFont(strongFont());
        painter.setPen(p.text);
        painter.drawText(place(QFontMetrics(strongFont()).horizontalAdvance(m_count) + 1),
                         Qt::AlignVCenter | Qt::TextSingleLine, m_count);
    }

private:
    int bareWidth() const
    {
        return 2 * gridStep + (m_marked ? 10 + 6 : 0) +
               QFontMetrics(strongFont()).horizontalAdvance(m_count);
    }

    QString m_state;
    bool m_marked;
    bool m_short = false;
    QString m_count;
};

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : QWidget(parent)
    , m_buttons(new QHBoxLayout)
    , m_layout(new QHBoxLayout(this))
    , m_note(new QLabel(this))
    , m_format([](qint64 value) { return QString::number(value); })
{
    m_layout->setContentsMargins(pageMargin - gridStep, 0, pageMargin - gridStep, 0);
    m_layout->setSpacing(gridStep);
    m_buttons->setSpacing(4);
    m_layout->addLayout(m_buttons);
    m_layout->addStretch();
    m_layout->addWidget(m_note);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setFont(smallFont());
    m_note->setForegroundRole(QPalette::PlaceholderText);
    setFixedHeight(40);
}

void FilterBar::setRoom(int width)
{
    if (std::exchange(m_room, width) != width)
        fitRoom();
}

void FilterBar::fitRoom()
{
    const QMargins margins = m_layout->contentsMargins();
    int wanted = margins.left() + margins.right();
    for (int i = 0; i < m_buttons->count(); ++i)
        wanted += static_cast<StateButton *>(m_buttons->itemAt(i)->widget())->fullWidth() +
                  m_buttons->spacing();
    for (int i = 0; i < m_buttons->count(); ++i)
        static_cast<StateButton *>(m_buttons->itemAt(i)->widget())
            ->setShort(m_room > 0 && wanted > m_room);
}

void FilterBar::setNote(const QString &note)
{
    m_note->setText(note);
}

void FilterBar::addTrailing(QWidget *widget)
{
    m_layout->addWidget(widget);
}

void FilterBar::setItems(const std::vector<Item> &items, int total, const QString &allTitle)
{
    const auto sameKeys = [](const Item &a, const Item &b) {
        return a.key == b.key && a.title == b.title;
    };
    const bool same =
        std::equal(items.begin(), items.end(), m_items.begin(), m_items.end(), sameKeys) &&
        allTitle == m_allTitle;
    m_items = items;
    for (Item &item : m_items) {
        if (item.key.isNull())
            item.key = QStringLiteral(""); // no state is one to choose; null is all of them
    }
    m_total = total;
    m_allTitle = allTitle;
    if (!same || m_buttons->isEmpty()) {
        rebuild();
        return;
    }
    tellCounts(); // same buttons, other counts: focus and mouse stay where they are
}

void FilterBar::setKnown(bool known)
{
    if (std::exchange(m_known, known) == known)
        return;
    m_note->setVisible(known);
    tellCounts();
}

void FilterBar::tellCounts()
{
    for (int i = 0; i < m_buttons->count(); ++i) {
        auto *button = static_cast<StateButton *>(m_buttons->itemAt(i)->widget());
        const int count = i == 0 ? m_total : m_items[static_cast<size_t>(i - 1)].count;
        button->setCount(m_known ? m_format(count) : MetricFormatter::none());
        button->setAccessibleName(m_known ? button->text() + QLatin1Char(' ') + m_format(count)
                                          : button->text());
    }
    fitRoom();
}

void FilterBar::rebuild()
{
    QString focused;
    bool hadFocus = false;
    while (QLayoutItem *item = m_buttons->takeAt(0)) {
        if (item->widget() == window()->focusWidget()) {
            hadFocus = true;
            focused = item->widget()->objectName();
        }
        delete item->widget();
        delete item;
    }
    const auto add = [&](const QString &key, const QString &title) {
        auto *button = new StateButton(key, !key.isNull(), this);
        button->setText(title);
        button->setObjectName(key.isNull() ? QStringLiteral("all") : key);
        button->setChecked(key == m_chosen && key.isNull() == m_chosen.isNull());
        connect(button, &QAbstractButton::clicked, this, [this, key] {
            const bool again = key == m_chosen && key.isNull() == m_chosen.isNull();
            choose(again ? QString() : key); // a second click takes the filter off
        });
        m_buttons->addWidget(button);
        if (hadFocus && (button->objectName() == focused || key.isNull())) {
            button->show();
            button->setFocus(); // a state that appears must not take the keyboard away
        }
    };
    add(QString(), m_allTitle);
    for (const Item &item : m_items)
        add(item.key, item.title);
    tellCounts();
}

void FilterBar::choose(const QString &key)
{
    const bool changed = key != m_chosen || key.isNull() != m_chosen.isNull();
    m_chosen = key;
    for (int i = 0; i < m_buttons->count(); ++i) {
        auto *button = static_cast<StateButton *>(m_buttons->itemAt(i)->widget());
        const bool isAll = i == 0;
        button->setChecked(isAll ? key.isNull()
                                 : !key.isNull() && m_items[static_cast<size_t>(i - 1)].key == key);
    }
    if (changed)
        Q_EMIT chosenChanged(key);
}

} // namespace watchfloor
