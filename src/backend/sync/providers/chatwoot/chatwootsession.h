// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/sync/providers/chatwoot/chatwootcursor.h"
#include "backend/sync/providers/chatwoot/chatwooterrors.h"
#include "backend/sync/providers/chatwoot/chatwootformat.h"
#include "backend/sync/providers/chatwoot/chatwootmessages.h"
#include "backend/sync/providers/chatwoot/chatwootparser.h"
#include "backend/sync/providers/shared/ask.h"

#include <functional>

namespace watchfloor::chatwoot {

/// One account's connection: target, pacing and memory. GUI thread.
class Session : public VendorSession {
public:
    Session(Account account, const Secrets &secrets, ProviderContext context);

    Target target() const { return target(account().remoteAccountId); }
    /// Talks to another account id (the probe finds it).
    Target target(const QString &accountId) const
    {
        return Target(account().baseUrl, accountId, m_token);
    }
    ConversationOptions options() const { return m_options; }

    bool liveReportsKnownMissing() const { return now() < m_liveReportsMissingUntil; }
    void noteLiveReportsMissing();

    QString reportsKey() const { return gateKey(QStringLiteral("reports")); }

    /// Conversations whose exact question taught nothing, by display id: updatedAt at that time.
    QHash<QString, TimeMs> askedInVain;
    /// Conversations whose events could not be read, by display id: left alone until then.
    QHash<QString, TimeMs> garbledUntil;
    TimeMs oldConversationsCheckedAt = 0;

private:
    QByteArray m_token;
    ConversationOptions m_options;
    TimeMs m_liveReportsMissingUntil = 0;
};

using SessionPtr = std::shared_ptr<Session>;

/// Reports have a limit of their own; a probe tries less often, because somebody waits for it.
enum class Lane { Normal, Reports, Probe };

/// classify(), and a page instead of data is an answer: the address is that of something else.
std::optional<Error> classifyProbe(const HttpResponse &response);

/// ask() for answers whose body alone matters.
template<typename T>
QCoro::Task<Result<T>> get(SessionPtr session, HttpRequest request,
                           std::function<Result<T>(const QByteArray &)> parse, std::stop_token stop,
                           Lane lane = Lane::Normal)
{
    const bool probing = lane == Lane::Probe;
    Ask question(std::move(request),
                 lane == Lane::Reports ? session->reportsKey() : session->gateKey(),
                 probing ? classifyProbe : classify);
    if (probing)
        question.probing();
    ParseFn<T> parseBody = [parse = std::move(parse)](const HttpResponse &response) {
        return parse(response.body);
    };
    return ask<T>(std::move(session), std::move(question), std::move(parseBody), std::move(stop));
}

} // namespace watchfloor::chatwoot
