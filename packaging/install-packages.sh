#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of packaging/packages.txt, and of the lists beside it that are named;
# touches nothing when all is there.
#
# usage: packaging/install-packages.sh [LIST...]
set -eu
cd "$(dirname "$0")"
missing=
for package in $(cat packages.txt "$@" | sed 's/#.*//'); do
    # npm also comes with other builds of Node.js
    if [ "$package" = npm ] && command -v npm >/dev/null 2>&1; then
        continue
    fi
    if ! dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
        missing="$missing $package"
    fi
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "These packages are missing, and installing them takes root:$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
echo "Installing:$missing"
$as_root apt-get update -q
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -q --no-install-recommends $missing
