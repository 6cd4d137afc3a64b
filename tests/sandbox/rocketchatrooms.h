// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/rocketchatbooks.h"
#include "sandbox/rocketchatdates.h"
#include "sandbox/rocketchatreplies.h"

namespace watchfloor::sandbox::rocketchat {

/// livechat/rooms: filters, order, pages, whole room documents.
class Rooms {
public:
    Rooms(const Books &books, const Dates &dates)
        : m_books(books)
        , m_dates(dates)
    {
    }
    /// `all`: may see every room (of their units), else one's own only.
    Response list(const Call &call, bool all);

private:
    struct Filter;
    struct Bounds {
        std::optional<Ms> start;
        std::optional<Ms> end;
        bool holds(Ms at) const { return (!start || at >= *start) && (!end || at <= *end); }
    };
    std::optional<Bounds> bounds(const Call &call, const char *key, Response *wrong) const;
    bool passes(const Filter &filter, const Conversation &c) const;
    std::optional<Response> readFilter(const Call &call, Filter *filter) const;
    std::optional<Response> sortRooms(const Call &call,
                                      std::vector<const Conversation *> *rooms) const;

    const Books &m_books;
    const Dates &m_dates;
    QString m_key; ///< of the last listing: a client asks for one page after another
    std::vector<const Conversation *> m_rooms;
};

/// The whole document, without projection: visitor token and last message included.
QJsonObject roomDocument(const Books &books, const Conversation &c);

} // namespace watchfloor::sandbox::rocketchat
