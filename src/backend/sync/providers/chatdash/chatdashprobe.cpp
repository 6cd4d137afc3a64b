// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatdash/chatdashdates.h"
#include "backend/sync/providers/chatdash/chatdashfetch.h"

#include <algorithm>

namespace watchfloor::chatdash {
namespace {

constexpr qsizetype agentsLookedAt = 3;

Error notAChatDash(const Session &session, const Error &found)
{
    Error error(Error::Kind::BadInput,
                QStringLiteral("%1 answers, but not as ChatDash's API")
                    .arg(session.account().baseUrl.host()),
                found.detail(),
                QStringLiteral("The address is usually https://api.chat-dash.com/v1/public"));
    error.setHttpStatus(found.httpStatus());
    return error;
}

void know(ProbeResult &result, const char *capability, bool yes)
{
    const QString word = QLatin1String(capability);
    result.capabilities.removeAll(word);
    if (yes)
        result.capabilities.append(word);
}

void addNotes(ProbeResult &result, bool looked)
{
    const auto lacks = [&](const char *capability) {
        return !result.capabilities.contains(QLatin1String(capability));
    };
    const bool known = !lacks(datesCreated) || !lacks(datesUpdated) || !lacks(datesEnded);
    if (!looked) {
        result.notes.append(QStringLiteral(
            "No conversation of the last month was found: what the server offers besides the "
            "lists is looked up again tomorrow."));
    }
    if (!lacks(datesUpdated) || !lacks(datesEnded)) {
        result.notes.append(QStringLiteral(
            "This server's dates are not those of creation: deleted conversations stay."));
    } else if (!known) {
        result.notes.append(QStringLiteral(
            "Which date the server filters by is not known yet: deleted conversations stay until "
            "it is."));
    }
    if (looked && lacks(messagesOffered)) {
        result.notes.append(QStringLiteral(
            "Response times stay empty: this server does not offer messages, and ChatDash's lists "
            "tell no times of answers."));
    }
}

/// Only what a person could be shown belongs to the answer of a probe that fails.
bool isAnswer(const Error &error)
{
    return error.kind() == Error::Kind::NotFound || error.kind() == Error::Kind::Unavailable ||
           error.kind() == Error::Kind::Forbidden || error.kind() == Error::Kind::NotJson ||
           error.kind() == Error::Kind::WrongShape ||
           (error.kind() == Error::Kind::HttpStatus && error.httpStatus() < 500);
}

} // namespace

/// One list as a probe asks for it.
static QCoro::Task<Result<ConversationPage>> lookAt(SessionPtr session, QString agent,
                                                    TimeRange dates, std::stop_token stop)
{
    const ConversationOptions options{false, agent};
    const ParseFn<ConversationPage> parse = [options](const HttpResponse &response) {
        return parseConversations(response.body, options);
    };
    const Flags usual;
    Ask asked = question(session, conversationsRequest(session->target(), agent, dates, usual));
    asked.probing();
    co_return co_await ask<ConversationPage>(session, std::move(asked), parse, stop);
}

/// Which field the dates filter, from a list and, where that leaves a doubt, one question or two.
static QCoro::Task<Result<DateField>> dateField(SessionPtr session, QString agent,
                                                ConversationPage page, TimeRange asked,
                                                std::stop_token stop)
{
    const DateField fitting = fittingField(page.rows, asked);
    if (fitting != DateField::Unknown)
        co_return fitting;
    // All of them: a server that does not care for dates answers each with everything.
    DateField decided = DateField::Unknown;
    const std::vector<DateTrial> trials = dateTrials(page.rows);
    for (const DateTrial &trial : trials) {
        const Result<ConversationPage> answer = co_await lookAt(session, agent, trial.dates, stop);
        if (!answer)
            co_return answer.error();
        const bool has = std::any_of(
            answer->rows.begin(), answer->rows.end(),
            [&](const SeenConversation &seen) { return seen.row.remoteId == trial.id; });
        if (has && decided != DateField::Unknown)
            co_return DateField::Unknown;
        if (has)
            decided = trial.field;
    }
    co_return decided;
}

/// Whether the server answers a question that is not documented in full.
template<typename T>
static QCoro::Task<Result<bool>> answers(SessionPtr session, HttpRequest request, ParseFn<T> parse,
                                         std::stop_token stop)
{
    Ask asked = question(session, std::move(request));
    asked.probing();
    const Result<T> answer = co_await ask<T>(session, std::move(asked), parse, stop);
    if (!answer && !isAnswer(answer.error()))
        co_return answer.error();
    co_return answer.ok() && problemCount(*answer) == 0;
}

static QCoro::Task<Result<void>> lookCloser(SessionPtr session, QString agent, QString id,
                                            ProbeResult *result, std::stop_token stop)
{
    const ParseFn<ConversationPage> parseSingle = [](const HttpResponse &response) {
        return parseConversation(response.body, {});
    };
    HttpRequest single = conversationRequest(session->target(), agent, id);
    const Result<bool> singles =
        co_await answers<ConversationPage>(session, std::move(single), parseSingle, stop);
    if (!singles)
        co_return singles.error();
    know(*result, singleConversations, *singles);
    const ParseFn<MessagePage> parseTalk = [](const HttpResponse &response) {
        return parseMessages(response.body);
    };
    HttpRequest talk = messagesRequest(session->target(), agent, id);
    const Result<bool> messages =
        co_await answers<MessagePage>(session, std::move(talk), parseTalk, stop);
    if (!messages)
        co_return messages.error();
    know(*result, messagesOffered, *messages);
    co_return Result<void>();
}

QCoro::Task<Result<ProbeResult>> probeServer(SessionPtr session, std::stop_token stop)
{
    const ParseFn<SyncBatch> parse = [](const HttpResponse &response) {
        return parseAgents(response.body);
    };
    Ask asked = question(session, agentsRequest(session->target()));
    asked.probing();
    const Result<SyncBatch> agents =
        co_await ask<SyncBatch>(session, std::move(asked), parse, stop);
    if (!agents && meansWrongAddress(agents.error()))
        co_return notAChatDash(*session, agents.error());
    if (!agents)
        co_return agents.error();

    ProbeResult result;
    // The key stands for one agency, which has no number anywhere in the API.
    result.chosenAccountId = QStringLiteral("1");
    // What an earlier probe found stays while there is nothing to look at.
    result.capabilities = session->account().capabilities;
    if (agents->agents.empty())
        result.notes.append(QStringLiteral("The agency has no AI agents yet."));

    // A day first, that ended a day ago: updates behind it tell creation from update.
    const TimeMs now = session->serverNow();
    const TimeRange recent{now - 2 * dayMs, now - dayMs};
    const TimeRange month{now - longestLength, now};
    const qsizetype looks = std::min<qsizetype>(agentsLookedAt, std::ssize(agents->agents));
    bool looked = false;
    for (qsizetype i = 0; i < 2 * looks && !looked; ++i) {
        const QString agent = agents->agents[static_cast<size_t>(i % looks)].remoteId;
        const TimeRange dates = i < looks ? recent : month;
        const Result<ConversationPage> page = co_await lookAt(session, agent, dates, stop);
        if (!page && isOneAgentsFault(page.error()))
            continue;
        if (!page)
            co_return page.error();
        if (page->rows.empty())
            continue;
        looked = true;
        const Result<DateField> field = co_await dateField(session, agent, *page, dates, stop);
        if (!field)
            co_return field.error();
        if (*field != DateField::Unknown) {
            for (const DateField one : {DateField::Created, DateField::Updated, DateField::Ended})
                know(result, capabilityOf(one), one == *field);
        }
        const QString id = page->rows.front().row.remoteId;
        const Result<void> closer = co_await lookCloser(session, agent, id, &result, stop);
        if (!closer)
            co_return closer.error();
    }
    addNotes(result, looked);
    co_return result;
}

} // namespace watchfloor::chatdash
