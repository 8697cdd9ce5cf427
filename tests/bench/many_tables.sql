-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Many small tables: keys, an index each, and a foreign key from every second one to the one before. Every value is
-- computed from its row number. Wanted variable: tables.

\set ON_ERROR_STOP on
SET synchronous_commit = off;

CREATE PROCEDURE make_tables(wanted int) LANGUAGE plpgsql AS $$
BEGIN
    FOR n IN 1 .. wanted LOOP
        EXECUTE format($sql$
            CREATE TABLE small_%1$s (id int PRIMARY KEY, other_id int NOT NULL, label text NOT NULL, note text,
                                     made_at timestamptz NOT NULL);
            INSERT INTO small_%1$s
            SELECT i, i, 'Label ' || i, md5('%1$s ' || i), timestamptz '2024-01-01 00:00:00+00' + i * interval '1 hour'
            FROM generate_series(1, 20) AS i;
            CREATE INDEX ON small_%1$s (label)
        $sql$, n);
        IF n % 2 = 0 THEN
            EXECUTE format('ALTER TABLE small_%s ADD FOREIGN KEY (other_id) REFERENCES small_%s', n, n - 1);
        END IF;
        -- Every table made is a lock until the end of the transaction.
        COMMIT;
    END LOOP;
END $$;
CALL make_tables(:tables);
DROP PROCEDURE make_tables;
VACUUM ANALYZE;
CHECKPOINT;
