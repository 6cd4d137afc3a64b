// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/syncbatch.h"

#include <QByteArray>
#include <QJsonObject>

namespace watchfloor::test {

/// A batch as JSON for golden files: empty sections and unset fields are left out, times stay
/// milliseconds, keys are sorted, so that equal batches give equal text.
QJsonObject batchToJson(const SyncBatch &batch);

QJsonObject eventToJson(const ReportingEvent &event);

/// Compares `actual` with the file. On a difference the text is written beside it as `<file>.fail`
/// and the returned text shows the lines that differ; empty = equal.
QByteArray differenceToGolden(const QString &file, const QJsonObject &actual);

} // namespace watchfloor::test
