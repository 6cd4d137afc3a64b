// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "backend/sync/providers/chatwoot/chatwootsession.h"

namespace watchfloor::chatwoot {
namespace {

constexpr double politeRate = 4.0;
constexpr DurationMs absenceMemory = 24 * 3'600'000;

} // namespace

Session::Session(Account account, const Secrets &secrets, ProviderContext context)
    : VendorSession(QStringLiteral("Chatwoot"), std::move(account), context)
    , m_token(secrets.value(QStringLiteral("token")).trimmed().toUtf8())
{
    m_options.contactNames = flagSetting("contact_names");
    const double wished = numberSetting("requests_per_second", 0);
    RateLimit host;
    host.maxInFlight = 2;
    host.minSpacingMs = static_cast<DurationMs>(1000.0 / (wished > 0 ? wished : politeRate));
    host.maxPerWindow = 3000;
    host.fixedWindow = true;
    setLimit(gateKey(), host);
    // 100 a minute for each user and account; the slots are those of the server's clock.
    RateLimit reports;
    reports.maxInFlight = 1;
    reports.maxPerWindow = 100;
    reports.fixedWindow = true;
    setFirmLimit(reportsKey(), reports);
}

void Session::noteLiveReportsMissing()
{
    m_liveReportsMissingUntil = now() + absenceMemory;
}

std::optional<Error> classifyProbe(const HttpResponse &response)
{
    auto fault = classify(response);
    if (fault && fault->kind() == Error::Kind::NotJson) {
        fault = Error(Error::Kind::Unavailable, fault->message(), fault->detail(), fault->remedy())
                    .setHttpStatus(response.status);
    }
    return fault;
}

} // namespace watchfloor::chatwoot
