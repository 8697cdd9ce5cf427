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
