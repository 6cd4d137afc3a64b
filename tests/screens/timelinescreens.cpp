// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "screens/screens.h"

#include "support/timelinesample.h"
#include "views/conversationdetail.h"
#include "views/timelineview.h"

#include <QDialog>
#include <QVBoxLayout>

namespace watchfloor::test {
namespace {

/// The conversation's half of its page, by itself.
ConversationDetail *detailOn(Stage &stage, QSize size)
{
    auto *dialog = new QDialog(&stage.window);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *detail = new ConversationDetail(dialog);
    layout->addWidget(detail);
    detail->setFormatter(MetricFormatter(QLocale(), QTimeZone("Europe/Berlin")));
    dialog->resize(size);
    dialog->show();
    return detail;
}

Screen timeline(const char *name, const TimelineReport &report,
                const std::function<void(TimelineView &)> &then = {}, QSize size = {960, 600})
{
    return {QLatin1String(name), size, [report, then, size](Stage &stage) {
                ConversationDetail *detail = detailOn(stage, size);
                detail->setNow(report.extent.to);
                detail->setReport(report);
                if (then)
                    then(*detail->timeline());
            }};
}

} // namespace

void addTimelineScreens(std::vector<Screen> &all)
{
    all.push_back(timeline("timeline", timelineSample()));
    all.push_back(timeline("timeline-open", openTimelineSample(), [](TimelineView &view) {
        view.setHoveredEvent(2);
        view.setCurrentEvent(4);
    }));
    all.push_back(timeline("timeline-narrow", openTimelineSample(), {}, {430, 560}));
    all.push_back(timeline("timeline-zoomed", openTimelineSample(), [](TimelineView &view) {
        view.zoomToEvent(4);
        view.setCurrentEvent(4);
    }));
    all.push_back(timeline("timeline-weeks", crowdedTimelineSample(200), {}, {1280, 600}));
    all.push_back(timeline("timeline-10000", crowdedTimelineSample(10'000), {}, {1280, 600}));
    TimelineReport none = timelineSample();
    none.events.clear();
    none.lanes.clear();
    none.transfers.clear();
    all.push_back(timeline("timeline-none", none));
    all.push_back({QStringLiteral("timeline-error"), {960, 600}, [](Stage &stage) {
                       detailOn(stage, {960, 600})->setError(cacheError());
                   }});
}

} // namespace watchfloor::test
