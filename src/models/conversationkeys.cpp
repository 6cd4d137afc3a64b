// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/conversationkeys.h"

#include "models/conversationlistmodel.h"
#include "models/words.h"

#include <QHash>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace watchfloor {
namespace {

using Model = ConversationListModel;

RowKey keyOr(const std::optional<qint64> &value)
{
    return value ? rowKey(*value) : NoRowKey;
}

constexpr std::size_t longestNumber = 18;
constexpr RowKey textBit = RowKey{1} << 63;

/// Numbers by their value, before all other ids, which go by their first bytes.
RowKey idKey(std::string_view id)
{
    RowKey number = 0;
    bool isNumber = !id.empty() && id.size() <= longestNumber;
    for (const char c : id) {
        isNumber = isNumber && c >= '0' && c <= '9';
        if (!isNumber)
            break;
        number = number * 10 + static_cast<RowKey>(c - '0');
    }
    if (isNumber)
        return number;
    RowKey bytes = 0;
    for (std::size_t i = 0; i < 7; ++i)
        bytes = bytes << 8 | (i < id.size() ? static_cast<quint8>(id[i]) : 0U);
    return textBit | bytes;
}

} // namespace

template<typename Key>
std::vector<RowKey> ConversationKeys::each(Key key) const
{
    std::vector<RowKey> keys(size());
    if (m_places) {
        for (std::size_t row = 0; row < keys.size(); ++row)
            keys[row] = key((*m_places)[row]);
    } else {
        for (std::size_t row = 0; row < keys.size(); ++row)
            keys[row] = key(row);
    }
    return keys;
}

std::vector<RowKey>
ConversationKeys::byCell(const std::function<QString(const ConversationCell &)> &word) const
{
    QStringList words;
    for (const ConversationCell &cell : m_list->cells())
        words.append(word(cell));
    const std::vector<RowKey> ranks = wordRanks(words);
    return each([&](std::size_t row) { return ranks[m_list->cellCode(row)]; });
}

std::vector<RowKey> ConversationKeys::sortKeys(int column) const
{
    const ConversationList &list = *m_list;
    switch (column) {
    case Model::Id:
        return each([&](std::size_t row) { return idKey(list.remoteIdBytes(row)); });
    case Model::Times:
        return each(
            [&](std::size_t row) { return list.hasTimes() ? RowKey{list.times(row)} : NoRowKey; });
    case Model::Status: {
        std::vector<RowKey> ranks;
        for (const QString &status : list.statuses())
            ranks.push_back(rowKey(qint64{statusRank(status)}));
        return each([&](std::size_t row) { return ranks[list.statusCode(row)]; });
    }
    case Model::Agent:
        return byCell([](const ConversationCell &cell) { return cell.agentName; });
    case Model::Group:
        return byCell([](const ConversationCell &cell) { return cell.groupName; });
    case Model::Skill:
        return byCell([](const ConversationCell &cell) { return cell.skillName; });
    case Model::Inbox:
        return byCell([](const ConversationCell &cell) { return cell.inboxName; });
    case Model::Channel:
        return byCell([](const ConversationCell &cell) { return cell.channel; });
    case Model::Account:
        return byCell([&](const ConversationCell &cell) {
            return list.accounts()[static_cast<std::size_t>(cell.account)].name;
        });
    case Model::Labels: {
        QStringList words;
        for (const QStringList &labels : list.labelSets())
            words.append(labels.join(u','));
        const std::vector<RowKey> ranks = wordRanks(words);
        return each([&](std::size_t row) { return ranks[list.labelsCode(row)]; });
    }
    case Model::Priority: {
        std::vector<RowKey> ranks;
        for (const QString &priority : list.priorities()) {
            const int rank = priorityRank(priority);
            ranks.push_back(rank < 0 ? NoRowKey : static_cast<RowKey>(rank));
        }
        return each([&](std::size_t row) { return ranks[list.priorityCode(row)]; });
    }
    case Model::Waiting:
        return each([&](std::size_t row) {
            const auto since = list.isOver(row) ? std::nullopt : list.waitingSince(row);
            return since ? rowKey(-*since) : NoRowKey;
        });
    case Model::TimeLeft:
        return each(
            [&](std::size_t row) { return list.isOver(row) ? NoRowKey : keyOr(list.dueAt(row)); });
    case Model::Age:
        return each([&](std::size_t row) { return rowKey(-list.created(row)); });
    case Model::Created:
        return each([&](std::size_t row) { return rowKey(list.created(row)); });
    case Model::Closed:
        return each([&](std::size_t row) { return keyOr(list.closed(row)); });
    case Model::FirstResponse:
        return each([&](std::size_t row) {
            const auto first = list.firstResponse(row);
            return first ? rowKey(*first - list.created(row)) : NoRowKey;
        });
    case Model::Csat:
        return each([&](std::size_t row) {
            const auto csat = list.csat(row);
            return csat ? rowKey(qint64{*csat}) : NoRowKey;
        });
    case Model::Unread:
        return each([&](std::size_t row) {
            const auto unread = list.unread(row);
            return unread ? rowKey(qint64{*unread}) : NoRowKey;
        });
    default:
        return std::vector<RowKey>(size(), NoRowKey);
    }
}

std::vector<quint8> ConversationKeys::inState(const QString &status) const
{
    std::vector<quint8> codes; // of the statuses: 1 where it is this one
    for (const QString &word : m_list->statuses())
        codes.push_back(word == status);
    std::vector<quint8> in(size());
    for (std::size_t place = 0; place < in.size(); ++place)
        in[place] = codes[m_list->statusCode(at(place))];
    return in;
}

bool ConversationKeys::areExact(int column) const
{
    return column != Model::Id;
}

bool ConversationKeys::isLess(int, std::size_t a, std::size_t b) const
{
    const std::string_view idA = m_list->remoteIdBytes(at(a)), idB = m_list->remoteIdBytes(at(b));
    return idKey(idA) & textBit && idA < idB;
}

namespace {

/// Where the word begins, not before `from`; npos: nowhere. Sixteen places at a time, nearly all of
/// which its first and its last byte rule out.
std::size_t placeOf(std::string_view word, std::string_view text, std::size_t from)
{
    using Bytes = char __attribute__((vector_size(16)));
    using Halves = quint64 __attribute__((vector_size(16)));
    constexpr std::size_t half = sizeof(quint64);
    if (word.empty())
        return std::string_view::npos;
    const Bytes first = Bytes{} + word.front(), last = Bytes{} + word.back();
    const auto at = [&text](std::size_t place) {
        Bytes bytes;
        std::memcpy(&bytes, text.data() + place, sizeof bytes);
        return bytes;
    };
    const std::size_t ahead = word.size() - 1;
    for (; from + ahead + sizeof(Bytes) <= text.size(); from += sizeof(Bytes)) {
        const auto both = Halves((at(from) == first) & (at(from + ahead) == last));
        for (std::size_t i = 0; i < 2; ++i) {
            for (quint64 bits = qFromLittleEndian(quint64{both[i]}); bits != 0;) {
                const auto byte = static_cast<std::size_t>(std::countr_zero(bits)) / 8;
                const std::size_t place = from + i * half + byte;
                if (text.compare(place, word.size(), word) == 0)
                    return place;
                bits &= ~(quint64{0xff} << 8 * byte);
            }
        }
    }
    return text.find(word, from);
}

/// One word of a search in the bytes of ids and contacts.
class ByteWord {
public:
    explicit ByteWord(const QString &word)
        : m_word(word)
    {
        // "#48213" is how numbers are shown.
        m_atStart = word.size() > 1 && word.startsWith(u'#');
        const QByteArray bytes = (m_atStart ? word.mid(1) : word).toUtf8().toLower();
        m_bytes.assign(bytes.begin(), bytes.end());
        m_isAscii = std::all_of(m_bytes.begin(), m_bytes.end(),
                                [](char c) { return static_cast<quint8>(c) < 0x80; });
        m_hasCase = std::any_of(m_bytes.begin(), m_bytes.end(),
                                [](char c) { return c >= 'a' && c <= 'z'; });
        m_isSign = word == QLatin1String("#");
    }

    /// It can be looked for in all rows at once: as it is, wherever it stands.
    bool isPlain() const { return m_isAscii && !m_hasCase && !m_atStart && !m_isSign; }

    /// Sets `bit` of the rows that have it in their bytes.
    void markIn(const ConversationList &list, quint32 bit, std::vector<quint32> *rows) const
    {
        const std::string_view all = list.allBytes();
        std::size_t row = 0;
        for (std::size_t at = placeOf(m_bytes, all, 0); at != std::string_view::npos;) {
            row = rowAt(list, row, at);
            if (at + m_bytes.size() <= list.bytesEnd(row)) {
                (*rows)[row] |= bit;
                at = list.bytesEnd(row); // once is enough
            } else {
                ++at; // half of it is the next row's
            }
            at = placeOf(m_bytes, all, at);
        }
    }

    bool in(std::string_view id, std::string_view contact) const
    {
        if (m_isSign) // every number is shown with it
            return true;
        if (m_atStart ? startsWith(id) : inText(id))
            return true;
        return !contact.empty() && QString::fromUtf8(contact.data(), qsizetype(contact.size()))
                                       .contains(m_word, Qt::CaseInsensitive);
    }

private:
    /// The row whose bytes hold that place, not before `row`: in steps that grow, then by halves.
    static std::size_t rowAt(const ConversationList &list, std::size_t row, std::size_t place)
    {
        std::size_t step = 1;
        while (row + step < list.size() && list.bytesEnd(row + step - 1) <= place) {
            row += step;
            step *= 2;
        }
        std::size_t end = std::min(row + step, list.size());
        while (row < end) {
            const std::size_t middle = row + (end - row) / 2;
            if (list.bytesEnd(middle) <= place)
                row = middle + 1;
            else
                end = middle;
        }
        return row;
    }
    static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

    bool startsWith(std::string_view id) const
    {
        return id.size() >= m_bytes.size() &&
               std::equal(m_bytes.begin(), m_bytes.end(), id.begin(),
                          [](char word, char c) { return word == lower(c); });
    }

    bool inText(std::string_view id) const
    {
        if (!m_isAscii)
            return QString::fromUtf8(id.data(), qsizetype(id.size()))
                .contains(m_word, Qt::CaseInsensitive);
        if (!m_hasCase)
            return id.find(m_bytes) != std::string_view::npos;
        return std::search(id.begin(), id.end(), m_bytes.begin(), m_bytes.end(),
                           [](char c, char word) { return lower(c) == word; }) != id.end();
    }

    QString m_word;
    std::string m_bytes; ///< lower case, without the sign
    bool m_atStart = false;
    bool m_isAscii = true;
    bool m_hasCase = false;
    bool m_isSign = false;
};

} // namespace

std::vector<quint8> ConversationKeys::found(const QStringList &words) const
{
    // A bit for each word; in what many rows share it is looked for once.
    const ConversationList &list = *m_list;
    const auto count = std::min<qsizetype>(words.size(), 32);
    const quint32 all = count == 32 ? ~quint32{0} : (quint32{1} << count) - 1;
    const auto bitsIn = [&](const QString &text) {
        quint32 bits = 0;
        for (qsizetype i = 0; i < count; ++i) {
            if (text.contains(words[i], Qt::CaseInsensitive))
                bits |= quint32{1} << i;
        }
        return bits;
    };
    // Cells are thousands, their names few: each is read once, known by where it lies.
    QHash<std::pair<const QChar *, qsizetype>, quint32> names, channels;
    const auto onceOf = [](auto &known, const QString &name, const auto &bits) {
        const std::pair place(name.constData(), name.size());
        const auto found = known.constFind(place);
        return found != known.cend() ? *found : *known.insert(place, bits(name));
    };
    std::vector<quint32> cells, statuses, priorities, labels;
    for (const ConversationCell &cell : list.cells()) {
        quint32 bits = onceOf(channels, cell.channel, [&](const QString &channel) {
            return bitsIn(channelTitle(channel));
        });
        const QString &account = list.accounts()[static_cast<std::size_t>(cell.account)].name;
        for (const QString *name :
             {&cell.agentName, &cell.inboxName, &cell.groupName, &cell.skillName, &account})
            bits |= onceOf(names, *name, bitsIn);
        cells.push_back(bits);
    }
    for (const QString &status : list.statuses())
        statuses.push_back(bitsIn(statusTitle(status)));
    for (const QString &priority : list.priorities())
        priorities.push_back(bitsIn(priorityTitle(priority)));
    for (const QStringList &set : list.labelSets())
        labels.push_back(bitsIn(set.join(u' ')));
    std::vector<ByteWord> rest;
    for (qsizetype i = 0; i < count; ++i)
        rest.emplace_back(words[i]);

    std::vector<quint32> inBytes(list.size());
    quint32 settled = 0; // these words are nowhere else
    const bool contacts = list.allBytes().find('\0') != std::string_view::npos;
    for (std::size_t i = 0; i < rest.size(); ++i) {
        if (!rest[i].isPlain())
            continue;
        rest[i].markIn(list, quint32{1} << i, &inBytes);
        settled |= quint32{1} << i;
    }
    // Words that any of a dictionary has; where none has one its codes need not be read.
    const auto wordsIn = [](const std::vector<quint32> &bitsOf) {
        quint32 in = 0;
        for (const quint32 bits : bitsOf)
            in |= bits;
        return in;
    };
    const quint32 inCells = wordsIn(cells), inStatuses = wordsIn(statuses),
                  inPriorities = wordsIn(priorities), inLabels = wordsIn(labels);
    const quint32 shared = inCells | inStatuses | inPriorities | inLabels;
    std::vector<quint8> passing(size());
    for (std::size_t place = 0; place < passing.size(); ++place) {
        const std::size_t row = at(place);
        if (shared == 0 && settled == all) { // a number: rows alone tell
            passing[place] = inBytes[row] == all;
            continue;
        }
        quint32 bits = inBytes[row];
        bits |= inCells ? cells[list.cellCode(row)] : 0;
        bits |= inStatuses ? statuses[list.statusCode(row)] : 0;
        bits |= inPriorities ? priorities[list.priorityCode(row)] : 0;
        bits |= inLabels ? labels[list.labelsCode(row)] : 0;
        bool passes = (bits | ~settled) == ~quint32{0};
        if (passes && (bits & all) != all) {
            const std::string_view id = list.remoteIdBytes(row);
            const std::string_view contact = contacts ? list.contactBytes(row) : std::string_view();
            for (std::size_t i = 0; passes && i < rest.size(); ++i)
                passes = bits >> i & 1U || rest[i].in(id, contact);
        }
        passing[place] = passes;
    }
    return passing;
}

} // namespace watchfloor
