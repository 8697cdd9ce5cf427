--- a table is added
CREATE TABLE t (a integer);
--- after
CREATE TABLE t (a integer); CREATE TABLE u (id serial PRIMARY KEY, a text NOT NULL CHECK (a <> ''), b integer UNIQUE);
CREATE INDEX u_a ON u (a); COMMENT ON TABLE u IS 'u'; COMMENT ON COLUMN u.a IS 'a';
--- a table is added between tables that refer to each other
CREATE TABLE t (a integer PRIMARY KEY); INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer PRIMARY KEY, b integer); CREATE TABLE u (id integer PRIMARY KEY, t integer REFERENCES t);
ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES u;
--- rows
SELECT a FROM t
--- tables that refer to each other are dropped
CREATE TABLE t (a integer PRIMARY KEY, b integer); CREATE TABLE u (id integer PRIMARY KEY, t integer REFERENCES t);
ALTER TABLE t ADD FOREIGN KEY (b) REFERENCES u; CREATE TABLE k (a integer);
--- after
CREATE TABLE k (a integer);
--- a table is dropped with what reads it
CREATE TABLE t (a integer); CREATE VIEW v AS SELECT * FROM t; CREATE VIEW w AS SELECT * FROM v; CREATE TABLE k (a integer);
CREATE FUNCTION f() RETURNS SETOF t LANGUAGE sql AS 'SELECT 1';
--- after
CREATE TABLE k (a integer);
--- a check, a unique key and a foreign key are added
CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE t (a integer, b integer); INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, 1);
--- after
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE t (a integer, b integer, CONSTRAINT c CHECK (a > 0), CONSTRAINT u UNIQUE (a), CONSTRAINT f FOREIGN KEY (b) REFERENCES p);
--- rows
SELECT a, b FROM t
--- a check changes
CREATE TABLE t (a integer, CONSTRAINT c CHECK (a > 0)); INSERT INTO t VALUES (5);
--- after
CREATE TABLE t (a integer, CONSTRAINT c CHECK (a > 1));
--- rows
SELECT a FROM t
--- a check that was not valid is validated
CREATE TABLE t (a integer); INSERT INTO t VALUES (5); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1) NOT VALID;
--- after
CREATE TABLE t (a integer); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 1);
--- rows
SELECT a FROM t
--- a primary key gets another column, under a foreign key
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, PRIMARY KEY (a), UNIQUE (b)); CREATE TABLE c (b integer REFERENCES p (b));
INSERT INTO p VALUES (1, 1); INSERT INTO c VALUES (1);
--- after
CREATE TABLE p (a integer NOT NULL, b integer NOT NULL, PRIMARY KEY (b), UNIQUE (a)); CREATE TABLE c (b integer REFERENCES p (b));
--- rows
SELECT b FROM c
--- a primary key goes
CREATE TABLE t (a integer PRIMARY KEY, b text); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE t (a integer NOT NULL, b text);
--- rows
SELECT a, b FROM t
--- a view that groups by a primary key is in the way of another key
CREATE TABLE t (a integer NOT NULL, b text NOT NULL, CONSTRAINT k PRIMARY KEY (a)); INSERT INTO t VALUES (1, 'x');
CREATE VIEW v AS SELECT a, b FROM t GROUP BY a;
--- after
CREATE TABLE t (a integer NOT NULL, b text NOT NULL, CONSTRAINT k PRIMARY KEY (a) INCLUDE (b)); CREATE VIEW v AS SELECT a, b FROM t GROUP BY a, b;
--- rows
SELECT a, b FROM v
--- a foreign key gets another action and is deferred
CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE c (p integer, CONSTRAINT f FOREIGN KEY (p) REFERENCES p);
--- after
CREATE TABLE p (id integer PRIMARY KEY);
CREATE TABLE c (p integer, CONSTRAINT f FOREIGN KEY (p) REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED);
--- an exclusion constraint is added and goes
CREATE TABLE t (r int4range); INSERT INTO t VALUES ('[1,2]');
--- after
CREATE TABLE t (r int4range, EXCLUDE USING gist (r WITH &&));
--- rows
SELECT r FROM t
--- an index changes
CREATE TABLE t (a integer, b text); CREATE INDEX i ON t (a); CREATE INDEX j ON t (b) WITH (fillfactor = 50);
--- after
CREATE TABLE t (a integer, b text); CREATE INDEX i ON t (a DESC, b) INCLUDE (b) WHERE a > 0; CREATE INDEX j ON t (b) WITH (fillfactor = 70);
--- an index becomes unique
CREATE TABLE t (a integer); CREATE INDEX i ON t (a);
--- after
CREATE TABLE t (a integer); CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t CLUSTER ON i;
--- a unique index becomes a constraint
CREATE TABLE t (a integer NOT NULL); CREATE UNIQUE INDEX u ON t (a);
--- after
CREATE TABLE t (a integer NOT NULL, CONSTRAINT u UNIQUE (a));
--- an index calls a new function
CREATE TABLE t (a text); INSERT INTO t VALUES ('x');
--- after
CREATE TABLE t (a text); CREATE FUNCTION f(text) RETURNS text IMMUTABLE LANGUAGE sql AS 'SELECT lower($1)'; CREATE INDEX i ON t (f(a));
--- rows
SELECT a FROM t
--- options, persistence and replica identity change
CREATE TABLE t (a integer PRIMARY KEY) WITH (fillfactor = 50, autovacuum_enabled = false); INSERT INTO t VALUES (1);
--- after
CREATE UNLOGGED TABLE t (a integer PRIMARY KEY) WITH (fillfactor = 70, toast.autovacuum_enabled = false); ALTER TABLE t REPLICA IDENTITY FULL;
--- rows
SELECT a FROM t
--- extended statistics change
CREATE TABLE t (a integer, b integer, c integer); CREATE STATISTICS s ON a, b FROM t; CREATE STATISTICS k ON b, c FROM t;
--- after
CREATE TABLE t (a integer, b integer, c integer); CREATE STATISTICS s ON a, c FROM t; CREATE STATISTICS k ON b, c FROM t; ALTER STATISTICS k SET STATISTICS 50;
--- a table begins to inherit
CREATE TABLE p (a integer); CREATE TABLE c (a integer, b text); INSERT INTO c VALUES (1, 'x');
--- after
CREATE TABLE p (a integer); CREATE TABLE c (a integer, b text); ALTER TABLE c INHERIT p;
--- rows
SELECT a, b FROM c
--- a column is added to a parent and its children
CREATE TABLE p (a integer); CREATE TABLE c (b text) INHERITS (p); INSERT INTO c VALUES (1, 'x');
--- after
CREATE TABLE p (a bigint NOT NULL DEFAULT 1, z integer); CREATE TABLE c (b text) INHERITS (p);
--- one way
SELECT a, b FROM c
--- the type of a parent's column changes
CREATE TABLE p (a integer CHECK (a > 0)); CREATE TABLE c (b text) INHERITS (p); INSERT INTO c VALUES (1, 'x');
--- after
CREATE TABLE p (a bigint CHECK (a > 0)); CREATE TABLE c (b text) INHERITS (p);
--- rows
SELECT a, b FROM c
--- a partition is added
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE INDEX p_b ON p (b); INSERT INTO p VALUES (1, 'x');
--- after
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); CREATE INDEX p_b ON p (b);
--- rows
SELECT a, b FROM p
--- a partition is added to a table with keys
CREATE TABLE p (a integer PRIMARY KEY, b text CHECK (b <> '')) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
INSERT INTO p VALUES (1, 'x');
--- after
CREATE TABLE p (a integer PRIMARY KEY, b text CHECK (b <> '')) PARTITION BY LIST (a); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);
CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2); CREATE TABLE d PARTITION OF p DEFAULT;
--- rows
SELECT a, b FROM p
--- bounds of partitions move
CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); INSERT INTO p VALUES (1), (17);
--- after
CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (15);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (15) TO (30);
--- rows
SELECT a FROM p ORDER BY 1
--- a partition is detached
CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1);
--- after
CREATE TABLE p (a integer) PARTITION BY RANGE (a); CREATE TABLE p1 (a integer);
--- rows
SELECT a FROM p1
--- a partitioned table gets a column, an index and a key
CREATE TABLE p (a integer NOT NULL, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1, 'x');
--- after
CREATE TABLE p (a integer NOT NULL, b text, c date DEFAULT '2020-01-01', CONSTRAINT k PRIMARY KEY (a)) PARTITION BY RANGE (a);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX i ON p (b);
--- rows
SELECT a, b FROM p
--- the type of a column of a partitioned table changes
CREATE TABLE p (a integer, b integer DEFAULT 1) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE INDEX i ON p (b); INSERT INTO p VALUES (1, 2);
--- after
CREATE TABLE p (a integer, b bigint DEFAULT 1) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX i ON p (b);
--- rows
SELECT a, b FROM p
--- a partition has a default of its own
CREATE TABLE p (a integer, b integer DEFAULT 1) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
--- after
CREATE TABLE p (a integer, b integer DEFAULT 2) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
ALTER TABLE p1 ALTER b SET DEFAULT 7;
--- row level security is switched on, with policies
CREATE TABLE t (a integer, who text);
--- after
CREATE TABLE t (a integer, who text); ALTER TABLE t ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY r ON t FOR SELECT TO anon, authenticated USING (who = current_user);
CREATE POLICY w ON t AS RESTRICTIVE FOR INSERT WITH CHECK (a > 0);
--- a policy changes its roles and expressions
CREATE TABLE t (a integer, who text); CREATE POLICY p ON t FOR ALL TO anon USING (a > 0) WITH CHECK (a > 1);
--- after
CREATE TABLE t (a integer, who text); CREATE POLICY p ON t FOR ALL TO authenticated USING (a > 5) WITH CHECK (a > 6);
--- a policy changes its command
CREATE TABLE t (a integer); CREATE POLICY p ON t FOR SELECT TO anon USING (a > 0);
--- after
CREATE TABLE t (a integer); CREATE POLICY p ON t AS RESTRICTIVE FOR UPDATE TO anon USING (a > 0);
--- a policy loses its check
CREATE TABLE t (a integer); CREATE POLICY p ON t USING (a > 0) WITH CHECK (a > 1);
--- after
CREATE TABLE t (a integer); CREATE POLICY p ON t USING (a > 0);
--- triggers are added, switched and replaced
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER y AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
--- after
CREATE TABLE t (a integer); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f(); ALTER TABLE t DISABLE TRIGGER x;
CREATE TRIGGER y AFTER INSERT OR UPDATE ON t FOR EACH ROW WHEN (new.a > 0) EXECUTE FUNCTION f();
CREATE CONSTRAINT TRIGGER z AFTER DELETE ON t DEFERRABLE FOR EACH ROW EXECUTE FUNCTION f();
--- rules are added and replaced
CREATE TABLE t (a integer); CREATE TABLE l (a integer); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO l VALUES (new.a);
--- after
CREATE TABLE t (a integer); CREATE TABLE l (a integer); CREATE RULE r AS ON INSERT TO t DO INSTEAD INSERT INTO l VALUES (new.a + 1);
CREATE RULE s AS ON DELETE TO t DO INSTEAD NOTHING; ALTER TABLE t DISABLE RULE s;
--- grants on tables and columns change
CREATE TABLE t (a integer, b text); GRANT SELECT ON t TO anon; GRANT UPDATE (a) ON t TO anon; GRANT ALL ON t TO alice WITH GRANT OPTION;
--- after
CREATE TABLE t (a integer, b text); GRANT SELECT (a) ON t TO anon; GRANT UPDATE (a, b) ON t TO authenticated; GRANT INSERT ON t TO alice;
--- a table loses a privilege that a column keeps
CREATE TABLE t (a integer, b text); GRANT SELECT, INSERT ON t TO anon; GRANT SELECT (a) ON t TO anon;
--- after
CREATE TABLE t (a integer, b text); GRANT INSERT ON t TO anon; GRANT SELECT (a) ON t TO anon;
--- a table changes hands
CREATE TABLE t (a serial PRIMARY KEY); GRANT SELECT ON t TO anon;
--- after
CREATE TABLE t (a serial PRIMARY KEY); GRANT SELECT ON t TO anon; ALTER TABLE t OWNER TO alice;
--- comments change
CREATE TABLE t (a integer PRIMARY KEY, b text); COMMENT ON TABLE t IS 'old'; COMMENT ON COLUMN t.a IS 'old';
--- after
CREATE TABLE t (a integer PRIMARY KEY, b text); COMMENT ON TABLE t IS E'new\n''x'''; COMMENT ON COLUMN t.b IS 'b'; COMMENT ON CONSTRAINT t_pkey ON t IS 'k';
COMMENT ON INDEX t_pkey IS 'i';
--- a table becomes partitioned, its rows move
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, number serial, day date NOT NULL, note text DEFAULT 'none',
    total numeric GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (id, day));
INSERT INTO orders (day, note) VALUES ('2026-01-05', 'one'), ('2026-02-05', 'two');
CREATE INDEX orders_note ON orders (note);
CREATE VIEW notes AS SELECT id, note FROM orders;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON orders FOR SELECT TO anon USING (note <> 'x');
GRANT SELECT (id, note) ON orders TO anon;
COMMENT ON COLUMN orders.note IS 'What was said';
CREATE FUNCTION looked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no rows here''; END';
CREATE TRIGGER looked BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION looked();
ALTER TABLE orders DISABLE TRIGGER looked;
--- after
CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, number serial, day date NOT NULL, note text DEFAULT 'none',
    total numeric GENERATED ALWAYS AS (id * 2) STORED, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE orders_1 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE orders_2 PARTITION OF orders FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
CREATE INDEX orders_note ON orders (note);
CREATE VIEW notes AS SELECT id, note FROM orders;
ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_of_it ON orders FOR SELECT TO anon USING (note <> 'x');
GRANT SELECT (id, note) ON orders TO anon;
COMMENT ON COLUMN orders.note IS 'What was said';
CREATE FUNCTION looked() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no rows here''; END';
CREATE TRIGGER looked BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION looked();
--- rows
SELECT o.*, n.note, nextval('orders_number_seq') > 2 FROM orders o JOIN notes n USING (id) ORDER BY id
--- a table is partitioned by another key
CREATE TABLE events (id integer NOT NULL, kind text NOT NULL, day date NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE events_a PARTITION OF events FOR VALUES IN ('a');
CREATE TABLE events_b PARTITION OF events FOR VALUES IN ('b') PARTITION BY RANGE (id);
CREATE TABLE events_b1 PARTITION OF events_b FOR VALUES FROM (0) TO (100);
CREATE TABLE refers (id integer PRIMARY KEY);
ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES refers;
INSERT INTO refers VALUES (1), (2);
INSERT INTO events VALUES (1, 'a', '2026-01-05'), (2, 'b', '2026-02-05');
--- after
CREATE TABLE events (id integer NOT NULL, kind text NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;
CREATE TABLE refers (id integer PRIMARY KEY);
ALTER TABLE events ADD FOREIGN KEY (id) REFERENCES refers;
--- rows
SELECT * FROM events ORDER BY id
--- a table becomes partitioned, and another one its partition
CREATE TABLE logs (id integer NOT NULL, day date NOT NULL);
CREATE TABLE logs_old (id integer NOT NULL, day date NOT NULL);
INSERT INTO logs VALUES (2, '2026-02-05');
INSERT INTO logs_old VALUES (1, '2025-02-05');
--- after
CREATE TABLE logs (id integer NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE logs_old PARTITION OF logs FOR VALUES FROM (MINVALUE) TO ('2026-01-01');
CREATE TABLE logs_new PARTITION OF logs FOR VALUES FROM ('2026-01-01') TO (MAXVALUE);
--- one way
SELECT * FROM logs_old
--- a partition goes whose table a foreign key refers to
CREATE TABLE places (id integer, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE places_n PARTITION OF places FOR VALUES IN ('n');
CREATE TABLE places_s PARTITION OF places FOR VALUES IN ('s') PARTITION BY RANGE (id);
CREATE TABLE places_s1 PARTITION OF places_s FOR VALUES FROM (0) TO (9);
CREATE TABLE visits (id integer, region text, FOREIGN KEY (id, region) REFERENCES places);
INSERT INTO places VALUES (1, 'n');
INSERT INTO visits VALUES (1, 'n');
--- after
CREATE TABLE places (id integer, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE places_n PARTITION OF places FOR VALUES IN ('n');
CREATE TABLE visits (id integer, region text, FOREIGN KEY (id, region) REFERENCES places);
--- rows
SELECT * FROM visits JOIN places USING (id, region)
--- the key of a partition is attached to that of its table
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE foos_1 PARTITION OF foos FOR VALUES IN ('1');
ALTER TABLE ONLY foos ADD CONSTRAINT foos_key UNIQUE (foo, id);
CREATE UNIQUE INDEX foos_1_key ON foos_1 (foo, id);
--- after
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE foos_1 PARTITION OF foos FOR VALUES IN ('1');
ALTER TABLE ONLY foos ADD CONSTRAINT foos_key UNIQUE (foo, id);
ALTER TABLE foos_1 ADD CONSTRAINT foos_1_key UNIQUE (foo, id);
ALTER INDEX foos_key ATTACH PARTITION foos_1_key;
--- an index of a partition is attached
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE foos_1 PARTITION OF foos FOR VALUES IN ('1');
CREATE TABLE foos_2 PARTITION OF foos FOR VALUES IN ('2');
CREATE INDEX foos_id ON ONLY foos (id);
CREATE INDEX foos_1_id ON foos_1 (id);
CREATE INDEX foos_2_id ON foos_2 (id);
ALTER INDEX foos_id ATTACH PARTITION foos_2_id;
--- after
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE foos_1 PARTITION OF foos FOR VALUES IN ('1');
CREATE TABLE foos_2 PARTITION OF foos FOR VALUES IN ('2');
CREATE INDEX foos_id ON ONLY foos (id);
CREATE INDEX foos_1_id ON foos_1 (id);
CREATE INDEX foos_2_id ON foos_2 (id);
ALTER INDEX foos_id ATTACH PARTITION foos_1_id;
ALTER INDEX foos_id ATTACH PARTITION foos_2_id;
--- a table is attached with an index of its table
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE INDEX foos_id ON foos (id);
CREATE TABLE foos_1 (id integer NOT NULL, foo text NOT NULL);
INSERT INTO foos_1 VALUES (1, '1');
--- after
CREATE TABLE foos (id integer NOT NULL, foo text NOT NULL) PARTITION BY LIST (foo);
CREATE TABLE foos_1 PARTITION OF foos FOR VALUES IN ('1');
CREATE INDEX foos_id ON foos (id);
--- rows
SELECT * FROM foos_1
--- the mark of CLUSTER moves to another index
CREATE TABLE marked (a integer PRIMARY KEY, b integer);
CREATE INDEX marked_a ON marked (b, a);
CREATE INDEX marked_z ON marked (b);
ALTER TABLE marked CLUSTER ON marked_a;
--- after
CREATE TABLE marked (a integer PRIMARY KEY, b integer);
CREATE INDEX marked_a ON marked (b, a);
CREATE INDEX marked_z ON marked (b);
ALTER TABLE marked CLUSTER ON marked_z;
--- a key goes to which a table refers that goes too
CREATE TABLE people (id integer PRIMARY KEY);
CREATE TABLE tags (person integer REFERENCES people, tag text);
--- after
CREATE TABLE people (number integer PRIMARY KEY, name text);
--- a typed table gets a column of its own
CREATE TYPE row_of AS (a integer, b text);
CREATE TABLE typed OF row_of;
INSERT INTO typed VALUES (1, 'b');
--- after
CREATE TYPE row_of AS (a integer, b text);
CREATE TABLE typed (a integer, b text, c text);
--- rows
SELECT a, b FROM typed
--- columns get another order
CREATE TABLE kinds (id integer PRIMARY KEY);
CREATE TABLE wide (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, a text, gone integer, b integer NOT NULL DEFAULT 3,
    kind integer REFERENCES kinds, twice integer GENERATED ALWAYS AS (b * 2) STORED);
CREATE TABLE narrow (wide bigint REFERENCES wide);
INSERT INTO kinds VALUES (7);
INSERT INTO wide (a, b, kind) VALUES ('one', 1, 7), ('two', 2, NULL);
INSERT INTO narrow VALUES (1);
CREATE VIEW both_of AS SELECT a, b FROM wide JOIN narrow ON narrow.wide = id;
--- reordered
--- after
CREATE TABLE kinds (id integer PRIMARY KEY);
CREATE TABLE wide (b bigint NOT NULL DEFAULT 3, fresh text, id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    kind integer REFERENCES kinds, a text, twice bigint GENERATED ALWAYS AS (b * 2) STORED);
CREATE TABLE narrow (wide bigint REFERENCES wide);
CREATE VIEW both_of AS SELECT a, b FROM wide JOIN narrow ON narrow.wide = id;
--- rows
SELECT wide.id, a, b, kind, twice, narrow.wide FROM wide LEFT JOIN narrow ON narrow.wide = id ORDER BY 1
--- a table comes under a partitioned one with a column of both
CREATE TABLE sums (id integer NOT NULL, kind text NOT NULL) PARTITION BY LIST (kind);
CREATE TABLE sums_a (id integer NOT NULL, kind text NOT NULL);
CREATE TABLE up (id integer);
CREATE TABLE down (id integer);
INSERT INTO sums_a VALUES (1, 'a');
--- after
CREATE TABLE sums (id integer NOT NULL, kind text NOT NULL, extra text DEFAULT 'e') PARTITION BY LIST (kind);
CREATE TABLE sums_a PARTITION OF sums FOR VALUES IN ('a');
CREATE TABLE up (id integer, more text);
CREATE TABLE down (id integer, more text);
ALTER TABLE down INHERIT up;
--- rows
SELECT id, kind FROM sums_a
--- the type of a typed table changes
CREATE TYPE made_of AS (a text, b numeric, gone boolean);
CREATE TABLE typed OF made_of (a WITH OPTIONS NOT NULL, b WITH OPTIONS DEFAULT 1, gone WITH OPTIONS DEFAULT true);
--- after
CREATE TYPE made_of AS (a text, b numeric, fresh integer);
CREATE TABLE typed OF made_of (a WITH OPTIONS NOT NULL, b WITH OPTIONS DEFAULT 1, fresh WITH OPTIONS DEFAULT 2);
--- an index goes over to another table with its name
CREATE TABLE one (id integer);
CREATE UNIQUE INDEX the_index ON one (id);
CREATE TABLE refers (id integer REFERENCES one (id));
--- after
CREATE TABLE other (id integer);
CREATE UNIQUE INDEX the_index ON other (id);
--- partitions and their table get another order of columns
CREATE TABLE many (a integer NOT NULL, b text, c integer GENERATED ALWAYS AS IDENTITY) PARTITION BY LIST (a);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
CREATE TABLE many_2 PARTITION OF many FOR VALUES IN (2) PARTITION BY LIST (b);
CREATE TABLE many_2x PARTITION OF many_2 DEFAULT;
INSERT INTO many (a, b) VALUES (1, 'one'), (2, 'two');
--- reordered
--- after
CREATE TABLE many (b text, a integer NOT NULL, c integer GENERATED ALWAYS AS IDENTITY) PARTITION BY LIST (a);
CREATE TABLE many_1 PARTITION OF many FOR VALUES IN (1);
CREATE TABLE many_2 PARTITION OF many FOR VALUES IN (2) PARTITION BY LIST (b);
CREATE TABLE many_2x PARTITION OF many_2 DEFAULT;
--- rows
SELECT a, b, c FROM many ORDER BY a
--- options of a table stand in another order
CREATE TABLE noted (a integer) WITH (fillfactor = 80, autovacuum_enabled = true);
--- after
CREATE TABLE noted (a integer) WITH (autovacuum_enabled = true, fillfactor = 80);
--- a policy reads a view of its own table
CREATE TABLE other (id integer);
--- after
CREATE TABLE other (id integer);
CREATE TABLE accounts (id integer PRIMARY KEY, active boolean NOT NULL);
CREATE VIEW active_accounts AS SELECT id FROM accounts WHERE active;
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY seen ON accounts FOR SELECT USING (id IN (SELECT id FROM active_accounts));
--- tables with long names that begin alike get another order of columns
CREATE TABLE a_name_so_long_that_it_is_cut_when_it_is_put_aside_first (a integer, b integer);
CREATE TABLE a_name_so_long_that_it_is_cut_when_it_is_put_aside_second (a integer, b integer);
INSERT INTO a_name_so_long_that_it_is_cut_when_it_is_put_aside_first VALUES (1, 2);
INSERT INTO a_name_so_long_that_it_is_cut_when_it_is_put_aside_second VALUES (3, 4);
--- reordered
--- after
CREATE TABLE a_name_so_long_that_it_is_cut_when_it_is_put_aside_first (b integer, a integer);
CREATE TABLE a_name_so_long_that_it_is_cut_when_it_is_put_aside_second (b integer, a integer);
--- rows
SELECT f.a, f.b, s.a, s.b FROM a_name_so_long_that_it_is_cut_when_it_is_put_aside_first f, a_name_so_long_that_it_is_cut_when_it_is_put_aside_second s
--- a table becomes unlogged
CREATE TABLE t (a serial PRIMARY KEY, b text); INSERT INTO t (b) VALUES ('x');
--- after
CREATE UNLOGGED TABLE t (a serial PRIMARY KEY, b text);
--- rows
SELECT a, b FROM t
--- storage settings of a table and its toast change
CREATE TABLE t (a text) WITH (fillfactor = 70, autovacuum_enabled = false);
--- after
CREATE TABLE t (a text) WITH (fillfactor = 80, toast.autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05);
--- a table becomes a view over another one
CREATE TABLE t (a integer); CREATE TABLE k (a integer); INSERT INTO k VALUES (1);
--- after
CREATE TABLE k (a integer); CREATE VIEW t AS SELECT a FROM k;
--- rows
SELECT a FROM k
--- a table refers to itself
CREATE TABLE t (id integer PRIMARY KEY, up integer); INSERT INTO t VALUES (1, NULL), (2, 1);
--- after
CREATE TABLE t (id integer PRIMARY KEY, up integer CONSTRAINT f REFERENCES t ON DELETE SET NULL);
--- rows
SELECT id, up FROM t ORDER BY 1
--- a foreign key over two columns becomes a full one
CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b)); CREATE TABLE c (a integer, b integer, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p); INSERT INTO p VALUES (1, 2); INSERT INTO c VALUES (1, 2);
--- after
CREATE TABLE p (a integer, b integer, PRIMARY KEY (a, b)); CREATE TABLE c (a integer, b integer, CONSTRAINT f FOREIGN KEY (a, b) REFERENCES p MATCH FULL ON UPDATE CASCADE);
--- rows
SELECT a, b FROM c
--- a foreign key that is not valid becomes valid
CREATE TABLE p (a integer PRIMARY KEY); CREATE TABLE c (a integer); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1); ALTER TABLE c ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES p NOT VALID;
--- after
CREATE TABLE p (a integer PRIMARY KEY); CREATE TABLE c (a integer CONSTRAINT f REFERENCES p);
--- rows
SELECT a FROM c
--- a foreign key goes over to another table
CREATE TABLE p (a integer PRIMARY KEY); CREATE TABLE q (a integer PRIMARY KEY); CREATE TABLE c (a integer CONSTRAINT f REFERENCES p); INSERT INTO p VALUES (1); INSERT INTO q VALUES (1); INSERT INTO c VALUES (1);
--- after
CREATE TABLE p (a integer PRIMARY KEY); CREATE TABLE q (a integer PRIMARY KEY); CREATE TABLE c (a integer CONSTRAINT f REFERENCES q);
--- rows
SELECT a FROM c
--- a table and the one that it refers to are replaced by others
CREATE TABLE p (a integer PRIMARY KEY); CREATE TABLE c (a integer REFERENCES p);
--- after
CREATE TABLE q (a integer PRIMARY KEY); CREATE TABLE d (a integer REFERENCES q);
--- a unique key becomes the primary one
CREATE TABLE t (a integer NOT NULL, b integer, CONSTRAINT k UNIQUE (a)); INSERT INTO t VALUES (1, 2);
--- after
CREATE TABLE t (a integer NOT NULL, b integer, CONSTRAINT k PRIMARY KEY (a));
--- rows
SELECT a, b FROM t
--- a primary key gets another name and another order
CREATE TABLE t (a integer, b integer, CONSTRAINT k PRIMARY KEY (a, b)); CREATE TABLE c (a integer, b integer, FOREIGN KEY (a, b) REFERENCES t (a, b)); INSERT INTO t VALUES (1, 2); INSERT INTO c VALUES (1, 2);
--- after
CREATE TABLE t (a integer, b integer, CONSTRAINT l PRIMARY KEY (b, a)); CREATE TABLE c (a integer, b integer, FOREIGN KEY (a, b) REFERENCES t (a, b));
--- rows
SELECT a, b FROM c
--- a unique key becomes a deferred one
CREATE TABLE t (a integer, CONSTRAINT u UNIQUE (a)); INSERT INTO t VALUES (1);
--- after
CREATE TABLE t (a integer, CONSTRAINT u UNIQUE (a) DEFERRABLE INITIALLY DEFERRED);
--- rows
SELECT a FROM t
--- a check comes that is not valid for the rows
CREATE TABLE t (a integer); INSERT INTO t VALUES (-1);
--- after
CREATE TABLE t (a integer); ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID;
--- rows
SELECT a FROM t
--- comments on every part of a table change
CREATE TABLE t (a integer CONSTRAINT c CHECK (a > 0), CONSTRAINT k PRIMARY KEY (a)); CREATE INDEX i ON t (a); COMMENT ON CONSTRAINT c ON t IS 'c'; COMMENT ON INDEX i IS 'i';
--- after
CREATE TABLE t (a integer CONSTRAINT c CHECK (a > 0), CONSTRAINT k PRIMARY KEY (a)); CREATE INDEX i ON t (a); COMMENT ON CONSTRAINT k ON t IS 'k'; COMMENT ON INDEX k IS 'its index'; COMMENT ON TABLE t IS E'two\nlines';
--- indexes of every method come
CREATE TABLE t (a integer, b text, c jsonb, d tsvector, e point, f integer[]); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE t (a integer, b text, c jsonb, d tsvector, e point, f integer[]); CREATE INDEX i1 ON t USING hash (a); CREATE INDEX i2 ON t USING gin (c jsonb_path_ops); CREATE INDEX i3 ON t USING gist (e);
CREATE INDEX i4 ON t USING brin (a) WITH (pages_per_range = 16); CREATE INDEX i5 ON t USING spgist (e); CREATE INDEX i6 ON t (lower(b) text_pattern_ops DESC NULLS LAST, a) INCLUDE (f) WHERE a > 0;
--- rows
SELECT a, b FROM t
--- an index gets options, statistics and a partial condition
CREATE TABLE t (a integer, b text); CREATE INDEX i ON t (lower(b)); CREATE INDEX j ON t (a); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE t (a integer, b text); CREATE INDEX i ON t (lower(b)) WITH (fillfactor = 60); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 77; CREATE INDEX j ON t (a) WHERE b <> '';
--- rows
SELECT a, b FROM t
--- the replica identity is an index, then everything
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL); CREATE UNIQUE INDEX u ON t (a); CREATE UNIQUE INDEX v ON t (b); ALTER TABLE t REPLICA IDENTITY USING INDEX u;
--- after
CREATE TABLE t (a integer NOT NULL, b integer NOT NULL); CREATE UNIQUE INDEX v ON t (b); ALTER TABLE t REPLICA IDENTITY FULL;
--- extended statistics come on a column that changes
CREATE TABLE t (a integer, b integer); INSERT INTO t VALUES (1, 2); CREATE STATISTICS s (dependencies) ON a, b FROM t;
--- after
CREATE TABLE t (a bigint, b integer); CREATE STATISTICS s (ndistinct) ON a, b FROM t; ALTER STATISTICS s SET STATISTICS 5; COMMENT ON STATISTICS s IS 's';
--- rows
SELECT a, b FROM t
--- rights on a table with grant option go to another role
CREATE TABLE t (a integer); GRANT SELECT, INSERT ON t TO alice WITH GRANT OPTION; GRANT ALL ON t TO bob;
--- after
CREATE TABLE t (a integer); GRANT SELECT ON t TO alice; GRANT UPDATE, DELETE ON t TO bob WITH GRANT OPTION; GRANT TRUNCATE ON t TO PUBLIC;
--- an owner loses rights on a table of her own
CREATE TABLE t (a integer); ALTER TABLE t OWNER TO alice;
--- after
CREATE TABLE t (a integer); ALTER TABLE t OWNER TO alice; REVOKE DELETE, TRUNCATE ON t FROM alice;
--- an exclusion constraint changes its operator
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH &&)); INSERT INTO t VALUES ('[1,3)'), ('[5,7)');
--- after
CREATE TABLE t (r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH =) WHERE (r IS NOT NULL));
--- rows
SELECT r FROM t ORDER BY 1
--- a table without columns gets some
CREATE TABLE t ();
--- after
CREATE TABLE t (a integer, b text DEFAULT 'x');
--- a circle of two tables gets a third one in between
CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a); ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES b; INSERT INTO a VALUES (1, NULL); INSERT INTO b VALUES (1, 1);
--- after
CREATE TABLE a (id integer PRIMARY KEY, b integer); CREATE TABLE c (id integer PRIMARY KEY); CREATE TABLE b (id integer PRIMARY KEY, a integer REFERENCES a, c integer REFERENCES c);
--- rows
SELECT id, a FROM b
--- a table that many refer to gets another type of key
CREATE TABLE p (id integer PRIMARY KEY); CREATE TABLE c (p integer REFERENCES p, UNIQUE (p)); CREATE TABLE d (c integer REFERENCES c (p)); INSERT INTO p VALUES (1); INSERT INTO c VALUES (1); INSERT INTO d VALUES (1);
--- after
CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE c (p bigint REFERENCES p, UNIQUE (p)); CREATE TABLE d (c bigint REFERENCES c (p));
--- rows
SELECT c FROM d
--- names that need quotes, of every part
CREATE TABLE "T a" ("C;1" integer, "it's" text); INSERT INTO "T a" VALUES (1, 'x');
--- after
CREATE TABLE "T a" ("C;1" bigint, "it's" text, CONSTRAINT "k""1" PRIMARY KEY ("C;1")); CREATE INDEX "i-1" ON "T a" ("it's"); CREATE POLICY "p $1" ON "T a" USING ("it's" <> '$$'); CREATE STATISTICS "s 1" ON "C;1", "it's" FROM "T a";
--- rows
SELECT "C;1", "it's" FROM "T a"
