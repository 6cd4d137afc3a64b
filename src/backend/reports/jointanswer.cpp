// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/reports/jointanswer.h"

#include "backend/reports/behindanswers.h"
#include "backend/reports/reportanswers.h"

#include <algorithm>

namespace watchfloor {
namespace {

class JointReading {
public:
    JointReading(RowSource &source, FactLoader &loader, const JointQuestion &question, TimeMs now,
                 const std::stop_token &stop, const std::function<bool()> &goOn)
        : m_source(source)
        , m_loader(loader)
        , m_question(question)
        , m_query{question.request.filter, question.request.range, now, question.request.business,
                  question.soon.value_or(soonByDefault)}
        , m_stop(stop)
        , m_goOn(goOn)
    {
    }

    bool goesOn() const { return !m_stop.stop_requested() && (!m_goOn || m_goOn()); }

    /// False: the columns had to go on to a later commit, or nobody waits any more.
    bool readAll(qint64 commit)
    {
        m_answer = {};
        m_answer.commit = commit;
        const JointQuestion &q = m_question;
        return figures(q.summary.has_value(), m_answer.summary,
                       [&](FactReport &facts) {
                           return answerBreakdown(facts, m_query, Dimension::Account, *q.summary);
                       }) &&
               figures(q.volume, m_answer.volume,
                       [&](FactReport &facts) { return answerVolume(facts, m_query, q.split); }) &&
               figures(q.agents.has_value(), m_answer.agents,
                       [&](FactReport &facts) {
                           return answerAgents(facts, m_query, *q.agents, q.byTeam);
                       }) &&
               figures(q.breakdown.has_value(), m_answer.breakdown,
                       [&](FactReport &facts) {
                           return answerBreakdown(facts, m_query, q.breakdown->first,
                                                  q.breakdown->second);
                       }) &&
               figures(q.trend.has_value(), m_answer.trend,
                       [&](FactReport &facts) {
                           return answerTrend(
                               facts, m_query,
                               {q.trend->second, q.trend->first, q.zone, q.weekStart, q.trendBy});
                       }) &&
               figures(q.heatMap != nullptr, m_answer.heatMap,
                       [&](FactReport &facts) {
                           return answerHeatMap(facts, m_query, q.heatMap, q.zone);
                       }) &&
               figures(q.distribution != nullptr, m_answer.distribution,
                       [&](FactReport &facts) {
                           return answerDistribution(facts, m_query, q.distribution);
                       }) &&
               figures(q.list, m_answer.list, [&](FactReport &facts) { return listed(facts); }) &&
               readRows();
    }

    JointAnswer take() { return std::move(m_answer); }

private:
    /// Still of the same commit? A read that failed may have begun another one.
    bool holds()
    {
        const Result<qint64> commit = m_source.commit();
        return !commit || *commit == m_answer.commit;
    }

    template<typename T, typename Ask>
    bool figures(bool wanted, JointAnswer::Part<T> &part, Ask ask)
    {
        if (!wanted)
            return true;
        if (!goesOn())
            return false;
        FactReport facts(m_source, m_loader);
        part = ask(facts);
        return !m_stop.stop_requested() && holds();
    }

    bool readRows()
    {
        const ReportFilter &filter = m_question.request.filter;
        if (!goesOn())
            return false;
        m_answer.choices = answerChoices(m_source, filter.accounts);
        if (m_question.queue)
            m_answer.queue = answerQueue(m_source, filter, m_query.now, m_query.soon);
        for (const auto &[account, id] : m_question.timelines) {
            if (!goesOn())
                return false;
            m_answer.timelines.push_back(timeline(account, id));
        }
        return holds();
    }

    Result<BehindListReport> listed(FactReport &facts)
    {
        if (const auto &behind = m_question.listBehind) {
            const FigureRequest &of = behind->first;
            return answerBehindList(facts,
                                    {of.filter, of.range, m_query.now, of.business, m_query.soon},
                                    behind->second, {}, m_stop);
        }
        ConversationListQuery all;
        all.query = {m_query.filter.accounts, m_query.range, m_query.filter};
        auto list = conversationList(m_source, all, m_query.now, m_stop);
        if (!list)
            return list.error();
        return BehindListReport{{}, std::move(*list)};
    }

    Result<TimelineReport> timeline(const QString &account, const QString &id)
    {
        if (!*m_answer.choices)
            return m_answer.choices->error();
        const auto &known = (*m_answer.choices)->accounts;
        const auto of = std::find_if(known.begin(), known.end(), [&](const AccountRows &rows) {
            return rows.account.name == account;
        });
        if (of == known.end())
            return Error(Error::Kind::BadInput,
                         QStringLiteral("There is no account “%1” in question").arg(account));
        return answerTimeline(m_source, of->account.id, id, m_query.now);
    }

    RowSource &m_source;
    FactLoader &m_loader;
    const JointQuestion &m_question;
    FigureQuery m_query;
    const std::stop_token &m_stop;
    const std::function<bool()> &m_goOn;
    JointAnswer m_answer;
};

} // namespace

Result<JointAnswer> jointAnswer(RowSource &source, FactLoader &loader,
                                const JointQuestion &question, TimeMs now,
                                const std::stop_token &stop, const std::function<bool()> &goOn)
{
    JointReading reading(source, loader, question, now, stop, goOn);
    // The columns may be ahead of the rows at first; from then on they stay where they are.
    constexpr int tries = 8;
    for (int i = 0; i < tries; ++i) {
        if (!reading.goesOn())
            return Error::cancelled();
        const Result<qint64> commit = source.commit();
        if (!commit)
            return commit.error();
        if (reading.readAll(*commit))
            return reading.take();
    }
    return reading.goesOn() ? Error(Error::Kind::Storage,
                                    QStringLiteral("The cache changes too fast to be read"))
                            : Error::cancelled();
}

} // namespace watchfloor
