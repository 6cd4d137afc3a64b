// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/domain/feed.h"
#include "backend/engine/reports/behindreport.h"

namespace watchfloor {

/// The vendor's own figure of the same thing.
struct VendorsFigure {
    ReportFigure figure;             ///< origin Reported
    std::optional<TimeMs> takenAt;   ///< of the oldest piece; none where there is no figure
    std::optional<TimeRange> window; ///< what it is of; none: the moment it was taken at
    const VendorField *field = nullptr;
    const char *meaning = nullptr; ///< what exactly it counts (translation context "Metric")
};

/// Why ours and the vendor's may differ. What the vendor itself means by it stands in
/// VendorField::note of `way` and of the vendor's field.
enum class WhyDiffers {
    OtherWindow,  ///< the vendor's is of another window
    TakenEarlier, ///< it is older than the facts ours rests on
    TakenLater,   ///< it is newer than them
    NotOver,      ///< it was taken before its window was over
    PartSeen,     ///< this login does not see all conversations
    Guessed,      ///< some of our facts are estimated
    LeftOut,      ///< the vendor left it out, which it does for 0
    StillLoading, ///< ours or theirs is of a part of the window
};
/// One sentence without a stop (translation context "Report").
const char *sentenceOf(WhyDiffers why);

/// How the figure comes about in one account.
struct ExplainedAccount {
    RowId account = 0;
    QString name;
    QString provider;
    ReportFigure figure;                  ///< this account's part of the same question
    const VendorField *way = nullptr;     ///< how it is made; null: it is not
    QStringList events;                   ///< names of the events it is recomputed from, if so
    std::optional<DurationMs> target;     ///< of SLA metrics
    std::optional<VendorsFigure> vendors; ///< where the vendor tells it too
    std::optional<double> difference;     ///< ours - the vendor's, in the catalogue's unit
    std::vector<WhyDiffers> reasons;      ///< why the two may differ
    struct Feed {
        Topic topic = Topic::Conversations;
        std::optional<TimeMs> asOf; ///< none = never synced completely
    };
    std::vector<Feed> feeds; ///< what it rests on
};

/// One list of the filter, by name.
struct ExplainedFilter {
    enum class Of { Account, Agent, Group, Skill, Inbox, Channel, Label, Who };
    Of of = Of::Account;
    QStringList names; ///< empty = none (no group, no label); of Who "human", "bot"
};

/// What was guessed about a figure's values.
struct EstimatedPart {
    QString event; ///< name of the catalogue
    qint64 values = 0;
};

/// Everything there is to say about one figure.
struct ExplainReport {
    const MetricSpec *metric = nullptr;
    bool business = false;
    ReportFigure figure;
    QString rowName; ///< the row's own name, as the vendor has it; empty for a total or none
    TimeRange asked;
    TimeRange window;                     ///< what the figure is of: for the present [now, now + 1)
    std::vector<ExplainedFilter> filters; ///< as it was asked, without the row
    std::vector<EstimatedPart> estimated;
    std::vector<ExplainedAccount> accounts; ///< by name
    ReportBasis basis;
    /// How many conversations there are to show; none: there are none by nature (`why` says so),
    /// or many.
    std::optional<qint64> conversations;
    bool many = false; ///< so many that counting them would keep everybody waiting
    WhyNoRows why = WhyNoRows::Rows;
};

} // namespace watchfloor
