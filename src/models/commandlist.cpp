// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/commandlist.h"

#include "models/foldedtext.h"

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int mostRecent = 20;
constexpr int wordsScore = 150; ///< all words, somewhere
constexpr int alsoPenalty = 40; ///< found by an address rather than by its name
constexpr int recentBonus = 30;

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// Letters in order, each at the best place greed finds: the rest of a run, else a word's
/// beginning, else the next one.
int lettersScore(const QString &needle, const QString &text)
{
    int score = 0;
    qsizetype at = -1;
    for (const QChar c : needle) {
        if (c == QLatin1Char(' '))
            continue;
        qsizetype next = text.indexOf(c, at + 1);
        if (next < 0)
            return -1;
        if (next != at + 1) {
            for (qsizetype word = next; word >= 0; word = text.indexOf(c, word + 1)) {
                if (beginsWord(text, word)) {
                    next = word;
                    break;
                }
            }
        }
        if (next == at + 1)
            score += 4;
        else if (beginsWord(text, next))
            score += 6;
        else
            score -= static_cast<int>(std::min<qsizetype>(next - at, 4));
        at = next;
    }
    return std::max(score, 0);
}

} // namespace

int fuzzyScore(const QString &needle, const QString &text)
{
    if (needle.isEmpty())
        return 0;
    // What holds the words as typed is above whatever only has the letters.
    const qsizetype found = text.indexOf(needle);
    int score = -1;
    if (found >= 0) {
        score = 200 + (found == 0 ? 60 : beginsWord(text, found) ? 40 : 0);
    } else {
        const QStringList words = needle.split(QLatin1Char(' '), Qt::SkipEmptyParts);
        const bool all = std::all_of(words.begin(), words.end(),
                                     [&text](const QString &word) { return text.contains(word); });
        const int letters = lettersScore(needle, text);
        score = all ? wordsScore : letters < 0 ? -1 : std::min(100, letters);
    }
    if (score < 0)
        return score;
    // Of equals the shorter one: less of it was not typed.
    return score * 4 + static_cast<int>(std::max<qsizetype>(0, 60 - text.size()) / 8);
}

void CommandList::setCommands(PaletteCommand::Kind kind, std::vector<PaletteCommand> commands)
{
    std::vector<Entry> entries;
    entries.reserve(commands.size());
    for (PaletteCommand &command : commands) {
        QString folded = foldedText(command.title);
        QString also = foldedText(command.also);
        entries.push_back({std::move(command), std::move(folded), std::move(also)});
    }
    m_entries[kind] = std::move(entries);
}

void CommandList::setRecent(QStringList keys)
{
    m_recent = keys.mid(0, mostRecent);
}

void CommandList::noteUsed(const QString &key)
{
    m_recent.removeAll(key);
    m_recent.prepend(key);
    m_recent = m_recent.mid(0, mostRecent);
}

const PaletteCommand *CommandList::find(const QString &key) const
{
    for (const auto &[kind, entries] : m_entries) {
        for (const Entry &entry : entries) {
            if (entry.command.key == key)
                return &entry.command;
        }
    }
    return nullptr;
}

std::vector<const PaletteCommand *> CommandList::usual() const
{
    std::vector<const PaletteCommand *> shown;
    for (const QString &key : m_recent) {
        if (const PaletteCommand *command = find(key))
            shown.push_back(command);
    }
    const size_t recent = shown.size();
    using Kind = PaletteCommand::Kind;
    for (const Kind kind : {Kind::Conversation, Kind::Page, Kind::View, Kind::Action}) {
        const auto entries = m_entries.find(kind);
        if (entries == m_entries.end())
            continue;
        for (const Entry &entry : entries->second) {
            const auto end = shown.begin() + static_cast<std::ptrdiff_t>(recent);
            if (std::find(shown.begin(), end, &entry.command) == end)
                shown.push_back(&entry.command);
        }
    }
    shown.resize(std::min<size_t>(shown.size(), mostShown));
    return shown;
}

std::vector<const PaletteCommand *> CommandList::search(const QString &text) const
{
    const QString needle = foldedText(text.simplified());
    if (needle.isEmpty())
        return usual();
    struct Hit {
        int score;
        const Entry *entry;
    };
    std::vector<Hit> hits;
    for (const auto &[kind, entries] : m_entries) {
        for (const Entry &entry : entries) {
            int score = fuzzyScore(needle, entry.folded);
            // Addresses are long: only what they hold as typed, not their letters.
            if (score < 0 && entry.alsoFolded.contains(needle))
                score = 200 * 4 - alsoPenalty;
            // Of six hundred zones only those that hold what was typed.
            if (kind == PaletteCommand::Kind::Zone)
                score = score < wordsScore * 4 ? -1 : score - alsoPenalty;
            // Looked up for this very text.
            if (kind == PaletteCommand::Kind::Conversation)
                score = 4'000;
            if (score >= 0)
                hits.push_back({score, &entry});
        }
    }
    for (const QString &key : m_recent) {
        for (Hit &hit : hits) {
            if (hit.entry->command.key == key)
                hit.score += recentBonus;
        }
    }
    const auto better = [](const Hit &a, const Hit &b) {
        if (a.score != b.score)
            return a.score > b.score;
        if (a.entry->command.kind != b.entry->command.kind)
            return a.entry->command.kind < b.entry->command.kind;
        return a.entry->command.title < b.entry->command.title;
    };
    const size_t count = std::min<size_t>(hits.size(), mostShown);
    std::partial_sort(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(count), hits.end(),
                      better);
    std::vector<const PaletteCommand *> shown;
    for (size_t i = 0; i < count; ++i)
        shown.push_back(&hits[i].entry->command);
    return shown;
}

} // namespace watchfloor
