--- a partition goes and another one comes
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); INSERT INTO p VALUES (11, 'x'), (12, 'y');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE TABLE p3 PARTITION OF p FOR VALUES FROM (20) TO (30);
--- rows
SELECT id, a FROM p ORDER BY 1
--- a partition is cut in two
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (20);
INSERT INTO p VALUES (5, 'x'), (15, 'y');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
--- rows
SELECT id, a FROM p ORDER BY 1
--- partitions by list become one of another name
CREATE TABLE p (k text, n integer) PARTITION BY LIST (k); CREATE TABLE pa PARTITION OF p FOR VALUES IN ('a', NULL);
CREATE TABLE pb PARTITION OF p FOR VALUES IN ('b'); INSERT INTO p VALUES ('a', 1), ('b', 2), (NULL, 3);
--- after
CREATE TABLE p (k text, n integer) PARTITION BY LIST (k); CREATE TABLE pab PARTITION OF p FOR VALUES IN ('a', 'b', NULL);
--- rows
SELECT k, n FROM p ORDER BY 2
--- a partition comes for rows that the default one has
CREATE TABLE p (d date, n integer) PARTITION BY RANGE (d); CREATE TABLE pd PARTITION OF p DEFAULT;
INSERT INTO p VALUES ('2024-01-05', 1), ('2024-02-05', 2), (NULL, 3);
--- after
CREATE TABLE p (d date, n integer) PARTITION BY RANGE (d); CREATE TABLE pd PARTITION OF p DEFAULT;
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
--- one way
SELECT d, n FROM p ORDER BY 2
--- a default partition takes the place of others
CREATE TABLE p (id integer) PARTITION BY LIST (id); CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
INSERT INTO p VALUES (1), (2);
--- after
CREATE TABLE p (id integer) PARTITION BY LIST (id); CREATE TABLE pd PARTITION OF p DEFAULT;
--- rows
SELECT id FROM p ORDER BY 1
--- a default partition becomes one of some values
CREATE TABLE p (k text) PARTITION BY LIST (k); CREATE TABLE pa PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE pd PARTITION OF p DEFAULT;
INSERT INTO p VALUES ('a'), ('x');
--- after
CREATE TABLE p (k text) PARTITION BY LIST (k); CREATE TABLE pa PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE pd PARTITION OF p FOR VALUES IN ('x');
--- rows
SELECT k FROM p ORDER BY 1
--- hash partitions get another modulus
CREATE TABLE p (id integer PRIMARY KEY, a text) PARTITION BY HASH (id); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 2, REMAINDER 1); INSERT INTO p SELECT n, 'a' || n FROM generate_series(1, 40) n;
--- after
CREATE TABLE p (id integer PRIMARY KEY, a text) PARTITION BY HASH (id); CREATE TABLE p0 PARTITION OF p FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE p1 PARTITION OF p FOR VALUES WITH (MODULUS 3, REMAINDER 1); CREATE TABLE p2 PARTITION OF p FOR VALUES WITH (MODULUS 3, REMAINDER 2);
--- rows
SELECT count(*), sum(id), min(a) FROM p
--- two partitions exchange their bounds
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); INSERT INTO p VALUES (5, 'x'), (15, 'y');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (0) TO (10);
--- rows
SELECT id, a FROM p ORDER BY 1
--- partitions by two columns are cut elsewhere
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a, b); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (MINVALUE, MINVALUE) TO (5, 'k');
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (5, 'k') TO (MAXVALUE, MAXVALUE); INSERT INTO p VALUES (1, 'z'), (5, 'a'), (5, 'm'), (9, 'a');
--- after
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a, b); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (MINVALUE, MINVALUE) TO (5, MINVALUE);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (5, MINVALUE) TO (MAXVALUE, MAXVALUE);
--- rows
SELECT a, b FROM p ORDER BY 1, 2
--- partitions by an expression take over each other's values
CREATE TABLE p (k text) PARTITION BY LIST ("left"(lower(k), 1)); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a', 'b'); CREATE TABLE p2 PARTITION OF p FOR VALUES IN ('c');
INSERT INTO p VALUES ('Alpha'), ('beta'), ('Casa');
--- after
CREATE TABLE p (k text) PARTITION BY LIST ("left"(lower(k), 1)); CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a'); CREATE TABLE p2 PARTITION OF p FOR VALUES IN ('b', 'c');
--- rows
SELECT k FROM p ORDER BY 1
--- rows move between partitions and no trigger hears of it
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (20); INSERT INTO p VALUES (5, 'x'), (15, 'y');
CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
CREATE TRIGGER t BEFORE INSERT OR DELETE ON p FOR EACH ROW EXECUTE FUNCTION no(); CREATE TRIGGER u BEFORE DELETE ON p1 EXECUTE FUNCTION no();
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20);
CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
CREATE TRIGGER t BEFORE INSERT OR DELETE ON p FOR EACH ROW EXECUTE FUNCTION no(); CREATE TRIGGER u BEFORE DELETE ON p1 EXECUTE FUNCTION no();
--- rows
SELECT id, a FROM p ORDER BY 1
--- rows that others refer to move between partitions
CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (20); INSERT INTO p VALUES (5), (15);
CREATE TABLE c (p integer REFERENCES p ON DELETE CASCADE); INSERT INTO c VALUES (15), (5);
--- after
CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20); CREATE TABLE c (p integer REFERENCES p ON DELETE CASCADE);
--- rows
SELECT id, c.p FROM p JOIN c ON c.p = id ORDER BY 1
--- a partition comes whose table loses a column
CREATE TABLE p (id integer, gone text) PARTITION BY RANGE (id); CREATE TABLE t (id integer); INSERT INTO t VALUES (1);
--- after
CREATE TABLE p (id integer) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
--- rows
SELECT id FROM t
--- a table is attached and has an index that looks like the attached one
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE INDEX pa ON p (a); CREATE TABLE t (id integer, a text); CREATE INDEX ta ON t (a);
INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE INDEX pa ON p (a); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE INDEX ta ON t (a);
--- rows
SELECT id, a FROM t
--- a check that is not valid comes to a table whose partitions are checked
CREATE TABLE p (id integer, n integer) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1, 1);
--- after
CREATE TABLE p (id integer, n integer) PARTITION BY RANGE (id); ALTER TABLE p ADD CONSTRAINT c CHECK (n > 0) NOT VALID;
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10);
--- rows
SELECT id, n FROM p
--- a partition goes over to another table
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE q (id integer, a text) PARTITION BY RANGE (id);
CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1, 'x');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE q (id integer, a text) PARTITION BY RANGE (id);
CREATE TABLE t PARTITION OF q FOR VALUES FROM (0) TO (10);
--- rows
SELECT id, a FROM t
--- a partition gets a key and an index of its own
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10); INSERT INTO p VALUES (1, 'x');
--- after
CREATE TABLE p (id integer, a text) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p (CONSTRAINT k PRIMARY KEY (id)) FOR VALUES FROM (0) TO (10);
CREATE INDEX ta ON t (a); ALTER TABLE t ADD CHECK (a <> '');
--- rows
SELECT id, a FROM p
--- partitions of partitions come and go
CREATE TABLE p (id integer, k text) PARTITION BY RANGE (id); CREATE TABLE s PARTITION OF p FOR VALUES FROM (0) TO (10) PARTITION BY LIST (k);
CREATE TABLE sa PARTITION OF s FOR VALUES IN ('a'); CREATE TABLE sb PARTITION OF s FOR VALUES IN ('b'); INSERT INTO p VALUES (1, 'a');
--- after
CREATE TABLE p (id integer, k text) PARTITION BY RANGE (id); CREATE TABLE s PARTITION OF p FOR VALUES FROM (0) TO (10) PARTITION BY LIST (k);
CREATE TABLE sa PARTITION OF s FOR VALUES IN ('a'); CREATE TABLE sc PARTITION OF s FOR VALUES IN ('c');
--- rows
SELECT id, k FROM p
--- a partitioned table begins to refer to another one
CREATE TABLE q (id integer PRIMARY KEY); CREATE TABLE p (id integer, q integer) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
INSERT INTO q VALUES (7); INSERT INTO p VALUES (1, 7);
--- after
CREATE TABLE q (id integer PRIMARY KEY); CREATE TABLE p (id integer, q integer REFERENCES q) PARTITION BY RANGE (id);
CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
--- rows
SELECT id, q FROM p
--- a trigger of a partitioned table comes to its partitions
CREATE TABLE p (id integer) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
--- after
CREATE TABLE p (id integer) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER r AFTER INSERT ON p FOR EACH ROW EXECUTE FUNCTION f(); CREATE TRIGGER own BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f();
--- a partitioned table goes with its partitions
CREATE TABLE p (id integer PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE t PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE k (a integer);
--- after
CREATE TABLE k (a integer);
