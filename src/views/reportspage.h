// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"
#include "models/reportplan.h"
#include "models/viewscope.h"
#include "views/page.h"
#include "views/paperlayout.h"
#include "views/reportfiles.h"

#include <QTimer>

#include <memory>

class QListWidget;
class QListWidgetItem;
class QProgressBar;
class QPushButton;
class QFileDialog;
class QStackedLayout;
class QToolButton;

namespace watchfloor {

class AgeLabel;
class ElidedLabel;
class PaperPreview;
class PaperPrinter;
class ReportOptions;
class StateView;

/// A report that is kept: what is on it, and what it is about (scopeToJson()).
struct SavedReport {
    ReportPlan plan;
    QJsonObject scope; ///< empty: whatever the window shows
};

/// Both can be made of the same answers.
bool asksTheSame(const ReportPlan &a, const ReportPlan &b);

/// Reports on paper: the saved ones, the pages as they will be printed, and what is on them.
class ReportsPage : public Page {
    Q_OBJECT
public:
    explicit ReportsPage(QWidget *parent = nullptr);
    ~ReportsPage() override;

    QString key() const override { return QStringLiteral("reports"); }
    QString title() const override { return tr("Reports"); }
    QString iconName() const override { return QStringLiteral("reports"); }
    IgnoredParts ignoredFilters() const override
    {
        return {{ScopePart::Compare, tr("Reports on paper are of one period")}};
    }
    void setFormatter(const MetricFormatter &formatter) override;
    void setScope(const ViewScope &scope) override;
    void setNow(TimeMs now) override;
    void setCatalogue(const FilterCataloguePtr &catalogue) override;
    void setAccounts(const std::vector<Account> &accounts) override;
    void setLoading() override;
    void setError(const Error &error) override;
    void setFirstStart(bool on) override;
    /// The page's own button.
    bool exportItself() override;
    void focusMain() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;

    /// What the pages should be made of.
    const ReportPlan &plan() const { return m_plan; }
    /// Their events are told on it too; how many it did not have yet.
    int addConversations(const std::vector<ChosenConversation> &conversations);
    /// The ones added last go again, and their section if it came with them.
    void takeBackConversations();
    /// Made of plan() as it is now.
    void setPages(std::shared_ptr<const PaperLayout> pages, bool sameQuestion);
    /// The pages on screen are what plan() and scope ask for. Only such ones are exported or
    /// printed; who asks earlier waits for them.
    bool pagesFit() const { return m_fits; }

    /// Of the answers the pages are made of.
    void setAge(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt);
    AgeLabel *age() const { return m_age; }
    /// What could not be put on these pages (the logo), a sentence each.
    void setProblems(const QStringList &problems);

    // The export, from exportRequested() on.
    void setExporting(int pagesDone, int pages);
    void setTablesExporting(int done, int tables);
    void setExported(const QString &file);
    /// `without`: sections that have no table.
    void setFilesExported(const QStringList &files, const QStringList &without = {});
    void setExportFailed(const Error &error); ///< Cancelled: nothing to say

    PaperPreview *preview() const { return m_preview; }
    ReportOptions *options() const { return m_options; }
    QListWidget *saved() const { return m_saved; }

Q_SIGNALS:
    /// Only what needs no new answers has changed: the pages are to be made again.
    void looksChanged();
    void exportRequested(const QString &file);
    /// Of several files: its tables, or its pages as pictures.
    void filesRequested(const watchfloor::ReportTarget &target);
    /// Print to file: pages `first` up to before `end`.
    void pagesToFileRequested(const QString &file, int first, int end);
    void exportCancelled();

private:
    void edit(const ReportPlan &plan);
    void savePlan();
    void deletePlan();
    void openPlan(int row);
    void renamePlan(QListWidgetItem *item);
    void fillSaved();
    QString freeName(const QString &wish, int except) const;
    const SavedReport *selected() const;
    QJsonObject scopeNow() const;
    void buildFormats();
    void exportPdf();
    void exportFiles();
    /// What is there already is told before it is replaced.
    void confirmFiles(ReportTarget target);
    QFileDialog *saveDialog(const QString &title, ExportFormat format);
    void print();
    void printWith(PaperPrinter &printer);
    /// The pages on screen are of another plan or scope.
    void outdate();
    /// True: `wish` is kept until the pages fit.
    bool waits(void (ReportsPage::*wish)());
    void setWorking(int pagesDone, int pages, const QString &words);
    void describe();

    ReportPlan m_plan;
    std::vector<ChosenConversation> m_added; ///< last, until taken back
    bool m_addedSection = false;
    std::vector<SavedReport> m_reports; ///< by row after the first
    ViewScope m_scope;
    FilterCataloguePtr m_catalogue; ///< null until the cache was read
    std::unique_ptr<PaperPrinter> m_printer;
    MetricFormatter m_format;
    QListWidget *m_saved;
    PaperPreview *m_preview;
    ReportOptions *m_options;
    StateView *m_state;
    QStackedLayout *m_stack;
    ElidedLabel *m_status;
    AgeLabel *m_age;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QPushButton *m_delete;
    QPushButton *m_print;
    QPushButton *m_export;
    QToolButton *m_more;                      ///< other formats
    ExportFormat m_files = ExportFormat::Csv; ///< chosen last of these
    QTimer m_slow; ///< grey bars instead of the old pages only when it takes a while
    QString m_outcome;
    QStringList m_problems;
    bool m_filling = false;
    bool m_exporting = false;
    bool m_busy = false;
    bool m_fits = false;
    void (ReportsPage::*m_wish)() = nullptr; ///< once the pages fit
    bool m_firstStart = false;
};

} // namespace watchfloor
