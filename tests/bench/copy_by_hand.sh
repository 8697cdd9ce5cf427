#!/bin/bash
# SPDX-FileCopyrightText: 2026 The Sosie authors
# SPDX-License-Identifier: Apache-2.0
#
# copy_by_hand.sh SOURCE TARGET JOBS FOLDER: copies a database with PostgreSQL's own programs, as fast as they go when nothing
# is asked for but the rows, the indexes, the keys and the statistics. What this takes, the servers take; no snapshot is
# shared, nothing is checked, and a target that is not empty is not put back.
set -euo pipefail

export SOURCE=$1 TARGET=$2
jobs=$3
mkdir -p "$4"
# What Sosie sets in its sessions too.
quick="-c synchronous_commit=off -c maintenance_work_mem=256MB -c wal_compression=lz4 -c max_parallel_maintenance_workers=0"

copyTable() {
    psql -XqAt -d "$SOURCE" -c "COPY $1 TO STDOUT (FORMAT binary)" |
        psql -XqAt -d "$TARGET" -v ON_ERROR_STOP=1 -c BEGIN -c "TRUNCATE $1" -c "COPY $1 FROM STDIN (FORMAT binary, FREEZE)" \
            -c COMMIT
}
export -f copyTable

pg_dump -Fc --schema-only -f "$4/schema" -d "$SOURCE"
export PGOPTIONS=$quick
pg_restore --section=pre-data --exit-on-error -d "$TARGET" "$4/schema"
psql -XqAt -d "$SOURCE" -c "SELECT oid::regclass FROM pg_class
    WHERE relkind = 'r' AND oid >= 16384 AND relnamespace <> 'pg_toast'::regnamespace ORDER BY relpages DESC" |
    xargs -P "$jobs" -I '{}' bash -c 'set -o pipefail; copyTable "$1"' copyTable '{}'
pg_restore --section=post-data --exit-on-error -j "$jobs" -d "$TARGET" "$4/schema"
vacuumdb --quiet --analyze-only -j "$jobs" -d "$TARGET"
