-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- One table that is most of its database, with eight indexes. Every value is computed from its row number. Wanted
-- variable: rows; 2,200,000 make a table of 1 GB.

\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';
SET TimeZone = 'UTC';

CREATE TABLE events (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    account_id bigint NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    amount numeric(12, 2) NOT NULL,
    details jsonb NOT NULL,
    body text NOT NULL,
    happened_at timestamptz NOT NULL,
    seen_at timestamptz
);
INSERT INTO events
SELECT n, md5('event ' || n)::uuid, h % 50000, ('{created,paid,sent,opened,closed}'::text[])[1 + h % 5],
       'Event ' || h % 1000000 || ' of ' || n, (h % 90000000) / 100.0,
       jsonb_build_object('gateway', 'example', 'attempt', h % 3, 'fingerprint', md5(n::text)),
       md5('a' || n) || ' ' || md5('b' || n) || ' ' || md5('c' || n) || ' ' || md5('d' || n) || ' ' || md5('e' || n),
       timestamptz '2019-01-01 00:00:00+00' + (h % 210000000) * interval '1 second',
       CASE WHEN h % 3 = 0 THEN timestamptz '2025-09-01 00:00:00+00' + n * interval '1 second' END
FROM generate_series(1, :rows) AS n, LATERAL (SELECT hashint8extended(n, 1) & 9007199254740991 AS h) AS drawn;

ALTER TABLE events ADD PRIMARY KEY (id), ADD UNIQUE (public_id);
CREATE INDEX ON events (account_id, happened_at);
CREATE INDEX ON events (kind);
CREATE INDEX ON events (subject);
CREATE INDEX ON events (amount);
CREATE INDEX ON events (happened_at);
CREATE INDEX ON events (seen_at) WHERE seen_at IS NOT NULL;
VACUUM ANALYZE;
CHECKPOINT;
