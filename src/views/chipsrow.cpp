// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/chipsrow.h"

#include "models/plaintext.h"
#include "views/chipbutton.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int chipLine = 28;
constexpr int chipGap = 6;

} // namespace

ChipsRow::ChipsRow(QWidget *parent)
    : QWidget(parent)
    , m_clear(new QPushButton(tr("Clear all"), this))
    , m_compare(new QCheckBox(this))
    , m_business(new QCheckBox(tr("business hours"), this))
    , m_note(new QLabel(this))
    , m_noteDone(new QPushButton(tr("OK"), this))
{
    setAccessibleName(tr("Filters that are on"));
    for (QPushButton *button : {m_clear, m_noteDone}) {
        button->setProperty("flat", true);
        button->setAutoDefault(false);
    }
    m_clear->setObjectName(QStringLiteral("clear"));
    m_compare->setObjectName(QStringLiteral("compare"));
    m_business->setObjectName(QStringLiteral("business"));
    m_clear->setToolTip(tr("Takes all filters off; Ctrl+Z brings them back"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setProperty("muted", true);
    connect(m_clear, &QPushButton::clicked, this, &ChipsRow::clearRequested);
    connect(m_compare, &QCheckBox::toggled, this, &ChipsRow::compareToggled);
    connect(m_business, &QCheckBox::toggled, this, &ChipsRow::businessToggled);
    connect(m_noteDone, &QPushButton::clicked, this, [this] { setNote({}); });
    m_note->hide();
    m_noteDone->hide();
    m_clear->hide();
    hide();
}

void ChipsRow::setChips(const std::vector<ScopeChip> &chips)
{
    if (chips == m_chips)
        return;
    // Whoever removes by keyboard stays where the removed one was.
    const auto focused = std::find_if(m_buttons.begin(), m_buttons.end(),
                                      [](const QAbstractButton *b) { return b->hasFocus(); });
    const bool hadFocus = focused != m_buttons.end();
    const auto position = static_cast<size_t>(focused - m_buttons.begin());
    m_chips = chips;
    for (QAbstractButton *button : m_buttons) {
        button->removeEventFilter(this);
        button->hide();
        button->deleteLater();
    }
    m_buttons.clear();
    for (size_t i = 0; i < m_chips.size(); ++i) {
        auto *button = new ChipButton(m_chips[i], this);
        button->installEventFilter(this);
        connect(button, &QAbstractButton::clicked, this,
                [this, dimension = m_chips[i].dimension] { Q_EMIT editRequested(dimension); });
        connect(button, &ChipButton::removeClicked, this, [this, i] { removeAt(i); });
        m_buttons.push_back(button);
    }
    m_clear->setVisible(m_chips.size() > 1);
    decideVisible();
    place();
    if (!hadFocus)
        return;
    if (m_buttons.empty())
        Q_EMIT leftEmpty();
    else
        m_buttons[std::min(position, m_buttons.size() - 1)]->setFocus(Qt::OtherFocusReason);
}

void ChipsRow::removeAt(size_t at)
{
    if (at >= m_chips.size())
        return;
    m_buttons[at]->setFocus(Qt::OtherFocusReason);
    const ScopeChip chip = m_chips[at]; // the list changes underneath
    Q_EMIT removeRequested(chip);
}

void ChipsRow::setSwitches(const Switches &switches)
{
    const QSignalBlocker compare(m_compare);
    const QSignalBlocker business(m_business);
    const auto said = [this](const QString &text, bool ignored) {
        return ignored ? tr("%1 · not applied here").arg(text) : text;
    };
    m_compare->setText(said(switches.compareText, switches.compare && switches.compareIgnored));
    const auto because = [](const QString &tip, bool ignored, const QString &reason) {
        return asHtml(ignored && !reason.isEmpty() ? tip + QLatin1Char('\n') + reason : tip);
    };
    m_compare->setToolTip(
        because(switches.compareToolTip, switches.compareIgnored, switches.compareReason));
    m_business->setToolTip(
        because(tr("Times are counted in business hours, where a metric has them"),
                switches.businessIgnored, switches.businessReason));
    m_compare->setAccessibleName(tr("Compare: %1").arg(m_compare->text()));
    m_business->setText(said(tr("business hours"), switches.business && switches.businessIgnored));
    m_compare->setChecked(switches.compare);
    m_business->setChecked(switches.business);
    decideVisible();
    place();
}

void ChipsRow::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setToolTip(asHtml(note));
    m_note->setVisible(!note.isEmpty());
    m_noteDone->setVisible(!note.isEmpty());
    m_noteDone->setAccessibleName(note.isEmpty() ? tr("OK") : tr("OK: %1").arg(note));
    decideVisible();
    place();
}

QString ChipsRow::note() const
{
    return m_note->text();
}

void ChipsRow::setSuppressed(bool suppressed)
{
    m_suppressed = suppressed;
    decideVisible();
}

void ChipsRow::decideVisible()
{
    const bool says = !m_chips.empty() || m_compare->isChecked() || m_business->isChecked() ||
                      !m_note->text().isEmpty();
    setVisible(says && !m_suppressed);
}

void ChipsRow::place()
{
    const int left = pageMargin;
    const int right = std::max(left + 100, width() - pageMargin);
    int x = left;
    int y = 0;
    const auto put = [&](QWidget *widget, int wanted, int after) {
        const int w = std::min(wanted, right - left);
        if (x > left && x + w > right) {
            x = left;
            y += chipLine + 4;
        }
        const QRect spot(x, y, w, chipLine);
        widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), spot));
        x += w + after;
    };
    for (QAbstractButton *button : m_buttons) {
        put(button, button->sizeHint().width(), chipGap);
        button->show();
    }
    if (!m_clear->isHidden())
        put(m_clear, m_clear->sizeHint().width(), chipGap);
    // The switches stand at the far end, on the line that has room for them.
    const int compare = m_compare->sizeHint().width();
    const int business = m_business->sizeHint().width();
    const int both = compare + 2 * gridStep + business;
    if (x > left && x + gridStep + both > right)
        y += chipLine + 4;
    x = std::max(left, right - both);
    put(m_compare, compare, 2 * gridStep);
    put(m_business, business, 0);
    if (!m_note->isHidden()) {
        y += chipLine + 4;
        x = left;
        const int done = m_noteDone->sizeHint().width();
        put(m_note, std::min(m_note->sizeHint().width(), right - left - done - gridStep), gridStep);
        put(m_noteDone, done, 0);
    }
    const int height = y + chipLine + gridStep;
    if (height != this->height() || minimumHeight() != height)
        setFixedHeight(height);
}

void ChipsRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ChipsRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        place();
}

bool ChipsRow::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto found = std::find(m_buttons.begin(), m_buttons.end(), watched);
    if (found == m_buttons.end())
        return QWidget::eventFilter(watched, event);
    const auto at = found - m_buttons.begin();
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    const auto count = static_cast<std::ptrdiff_t>(m_buttons.size());
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        removeAt(static_cast<size_t>(at));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT editRequested(m_chips[static_cast<size_t>(at)].dimension);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right: {
        const bool forward = (static_cast<QKeyEvent *>(event)->key() == Qt::Key_Right) != rtl;
        const auto to = std::clamp<std::ptrdiff_t>(at + (forward ? 1 : -1), 0, count - 1);
        m_buttons[static_cast<size_t>(to)]->setFocus(Qt::OtherFocusReason);
        return true;
    }
    default:
        return false;
    }
}

void ChipsRow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().window);
}

} // namespace watchfloor
