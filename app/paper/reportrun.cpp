// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paper/reportrun.h"

#include "backend/async/whendone.h"

namespace watchfloor {

ReportRun::ReportRun(WorkerThread &worker, ReportService &reports, Clock &clock,
                     PaperQuestion question, QString file, QString profileDir, QObject *parent)
    : QObject(parent)
    , m_worker(worker)
    , m_reports(reports)
    , m_clock(clock)
    , m_question(std::move(question))
    , m_file(std::move(file))
    , m_profileDir(std::move(profileDir))
{
}

ReportRun::~ReportRun()
{
    cancel();
}

void ReportRun::start()
{
    whenDone(gatherReport(m_reports, m_clock, m_question, m_stop.get_token()), this,
             [this](const Result<GatheredAnswers> &answers) {
                 if (m_stop.stop_requested())
                     Q_EMIT finished(Error::cancelled());
                 else if (answers)
                     compose(*answers);
                 else
                     Q_EMIT finished(answers.error());
             });
}

void ReportRun::cancel()
{
    m_stop.request_stop();
    if (m_export)
        m_export->cancel();
}

void ReportRun::compose(const GatheredAnswers &answers)
{
    for (const auto &[section, sentence] : answers->failed)
        m_problems << sectionTitle(section) + QStringLiteral(": ") + sentence;
    const auto job = [plan = m_question.plan, answers, fonts = m_fonts, dir = m_profileDir,
                      stop = m_stop.get_token()] {
        return composeReport(plan, *answers, fonts, dir, stop);
    };
    whenDone(m_worker.run(job), this, [this](const Result<ComposedReport> &report) {
        if (m_stop.stop_requested())
            Q_EMIT finished(Error::cancelled());
        else if (report)
            write(*report);
        else
            Q_EMIT finished(report.error());
    });
}

void ReportRun::write(const ComposedReport &report)
{
    m_problems << report.problems;
    m_pageCount = report.pages->pageCount();
    m_export =
        std::make_unique<ReportExport>(m_worker, report.pages, m_fonts, m_file, m_clock.now());
    connect(m_export.get(), &ReportExport::progressed, this, &ReportRun::progressed);
    connect(m_export.get(), &ReportExport::finished, this, &ReportRun::finished);
    m_export->start();
}

} // namespace watchfloor
