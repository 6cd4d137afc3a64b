// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

/// As people type names: small letters without accents, so that "lukasz" finds "Łukasz".
QString foldedText(const QString &text);

} // namespace watchfloor
