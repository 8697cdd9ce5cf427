-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- A database of any size, quickly made: one wide table with values of 20 KB here and there (kept out of line), and a
-- narrow one. Every value is computed from its row number. Wanted variable: rows; 6,500 make 10 MB.

\set ON_ERROR_STOP on
SET synchronous_commit = off;
SET maintenance_work_mem = '256MB';

CREATE TABLE letters (
    id bigint PRIMARY KEY,
    email text NOT NULL,
    body text NOT NULL,
    enclosure bytea
);
ALTER TABLE letters ALTER enclosure SET STORAGE EXTERNAL;
CREATE TABLE visits (
    id bigint PRIMARY KEY,
    letter_id bigint NOT NULL REFERENCES letters,
    opened_at timestamptz NOT NULL
);
INSERT INTO letters
SELECT n, 'reader.' || n || '@example.com', repeat(md5(n::text), 30),
       CASE WHEN n % 50 = 0 THEN decode(repeat(md5(n::text), 1250), 'hex') END
FROM generate_series(1, :rows) AS n;
INSERT INTO visits
SELECT n, n, timestamptz '2024-01-01 00:00:00+00' + n * interval '1 minute' FROM generate_series(1, :rows) AS n;
ANALYZE;
CHECKPOINT;
