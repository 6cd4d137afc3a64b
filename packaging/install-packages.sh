#!/bin/sh
# SPDX-FileCopyrightText: 2026 Watchfloor contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# install-packages.sh SET...: installs what is missing of these sets of packages.txt, the one list.
# Silent and quick when nothing is missing. Uses apt-get as root, else sudo; where neither works it
# prints the command to run and ends with 1.
set -eu
list=$(dirname "$0")/packages.txt

missing=""
for set in "$@"; do
    for package in $(awk -v set="$set" '$1 == set { print $2 }' "$list"); do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
        [ "$state" = installed ] || missing="$missing $package"
    done
done
[ -n "$missing" ] || exit 0

install="apt-get install -y --no-install-recommends$missing"
give_up() {
    echo "$1 As root, run:" >&2
    echo "  apt-get update && $install" >&2
    exit 1
}

if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
    as_root="sudo"
else
    give_up "Some Debian packages are missing and this user may not install them."
fi
echo "Installing missing packages:$missing" >&2
$as_root apt-get update -qq >&2 || give_up "The package lists could not be updated."
# shellcheck disable=SC2086 # the words of $install are its arguments
$as_root env DEBIAN_FRONTEND=noninteractive $install >&2 ||
    give_up "The packages could not be installed."
