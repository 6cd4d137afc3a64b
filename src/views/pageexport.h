// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/tables/rawtable.h"
#include "models/chartscene.h"
#include "models/reportplan.h"
#include "views/chartfile.h"

#include <QString>

#include <optional>

#include <vector>

class QWidget;

namespace watchfloor {

class TableView;

/// These sections, the definitions of their figures and what they do not cover; empty names: the
/// usual metrics.
ReportPlan planOf(std::vector<ReportSection> sections, const QStringList &metrics = {});

/// What "Export this view" finds on a page as it stands.
struct PageExport {
    /// Columns and rows as they are shown.
    struct Table {
        QString name;  ///< in file names: "agents"
        QString title; ///< "Agents"
        const TableView *view = nullptr;
        bool ofConversations = false; ///< a file tells of each everything there is, with its times
        RawTable rows = {};           ///< where the page shows them otherwise, and has no `view`
    };
    /// One chart or several below each other, drawn in full: also what is scrolled out of sight.
    struct Picture {
        QString name;
        QString title;
        std::vector<ChartScene> scenes;
        const QWidget *widget = nullptr; ///< painted as it stands, where there are no scenes
        PaintedChart painted = {};
        bool unfiltered = false; ///< of everything, whatever the filters
    };
    std::vector<Table> tables;
    std::vector<Picture> pictures;
    /// A report on paper of a part of the view.
    struct Paper {
        QString name;
        QString title;
        ReportPlan plan;
    };
    std::optional<ReportPlan> plan; ///< of a report on paper that shows the same
    std::vector<Paper> papers;      ///< of less than that
    QStringList notOnPaper;         ///< what of the view it does not show: "the grouping by team"
};

} // namespace watchfloor
