// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace watchfloor {

/// Text from the wire for one line of a cell: line breaks and control characters become spaces,
/// marks that reorder the text around them (bidi controls) vanish, endless text is cut.
QString oneLine(const QString &text, int limit = 300);

/// The same for tooltips, where line breaks stay. Still plain text: the view escapes it.
QString severalLines(const QString &text, int limit = 2000);

/// For what may or may not read markup (a desktop's notifications): the signs that begin it are
/// replaced by ones that look alike and mean nothing.
QString withoutMarkup(const QString &plain);

/// For widgets that guess rich text (tooltips): HTML that shows `plain` exactly as it is.
QString asHtml(const QString &plain);

} // namespace watchfloor
