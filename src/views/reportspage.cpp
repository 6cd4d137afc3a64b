// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/reportspage.h"

#include "views/agelabel.h"
#include "views/choicedelegate.h"
#include "views/elidedlabel.h"
#include "views/palette.h"
#include "views/paperpreview.h"
#include "views/paperprinter.h"
#include "views/reportoptions.h"
#include "views/stateview.h"
#include "views/typography.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

constexpr int listWidth = 200;
constexpr int optionsWidth = 264;
constexpr int slowMs = 150;

QWidget *hairLine(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedWidth(1);
    return line;
}

} // namespace

bool asksTheSame(const ReportPlan &a, const ReportPlan &b)
{
    const auto sorted = [](std::vector<ReportSection> sections) {
        std::sort(sections.begin(), sections.end());
        return sections;
    };
    return sorted(a.sections) == sorted(b.sections) && a.metrics == b.metrics &&
           a.groupBy == b.groupBy && a.heatMetric == b.heatMetric &&
           a.distributionMetric == b.distributionMetric && a.conversations == b.conversations &&
           a.listOrder == b.listOrder;
}

ReportsPage::ReportsPage(QWidget *parent)
    : Page(parent)
    , m_saved(new QListWidget(this))
    , m_preview(new PaperPreview(this))
    , m_options(new ReportOptions(this))
    , m_state(new StateView(this))
    , m_stack(nullptr)
    , m_status(new ElidedLabel(this))
    , m_age(new AgeLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_save(new QPushButton(tr("Save report"), this))
    , m_delete(new QPushButton(tr("Delete"), this))
    , m_print(new QPushButton(tr("Print…"), this))
    , m_export(new QPushButton(tr("Export PDF"), this))
    , m_more(new QToolButton(this))
{
    buildFormats();
    m_export->setProperty("primary", true);
    m_export->setToolTip(tr("Writes these pages into a PDF file (Ctrl+E)"));
    m_print->setToolTip(tr("Prints these pages (Ctrl+P)"));
    m_print->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_P));
    m_delete->setToolTip(tr("Forgets the selected saved report (Del); files stay"));
    m_status->setColour(&Palette::muted);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setAccessibleName(tr("Pages written"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(pageMargin, 0, pageMargin, 12);
    bar->setSpacing(gridStep);
    bar->addWidget(m_status, 1);
    bar->addWidget(m_age);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_progress, m_cancel, m_save, m_print, m_export, m_more})
        bar->addWidget(widget);

    makeChoiceList(m_saved);
    m_saved->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_saved->setAccessibleName(tr("Saved reports"));
    m_saved->setToolTip(tr("F2 renames a saved report"));
    auto *left = new QWidget(this);
    left->setFixedWidth(listWidth);
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(gridStep, gridStep, gridStep, gridStep);
    leftLayout->setSpacing(gridStep);
    leftLayout->addWidget(m_saved, 1);
    leftLayout->addWidget(m_delete, 0, Qt::AlignLeft);

    auto *middle = new QWidget(this);
    m_stack = new QStackedLayout(middle);
    m_stack->addWidget(m_preview);
    m_stack->addWidget(m_state);
    m_options->setFixedWidth(optionsWidth);

    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    columns->addWidget(left);
    columns->addWidget(hairLine(this));
    columns->addWidget(middle, 1);
    columns->addWidget(hairLine(this));
    columns->addWidget(m_options);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addLayout(columns, 1);

    m_slow.setSingleShot(true);
    m_slow.setInterval(slowMs);
    connect(&m_slow, &QTimer::timeout, this, &ReportsPage::describe);
    connect(m_options, &ReportOptions::edited, this, &ReportsPage::edit);
    connect(m_preview, &PaperPreview::currentPageChanged, this, &ReportsPage::describe);
    connect(m_save, &QPushButton::clicked, this, &ReportsPage::savePlan);
    connect(m_delete, &QPushButton::clicked, this, &ReportsPage::deletePlan);
    connect(m_export, &QPushButton::clicked, this, &ReportsPage::exportPdf);
    connect(m_print, &QPushButton::clicked, this, &ReportsPage::print);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_printer)
            m_printer->cancel();
        else
            Q_EMIT exportCancelled();
    });
    connect(m_saved, &QListWidget::currentRowChanged, this, &ReportsPage::openPlan);
    connect(m_saved, &QListWidget::itemChanged, this, &ReportsPage::renamePlan);
    auto *del = new QShortcut(QKeySequence::Delete, m_saved);
    del->setContext(Qt::WidgetShortcut);
    connect(del, &QShortcut::activated, this, &ReportsPage::deletePlan);
    connect(m_state, &StateView::triggered, this, [this](const QString &id) {
        if (id == QLatin1String("addAccount"))
            Q_EMIT addAccountRequested();
        else if (id == QLatin1String("demo"))
            Q_EMIT demoRequested();
        else
            Q_EMIT retryRequested();
    });
    setTabOrder(m_saved, m_delete);
    setTabOrder(m_delete, m_preview);
    setTabOrder(m_preview, m_options->sections());
    fillSaved();
    describe();
}

ReportsPage::~ReportsPage() = default;

void ReportsPage::setFormatter(const MetricFormatter &formatter)
{
    const bool changed = !(formatter == m_format);
    m_format = formatter;
    m_age->setFormatter(formatter);
    describe();
    if (changed && m_preview->pages())
        Q_EMIT looksChanged();
}

void ReportsPage::setNow(TimeMs now)
{
    m_age->setNow(now);
}

void ReportsPage::setAge(std::optional<TimeMs> asOf, std::optional<TimeMs> lateAt)
{
    m_age->setAge(asOf, lateAt);
}

void ReportsPage::setScope(const ViewScope &scope)
{
    m_scope = scope;
    describe();
}

void ReportsPage::setCatalogue(const FilterCataloguePtr &catalogue)
{
    m_catalogue = catalogue;
    describe();
}

void ReportsPage::setAccounts(const std::vector<Account> &accounts)
{
    QStringList names;
    for (const Account &account : accounts)
        names << account.name;
    m_options->setAccounts(names);
}

void ReportsPage::setLoading()
{
    outdate();
    m_outcome.clear();
    if (m_stack->currentWidget() == m_state)
        m_stack->setCurrentWidget(m_preview);
}

void ReportsPage::outdate()
{
    m_fits = false;
    m_busy = true;
    m_slow.start();
}

void ReportsPage::setPages(std::shared_ptr<const PaperLayout> pages, bool sameQuestion)
{
    m_busy = false;
    m_fits = pages != nullptr;
    m_slow.stop();
    m_stack->setCurrentWidget(m_preview);
    m_preview->setPages(std::move(pages), sameQuestion);
    describe();
    if (const auto wish = std::exchange(m_wish, nullptr))
        (this->*wish)();
}

bool ReportsPage::waits(void (ReportsPage::*wish)())
{
    if (m_fits || !m_busy || m_firstStart)
        return false;
    m_wish = wish;
    m_slow.stop(); // it is being waited for
    describe();
    return true;
}

void ReportsPage::setProblems(const QStringList &problems)
{
    m_problems = problems;
    describe();
}

void ReportsPage::setError(const Error &error)
{
    m_busy = false;
    m_fits = false;
    m_wish = nullptr;
    m_slow.stop();
    // What could not be made anew is not there any more: the old pages may show what the plan
    // hides.
    m_preview->setPages(nullptr, false);
    m_age->clearAge();
    StateMessage message;
    message.icon = QStringLiteral("alert");
    message.title = error.message();
    message.text = error.remedy();
    message.details = error.detail();
    message.actions = {{QStringLiteral("retry"), tr("Try again"), true}};
    m_state->show(message);
    m_stack->setCurrentWidget(m_state);
    describe();
}

void ReportsPage::setFirstStart(bool on)
{
    if (on == m_firstStart)
        return;
    m_firstStart = on;
    m_options->setVisible(!on);
    if (!on) {
        m_stack->setCurrentWidget(m_preview);
        return;
    }
    StateMessage message;
    message.icon = QStringLiteral("accounts");
    message.title = tr("Reports need an account first");
    message.text = tr("Connect a help desk, or look around in the demo.");
    message.actions = {{QStringLiteral("addAccount"), tr("Add account"), true},
                       {QStringLiteral("demo"), tr("Open demo"), false}};
    m_state->show(message);
    m_stack->setCurrentWidget(m_state);
    m_preview->setPages(nullptr, false);
    m_fits = false;
    m_wish = nullptr;
    m_age->clearAge();
    describe();
}

void ReportsPage::focusMain()
{
    if (m_stack->currentWidget() == m_state)
        m_state->focusAction();
    else
        m_preview->setFocus();
}

void ReportsPage::edit(const ReportPlan &plan)
{
    const bool same = asksTheSame(m_plan, plan);
    m_plan = plan;
    outdate();
    const int row = m_saved->currentRow();
    if (row > 0)
        m_reports[static_cast<std::size_t>(row) - 1].plan = plan;
    Q_EMIT stateEdited();
    if (same)
        Q_EMIT looksChanged();
    else
        Q_EMIT questionChanged();
}

bool ReportsPage::exportItself()
{
    exportPdf();
    return true;
}

void ReportsPage::describe()
{
    const PaperLayout *pages = m_preview->pages();
    const bool filled = m_stack->currentWidget() == m_preview && pages;
    m_progress->setVisible(m_exporting);
    m_cancel->setVisible(m_exporting);
    const SavedReport *saved = selected();
    m_save->setText(saved ? tr("Save range and filters") : tr("Save report"));
    m_save->setToolTip(saved
                           ? tr("Opening this report will bring back the range and filters of now")
                           : tr("Keeps these choices with range and filters under a name"));
    m_save->setEnabled(filled && (!saved || saved->scope != scopeNow()));
    m_print->setEnabled(filled && !m_exporting);
    m_export->setEnabled(filled && !m_exporting);
    m_more->setEnabled(filled && !m_exporting);
    m_delete->setEnabled(m_saved->currentRow() > 0);
    if (!m_outcome.isEmpty())
        m_status->setText(m_outcome);
    else if (m_busy && (m_wish || !m_slow.isActive()))
        m_status->setText(tr("Putting the pages together…"));
    else if (filled && !m_problems.isEmpty())
        m_status->setText(m_problems.join(QLatin1Char(' ')));
    else if (filled)
        m_status->setText(tr("Page %1 of %2")
                              .arg(m_format.count(qint64{m_preview->currentPage() + 1}),
                                   m_format.count(qint64{pages->pageCount()})));
    else
        m_status->setText(QString());
}

} // namespace watchfloor
