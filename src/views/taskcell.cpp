// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/taskcell.h"

#include "views/elidedlabel.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int taskBarWidth = 96;
constexpr int taskSteps = 1000;

} // namespace

TaskCell::TaskCell(QWidget *parent)
    : QWidget(parent)
    , m_text(new ElidedLabel(this))
    , m_bar(new QProgressBar(this))
    , m_button(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    m_text->setFont(smallFont());
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(taskBarWidth);
    for (QToolButton *button : {m_button, m_close}) {
        button->setProperty("quiet", true);
        button->setFont(smallFont());
        button->setFixedHeight(20);
    }
    m_close->setIcon(lineIcon(QStringLiteral("close")));
    m_close->setIconSize({12, 12});
    m_close->setToolTip(tr("Put away"));
    m_close->setAccessibleName(tr("Put away"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(gridStep);
    layout->addWidget(m_text);
    layout->addWidget(m_bar);
    layout->addWidget(m_button);
    layout->addWidget(m_close);
    connect(m_button, &QToolButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT cancelRequested();
        else
            Q_EMIT actionRequested();
    });
    connect(m_close, &QToolButton::clicked, this, &TaskCell::clear);
    hide();
}

void TaskCell::setProgress(const QString &text, double share)
{
    m_running = true;
    m_text->setText(text);
    setAccessibleName(text);
    m_text->setColour(&Palette::text);
    m_bar->setRange(0, share < 0 ? 0 : taskSteps);
    if (share >= 0)
        m_bar->setValue(static_cast<int>(std::clamp(share, 0.0, 1.0) * taskSteps));
    m_bar->setAccessibleName(text);
    m_bar->show();
    m_button->setText(tr("Cancel"));
    m_button->setAccessibleName(tr("Cancel: %1").arg(text));
    m_button->show();
    m_close->hide();
    show();
}

void TaskCell::setOutcome(const QString &text, bool failed, const QString &action)
{
    m_running = false;
    m_text->setText(text);
    setAccessibleName(text);
    m_text->setColour(failed ? &Palette::bad : &Palette::text);
    m_bar->hide();
    m_button->setText(action);
    m_button->setAccessibleName(action);
    m_button->setVisible(!action.isEmpty());
    m_close->show();
    show();
}

void TaskCell::clear()
{
    m_running = false;
    hide();
}

void TaskCell::mousePressEvent(QMouseEvent *event)
{
    event->accept();
}

void TaskCell::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept();
}

QString TaskCell::text() const
{
    return isHidden() ? QString() : m_text->text();
}

} // namespace watchfloor
