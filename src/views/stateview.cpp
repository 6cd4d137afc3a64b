// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/stateview.h"

#include "views/disclosurebutton.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>

namespace watchfloor {
namespace {

constexpr int readingWidth = 440; // text lines do not grow with the window

class IconSpot : public QWidget {
public:
    explicit IconSpot(const QString *name, QWidget *parent)
        : QWidget(parent)
        , m_name(name)
    {
        setFixedSize(32, 32);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), *m_name, tokens().faint, 32);
    }

private:
    const QString *m_name;
};

} // namespace

StateView::StateView(QWidget *parent)
    : QWidget(parent)
    , m_icon(new IconSpot(&m_iconName, this))
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_actions(new QHBoxLayout)
    , m_more(new DisclosureButton(tr("Details"), this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    for (QLabel *label : {m_title, m_text}) {
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setFixedWidth(readingWidth);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_title->setFont(strongFont());
    m_text->setProperty("muted", true);
    m_actions->setSpacing(gridStep);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(gridStep);
    layout->addStretch(2);
    layout->addWidget(m_icon, 0, Qt::AlignHCenter);
    layout->addWidget(m_title, 0, Qt::AlignHCenter);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(gridStep);
    auto *centred = new QHBoxLayout;
    centred->addStretch();
    centred->addLayout(m_actions);
    centred->addStretch();
    layout->addLayout(centred);
    layout->addWidget(m_more, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void StateView::setDetails(const QString &details)
{
    m_more->setVisible(!details.isEmpty());
    m_more->setChecked(false);
    if (!m_details && !details.isEmpty()) {
        m_details = new QPlainTextEdit(this);
        m_details->setReadOnly(true);
        m_details->setFixedSize(readingWidth, 96);
        m_details->setTabChangesFocus(true);
        m_details->setAccessibleName(tr("Details of the error"));
        connect(m_more, &QToolButton::toggled, m_details, &QWidget::setVisible);
        auto *column = static_cast<QVBoxLayout *>(layout());
        column->insertWidget(column->indexOf(m_more) + 1, m_details, 0, Qt::AlignHCenter);
    }
    if (!m_details)
        return;
    m_details->setPlainText(details);
    m_details->hide();
}

void StateView::show(const StateMessage &message)
{
    if (message == m_message)
        return; // a button under the mouse or with focus stays what it is
    m_message = message;
    m_iconName = message.icon;
    m_icon->setVisible(!message.icon.isEmpty());
    m_icon->update();
    m_title->setText(message.title);
    m_text->setText(message.text);
    m_text->setVisible(!message.text.isEmpty());
    for (QLabel *label : {m_title, m_text}) // a box layout forgets what an aligned label needs
        label->setFixedHeight(qMax(0, label->heightForWidth(readingWidth)));
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        item->widget()->hide();
        item->widget()->setObjectName(QString());
        item->widget()->deleteLater();
        delete item;
    }
    for (const StateMessage::Action &action : message.actions) {
        auto *button = new QPushButton(action.title, this);
        button->setObjectName(action.id);
        button->setProperty("primary", action.primary);
        button->setAutoDefault(true); // Enter presses it, not Space alone
        connect(button, &QPushButton::clicked, this,
                [this, id = action.id] { Q_EMIT triggered(id); });
        m_actions->addWidget(button);
    }
    setDetails(message.details);
    setAccessibleName(message.title + QLatin1Char(' ') + message.text);
}

void StateView::focusAction()
{
    QLayoutItem *first = m_actions->itemAt(0);
    if (first)
        first->widget()->setFocus();
    else
        setFocus();
}

void StateView::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokens().surface);
}

SkeletonRows::SkeletonRows(const QHeaderView *header, QWidget *parent)
    : QWidget(parent)
    , m_header(header)
{
    setAccessibleName(tr("Loading"));
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    const Palette &p = tokens();
    QPainter painter(this);
    painter.fillRect(rect(), p.surface);
    constexpr int shares[] = {62, 48, 55, 70, 44, 58};
    const QColor bar = blended(p.surface, p.line, 0.7);
    for (int top = 0; top + tableRowHeight <= height(); top += tableRowHeight) {
        const int row = top / tableRowHeight;
        painter.setPen(QPen(p.line, 0));
        painter.drawLine(0, top + tableRowHeight - 1, width(), top + tableRowHeight - 1);
        for (int visual = 0; visual < m_header->count(); ++visual) {
            const int section = m_header->logicalIndex(visual);
            if (m_header->isSectionHidden(section))
                continue;
            const int x = m_header->sectionViewportPosition(section) + gridStep;
            const int room = m_header->sectionSize(section) - 2 * gridStep;
            const int length = room * shares[static_cast<size_t>((row + visual * 2) % 6)] / 100;
            const auto side = m_header->model()
                                  ->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole)
                                  .value<Qt::Alignment>();
            const bool right =
                QStyle::visualAlignment(layoutDirection(), side).testFlag(Qt::AlignRight);
            painter.fillRect(right ? x + room - length : x, top + 10, length, 8, bar);
        }
    }
}

} // namespace watchfloor
