// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/httpresponse.h"
#include "backend/sync/providers/liveperson/livepersoncall.h"

/// Users, skills and agent groups (documents, section 7): requests and answers as pure values.
namespace watchfloor::liveperson {

/// One whole list; LivePerson has no pages for them.
struct ConfigList {
    SyncBatch batch;
    bool unchanged = false; ///< 304: the revision asked with still holds
    QByteArray revision;
    QStringList ids; ///< of what is not deleted
};

/// `revision` as the last answer told, empty for the first time: then the whole list comes.
Call usersCall(const QByteArray &revision);
Call skillsCall(const QByteArray &revision);
Call groupsCall(const QByteArray &revision);

/// Deleted entries are kept by name, as old conversations name them, marked gone at `now`, and are
/// no part of the complete set. Rows that cannot be read leave the set open.
Result<ConfigList> parseUsers(const HttpResponse &response, TimeMs now);
Result<ConfigList> parseSkills(const HttpResponse &response, TimeMs now);
Result<ConfigList> parseGroups(const HttpResponse &response, TimeMs now);

} // namespace watchfloor::liveperson
