// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace watchfloor {

/// The map from a font's letters to text, mended. QPdfWriter names each letter by the first
/// character of the font that looks like it: a tab for a space, a radical for an ideograph, a
/// ligature for "fi", an Arabic form for its letter, a micro sign for a Greek mu. Whoever searches
/// or copies wants what was written. `written`: all of it.
QByteArray mendedLetterMap(const QByteArray &cmap, const QString &written);

} // namespace watchfloor
