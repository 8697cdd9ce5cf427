// SPDX-FileCopyrightText: 2026 The Sosie authors
// SPDX-License-Identifier: Apache-2.0

#include "engine/store/migrations.h"

#include <array>

namespace engine::store {

namespace {

constexpr const char *productionsAndRuns = R"(
CREATE TABLE production_identities (
    system_identifier TEXT NOT NULL,
    database_oid      INTEGER NOT NULL,
    environment       TEXT NOT NULL,
    first_seen        TEXT NOT NULL,
    PRIMARY KEY (system_identifier, database_oid)
) STRICT, WITHOUT ROWID;
CREATE TABLE runs (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    operation TEXT NOT NULL,
    source    TEXT NOT NULL,
    target    TEXT NOT NULL,
    outcome   TEXT NOT NULL,
    started   TEXT NOT NULL,
    ended     TEXT NOT NULL,
    report    TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_source ON runs (source, id);
CREATE INDEX runs_by_target ON runs (target, id);
)";

// Where productions are; without an identity: those that were never reached.
constexpr const char *productionAddresses = R"(
CREATE TABLE production_addresses (
    address           TEXT NOT NULL PRIMARY KEY,
    environment       TEXT NOT NULL,
    complete          TEXT NOT NULL,
    system_identifier TEXT,
    database_oid      INTEGER
) STRICT, WITHOUT ROWID;
)";

// Lists read a hundred thousand runs: what they show is beside the reports, which are long, and forgotten earlier.
constexpr const char *reportsApart = R"(
CREATE TABLE run_reports (
    run    INTEGER PRIMARY KEY,
    report TEXT NOT NULL
) STRICT;
INSERT INTO run_reports (run, report) SELECT id, report FROM runs;
ALTER TABLE runs ADD COLUMN target_state TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN is_anonymized INTEGER NOT NULL DEFAULT 0;
UPDATE runs
SET target_state = coalesce(CAST(json_extract(report, '$.targetState') AS TEXT), ''),
    is_anonymized = coalesce(CAST(json_extract(report, '$.anonymized') AS INTEGER), 0) <> 0
WHERE json_valid(report);
ALTER TABLE runs DROP COLUMN report;
)";

constexpr const char *backups = R"(
CREATE TABLE backups (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    identifier        TEXT NOT NULL UNIQUE,
    environment       TEXT NOT NULL,
    kind              TEXT NOT NULL,
    status            TEXT NOT NULL,
    path              TEXT NOT NULL,
    sha256            TEXT NOT NULL,
    file_bytes        INTEGER NOT NULL,
    raw_bytes         INTEGER NOT NULL,
    row_count         INTEGER NOT NULL,
    table_count       INTEGER NOT NULL,
    system_identifier TEXT NOT NULL,
    database_oid      INTEGER NOT NULL,
    database_name     TEXT NOT NULL,
    snapshot          TEXT NOT NULL,
    started           TEXT NOT NULL,
    ended             TEXT NOT NULL,
    parent            INTEGER,
    is_anonymized     INTEGER NOT NULL,
    is_encrypted      INTEGER NOT NULL,
    is_pinned         INTEGER NOT NULL DEFAULT 0,
    proof_level       INTEGER NOT NULL DEFAULT 0,
    proved            TEXT NOT NULL DEFAULT '',
    note              TEXT NOT NULL DEFAULT '',
    error             TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX backups_by_environment ON backups (environment, id);
CREATE INDEX backups_by_status ON backups (status, id);
CREATE INDEX backups_by_path ON backups (path);
CREATE INDEX backups_by_parent ON backups (parent) WHERE parent IS NOT NULL;
CREATE INDEX backups_pinned ON backups (id) WHERE is_pinned = 1;
CREATE INDEX backups_by_proof ON backups (environment, proof_level, snapshot) WHERE status = 'completed';
CREATE TABLE backup_tags (
    backup INTEGER NOT NULL,
    tag    TEXT NOT NULL,
    PRIMARY KEY (backup, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX backup_tags_by_tag ON backup_tags (tag, backup);
)";

// The triggers are for mistakes; against somebody with a file editor there is the chain.
constexpr const char *auditChain = R"(
CREATE TABLE audit_entries (
    number   INTEGER PRIMARY KEY,
    time     TEXT NOT NULL,
    actor    TEXT NOT NULL,
    action   TEXT NOT NULL,
    subject  TEXT NOT NULL,
    details  TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash     TEXT NOT NULL
) STRICT;
CREATE INDEX audit_entries_by_subject ON audit_entries (subject, number);
CREATE TRIGGER audit_entries_stay BEFORE UPDATE ON audit_entries
BEGIN SELECT raise(ABORT, 'an entry of the audit chain is never changed'); END;
CREATE TRIGGER audit_entries_are_kept BEFORE DELETE ON audit_entries
BEGIN SELECT raise(ABORT, 'an entry of the audit chain is never deleted'); END;
)";

constexpr const char *schedules = R"(
CREATE TABLE schedules (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    name        TEXT NOT NULL UNIQUE,
    operation   TEXT NOT NULL,
    environment TEXT NOT NULL,
    request     TEXT NOT NULL,
    rhythm      TEXT NOT NULL,
    is_enabled  INTEGER NOT NULL,
    next_run    TEXT NOT NULL,
    last_run    TEXT NOT NULL DEFAULT '',
    last_result TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX schedules_due ON schedules (next_run) WHERE is_enabled = 1;
)";

// Each level has its own date. The indexes hold what sums, days and growth are made of: they read no row of the table.
constexpr const char *proofsAndFigures = R"(
CREATE TABLE backup_proofs (
    backup INTEGER NOT NULL,
    level  INTEGER NOT NULL,
    proved TEXT NOT NULL,
    PRIMARY KEY (backup, level)
) STRICT, WITHOUT ROWID;
INSERT INTO backup_proofs (backup, level, proved) SELECT id, proof_level, proved FROM backups WHERE proof_level > 0;
CREATE INDEX backups_by_start ON backups (started, environment, status, proof_level, proved, file_bytes, ended);
CREATE INDEX backups_for_sums ON backups (environment, status, started, file_bytes, raw_bytes);
CREATE INDEX backups_for_growth ON backups (environment, snapshot, kind, raw_bytes) WHERE status = 'completed';
CREATE INDEX backups_restorable ON backups (snapshot, environment) WHERE status = 'completed' AND proof_level >= 2;
)";

// Backups are found by what they are of: an environment may be called otherwise since, or its name be another's.
constexpr const char *backupsByDatabase = R"(
CREATE INDEX backups_by_database ON backups (system_identifier, database_oid, proof_level, snapshot)
    WHERE status = 'completed' AND system_identifier <> '';
)";

constexpr std::array steps{productionsAndRuns, productionAddresses, reportsApart,     backups,
                           auditChain,         schedules,           proofsAndFigures, backupsByDatabase};

} // namespace

std::span<const char *const> migrations()
{
    return steps;
}

} // namespace engine::store
