// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/filtercatalogue.h"

#include "models/foldedtext.h"
#include "models/plaintext.h"
#include "models/words.h"

#include <QCollator>
#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <optional>

namespace watchfloor {
namespace {

constexpr int longestTitle = 120;

size_t slotOf(FilterDimension dimension)
{
    return static_cast<size_t>(dimension);
}

QString catalogueSay(const char *text)
{
    return QCoreApplication::translate("filter", text);
}

QString remoteKey(const QString &account, const QString &remoteId)
{
    return account + QChar(0x1F) + remoteId;
}

std::optional<FilterDimension> dimensionOf(GroupingKind kind)
{
    switch (kind) {
    case GroupingKind::Group:
    case GroupingKind::Department:
    case GroupingKind::Team:
        return FilterDimension::Group;
    case GroupingKind::Skill:
        return FilterDimension::Skill;
    case GroupingKind::Inbox:
        return FilterDimension::Inbox;
    case GroupingKind::Label:
        break;
    }
    return {};
}

FilterEntry entryOf(RowId id, const QString &remoteId, const QString &name, const QString &account)
{
    FilterEntry entry;
    entry.value = {id, {}};
    entry.remoteId = remoteId;
    entry.account = account;
    entry.title = oneLine(name, longestTitle);
    if (entry.title.isEmpty())
        entry.title = QLatin1Char('#') + oneLine(remoteId, longestTitle);
    return entry;
}

void addDetail(FilterEntry &entry, const QString &detail)
{
    if (!entry.detail.isEmpty() && !detail.isEmpty())
        entry.detail += QStringLiteral(" · ");
    entry.detail += detail;
}

} // namespace

FilterCatalogue::FilterCatalogue(const std::vector<AccountChoices> &accounts,
                                 const QStringList &channels, const QStringList &labels)
    : m_known(true)
{
    const bool several = accounts.size() > 1;
    for (const AccountChoices &of : accounts) {
        m_accounts.push_back(of.account);
        const QString account = several ? oneLine(of.account.name, longestTitle) : QString();
        for (const Agent &agent : of.agents) {
            FilterEntry entry = entryOf(agent.id, agent.remoteId, agent.name, of.account.name);
            addDetail(entry, account);
            if (agent.kind != AgentKind::Human)
                addDetail(entry, catalogueSay(QT_TRANSLATE_NOOP("filter", "bot")));
            entry.gone = agent.goneAt.has_value();
            if (entry.gone)
                addDetail(entry, catalogueSay(QT_TRANSLATE_NOOP("filter", "left")));
            entry.folded = foldedText(entry.title + QLatin1Char('\n') + agent.email);
            m_entries[slotOf(FilterDimension::Agent)].push_back(std::move(entry));
        }
        addGroupings(of, account);
    }
    addWords(FilterDimension::Channel, channels);
    addWords(FilterDimension::Label, labels);
    finish();
    addWho();
}

void FilterCatalogue::addGroupings(const AccountChoices &of, const QString &account)
{
    std::map<std::pair<GroupingKind, QString>, QString> names;
    for (const Grouping &grouping : of.groupings)
        names.emplace(std::pair(grouping.kind, grouping.remoteId), grouping.name);
    for (const Grouping &grouping : of.groupings) {
        const auto dimension = dimensionOf(grouping.kind);
        if (!dimension)
            continue;
        FilterEntry entry = entryOf(grouping.id, grouping.remoteId, grouping.name, of.account.name);
        const auto above = names.find({grouping.kind, grouping.parentRemoteId});
        if (!grouping.parentRemoteId.isEmpty() && above != names.end())
            addDetail(entry, catalogueSay(QT_TRANSLATE_NOOP("filter", "in %1"))
                                 .arg(oneLine(above->second, longestTitle)));
        addDetail(entry, account);
        entry.gone = grouping.goneAt.has_value();
        if (entry.gone)
            addDetail(entry, catalogueSay(QT_TRANSLATE_NOOP("filter", "removed")));
        m_entries[slotOf(*dimension)].push_back(std::move(entry));
    }
}

void FilterCatalogue::addWords(FilterDimension dimension, const QStringList &words)
{
    for (const QString &word : words) {
        if (word.isEmpty())
            continue; // that is "none"
        FilterEntry entry;
        entry.value = {0, word};
        entry.title = oneLine(dimension == FilterDimension::Channel ? channelTitle(word) : word,
                              longestTitle);
        entry.folded = foldedText(entry.title + QLatin1Char('\n') + word);
        m_entries[slotOf(dimension)].push_back(std::move(entry));
    }
}

void FilterCatalogue::addWho()
{
    const auto add = [this](RowId id, const QString &title) {
        FilterEntry entry;
        entry.value = {id, {}};
        entry.title = title;
        entry.folded = foldedText(title);
        m_entries[slotOf(FilterDimension::Who)].push_back(std::move(entry));
    };
    add(kWhoHumans, catalogueSay(QT_TRANSLATE_NOOP("filter", "Humans only")));
    add(kWhoBots, catalogueSay(QT_TRANSLATE_NOOP("filter", "Bots only")));
}

void FilterCatalogue::finish()
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    for (const FilterDimension dimension : filterDimensions) {
        if (dimension == FilterDimension::Who)
            continue;
        std::vector<FilterEntry> &entries = m_entries[slotOf(dimension)];
        std::vector<std::pair<QCollatorSortKey, size_t>> order;
        order.reserve(entries.size());
        for (size_t i = 0; i < entries.size(); ++i)
            order.emplace_back(collator.sortKey(entries[i].title), i);
        std::stable_sort(order.begin(), order.end(), [&entries](const auto &a, const auto &b) {
            const bool goneA = entries[a.second].gone;
            const bool goneB = entries[b.second].gone;
            return goneA != goneB ? goneB : a.first.compare(b.first) < 0;
        });
        std::vector<FilterEntry> sorted;
        sorted.reserve(entries.size() + 1);
        FilterEntry none;
        none.isNone = true;
        none.title = noneTitle(dimension);
        sorted.push_back(std::move(none));
        for (const auto &[key, i] : order)
            sorted.push_back(std::move(entries[i]));
        entries = std::move(sorted);
        for (size_t i = 0; i < entries.size(); ++i) {
            FilterEntry &entry = entries[i];
            if (entry.folded.isEmpty())
                entry.folded = foldedText(entry.title);
            if (isOfWords(dimension)) {
                m_byWord[slotOf(dimension)].insert(entry.value.word, i);
            } else {
                m_byId[slotOf(dimension)].emplace(entry.value.id, i);
                if (!entry.isNone)
                    m_byWord[slotOf(dimension)].insert(remoteKey(entry.account, entry.remoteId), i);
            }
        }
    }
}

const Account *FilterCatalogue::account(RowId id) const
{
    const auto found = std::find_if(m_accounts.begin(), m_accounts.end(),
                                    [id](const Account &account) { return account.id == id; });
    return found == m_accounts.end() ? nullptr : &*found;
}

const Account *FilterCatalogue::accountNamed(const QString &name) const
{
    const auto found =
        std::find_if(m_accounts.begin(), m_accounts.end(),
                     [&name](const Account &account) { return account.name == name; });
    return found == m_accounts.end() ? nullptr : &*found;
}

const FilterEntry *FilterCatalogue::find(FilterDimension dimension, const FilterValue &value) const
{
    const auto &entries = m_entries[slotOf(dimension)];
    if (dimension == FilterDimension::Who) {
        for (const FilterEntry &entry : entries) {
            if (entry.value == value)
                return &entry;
        }
        return nullptr;
    }
    if (isOfWords(dimension)) {
        const auto found = m_byWord[slotOf(dimension)].constFind(value.word);
        return found == m_byWord[slotOf(dimension)].constEnd() ? nullptr : &entries[*found];
    }
    const auto found = m_byId[slotOf(dimension)].find(value.id);
    return found == m_byId[slotOf(dimension)].end() ? nullptr : &entries[found->second];
}

const FilterEntry *FilterCatalogue::find(FilterDimension dimension, const QString &account,
                                         const QString &remoteId) const
{
    const auto found = m_byWord[slotOf(dimension)].constFind(remoteKey(account, remoteId));
    return found == m_byWord[slotOf(dimension)].constEnd() ? nullptr
                                                           : &m_entries[slotOf(dimension)][*found];
}

QString FilterCatalogue::title(FilterDimension dimension, const FilterValue &value) const
{
    if (const FilterEntry *entry = find(dimension, value))
        return entry->title;
    if (dimension == FilterDimension::Who)
        return value.id == kWhoBots ? catalogueSay("Bots only") : catalogueSay("Humans only");
    if (isOfWords(dimension))
        return value.word.isEmpty() ? noneTitle(dimension)
               : dimension == FilterDimension::Channel
                   ? channelTitle(oneLine(value.word, longestTitle))
                   : oneLine(value.word, longestTitle);
    return value.id == 0 ? noneTitle(dimension) : QLatin1Char('#') + QString::number(value.id);
}

} // namespace watchfloor
