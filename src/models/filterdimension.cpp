// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filterdimension.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchfloor {
namespace {

struct DimensionWords {
    FilterDimension dimension;
    const char *key;
    const char *title;
    const char *none;
};

constexpr DimensionWords dimensionWords[] = {
    {FilterDimension::Agent, "agents", QT_TRANSLATE_NOOP("filter", "Agent"),
     QT_TRANSLATE_NOOP("filter", "Unassigned")},
    {FilterDimension::Group, "groups", QT_TRANSLATE_NOOP("filter", "Group"),
     QT_TRANSLATE_NOOP("filter", "No group")},
    {FilterDimension::Skill, "skills", QT_TRANSLATE_NOOP("filter", "Skill"),
     QT_TRANSLATE_NOOP("filter", "No skill")},
    {FilterDimension::Inbox, "inboxes", QT_TRANSLATE_NOOP("filter", "Inbox"),
     QT_TRANSLATE_NOOP("filter", "No inbox")},
    {FilterDimension::Channel, "channels", QT_TRANSLATE_NOOP("filter", "Channel"),
     QT_TRANSLATE_NOOP("filter", "No channel")},
    {FilterDimension::Label, "labels", QT_TRANSLATE_NOOP("filter", "Label"),
     QT_TRANSLATE_NOOP("filter", "No label")},
    {FilterDimension::Who, "who", QT_TRANSLATE_NOOP("filter", "Humans or bots"), ""},
};

const DimensionWords &dimensionWordsOf(FilterDimension dimension)
{
    return dimensionWords[static_cast<size_t>(dimension)];
}

template<typename Filter>
auto *idsOf(Filter &filter, FilterDimension dimension)
{
    switch (dimension) {
    case FilterDimension::Group:
        return &filter.groups;
    case FilterDimension::Skill:
        return &filter.skills;
    case FilterDimension::Inbox:
        return &filter.inboxes;
    default:
        return &filter.agents;
    }
}

template<typename Filter>
auto *wordsIn(Filter &filter, FilterDimension dimension)
{
    return dimension == FilterDimension::Channel ? &filter.channels : &filter.labels;
}

} // namespace

QString dimensionTitle(FilterDimension dimension)
{
    return QCoreApplication::translate("filter", dimensionWordsOf(dimension).title);
}

QString dimensionKey(FilterDimension dimension)
{
    return QLatin1String(dimensionWordsOf(dimension).key);
}

QString noneTitle(FilterDimension dimension)
{
    const char *none = dimensionWordsOf(dimension).none;
    return *none == '\0' ? QString() : QCoreApplication::translate("filter", none);
}

bool isOfWords(FilterDimension dimension)
{
    return dimension == FilterDimension::Channel || dimension == FilterDimension::Label;
}

std::vector<FilterValue> valuesOf(const ViewFilter &filter, FilterDimension dimension)
{
    std::vector<FilterValue> values;
    if (dimension == FilterDimension::Who) {
        if (filter.who != ViewFilter::Who::Everybody)
            values.push_back({filter.who == ViewFilter::Who::Humans ? kWhoHumans : kWhoBots, {}});
    } else if (isOfWords(dimension)) {
        for (const QString &word : *wordsIn(filter, dimension))
            values.push_back({0, word});
    } else {
        for (const RowId id : *idsOf(filter, dimension))
            values.push_back({id, {}});
    }
    return values;
}

void setValues(ViewFilter &filter, FilterDimension dimension,
               const std::vector<FilterValue> &values)
{
    if (dimension == FilterDimension::Who) {
        filter.who = ViewFilter::Who::Everybody;
        if (!values.empty())
            filter.who =
                values.back().id == kWhoBots ? ViewFilter::Who::Bots : ViewFilter::Who::Humans;
        return;
    }
    // In one order, so that the same choice is the same scope.
    if (isOfWords(dimension)) {
        QStringList &words = *wordsIn(filter, dimension);
        words.clear();
        for (const FilterValue &value : values)
            words << value.word;
        words.sort();
        words.removeDuplicates();
    } else {
        std::vector<RowId> &ids = *idsOf(filter, dimension);
        ids.clear();
        for (const FilterValue &value : values)
            ids.push_back(value.id);
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    }
}

bool holds(const ViewFilter &filter, FilterDimension dimension, const FilterValue &value)
{
    const std::vector<FilterValue> values = valuesOf(filter, dimension);
    return std::find(values.begin(), values.end(), value) != values.end();
}

} // namespace watchfloor
