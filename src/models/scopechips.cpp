// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scopechips.h"

#include "models/metricformatter.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr size_t mostSingleChips = 2;
constexpr size_t mostNamesInToolTip = 20;

QString chipSay(const char *text)
{
    return QCoreApplication::translate("filter", text);
}

QString countOf(FilterDimension dimension, size_t count)
{
    const char *words = nullptr;
    switch (dimension) {
    case FilterDimension::Agent:
        words = QT_TRANSLATE_NOOP("filter", "%1 agents");
        break;
    case FilterDimension::Group:
        words = QT_TRANSLATE_NOOP("filter", "%1 groups");
        break;
    case FilterDimension::Skill:
        words = QT_TRANSLATE_NOOP("filter", "%1 skills");
        break;
    case FilterDimension::Inbox:
        words = QT_TRANSLATE_NOOP("filter", "%1 inboxes");
        break;
    case FilterDimension::Channel:
        words = QT_TRANSLATE_NOOP("filter", "%1 channels");
        break;
    case FilterDimension::Label:
    case FilterDimension::Who:
        words = QT_TRANSLATE_NOOP("filter", "%1 labels");
        break;
    }
    return chipSay(words).arg(MetricFormatter().count(static_cast<qint64>(count)));
}

QString detailOf(const FilterCatalogue &catalogue, FilterDimension dimension,
                 const FilterValue &value)
{
    const FilterEntry *entry = catalogue.find(dimension, value);
    const QString title = catalogue.title(dimension, value);
    return entry && !entry->detail.isEmpty() ? title + QStringLiteral(" · ") + entry->detail
                                             : title;
}

QString textOf(const FilterCatalogue &catalogue, FilterDimension dimension,
               const FilterValue &value)
{
    const QString title = catalogue.title(dimension, value);
    const bool none = isOfWords(dimension) ? value.word.isEmpty() : value.id == 0;
    // "No group" and "Humans only" say themselves what they are about.
    if (none || dimension == FilterDimension::Who)
        return title;
    return QCoreApplication::translate("filter", "%1: %2", "dimension, value")
        .arg(dimensionTitle(dimension), title);
}

} // namespace

std::vector<ScopeChip> scopeChips(const ViewFilter &filter, const FilterCatalogue &catalogue,
                                  const IgnoredParts &ignored)
{
    std::vector<ScopeChip> chips;
    for (const FilterDimension dimension : filterDimensions) {
        const std::vector<FilterValue> values = valuesOf(filter, dimension);
        if (values.empty())
            continue;
        const size_t first = chips.size();
        if (values.size() <= mostSingleChips) {
            for (const FilterValue &value : values)
                chips.push_back({dimension,
                                 {value},
                                 textOf(catalogue, dimension, value),
                                 detailOf(catalogue, dimension, value),
                                 false,
                                 {}});
        } else {
            QStringList names;
            for (const FilterValue &value : values) {
                if (names.size() < static_cast<qsizetype>(mostNamesInToolTip))
                    names << detailOf(catalogue, dimension, value);
            }
            if (values.size() > mostNamesInToolTip)
                names << chipSay(QT_TRANSLATE_NOOP("filter", "and %1 more"))
                             .arg(values.size() - mostNamesInToolTip);
            chips.push_back({dimension,
                             values,
                             QCoreApplication::translate("filter", "%1: %2", "dimension, value")
                                 .arg(dimensionTitle(dimension), countOf(dimension, values.size())),
                             names.join(QLatin1Char('\n')),
                             false,
                             {}});
        }
        const IgnoredPart *why = ignoredPart(ignored, partOf(dimension));
        for (size_t i = first; why && i < chips.size(); ++i) {
            chips[i].ignored = true;
            chips[i].reason = why->reason;
        }
    }
    return chips;
}

ViewFilter withoutChip(const ViewFilter &filter, const ScopeChip &chip)
{
    ViewFilter left = filter;
    std::vector<FilterValue> values = valuesOf(filter, chip.dimension);
    std::erase_if(values, [&chip](const FilterValue &value) {
        return std::find(chip.values.begin(), chip.values.end(), value) != chip.values.end();
    });
    setValues(left, chip.dimension, values);
    return left;
}

} // namespace watchfloor
