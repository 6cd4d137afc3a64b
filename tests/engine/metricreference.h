// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backend/engine/metriccatalog.h"

#include <QStringList>

namespace watchfloor::test {

/// src/backend/engine/METRICS.md as the catalogue says it must be.
class MetricReference {
public:
    QByteArray markdown()
    {
        line("<!-- SPDX-FileCopyrightText: 2026 Watchfloor contributors -->");
        line("<!-- SPDX-License-Identifier: GPL-3.0-or-later -->");
        line("<!-- Generated from the catalogue: tst_metriccatalog --write-reference -->");
        line("# Metrics");
        line(QStringLiteral("%1 metrics and %2 event names. Times are milliseconds, shares 0 to 1. "
                            "A dash under a vendor means that it cannot give the metric; it is "
                            "then shown as a dash, never as 0.")
                 .arg(metricCatalog().size())
                 .arg(eventCatalog().size()));
        line("");
        line("Additive: the scopes whose rows add up to the total (groups without sub-groups). "
             "Reported: request and field of the vendor's own figure. Recomputed: from which "
             "events or facts.");
        line("");
        line("In business hours: the vendor's own value where it tells one, else the open time "
             "from start to end by the calendar of the inbox (its hours in the account's settings, "
             "else its own at the vendor), else by the account's calendar. Where there is none of "
             "these, or no start and end, there is a dash.");
        line("");
        overview();
        for (const MetricSpec &metric : metricCatalog())
            one(metric);
        events();
        return m_text.toUtf8();
    }

private:
    static QString latin(const char *text) { return QString::fromLatin1(text); }
    void line(const QString &text) { m_text += text + u'\n'; }
    void line(const char *text) { line(latin(text)); }

    void overview()
    {
        line("| metric | unit | class | reducer | chatwoot | rocketchat | liveperson | chatdash |");
        line("|---|---|---|---|---|---|---|---|");
        for (const MetricSpec &metric : metricCatalog()) {
            QString row =
                QStringLiteral("| [%1](#%1) | %2 | %3 | %4 |")
                    .arg(latin(metric.key), latin(wordOf(metric.unit)),
                         latin(wordOf(metric.metricClass)), latin(wordOf(metric.reducer)));
            for (const char16_t *provider :
                 {u"chatwoot", u"rocketchat", u"liveperson", u"chatdash"})
                row += u' ' + routes(metric, QStringView(provider)) + QStringLiteral(" |");
            line(row);
        }
    }

    static QString routes(const MetricSpec &metric, QStringView provider)
    {
        QStringList words;
        for (const VendorRoute route : {VendorRoute::Reported, VendorRoute::Recomputed}) {
            if (vendorField(metric, provider, route))
                words.append(latin(wordOf(route)));
        }
        return words.isEmpty() ? QStringLiteral("–") : words.join(QStringLiteral(", "));
    }

    void one(const MetricSpec &metric)
    {
        line("");
        line(QStringLiteral("## %1").arg(latin(metric.key)));
        line(QStringLiteral("**%1.** %2 (%3)")
                 .arg(latin(metric.title), latin(metric.definition), latin(metric.source)));
        line("");
        QStringList aggregates;
        for (const Aggregate aggregate : allAggregates) {
            if (metric.offers.has(aggregate))
                aggregates.append(latin(wordOf(aggregate)));
        }
        QStringList scopes;
        for (const MetricDimension scope : allDimensions) {
            if (metric.existsFor(scope))
                scopes.append(latin(wordOf(scope)) +
                              (metric.addsAcross(scope) ? u" (additive)"_qs : QString()));
        }
        line(QStringLiteral("- %1, %2, from %3, %4%5%6")
                 .arg(latin(wordOf(metric.unit)), latin(wordOf(metric.metricClass)),
                      latin(wordOf(metric.origin)), latin(wordOf(metric.reducer)),
                      aggregates.isEmpty()
                          ? QString()
                          : QStringLiteral("; offers ") + aggregates.join(QStringLiteral(", ")),
                      metric.businessHours ? QStringLiteral("; also in business hours")
                                           : QString()));
        if (metric.polarity != Polarity::Neutral)
            line(QStringLiteral("- %1 is better").arg(latin(wordOf(metric.polarity))));
        if (metric.numerator)
            line(QStringLiteral("- `%1` / `%2`")
                     .arg(latin(metric.numerator), latin(metric.denominator)));
        if (metric.targetOf)
            line(QStringLiteral("- times: `%1`; target: the account's setting `sla.%1`, in seconds")
                     .arg(latin(metric.targetOf)));
        line(QStringLiteral("- by %1").arg(scopes.join(QStringLiteral(", "))));
        for (const VendorField &way : metric.vendors())
            line(QStringLiteral("- ") + wayText(way));
    }

    static QString wayText(const VendorField &way)
    {
        QString text = latin(way.provider) + u' ' + latin(wordOf(way.route)) + QStringLiteral(": ");
        if (way.route == VendorRoute::Reported)
            text += QStringLiteral("`%1` of `%2`").arg(latin(way.field), latin(way.call));
        else if (way.events().empty())
            text += latin(way.field);
        QStringList names;
        for (const char *name : way.events())
            names.append(QStringLiteral("`%1`").arg(latin(name)));
        if (!names.isEmpty())
            text += QStringLiteral("events %1 (%2)")
                        .arg(names.join(QStringLiteral(", ")), latin(way.field));
        if (way.exceptEvent)
            text += QStringLiteral(" except conversations with `%1`").arg(latin(way.exceptEvent));
        return way.note ? text + QStringLiteral(". ") + latin(way.note) : text;
    }

    void events()
    {
        line("");
        line("# Events");
        line("| name | value | definition | read by |");
        line("|---|---|---|---|");
        for (const EventSpec &event : eventCatalog()) {
            QStringList readers;
            for (const MetricSpec *metric : metricsReading(QLatin1String(event.name)))
                readers.append(latin(metric->key));
            line(QStringLiteral("| %1 | %2 | %3 (%4) | %5 |")
                     .arg(latin(event.name), latin(wordOf(event.value)), latin(event.definition),
                          latin(event.source),
                          readers.isEmpty() ? QStringLiteral("–")
                                            : readers.join(QStringLiteral(", "))));
        }
    }

    QString m_text;
};

} // namespace watchfloor::test
