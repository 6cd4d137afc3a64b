// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/savedviews.h"

#include "models/plaintext.h"

#include <QCollator>
#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace watchfloor {
namespace {

constexpr int longestName = 60;
constexpr int longestSearch = 200;
constexpr qsizetype largestFile = 1'000'000;
constexpr int deepest = 16;
const QString bytesKey = QStringLiteral("base64");
const QString dateKey = QStringLiteral("date");

QString viewSay(const char *text)
{
    return QCoreApplication::translate("views", text);
}

QJsonValue stateToJson(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::QVariantMap: {
        QJsonObject object;
        const QVariantMap map = value.toMap();
        for (auto it = map.cbegin(); it != map.cend(); ++it)
            object.insert(it.key(), stateToJson(it.value()));
        return object;
    }
    case QMetaType::QVariantList:
    case QMetaType::QStringList: {
        QJsonArray array;
        const QVariantList list = value.toList();
        for (const QVariant &one : list)
            array.append(stateToJson(one));
        return array;
    }
    case QMetaType::QByteArray:
        return QJsonObject{{bytesKey, QString::fromLatin1(value.toByteArray().toBase64())}};
    case QMetaType::QDate:
        return QJsonObject{{dateKey, value.toDate().toString(Qt::ISODate)}};
    default:
        return QJsonValue::fromVariant(value);
    }
}

QVariant stateFromJson(const QJsonValue &json, int depth)
{
    if (depth > deepest)
        return {};
    if (json.isArray()) {
        QVariantList list;
        const QJsonArray array = json.toArray();
        for (const QJsonValue &one : array)
            list << stateFromJson(one, depth + 1);
        return list;
    }
    if (!json.isObject())
        return json.toVariant();
    const QJsonObject object = json.toObject();
    if (object.size() == 1 && object.contains(bytesKey))
        return QByteArray::fromBase64(object.value(bytesKey).toString().toLatin1());
    if (object.size() == 1 && object.contains(dateKey))
        return QDate::fromString(object.value(dateKey).toString(), Qt::ISODate);
    QVariantMap map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), stateFromJson(it.value(), depth + 1));
    return map;
}

Error damagedView(const QString &file, const QString &detail)
{
    return Error(
        Error::Kind::BadInput,
        viewSay(QT_TRANSLATE_NOOP("views", "The saved view in %1 cannot be read")).arg(file),
        detail,
        viewSay(QT_TRANSLATE_NOOP("views", "Mend or remove the file; the others are there")));
}

bool sameName(const QString &a, const QString &b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

/// Readable and legal on every file system.
QString plainFileName(const QString &name)
{
    QString plain;
    for (const QChar c : name.toLower()) {
        if (c.isLetterOrNumber())
            plain += c;
        else if (!plain.isEmpty() && !plain.endsWith(QLatin1Char('-')))
            plain += QLatin1Char('-');
    }
    while (plain.endsWith(QLatin1Char('-')))
        plain.chop(1);
    // 60 letters of 4 bytes each still fit into a file name of 255 bytes.
    return plain.isEmpty() ? QStringLiteral("view") : plain.left(50);
}

} // namespace

QByteArray savedViewToJson(const SavedView &view)
{
    const QJsonObject json{{QStringLiteral("watchfloor"), QStringLiteral("view")},
                           {QStringLiteral("version"), 1},
                           {QStringLiteral("name"), view.name},
                           {QStringLiteral("page"), view.page},
                           {QStringLiteral("scope"), view.scope},
                           {QStringLiteral("search"), view.search},
                           {QStringLiteral("pages"), stateToJson(view.pages)}};
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

Result<SavedView> savedViewFromJson(const QByteArray &bytes, const QString &file)
{
    if (bytes.size() > largestFile)
        return damagedView(file, viewSay(QT_TRANSLATE_NOOP("views", "It is larger than any view")));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return damagedView(
            file, QStringLiteral("%1 at byte %2").arg(error.errorString()).arg(error.offset));
    const QJsonObject json = document.object();
    if (json.value(QStringLiteral("watchfloor")).toString() != QLatin1String("view"))
        return damagedView(file, viewSay(QT_TRANSLATE_NOOP("views", "It is no saved view")));
    if (json.value(QStringLiteral("version")).toInt() != 1)
        return damagedView(
            file, viewSay(QT_TRANSLATE_NOOP("views", "It was written by a newer Watchfloor")));
    SavedView view;
    view.file = file;
    view.name = oneLine(json.value(QStringLiteral("name")).toString(), longestName);
    if (view.name.isEmpty())
        return damagedView(file, viewSay(QT_TRANSLATE_NOOP("views", "It has no name")));
    view.page = json.value(QStringLiteral("page")).toString();
    view.scope = json.value(QStringLiteral("scope")).toObject();
    view.search = oneLine(json.value(QStringLiteral("search")).toString(), longestSearch);
    view.pages = stateFromJson(json.value(QStringLiteral("pages")), 0).toMap();
    return view;
}

void SavedViews::setViews(std::vector<SavedView> views)
{
    m_views = std::move(views);
    sort();
}

void SavedViews::sort()
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(m_views.begin(), m_views.end(),
                     [&collator](const SavedView &a, const SavedView &b) {
                         return collator.compare(a.name, b.name) < 0;
                     });
}

const SavedView *SavedViews::find(const QString &name) const
{
    const auto found = std::find_if(m_views.begin(), m_views.end(), [&name](const SavedView &view) {
        return sameName(view.name, name);
    });
    return found == m_views.end() ? nullptr : &*found;
}

QString SavedViews::nameProblem(const QString &name, const QString &own) const
{
    const QString plain = oneLine(name, 10'000);
    if (plain.isEmpty())
        return viewSay(QT_TRANSLATE_NOOP("views", "A view needs a name"));
    if (plain.size() > longestName)
        return viewSay(QT_TRANSLATE_NOOP("views", "A name has at most %1 characters"))
            .arg(longestName);
    if (!sameName(plain, own) && find(plain))
        return viewSay(QT_TRANSLATE_NOOP("views", "There is a view of this name"));
    return {};
}

QString SavedViews::freeFile(const QString &name) const
{
    const QString plain = plainFileName(name);
    for (int number = 1;; ++number) {
        const QString file = number == 1 ? plain + QStringLiteral(".json")
                                         : QStringLiteral("%1-%2.json").arg(plain).arg(number);
        const bool taken = std::any_of(m_views.begin(), m_views.end(), [&](const SavedView &view) {
            return sameName(view.file, file);
        });
        if (!taken)
            return file;
    }
}

SavedView SavedViews::put(SavedView view)
{
    view.name = oneLine(view.name, longestName);
    const auto old = std::find_if(m_views.begin(), m_views.end(), [&view](const SavedView &other) {
        return sameName(other.name, view.name);
    });
    if (old != m_views.end()) {
        view.file = old->file;
        *old = view;
    } else {
        view.file = freeFile(view.name);
        m_views.push_back(view);
    }
    sort();
    return view;
}

const SavedView *SavedViews::rename(const QString &from, const QString &to)
{
    if (!nameProblem(to, from).isEmpty())
        return nullptr;
    for (SavedView &view : m_views) {
        if (!sameName(view.name, from))
            continue;
        view.name = oneLine(to, longestName);
        sort();
        return find(to);
    }
    return nullptr;
}

QString SavedViews::remove(const QString &name)
{
    for (auto it = m_views.begin(); it != m_views.end(); ++it) {
        if (!sameName(it->name, name))
            continue;
        const QString file = it->file;
        m_views.erase(it);
        return file;
    }
    return {};
}

} // namespace watchfloor
