// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/accountcard.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace watchfloor {

class AccountsFeedRow;
class CoverageCalendar;
class ElidedLabel;
class FactsLine;
class ToneIcon;
class ToneLabel;

/// One account: who it is, what is wrong and the one thing to do about it, its feeds, its days.
class AccountsCardView : public QWidget {
    Q_OBJECT
public:
    explicit AccountsCardView(QWidget *parent = nullptr);

    void setCard(const AccountCard &card, bool paused);
    void setTime(const MetricFormatter &format, TimeMs now);
    void setWritable(bool writable);
    void setTesting(bool testing);
    /// What the last test of the connection said; empty = nothing to say.
    void setOutcome(const QString &sentence, bool good);
    RowId account() const { return m_card.account.id; }
    const QString &name() const { return m_card.account.name; }
    void focusMain();

Q_SIGNALS:
    void testRequested();
    void syncRequested();
    void changeRequested();
    void removeRequested();
    void keepRequested();
    void rulesRequested();
    void drillRequested(const watchfloor::Drill &drill);
    void explainRequested(const watchfloor::ExplainTarget &target, const QRect &global);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildHeader(QVBoxLayout *layout);
    void buildBands(QVBoxLayout *layout);
    void buildBody(QVBoxLayout *layout);
    void buildFooter(QVBoxLayout *layout);
    void showFeeds();
    void showCoverage();
    void describe();

    AccountCard m_card;
    MetricFormatter m_format;
    TimeMs m_now = 0;
    bool m_paused = false;
    bool m_painted = false;
    ToneIcon *m_sign = nullptr;
    ElidedLabel *m_name = nullptr;
    ElidedLabel *m_activity = nullptr;
    ElidedLabel *m_where = nullptr;
    ElidedLabel *m_pace = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_sync = nullptr;
    QPushButton *m_change = nullptr;
    QPushButton *m_remove = nullptr;
    QWidget *m_problem = nullptr;
    ToneLabel *m_problemText = nullptr;
    QPushButton *m_remedy = nullptr;
    QWidget *m_outcome = nullptr;
    ToneIcon *m_outcomeSign = nullptr;
    ToneLabel *m_outcomeText = nullptr;
    QVBoxLayout *m_feeds = nullptr;
    QVBoxLayout *m_days = nullptr;
    FactsLine *m_holding = nullptr;
    QPushButton *m_keep = nullptr;
    QPushButton *m_rules = nullptr;
    std::vector<AccountsFeedRow *> m_rows;
    std::vector<std::pair<QLabel *, CoverageCalendar *>> m_calendars;
};

} // namespace watchfloor
