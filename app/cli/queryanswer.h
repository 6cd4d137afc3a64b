// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/accountchoice.h"
#include "app/cli/outputtable.h"
#include "backend/reports/reportservice.h"

#include <QJsonArray>

namespace watchfloor::cli {

/// A parameter the operation refuses: the seed's error body for programs, a sentence for people.
int refuse(const CommandContext &context, const QByteArray &body, const QString &sentence);

/// Rows of a seed's answer as a table, "metric.open" being a key inside an object.
OutputTable tableOf(const QJsonArray &rows, const std::vector<OutputColumn> &columns);

/// The seed's own bytes with --format json, else the table.
int writeAnswer(const CommandContext &context, const QByteArray &json, const OutputTable &table);

/// Says on stderr that the account's token sees only a part, where that is so.
void noteWhatIsMissing(const CommandContext &context, const Account &account);

/// Runs `answer(service, account)` for the one account the line names; `body(sentence)` is the
/// seed's error body when no account has that name.
template<typename Body, typename Answer>
int withAccount(CommandContext &context, Body body, Answer answer)
{
    ReportService service(context.profileDir, *context.clock);
    const AccountChoice choice = oneAccount(context, service);
    if (choice.unknownName)
        return refuse(context, body(choice.sentence), choice.sentence);
    if (choice.exitCode != Done)
        return choice.exitCode;
    return answer(service, choice.accounts.front());
}

} // namespace watchfloor::cli
