// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/papertimelinekey.h"

#include "models/readingdirection.h"
#include "models/timelinewords.h"
#include "views/timelinelayout.h"
#include "views/timelinepainter.h"
#include "views/typography.h"

#include <QPainter>

#include <algorithm>
#include <vector>

namespace watchfloor {
namespace {

enum class KeySign {
    Closed,
    Gap,
    Transfer,
    Reported,
    Derived,
    Estimated,
    Online,
    Between,
    Offline,
    MoreAgents
};

constexpr int keySign = 22; // px
constexpr int keyGap = 18;
constexpr int perLine = 4; // of the shortest line that there is

QString keyText(const char *text, qint64 count = -1)
{
    return QCoreApplication::translate("PaperTimeline", text, nullptr, static_cast<int>(count));
}

bool hasOrigin(const TimelineScene &scene, EventOrigin origin)
{
    const auto &events = scene.report().events;
    return std::any_of(events.begin(), events.end(), [origin](const TimelineEvent &event) {
        return event.event.origin == origin;
    });
}

std::vector<KeySign> keySigns(const TimelineScene &scene, int mostAgents)
{
    const TimelineReport &report = scene.report();
    std::vector<KeySign> signs;
    const auto addIf = [&signs](bool wanted, KeySign sign) {
        if (wanted)
            signs.push_back(sign);
    };
    addIf(report.businessHoursKnown, KeySign::Closed);
    addIf(!report.gaps.empty(), KeySign::Gap);
    addIf(!report.transfers.empty(), KeySign::Transfer);
    const bool derived = hasOrigin(scene, EventOrigin::Derived);
    const bool estimated = hasOrigin(scene, EventOrigin::Estimated);
    addIf((derived || estimated) && hasOrigin(scene, EventOrigin::Server), KeySign::Reported);
    addIf(derived, KeySign::Derived);
    addIf(estimated, KeySign::Estimated);
    const auto &agents = scene.agents();
    const bool states = std::any_of(agents.begin(), agents.end(),
                                    [](const auto &agent) { return !agent.states.empty(); });
    addIf(states, KeySign::Online);
    addIf(states, KeySign::Between);
    addIf(states, KeySign::Offline);
    addIf(int(agents.size()) > mostAgents, KeySign::MoreAgents);
    return signs;
}

QString meaningOf(KeySign sign, const TimelineLayout &layout)
{
    switch (sign) {
    case KeySign::Closed:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Outside business hours"));
    case KeySign::Gap:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Not fetched"));
    case KeySign::Transfer:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Transfer"));
    case KeySign::Reported:
        return originTitle(EventOrigin::Server);
    case KeySign::Derived:
        return originTitle(EventOrigin::Derived);
    case KeySign::Estimated:
        return originTitle(EventOrigin::Estimated);
    case KeySign::Online:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Online"));
    case KeySign::Between:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Away or busy"));
    case KeySign::Offline:
        return keyText(QT_TRANSLATE_NOOP("PaperTimeline", "Offline"));
    case KeySign::MoreAgents:
        break;
    }
    const auto more = qint64(layout.scene().agents().size()) - layout.agentRows();
    return keyText(QT_TRANSLATE_NOOP("PaperTimeline",
                                     "Agents without a row here: %1; the table has their numbers"))
        .arg(layout.formatter().count(more));
}

void paintSign(QPainter &painter, const TimelineLayout &layout, KeySign sign, const QRectF &box)
{
    const Palette &colours = layout.colours();
    const auto bar = [&](double share, Qt::PenStyle edge) {
        painter.setPen(QPen(colours.series[0], 1, edge));
        painter.setBrush(blended(colours.surface, colours.series[0], share));
        painter.drawRect(box.adjusted(0, 1, 0, -1));
    };
    const auto strip = [&](double height, const QColor &colour) {
        painter.fillRect(QRectF(box.left(), box.center().y() - height / 2, box.width(), height),
                         colour);
    };
    switch (sign) {
    case KeySign::Closed:
        painter.setPen(QPen(colours.line, 1));
        painter.setBrush(timelineClosedGround(layout));
        painter.drawRect(box);
        break;
    case KeySign::Gap:
        paintTimelineGap(painter, layout, box);
        painter.setPen(QPen(colours.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
        break;
    case KeySign::Transfer:
        painter.setPen(QPen(colours.muted, 1, Qt::DashLine));
        painter.drawLine(QPointF(box.center().x(), box.top() - 1),
                         QPointF(box.center().x(), box.bottom() + 1));
        break;
    case KeySign::Reported:
        bar(0.24, Qt::SolidLine);
        break;
    case KeySign::Derived:
        bar(0.14, Qt::SolidLine);
        break;
    case KeySign::Estimated:
        bar(0, Qt::DashLine);
        break;
    case KeySign::Online:
        strip(10, blended(colours.surface, colours.good, 0.55));
        break;
    case KeySign::Between:
        strip(6, blended(colours.surface, colours.away, 0.55));
        break;
    case KeySign::Offline:
        strip(2, blended(colours.surface, colours.faint, 0.6));
        break;
    case KeySign::MoreAgents:
        break;
    }
}

} // namespace

int paperTimelineKeyLines(const TimelineScene &scene, int mostAgents)
{
    auto signs = int(keySigns(scene, mostAgents).size());
    if (int(scene.agents().size()) > mostAgents)
        ++signs; // the words on those are twice as long
    return (signs + perLine - 1) / perLine;
}

void paintPaperTimelineKey(QPainter &painter, const TimelineLayout &layout, const QRect &area)
{
    const bool rtl = layout.rightToLeft;
    painter.setFont(smallFont());
    int away = 0; // from the side on which lines begin
    int top = area.top();
    for (const KeySign sign : keySigns(layout.scene(), layout.mostAgents)) {
        const QString text = meaningOf(sign, layout);
        const int before = sign == KeySign::MoreAgents ? 0 : keySign + 6;
        const int width =
            std::min(area.width() - before, painter.fontMetrics().horizontalAdvance(text) + 2);
        if (away > 0 && away + before + width > area.width()) {
            away = 0;
            top += paperKeyLine;
        }
        const auto placed = [&](int from, int length) {
            const int left =
                rtl ? area.right() + 1 - away - from - length : area.left() + away + from;
            return QRect(left, top, length, paperKeyLine);
        };
        if (before > 0)
            paintSign(painter, layout, sign,
                      QRectF(placed(0, keySign)).adjusted(0.5, 2.5, -0.5, -2.5));
        painter.setPen(layout.colours().muted);
        paintTimelineName(painter, layout, placed(before, width), text);
        away += before + width + keyGap;
    }
}

} // namespace watchfloor
