// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/statusstrip.h"

#include "models/plaintext.h"
#include "views/elidedlabel.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/taskcell.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int barWidth = 64;

/// Cut between words: half a number is another number.
QString cutBetweenWords(const QString &text, const QFontMetrics &metrics, int width)
{
    const QString elided = metrics.elidedText(text, Qt::ElideRight, width);
    if (elided == text)
        return text;
    auto end = elided.size() - 1;
    while (end > 0 && !text.at(end - 1).isSpace())
        --end;
    while (end > 0 && !text.at(end - 1).isLetterOrNumber())
        --end;
    return end > 0 ? text.left(end) + QChar(0x2026) : elided;
}

} // namespace

/// Sign, "Account: text", and a bar while a share is known.
class StatusStrip::Cell : public QWidget {
public:
    explicit Cell(QWidget *parent)
        : QWidget(parent)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
        setFont(smallFont());
    }

    void set(const Activity &activity)
    {
        m_activity = activity;
        m_text = oneLine(activity.account) + QStringLiteral(": ") + oneLine(activity.text);
        setAccessibleName(m_text);
        const QString details = activity.details.isEmpty() ? m_text : activity.details;
        setToolTip(asHtml(severalLines(details)));
        updateGeometry();
        update();
    }
    QString text() const { return m_text; }

    QSize sizeHint() const override
    {
        const int bar = m_activity.share >= 0 ? barWidth + 8 : 0;
        return {18 + QFontMetrics(font()).horizontalAdvance(m_text) + 2 + bar, 20};
    }
    QSize minimumSizeHint() const override { return {std::min(96, sizeHint().width()), 20}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const auto place = [this](const QRect &r) {
            return QStyle::visualRect(layoutDirection(), rect(), r);
        };
        const QRect mark = place(QRect(0, 0, 14, height()));
        QColor ink = p.muted;
        switch (m_activity.state) {
        case Activity::State::Done:
            paintIcon(painter, mark, QStringLiteral("check"), p.good, 14);
            break;
        case Activity::State::Running:
            paintIcon(painter, mark, QStringLiteral("accounts"), p.accent, 14);
            break;
        case Activity::State::Problem:
            paintIcon(painter, mark, QStringLiteral("alert"), p.bad, 14);
            ink = p.bad;
            break;
        case Activity::State::Off:
            paintIcon(painter, mark, QStringLiteral("offline"), p.muted, 14);
            break;
        }
        const int bar = m_activity.share >= 0 ? barWidth + 8 : 0;
        const QRect label = place(QRect(18, 0, width() - 18 - bar, height()));
        painter.setPen(ink);
        painter.setFont(font());
        painter.drawText(
            label,
            static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft) |
                             Qt::AlignVCenter) |
                Qt::TextSingleLine,
            cutBetweenWords(m_text, fontMetrics(), label.width()));
        if (bar == 0)
            return;
        const QRect track = place(QRect(width() - barWidth, height() / 2 - 2, barWidth, 4));
        painter.setPen(Qt::NoPen);
        painter.setBrush(p.line);
        painter.drawRoundedRect(track, 2, 2);
        QRect done = track;
        const int filled = qRound(barWidth * std::clamp(m_activity.share, 0.0, 1.0));
        if (layoutDirection() == Qt::RightToLeft)
            done.setLeft(track.right() + 1 - filled);
        else
            done.setWidth(filled);
        painter.setBrush(p.accent);
        painter.drawRoundedRect(done, 2, 2);
    }

private:
    Activity m_activity;
    QString m_text;
};

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
    , m_task(new TaskCell(this))
    , m_told(new TaskCell(this))
    , m_notice(new ElidedLabel(this))
{
    m_layout->setContentsMargins(pageMargin, 1, pageMargin, 0);
    m_layout->setSpacing(pageMargin);
    m_layout->addStretch();
    m_layout->addWidget(m_task);
    m_layout->addWidget(m_told);
    m_layout->addWidget(m_notice);
    m_notice->setFont(smallFont());
    m_notice->hide();
    setFixedHeight(26);
    setAccessibleName(tr("Status"));
}

void StatusStrip::setActivities(const std::vector<Activity> &activities)
{
    if (activities == m_activities)
        return;
    m_activities = activities;
    while (m_cells.size() > activities.size()) {
        m_cells.back()->deleteLater();
        m_cells.back()->hide();
        m_cells.pop_back();
    }
    while (m_cells.size() < activities.size()) {
        auto *cell = new Cell(this);
        m_layout->insertWidget(static_cast<int>(m_cells.size()), cell);
        cell->show();
        m_cells.push_back(cell);
    }
    for (size_t i = 0; i < activities.size(); ++i)
        m_cells[i]->set(activities[i]);
}

void StatusStrip::setNotice(const QString &notice)
{
    m_notice->setText(notice);
    m_notice->setColour(&Palette::warn);
    m_notice->setVisible(!notice.isEmpty());
}

void StatusStrip::tell(const QString &sentence)
{
    m_told->setOutcome(sentence, true);
}

QString StatusStrip::text() const
{
    QStringList parts;
    for (const Cell *cell : m_cells)
        parts << cell->text();
    for (const TaskCell *cell : {m_task, m_told}) {
        if (!cell->text().isEmpty())
            parts << cell->text();
    }
    if (!m_notice->text().isEmpty())
        parts << m_notice->text();
    return parts.join(QStringLiteral(" · "));
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), tokens().window);
    painter.setPen(QPen(tokens().line, 0));
    painter.drawLine(0, 0, width(), 0);
}

void StatusStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT clicked();
}

} // namespace watchfloor
