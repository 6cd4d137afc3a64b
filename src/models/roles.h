// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace watchfloor {

/// Roles every table model answers. Display is text for people; the raw value is in SortRole.
enum Role {
    SortRole = Qt::UserRole + 1, ///< cell: qint64, double or QString; invalid = no data, sorts last
    KeyRole,                     ///< cell: the row's identity (QString); header: the column's key
    FilterRole,                  ///< row (column 0): the text a search looks into
    CopyRole,                    ///< cell: what the clipboard gets; default is the display text
    StateRole,     ///< cell: canonical word ("online", "open"): the delegate draws its mark
    MutedRole,     ///< cell: true = less important (unassigned, vanished, not known)
    AttentionRole, ///< cell: true = somebody must act; the tooltip says why
    ShareRole,     ///< cell: 0..1 of a full bar behind the number
    TotalRole,     ///< header: display text of the pinned totals row
    RestRole,      ///< header: display text of the pinned row of what belongs to nobody
    WidthRole,     ///< header: default width in px
    GrowRole,      ///< header: weight in sharing spare width; 0 = stays
    HiddenRole,    ///< header: true = hidden until the user asks
    KindRole,      ///< header: ColumnKind
};

} // namespace watchfloor
