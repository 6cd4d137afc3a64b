// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/filtercatalogue.h"

#include <QJsonObject>

namespace watchfloor {

/// The readable form of a scope, for view files and the window's memory. What the catalogue knows
/// is written by account, the vendor's id and name besides the cache's row, so that a file means
/// the same people in another cache; "none" is null.
///   {"range":"custom","from":"2026-06-01","to":"2026-06-07T17:30","zone":"Europe/Berlin",
///    "accounts":[{"name":"Acme","row":1}],
///    "filter":{"agents":[null,{"account":"Acme","id":"17","name":"Jane","row":12}],
///              "channels":["chat"],"who":"humans"},"business":true,"compare":true}
QJsonObject scopeToJson(const ViewScope &scope, const FilterCatalogue &catalogue);

struct ReadScope {
    ViewScope scope;
    QStringList lost; ///< names of what is no longer there and was left out
};
/// Damaged parts are passed over. Rows are taken as they are while the catalogue is not known.
ReadScope scopeFromJson(const QJsonObject &json, const FilterCatalogue &catalogue);

/// "No longer there and taken out of the filters: Jane Kim, Billing"; empty when nothing is lost.
QString lostSentence(const QStringList &lost);

} // namespace watchfloor
