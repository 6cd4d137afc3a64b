// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountsfeedrow.h"

#include "models/plaintext.h"
#include "views/accountslabel.h"
#include "views/elidedlabel.h"
#include "views/icons.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int feedTitleWidth = 184;
constexpr int signWidth = 16;
constexpr int progressWidth = 96;
constexpr int lineHeight = 24;

} // namespace

class AccountsFeedRow::Sign : public QWidget {
public:
    explicit Sign(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(signWidth, lineHeight);
    }
    FeedLine::State state = FeedLine::State::Never;

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Palette &p = tokens();
        QPainter painter(this);
        switch (state) {
        case FeedLine::State::Fresh:
        case FeedLine::State::Complete:
            return paintIcon(painter, rect(), QStringLiteral("check"), p.good, 14);
        case FeedLine::State::Running:
            return paintIcon(painter, rect(), QStringLiteral("accounts"), p.accent, 14);
        case FeedLine::State::Late:
            return paintIcon(painter, rect(), QStringLiteral("alert"), p.warn, 14);
        case FeedLine::State::Failed:
            return paintIcon(painter, rect(), QStringLiteral("alert"), p.bad, 14);
        case FeedLine::State::Off:
            return paintIcon(painter, rect(), QStringLiteral("lock"), p.muted, 14);
        case FeedLine::State::Never:
        case FeedLine::State::Waiting:
            break;
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(p.faint, 1.2));
        painter.drawEllipse(QRectF(rect()).center(), 4, 4);
    }
};

class AccountsFeedRow::Bar : public QWidget {
public:
    explicit Bar(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(progressWidth, lineHeight);
    }
    double share = -1;

protected:
    void paintEvent(QPaintEvent *) override
    {
        if (share < 0)
            return;
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens().line);
        const QRect track(0, height() / 2 - 2, width(), 4);
        painter.drawRoundedRect(track, 2, 2);
        QRect done = track;
        done.setWidth(qRound(width() * std::clamp(share, 0.0, 1.0)));
        if (layoutDirection() == Qt::RightToLeft)
            done.moveRight(track.right());
        painter.setBrush(tokens().accent);
        painter.drawRoundedRect(done, 2, 2);
    }
};

AccountsFeedRow::AccountsFeedRow(QWidget *parent)
    : QWidget(parent)
    , m_sign(new Sign(this))
    , m_title(new ElidedLabel(this))
    , m_status(new ElidedLabel(this))
    , m_bar(new Bar(this))
    , m_why(new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this))
{
    m_title->setPreferredWidth(feedTitleWidth);
    m_title->setFixedWidth(feedTitleWidth);
    m_status->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto *top = new QHBoxLayout;
    top->setSpacing(gridStep);
    top->addWidget(m_sign);
    top->addWidget(m_title);
    top->addWidget(m_status, 1);
    top->addWidget(m_bar);
    auto *under = new QHBoxLayout;
    under->setContentsMargins(signWidth + gridStep, 0, 0, 0);
    under->addWidget(m_why);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addLayout(under);
    m_why->setContentsMargins(0, 0, 0, 6); // none when hidden
    m_why->hide();
    m_bar->hide();
}

void AccountsFeedRow::setLine(const FeedLine &line, bool sayWhy, bool paused)
{
    m_line = line;
    m_paused = paused;
    m_sign->state = line.state;
    m_sign->update();
    m_title->setText(line.title);
    const bool off = line.state == FeedLine::State::Off;
    m_title->setColour(off ? &Palette::muted : &Palette::text);
    const bool running = line.state == FeedLine::State::Running;
    m_bar->share = running && line.live.windowsTotal > 0
                       ? static_cast<double>(line.live.windowsDone) / line.live.windowsTotal
                       : -1;
    m_bar->setVisible(m_bar->share >= 0);
    m_bar->update();
    const QString why = sayWhy ? severalLines(line.sentence, 600) : QString();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    describe();
}

void AccountsFeedRow::setTime(const MetricFormatter &format, TimeMs now)
{
    m_format = format;
    m_now = now;
    describe();
}

void AccountsFeedRow::describe()
{
    const QString text = feedText(m_line, m_format, m_now, m_paused);
    m_status->setText(text);
    m_status->setColour(m_line.state == FeedLine::State::Failed ? &Palette::bad
                        : m_line.state == FeedLine::State::Late ? &Palette::warn
                                                                : &Palette::muted);
    setAccessibleName(oneLine(m_line.title) + QStringLiteral(": ") + text);
    setAccessibleDescription(m_line.sentence);
    const bool dated = m_line.asOf && m_line.state != FeedLine::State::Off;
    setToolTip(dated ? asHtml(tr("Last fetched %1").arg(m_format.full(*m_line.asOf))) : QString());
}

} // namespace watchfloor
