// SPDX-FileCopyrightText: 2026 Watchfloor contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowtree.h"

namespace watchfloor {
namespace {

struct Forest {
    std::vector<std::vector<int>> children; // by source row, as sorted
    std::vector<bool> listed;
    std::vector<int> roots;
};

Forest forestOf(const std::vector<int> &rows, const std::vector<int> &parentOf)
{
    Forest forest;
    forest.children.resize(parentOf.size());
    forest.listed.assign(parentOf.size(), false);
    for (const int row : rows)
        forest.listed[static_cast<std::size_t>(row)] = true;
    for (const int row : rows) {
        // A parent that is not listed hands its children on to its own.
        int parent = parentOf[static_cast<std::size_t>(row)];
        std::size_t steps = 0;
        while (parent >= 0 && !forest.listed[static_cast<std::size_t>(parent)] &&
               ++steps <= parentOf.size())
            parent = parentOf[static_cast<std::size_t>(parent)];
        if (parent < 0 || steps > parentOf.size())
            forest.roots.push_back(row);
        else
            forest.children[static_cast<std::size_t>(parent)].push_back(row);
    }
    return forest;
}

} // namespace

void arrangeAsTree(std::vector<int> &rows, const std::vector<int> &parentOf,
                   const std::function<bool(int)> &isOpen, const std::function<bool(int)> &stands)
{
    const Forest forest = forestOf(rows, parentOf);
    // Whether anything of a branch is to be shown, from the leaves up.
    std::vector<char> shown(parentOf.size(), 0);
    std::vector<std::pair<int, bool>> stack;
    for (auto root = forest.roots.rbegin(); root != forest.roots.rend(); ++root)
        stack.emplace_back(*root, false);
    while (!stack.empty()) {
        const auto [row, left] = stack.back();
        stack.pop_back();
        const auto &children = forest.children[static_cast<std::size_t>(row)];
        if (!left) {
            stack.emplace_back(row, true);
            for (const int child : children)
                stack.emplace_back(child, false);
            continue;
        }
        bool any = stands(row);
        for (const int child : children)
            any = any || shown[static_cast<std::size_t>(child)];
        shown[static_cast<std::size_t>(row)] = any;
    }
    rows.clear();
    std::vector<int> order(forest.roots.rbegin(), forest.roots.rend());
    while (!order.empty()) {
        const int row = order.back();
        order.pop_back();
        if (!shown[static_cast<std::size_t>(row)])
            continue;
        rows.push_back(row);
        if (!isOpen(row))
            continue;
        const auto &children = forest.children[static_cast<std::size_t>(row)];
        order.insert(order.end(), children.rbegin(), children.rend());
    }
}

} // namespace watchfloor
