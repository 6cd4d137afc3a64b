// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columnspec.h"
#include "models/roles.h"

#include <QVariant>

namespace watchfloor {

/// Where the column's texts stand.
inline QVariant sideOf(const ColumnSpec &spec)
{
    const Qt::AlignmentFlag side = spec.isNumeric() ? Qt::AlignRight : Qt::AlignLeft;
    return QVariant::fromValue(side | Qt::AlignVCenter);
}

/// What a column says of itself in the header; invalid for what it does not know.
inline QVariant headerOf(const ColumnSpec &spec, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return spec.title;
    case Qt::ToolTipRole:
        return spec.toolTip;
    case Qt::TextAlignmentRole:
        return sideOf(spec);
    case Qt::InitialSortOrderRole:
        return QVariant::fromValue(spec.startsDescending() ? Qt::DescendingOrder
                                                           : Qt::AscendingOrder);
    case KeyRole:
        return spec.key;
    case WidthRole:
        return spec.width;
    case GrowRole:
        return spec.grow;
    case HiddenRole:
        return spec.hidden;
    case KindRole:
        return static_cast<int>(spec.kind);
    case FamilyRole:
        return spec.family;
    case UnitRole:
        return spec.unit.isEmpty() ? QVariant() : QVariant(spec.unit);
    case ExportSecondRole:
        return spec.second.isEmpty() ? QVariant() : QVariant(spec.second);
    case ExportKeyRole:
        return spec.exportKey.isEmpty() ? QVariant() : QVariant(spec.exportKey);
    default:
        return {};
    }
}

} // namespace watchfloor
