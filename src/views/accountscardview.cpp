// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/accountscardview.h"

#include "models/plaintext.h"
#include "views/accountsfeedrow.h"
#include "views/accountslabel.h"
#include "views/coveragecalendar.h"
#include "views/elidedlabel.h"
#include "views/factsline.h"
#include "views/palette.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int cardMargin = 16;

QPushButton *cardButton(const QString &title, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(title, parent);
    button->setObjectName(QLatin1String(name));
    return button;
}

} // namespace

AccountsCardView::AccountsCardView(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(cardMargin, cardMargin - 4, cardMargin, cardMargin);
    layout->setSpacing(gridStep);
    buildHeader(layout);
    buildBands(layout);
    buildBody(layout);
    buildFooter(layout);
}

void AccountsCardView::buildHeader(QVBoxLayout *layout)
{
    m_sign = new ToneIcon(this);
    m_name = new ElidedLabel(this);
    m_name->setFont(strongFont());
    m_activity = new ElidedLabel(this);
    m_activity->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_where = new ElidedLabel(this);
    m_where->setFont(smallFont());
    m_where->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_pace = new ElidedLabel(this);
    m_pace->setObjectName(QStringLiteral("pace"));
    m_pace->setFont(smallFont());
    m_pace->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_test = cardButton(tr("Test connection"), "test", this);
    m_sync = cardButton(tr("Sync now"), "sync", this);
    m_change = cardButton(tr("Change…"), "change", this);
    m_remove = cardButton(tr("Remove…"), "remove", this);

    auto *first = new QHBoxLayout;
    first->setSpacing(gridStep);
    first->addWidget(m_sign);
    first->addWidget(m_name);
    first->addWidget(m_activity, 1);
    auto *second = new QHBoxLayout;
    second->setContentsMargins(16 + gridStep, 0, 0, 0);
    second->addWidget(m_where);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addLayout(first);
    words->addLayout(second);
    auto *third = new QHBoxLayout;
    third->setContentsMargins(16 + gridStep, 0, 0, 0);
    third->addWidget(m_pace);
    words->addLayout(third);
    auto *header = new QHBoxLayout;
    header->setSpacing(gridStep);
    header->addLayout(words, 1);
    for (QPushButton *button : {m_test, m_sync, m_change, m_remove})
        header->addWidget(button, 0, Qt::AlignVCenter);
    layout->addLayout(header);

    connect(m_test, &QPushButton::clicked, this, &AccountsCardView::testRequested);
    connect(m_sync, &QPushButton::clicked, this, &AccountsCardView::syncRequested);
    connect(m_change, &QPushButton::clicked, this, &AccountsCardView::changeRequested);
    connect(m_remove, &QPushButton::clicked, this, &AccountsCardView::removeRequested);
}

void AccountsCardView::buildBands(QVBoxLayout *layout)
{
    m_problem = new QWidget(this);
    auto *sign = new ToneIcon(m_problem);
    sign->set(QStringLiteral("alert"), ToneLabel::Tone::Bad);
    m_problemText = new ToneLabel(ToneLabel::Tone::Bad, bodyFont(), m_problem);
    m_problemText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remedy = cardButton(QString(), "remedy", m_problem);
    auto *problem = new QHBoxLayout(m_problem);
    problem->setContentsMargins(0, 0, 0, 0);
    problem->setSpacing(gridStep);
    problem->addWidget(sign);
    problem->addWidget(m_problemText, 1);
    problem->addWidget(m_remedy);
    layout->addWidget(m_problem);

    m_outcome = new QWidget(this);
    m_outcomeSign = new ToneIcon(m_outcome);
    m_outcomeText = new ToneLabel(ToneLabel::Tone::Text, bodyFont(), m_outcome);
    m_outcomeText->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *outcome = new QHBoxLayout(m_outcome);
    outcome->setContentsMargins(0, 0, 0, 0);
    outcome->setSpacing(gridStep);
    outcome->addWidget(m_outcomeSign);
    outcome->addWidget(m_outcomeText, 1);
    layout->addWidget(m_outcome);
    m_problem->hide();
    m_outcome->hide();

    connect(m_remedy, &QPushButton::clicked, this, [this] {
        switch (m_card.problem ? m_card.problem->remedy : Remedy::TestConnection) {
        case Remedy::TestConnection:
            Q_EMIT testRequested();
            break;
        case Remedy::SyncNow:
            Q_EMIT syncRequested();
            break;
        case Remedy::ChangeAccount:
            Q_EMIT changeRequested();
            break;
        }
    });
}

void AccountsCardView::buildBody(QVBoxLayout *layout)
{
    auto *body = new QHBoxLayout;
    body->setSpacing(3 * gridStep);
    m_feeds = new QVBoxLayout;
    m_feeds->setSpacing(0);
    auto *feeds = new QVBoxLayout;
    feeds->addLayout(m_feeds);
    feeds->addStretch();
    m_days = new QVBoxLayout;
    m_days->setSpacing(4);
    auto *days = new QVBoxLayout;
    days->setSpacing(gridStep);
    days->addLayout(m_days);
    days->addSpacing(4);
    days->addWidget(new CoverageLegend(this));
    days->addStretch();
    body->addLayout(feeds, 1);
    body->addLayout(days);
    layout->addSpacing(4);
    layout->addLayout(body);
}

void AccountsCardView::buildFooter(QVBoxLayout *layout)
{
    m_holding = new FactsLine(this);
    m_holding->setObjectName(QStringLiteral("holding"));
    connect(m_holding, &FactsLine::drillRequested, this, &AccountsCardView::drillRequested);
    connect(m_holding, &FactsLine::explainRequested, this, &AccountsCardView::explainRequested);
    m_rules = cardButton(tr("Targets and hours…"), "rules", this);
    m_rules->setToolTip(tr("Targets of times, and the hours in which time counts"));
    m_keep = cardButton(tr("History…"), "keep", this);
    m_keep->setToolTip(tr("How long what is cached of this account stays"));
    auto *footer = new QHBoxLayout;
    footer->setSpacing(gridStep);
    footer->addWidget(m_holding, 1);
    footer->addWidget(m_rules, 0, Qt::AlignVCenter);
    footer->addWidget(m_keep, 0, Qt::AlignVCenter);
    layout->addSpacing(4);
    layout->addLayout(footer);
    connect(m_rules, &QPushButton::clicked, this, &AccountsCardView::rulesRequested);
    connect(m_keep, &QPushButton::clicked, this, &AccountsCardView::keepRequested);
}

void AccountsCardView::setCard(const AccountCard &card, bool paused)
{
    if (m_painted && card == m_card && paused == m_paused)
        return; // told anew every few seconds; words of the clock follow setTime()
    m_painted = true;
    m_card = card;
    m_paused = paused;
    m_problem->setVisible(card.problem.has_value());
    if (card.problem) {
        m_problemText->setText(severalLines(card.problem->sentence, 600));
        m_remedy->setText(remedyTitle(card.problem->remedy));
    }
    showFeeds();
    showCoverage();
    describe();
}

void AccountsCardView::showFeeds()
{
    while (m_rows.size() > m_card.feeds.size()) {
        delete m_rows.back();
        m_rows.pop_back();
    }
    while (m_rows.size() < m_card.feeds.size()) {
        m_rows.push_back(new AccountsFeedRow(this));
        m_rows.back()->setTime(m_format, m_now);
        m_feeds->addWidget(m_rows.back());
    }
    // The same reason for several feeds is said once.
    QStringList said;
    if (m_card.problem)
        said << m_card.problem->sentence;
    for (size_t i = 0; i < m_rows.size(); ++i) {
        const FeedLine &line = m_card.feeds[i];
        m_rows[i]->setLine(line, !said.contains(line.sentence), m_paused);
        said << line.sentence;
    }
}

void AccountsCardView::showCoverage()
{
    while (m_calendars.size() > m_card.coverage.size()) {
        delete m_calendars.back().first;
        delete m_calendars.back().second;
        m_calendars.pop_back();
    }
    while (m_calendars.size() < m_card.coverage.size()) {
        auto *title = new ToneLabel(ToneLabel::Tone::Muted, smallFont(), this);
        auto *calendar = new CoverageCalendar(this);
        calendar->setFormatter(m_format);
        if (!m_calendars.empty())
            title->setContentsMargins(0, gridStep, 0, 0);
        m_days->addWidget(title);
        m_days->addWidget(calendar);
        m_calendars.emplace_back(title, calendar);
    }
    for (size_t i = 0; i < m_calendars.size(); ++i) {
        m_calendars[i].first->setText(oneLine(m_card.coverage[i].title, 40));
        m_calendars[i].second->setCoverage(m_card.coverage[i]);
    }
}

void AccountsCardView::setTime(const MetricFormatter &format, TimeMs now)
{
    m_format = format;
    m_now = now;
    for (AccountsFeedRow *row : m_rows)
        row->setTime(format, now);
    for (const auto &[title, calendar] : m_calendars)
        calendar->setFormatter(format);
    describe();
}

void AccountsCardView::setWritable(bool writable)
{
    for (QPushButton *button : {m_test, m_sync, m_change, m_remove, m_remedy, m_rules, m_keep})
        button->setEnabled(writable);
}

void AccountsCardView::setTesting(bool testing)
{
    m_test->setText(testing ? tr("Stop test") : tr("Test connection"));
    if (testing) {
        m_outcomeSign->set(QStringLiteral("accounts"), ToneLabel::Tone::Muted);
        m_outcomeText->setText(tr("Asking %1…").arg(m_card.account.baseUrl.host()));
        m_outcome->show();
    } else {
        m_outcome->hide();
    }
}

void AccountsCardView::setOutcome(const QString &sentence, bool good)
{
    m_outcomeSign->set(good ? QStringLiteral("check") : QStringLiteral("alert"),
                       good ? ToneLabel::Tone::Good : ToneLabel::Tone::Bad);
    m_outcomeText->setText(severalLines(sentence, 1200));
    m_outcome->setVisible(!sentence.isEmpty());
}

void AccountsCardView::describe()
{
    const Account &account = m_card.account;
    const Activity activity = activityOf(m_card.sync, m_format, m_now);
    QString icon = QStringLiteral("check");
    auto tone = ToneLabel::Tone::Good;
    QString state = activity.text;
    if (m_card.problem) {
        icon = QStringLiteral("alert");
        tone = ToneLabel::Tone::Bad;
        if (activity.state != Activity::State::Running)
            state = activity.state == Activity::State::Off ? activity.text : tr("needs attention");
    } else if (activity.state == Activity::State::Running || m_paused) {
        icon = QStringLiteral("accounts");
        tone = ToneLabel::Tone::Muted;
        state = m_paused ? tr("paused") : activity.text;
    } else if (activity.state == Activity::State::Off) {
        icon = QStringLiteral("offline");
        tone = ToneLabel::Tone::Muted;
    }
    m_sign->set(icon, tone);
    m_name->setText(account.name);
    m_activity->setText(state);
    m_activity->setColour(&Palette::muted);
    m_activity->setMinimumWidth(
        std::min(160, m_activity->sizeHint().width())); // a long name gives way
    QStringList where{(m_card.providerTitle + QLatin1Char(' ') + account.version).trimmed(),
                      account.baseUrl.toDisplayString(QUrl::RemoveQuery | QUrl::RemoveUserInfo)};
    if (!account.remoteAccountId.isEmpty())
        where << tr("account %1").arg(account.remoteAccountId);
    if (!account.timeZone.isEmpty())
        where << account.timeZone;
    m_where->setText(where.join(QStringLiteral(" · ")));
    m_where->setColour(&Palette::muted);
    QString pace = paceText(m_card.pace, m_format, m_now, m_card.asking && !m_paused);
    if (!pace.isEmpty())
        pace[0] = pace.at(0).toUpper();
    m_pace->setText(pace);
    m_pace->setColour(&Palette::muted);
    m_pace->setVisible(!pace.isEmpty());
    setAccessibleName(
        tr("Account %1, %2: %3").arg(oneLine(account.name), m_card.providerTitle, state));
    std::vector<ChartFact> holding;
    if (m_card.holding)
        holding = holdingFacts(*m_card.holding, account, m_format);
    holding.push_back({keepText(m_card.keep, m_format)});
    if (!m_card.removal.isEmpty())
        holding.push_back({oneLine(m_card.removal, 500)});
    m_holding->setFacts(std::move(holding));
    m_holding->setAccessibleName(tr("What is cached: %1").arg(oneLine(account.name)));
    for (QPushButton *button : {m_test, m_sync, m_change, m_remove, m_rules, m_keep})
        button->setAccessibleName(tr("%1: %2").arg(button->text(), oneLine(account.name)));
}

void AccountsCardView::focusMain()
{
    m_test->setFocus(Qt::OtherFocusReason);
}

void AccountsCardView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(tokens().line);
    painter.setBrush(tokens().surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace watchfloor
