// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/providerinfo.h"
#include "backend/domain/result.h"
#include "backend/domain/syncbatch.h"
#include "backend/net/httpresponse.h"

namespace watchfloor::toy {

// Bytes to rows. Pure functions, run on the worker.

Result<ProbeResult> parseMe(const HttpResponse &response);
Result<SyncBatch> parsePeople(const HttpResponse &response);
/// `wireTotal` holds the number of talks in the whole list.
Result<SyncBatch> parseTalks(const HttpResponse &response);

/// The words of Deskbell: "here" -> "online".
QString ourWord(const char *kind, const QString &theirs);
std::vector<DictionaryWord> dictionary();

} // namespace watchfloor::toy
