// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportsbinding.h"

#include "app/scopequery.h"
#include "backend/async/whendone.h"

#include <algorithm>
#include <utility>

namespace watchfloor {
namespace {

/// How old what is on the paper is: the oldest part, and the first that is late.
struct PaperAge {
    std::optional<TimeMs> asOf;
    std::optional<TimeMs> lateAt;
};

PaperAge ageOfPaper(const ReportAnswers &answers)
{
    PaperAge age;
    bool never = false;
    const auto note = [&](const auto &part) {
        never = never || !part.asOf;
        if (part.asOf)
            age.asOf = std::min(age.asOf.value_or(*part.asOf), *part.asOf);
        if (part.lateAt)
            age.lateAt = std::min(age.lateAt.value_or(*part.lateAt), *part.lateAt);
    };
    const auto noteBasis = [&note](const auto &report) {
        if (report)
            note(report->basis);
    };
    noteBasis(answers.summary);
    noteBasis(answers.volume);
    if (answers.agents)
        note(*answers.agents);
    noteBasis(answers.groups);
    noteBasis(answers.trend);
    noteBasis(answers.heat);
    noteBasis(answers.distribution);
    noteBasis(answers.queue);
    if (answers.list)
        note(*answers.list);
    for (const TimelineReport &timeline : answers.timelines)
        note(timeline);
    if (never)
        age.asOf.reset();
    return age;
}

} // namespace

ReportsBinding::ReportsBinding(const PageServices &services)
    : m_services(services)
    , m_page(new ReportsPage)
    , m_worker(QStringLiteral("paper"))
{
    connect(m_page, &ReportsPage::looksChanged, this, [this] {
        if (answersFit()) // otherwise with the answers that are on their way
            compose(true);
    });
    connect(m_page, &ReportsPage::exportRequested, this, [this](const QString &file) {
        if (!m_layout && m_underWay == 0) {
            m_page->setExportFailed(Error(Error::Kind::BadInput,
                                          tr("There are no pages to export."), QString(),
                                          tr("Mend what the page says first.")));
            return;
        }
        m_wanted = file;
        writeWanted();
    });
    connect(m_page, &ReportsPage::pagesToFileRequested, this,
            [this](const QString &file, int first, int end) {
                if (m_page->pagesFit() && end <= m_layout->pageCount())
                    write(file, std::make_shared<PaperLayout>(pagesFrom(*m_layout, first, end)));
                else
                    m_page->setExportFailed(Error(Error::Kind::BadInput,
                                                  tr("The report has other pages by now."),
                                                  QString(), tr("Print it again.")));
            });
    connect(m_page, &ReportsPage::exportCancelled, this, [this] {
        if (m_export)
            m_export->cancel();
        if (m_files)
            m_files->cancel();
    });
    connect(m_page, &ReportsPage::filesRequested, this, &ReportsBinding::writeFiles);
}

ReportsBinding::~ReportsBinding()
{
    m_stop.request_stop();
    m_composing.request_stop();
    if (m_export)
        m_export->cancel();
}

void ReportsBinding::ask(const ViewScope &scope, bool isNew)
{
    m_scope = scope;
    if (!isNew && m_underWay > 0) {
        m_again = true; // behind the answers under way
        return;
    }
    send(isNew);
}

void ReportsBinding::send(bool isNew)
{
    if (isNew) {
        m_stop.request_stop(); // nobody waits for the answers to another question
        m_stop = {};
        m_page->setLoading();
        m_awaited = true;
        m_composing.request_stop();
        ++m_composed; // pages of the question before would pass for the new one's
    }
    m_again = false;
    ++m_underWay;
    PaperQuestion question;
    question.plan = m_asked = m_page->plan();
    question.request = figuresOf(m_scope, m_services.clock.now());
    question.zone = m_scope.zone;
    whenDone(
        gatherReport(m_services.reports, m_services.clock, std::move(question), m_stop.get_token()),
        this, [this, number = ++m_number, isNew](const Result<GatheredAnswers> &answers) {
            if (number == m_number)
                arrived(answers, isNew);
            settle();
        });
}

void ReportsBinding::arrived(const Result<GatheredAnswers> &answers, bool isNew)
{
    if (!answers) {
        if (answers.error().kind() != Error::Kind::Cancelled)
            drop(answers.error());
        return;
    }
    m_answers = *answers;
    m_awaited = false;
    if (!answersFit()) // the plan has changed since: its own question follows
        return;
    const PaperAge age = ageOfPaper(*m_answers);
    m_asOf = age.asOf;
    m_lateAt = age.lateAt;
    m_page->setAge(m_asOf, m_lateAt);
    compose(!isNew);
}

bool ReportsBinding::answersFit() const
{
    return m_answers && !m_awaited && asksTheSame(m_asked, m_page->plan());
}

void ReportsBinding::drop(const Error &error)
{
    m_layout.reset();
    m_wanted.clear();
    m_page->setError(error);
}

void ReportsBinding::compose(bool samePlace)
{
    const int number = ++m_composed;
    ++m_underWay;
    m_composing.request_stop(); // nobody waits for the pages before
    m_composing = {};
    const auto job = [plan = m_page->plan(), answers = m_answers, fonts = m_fonts,
                      dir = m_services.profileDir, stop = m_composing.get_token()] {
        return composeReport(plan, *answers, fonts, dir, stop);
    };
    whenDone(m_worker.run(job), this,
             [this, number, samePlace](const Result<ComposedReport> &report) {
                 if (number == m_composed) {
                     if (report) {
                         m_layout = report->pages;
                         m_page->setPages(m_layout, samePlace);
                         m_page->setProblems(report->problems);
                         writeWanted();
                     } else if (report.error().kind() != Error::Kind::Cancelled) {
                         drop(report.error());
                     }
                 }
                 settle();
             });
}

void ReportsBinding::settle()
{
    --m_underWay;
    if (m_underWay > 0)
        return;
    Q_EMIT answered();
    if (m_again)
        send(false);
}

void ReportsBinding::writeWanted()
{
    if (!m_wanted.isEmpty() && m_layout && m_page->pagesFit())
        write(std::exchange(m_wanted, QString()), m_layout);
}

void ReportsBinding::write(const QString &file, const std::shared_ptr<const PaperLayout> &pages)
{
    m_export =
        std::make_unique<ReportExport>(m_worker, pages, m_fonts, file, m_services.clock.now());
    connect(m_export.get(), &ReportExport::progressed, m_page, &ReportsPage::setExporting);
    connect(m_export.get(), &ReportExport::finished, this, [this, file](const Result<void> &done) {
        if (done)
            m_page->setExported(file);
        else
            m_page->setExportFailed(done.error());
    });
    m_export->start();
}

void ReportsBinding::writeFiles(const ReportTarget &target)
{
    if (!m_page->pagesFit() || !m_layout || !m_answers) {
        m_page->setExportFailed(Error(Error::Kind::BadInput,
                                      tr("The report has other pages by now."), QString(),
                                      tr("Export it again.")));
        return;
    }
    const bool pictures = target.format == ExportFormat::Png;
    m_files = std::make_unique<ReportFilesExport>(m_worker, target);
    connect(m_files.get(), &ReportFilesExport::progressed, m_page,
            pictures ? &ReportsPage::setExporting : &ReportsPage::setTablesExporting);
    connect(m_files.get(), &ReportFilesExport::finished, this,
            [this](const Result<QStringList> &files) {
                if (files)
                    m_page->setFilesExported(*files, m_files->without());
                else
                    m_page->setExportFailed(files.error());
            });
    if (pictures)
        m_files->startPages(m_layout, m_fonts);
    else
        m_files->startTables(m_page->plan(), m_answers, m_services.profileDir);
}

} // namespace watchfloor
