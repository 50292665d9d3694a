#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# format_test.sh SOURCE_FOLDER: names every file that clang-format 14 would change. Ends with 77
# (skipped) where that version is not installed: others break lines elsewhere.
cd "$1" || exit 1
program=$(command -v clang-format-14) || program=$(command -v clang-format)
case "$("${program:-false}" --version 2>/dev/null)" in
*"version 14."*) ;;
*)
    echo "clang-format 14 is not installed: the layout is not looked at."
    exit 77
    ;;
esac
find app core ui tests \( -name '*.cpp' -o -name '*.h' \) -print0 |
    xargs -0 "$program" --dry-run --Werror
