// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/reports/timelinereport.h"
#include "models/conversationlistmodel.h"
#include "models/drillwords.h"
#include "models/sortedrows.h"
#include "views/page.h"

class QAction;
class QSplitter;
class QToolButton;

namespace watchfloor {

class AgeLabel;
class ConversationDetail;
class DrillChip;
class FilterBar;
class TablePanel;

/// The list of conversations and the life of the selected one.
class ConversationsPage : public Page {
    Q_OBJECT
public:
    explicit ConversationsPage(QWidget *parent = nullptr);

    QString key() const override { return QStringLiteral("conversations"); }
    QString title() const override { return tr("Conversations"); }
    QString iconName() const override { return QStringLiteral("conversations"); }
    void setSearch(const QString &text) override;
    IgnoredParts ignoredFilters() const override;
    void setFilterWords(const QStringList &words) override;
    void setNearestRange(const std::optional<RangeChoice> &range) override;
    void setFormatter(const MetricFormatter &formatter) override;
    void setNow(TimeMs now) override;
    PageExport exported() const override;
    void focusMain() override;
    QVariantMap choices() const override;
    void setChoices(const QVariantMap &choices) override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;

    /// `order`: of another question's rows, where somebody has worked it out already.
    void setReport(const ConversationListReport &report, bool sameQuestion,
                   std::shared_ptr<SortedRows::Prepared> order = {});
    void setError(const Error &error) override;
    void setLoading() override;
    void setFirstStart(bool on) override;
    void setAccounts(const std::vector<Account> &accounts) override;
    void setScope(const ViewScope &scope) override;
    void setThresholds(const Thresholds &thresholds) { m_model.setThresholds(thresholds); }
    bool stepBack() override;

    /// The list is of the conversations behind a number (`report` once it is there); null: of the
    /// scope again.
    void setDrill(const Drill *drill, const BehindReport *report = nullptr);

    /// Selects it; one that is not listed is shown all the same, and why it is not is said.
    void openConversation(RowId account, const QString &remoteId);
    /// The list's own selection again.
    void closeOpened();
    bool hasOpened() const { return !m_openedKey.isEmpty(); }

    void setTimeline(const TimelineReport &report);
    void setTimelineError(const Error &error);
    /// The selected conversation; account 0 = none.
    RowId selectedAccount() const;
    QString selectedConversation() const;
    /// What is selected in the list, or the one whose timeline has the keyboard.
    std::vector<ChosenConversation> chosen() const;
    /// The report took in so many of those that were asked for.
    void setReported(int added, int asked);

    /// Selects the newest one when nothing is selected.
    void selectFirst();

    ConversationListModel &model() { return m_model; }
    TablePanel *panel() const { return m_panel; }
    FilterBar *filterBar() const { return m_filters; }
    AgeLabel *age() const { return m_age; }
    ConversationDetail *detail() const { return m_detail; }

Q_SIGNALS:
    /// Back to all conversations of the scope, please.
    void drillRemoved();
    void conversationSelected(watchfloor::RowId account, const QString &remoteId);
    /// Their events shall stand on paper; and shall not, after all.
    void reportWanted(const std::vector<watchfloor::ChosenConversation> &conversations);
    void reportUnwanted();
    /// Tooltips want to tell more of these rows of the cache: model().setDetails().
    void detailsWanted(const std::vector<watchfloor::RowId> &rows);

private:
    void connectPanel();
    void connectReport();
    void select(const QString &key);
    void settleOpened();
    QString whyNotListed() const;
    void refreshFilters();
    void refreshContext();
    QStringList shownBy() const; ///< besides the scope
    ReportPlan listOnPaper() const;
    void setDetailBelow(bool below);

    ConversationListModel m_model;
    MetricFormatter m_format;
    ViewScope m_scope;
    QHash<RowId, QString> m_accountNames;
    DrillChip *m_drill;
    std::optional<Drill> m_drilled; ///< what it tells of
    DrillChip *m_openedChip;
    DrillChip *m_reportChip; ///< what was added last
    QAction *m_toReport;
    FilterBar *m_filters;
    AgeLabel *m_age;
    TablePanel *m_panel;
    ConversationDetail *m_detail;
    QSplitter *m_splitter;
    QToolButton *m_placement;
    QString m_search;
    std::optional<RangeChoice> m_nearest;
    bool m_hasReport = false;
    QString m_selectedKey;
    QString m_openedKey; ///< asked for by itself, until another row is chosen
    QString m_keyBefore; ///< selected before that
    /// Of the opened one, once it is known.
    std::optional<ConversationReportRow> m_openedRow;
    bool m_choosing = false; ///< rows come and go, nobody chooses
    QString m_restoredKey;   ///< selected when the window was last open, until rows come
};

} // namespace watchfloor
