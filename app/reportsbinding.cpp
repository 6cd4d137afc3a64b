// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/reportsbinding.h"

#include "app/scopequery.h"
#include "backend/async/whendone.h"

#include <algorithm>

namespace watchfloor {
namespace {

/// The oldest "as of" of what is on the paper.
std::optional<TimeMs> asOfPaper(const ReportAnswers &answers)
{
    std::optional<TimeMs> oldest;
    const auto note = [&oldest](const std::optional<TimeMs> &time) {
        if (time)
            oldest = std::min(oldest.value_or(*time), *time);
    };
    if (answers.summary)
        note(answers.summary->basis.asOf);
    if (answers.volume)
        note(answers.volume->basis.asOf);
    if (answers.agents)
        note(answers.agents->asOf);
    if (answers.groups)
        note(answers.groups->basis.asOf);
    if (answers.trend)
        note(answers.trend->basis.asOf);
    if (answers.heat)
        note(answers.heat->basis.asOf);
    if (answers.distribution)
        note(answers.distribution->basis.asOf);
    if (answers.queue)
        note(answers.queue->basis.asOf);
    return oldest;
}

} // namespace

ReportsBinding::ReportsBinding(const PageServices &services)
    : m_services(services)
    , m_page(new ReportsPage)
    , m_worker(QStringLiteral("paper"))
{
    connect(m_page, &ReportsPage::looksChanged, this, [this] {
        if (m_answers)
            compose(true);
    });
    connect(m_page, &ReportsPage::exportRequested, this, &ReportsBinding::exportTo);
    connect(m_page, &ReportsPage::exportCancelled, this, [this] {
        if (m_export)
            m_export->cancel();
    });
}

ReportsBinding::~ReportsBinding()
{
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
    if (isNew)
        m_page->setLoading();
    m_again = false;
    ++m_underWay;
    PaperQuestion question;
    question.plan = m_page->plan();
    question.request = figuresOf(m_scope, m_services.clock.now());
    question.zone = m_scope.zone;
    whenDone(gatherReport(m_services.reports, m_services.clock, std::move(question), this), this,
             [this, number = ++m_number, isNew](const Result<GatheredAnswers> &answers) {
                 if (number == m_number)
                     arrived(answers, isNew);
                 settle();
             });
}

void ReportsBinding::arrived(const Result<GatheredAnswers> &answers, bool isNew)
{
    if (!answers) {
        if (answers.error().kind() != Error::Kind::Cancelled)
            m_page->setError(answers.error());
        return;
    }
    m_answers = *answers;
    m_asOf = asOfPaper(*m_answers);
    compose(!isNew);
}

void ReportsBinding::compose(bool samePlace)
{
    const int number = ++m_composed;
    ++m_underWay;
    const auto job = [plan = m_page->plan(), answers = m_answers, fonts = m_fonts,
                      dir = m_services.profileDir] {
        return composeReport(plan, *answers, fonts, dir);
    };
    whenDone(m_worker.run(job), this,
             [this, number, samePlace](const Result<ComposedReport> &report) {
                 if (number == m_composed) {
                     if (report) {
                         m_layout = report->pages;
                         m_page->setPages(m_layout, samePlace);
                         m_page->setProblems(report->problems);
                     } else if (report.error().kind() != Error::Kind::Cancelled) {
                         m_page->setError(report.error());
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

void ReportsBinding::exportTo(const QString &file)
{
    if (!m_layout)
        return;
    m_export =
        std::make_unique<ReportExport>(m_worker, m_layout, m_fonts, file, m_services.clock.now());
    connect(m_export.get(), &ReportExport::progressed, m_page, &ReportsPage::setExporting);
    connect(m_export.get(), &ReportExport::finished, this, [this, file](const Result<void> &done) {
        if (done)
            m_page->setExported(file);
        else
            m_page->setExportFailed(done.error());
    });
    m_export->start();
}

} // namespace watchfloor
