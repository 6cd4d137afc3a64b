// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sandboxvendors.h"

#include "sandbox/chatdashdialect.h"
#include "sandbox/chatwootdialect.h"
#include "sandbox/livepersondialect.h"
#include "sandbox/rocketchatdialect.h"
#include "sandbox/sandbox.h"

#include <algorithm>

namespace watchfloor::sandbox {

namespace {

template<typename Options>
VendorRow rowOf(Vendor vendor, Options SandboxConfig::*member, const OptionTable<Options> &table,
                std::function<VendorRow::Maker> make, void (*fill)(const Options &, VendorAccess *))
{
    VendorRow row;
    row.vendor = vendor;
    row.make = std::move(make);
    const QString flag = QStringLiteral("--") + vendorWord(vendor);
    row.set = [=, &table](SandboxConfig *config, const QString &key, const QString &value) {
        return setOption(flag, table, &(config->*member), key, value);
    };
    for (const OptionRow<Options> &option : table)
        row.optionHelp +=
            QStringLiteral("    %1=%2\n").arg(QLatin1String(option.key), option.expected);
    row.fill = [=](const SandboxConfig &config, VendorAccess *access) {
        fill(config.*member, access);
    };
    return row;
}

/// Dialect is made from (world, base URL, options).
template<typename Dialect, typename Options>
std::function<VendorRow::Maker> maker(Options SandboxConfig::*member)
{
    return [=](const Simulation &simulation, const QString &baseUrl, const SandboxConfig &config) {
        return std::make_unique<Dialect>(simulation.world(), baseUrl, config.*member);
    };
}

void fillChatwoot(const ChatwootOptions &options, VendorAccess *access)
{
    access->accountId = QStringLiteral("1");
    access->secrets.insert(QStringLiteral("token"), options.token);
}

void fillRocketChat(const RocketChatOptions &options, VendorAccess *access)
{
    access->url += options.root;
    access->accountId = QStringLiteral("1");
    access->secrets.insert(QStringLiteral("user_id"), options.userId);
    access->secrets.insert(QStringLiteral("auth_token"), options.token);
}

void fillLivePerson(const LivePersonOptions &options, VendorAccess *access)
{
    access->accountId = options.account;
    access->secrets.insert(QStringLiteral("consumer_key"), options.consumerKey);
    access->secrets.insert(QStringLiteral("consumer_secret"), options.consumerSecret);
    access->secrets.insert(QStringLiteral("token"), options.token);
    access->secrets.insert(QStringLiteral("token_secret"), options.tokenSecret);
    access->secrets.insert(QStringLiteral("username"), options.username);
    access->secrets.insert(QStringLiteral("password"), options.password);
}

void fillChatDash(const ChatDashOptions &options, VendorAccess *access)
{
    access->url += QStringLiteral("/v1/public");
    access->accountId = QStringLiteral("1");
    access->secrets.insert(QStringLiteral("api_key"), options.apiKey);
}

} // namespace

const std::vector<VendorRow> &vendorRows()
{
    using C = SandboxConfig;
    static const std::vector<VendorRow> all{
        rowOf(Vendor::Chatwoot, &C::chatwoot, chatwootOptions(),
              maker<ChatwootDialect>(&C::chatwoot), fillChatwoot),
        rowOf(Vendor::RocketChat, &C::rocketchat, rocketChatOptions(),
              maker<RocketChatDialect>(&C::rocketchat), fillRocketChat),
        rowOf(Vendor::LivePerson, &C::liveperson, livePersonOptions(),
              maker<LivePersonDialect>(&C::liveperson), fillLivePerson),
        rowOf(Vendor::ChatDash, &C::chatdash, chatDashOptions(),
              maker<ChatDashDialect>(&C::chatdash), fillChatDash),
    };
    return all;
}

const VendorRow &vendorRow(Vendor vendor)
{
    const std::vector<VendorRow> &rows = vendorRows();
    return *std::find_if(rows.begin(), rows.end(),
                         [&](const VendorRow &row) { return row.vendor == vendor; });
}

} // namespace watchfloor::sandbox
