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
    StateRole,        ///< cell: canonical word ("online", "open"): the delegate draws its mark
    MutedRole,        ///< cell: true = less important (unassigned, vanished, not known)
    AttentionRole,    ///< cell: true = somebody must act; the tooltip says why
    ShareRole,        ///< cell: 0..1 of a full bar behind the number
    TotalRole,        ///< header: display text of the pinned totals row
    RestRole,         ///< header: display text of the pinned row of what belongs to nobody
    WidthRole,        ///< header: default width in px
    GrowRole,         ///< header: weight in sharing spare width; 0 = stays
    HiddenRole,       ///< header: true = hidden until the user asks
    KindRole,         ///< header: ColumnKind
    FamilyRole,       ///< header: where a chooser lists the column
    TotalToolTipRole, ///< header: about the cell of the totals row
    RestToolTipRole,  ///< header: about that of the rest row
    BesideRole,       ///< header: what is kept behind its numbers: 1 n, 2 the change, 3 both
    CountRole,        ///< cell: n beside the value, faint
    OriginRole,       ///< cell: FigureOrigin, when it is not Recomputed
    ThresholdRole,    ///< cell: ThresholdState
    StaleRole,        ///< cell: true = an old or partial figure
    DeltaRole,        ///< cell: what it has become since the period before, e.g. "+12 %"
    VerdictRole,      ///< cell: with DeltaRole: FigureDelta::Verdict
    SparkRole,        ///< cell: QList<double>, one value a step; NaN = nothing known
    DepthRole,        ///< row: depth in a tree
    BranchRole,       ///< row: 0 = a leaf among branches, 1 = closed, 2 = open
    StrongRole,       ///< cell: true = stands for several rows: semibold
    // Files for programs (CSV, JSON); a view shows none of it.
    ExportRole, ///< cell: the raw value where SortRole is not (ranks, ages); a time in UTC ms; null
                ///< = there is none
    UnitRole,   ///< header: unit of the raw values ("ms", "time", "ratio"); default: by the kind
    ExportKeyRole,    ///< header: its key in files, when it is another than KeyRole
    ExportSecondRole, ///< cell: a raw value of another kind beside it (the end of a range, a
                      ///< rating); header: key and unit of its column
    SampleRole,       ///< cell: n behind the value as a number; header: true = cells may have it
    MetricRole,       ///< cell, header: key of the metric behind the number; empty = none
    LevelsRole,       ///< the same of whose levels it has, where that is another one
};

} // namespace watchfloor
