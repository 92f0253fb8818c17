#!/bin/bash
# make.sh - makes the databases here: builds the program as it was at each state of sql/, and lets it fill one.
#
# make.sh DIR: DIR keeps the old programs; a database that is here already stays. Each is a small demo company
# with an application, whose token goes to tokens.txt, and a person where the program knows people. One row is
# deleted by hand, so that the trigger of the time notes its file: a server that is killed leaves as much.
# Needs git and sqlite3.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd) # git archives no more than the folder it is called in
work=$(realpath "$1")

# The name tells the last migration and what is odd; then a commit of the time when sql/ was so.
states="
004                   3242fc7
007_former_006        1fe7a33
007                   0c506ab
008                   e8273e3
009                   6153bde
010_former_010        5893b5d
011_former_010        a953961
011_without_010       6674fa3
011                   3ce944d
012                   a8fd599
013                   00b8bae
014                   3f0abc2
016                   0c3762e
020                   6655330
025                   9f2a790
029                   2c8f088
038                   6fd819e
"

build() {
    local to=$1 commit=$2
    mkdir -p "$to"
    git -C "$root" archive --format=tar "$(git -C "$root" rev-parse "$commit"):" | tar x -C "$to"
    if [ -f "$to/tools/pages.sh" ]; then # the database does not depend on the pages
        printf '#!/bin/sh\n' >"$to/tools/pages.sh"
        mkdir -p "$to/web/dist"
        echo '<!doctype html>' >"$to/web/dist/index.html"
    fi
    (cd "$to" && tools/build.sh build glimt)
}

fill() {
    local glimt=$1 data=$2 sizes=(--contacts 12 --time-reports 150)
    "$glimt" demo --help | grep -e --projects >/dev/null && sizes+=(--projects 6 --tasks 12)
    "$glimt" demo --data "$data" "${sizes[@]}"
    "$glimt" app add Lager --data "$data" --permission Contact_Read --permission Task_Write --static-token --json
    if "$glimt" --help | grep "user add" >/dev/null; then
        "$glimt" user add kim@example.com --data "$data" --first-name Kim --last-name Ek --administrator
    fi
    if sqlite3 "$data/glimt.db" .tables | grep task_attachments >/dev/null; then
        sqlite3 "$data/glimt.db" "DELETE FROM task_attachments WHERE id =
            (SELECT min(id) FROM task_attachments WHERE type = 'file')"
    fi
}

while read -r name commit; do
    if [ -z "$name" ] || [ -e "$here/$name.sql.gz" ]; then
        continue
    fi
    [ -x "$work/$commit/build/glimt" ] || build "$work/$commit" "$commit"
    data=$(mktemp -d)
    fill "$work/$commit/build/glimt" "$data" >"$work/$commit/filled" 2>&1
    sqlite3 "$data/glimt.db" .dump | gzip -9n >"$here/$name.sql.gz"
    sed -n "s/.*\"token\":\"\([^\"]*\)\".*/$name \1/p" "$work/$commit/filled" >>"$here/tokens.txt"
    rm -r "$data"
    echo "$name.sql.gz"
done <<<"$states"
