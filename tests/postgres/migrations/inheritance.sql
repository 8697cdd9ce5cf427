--- columns of a table become those of a table above it
CREATE TABLE p (a integer); CREATE TABLE t (a integer, b text); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (a integer); CREATE TABLE t (b text) INHERITS (p);
--- reordered
--- rows
SELECT a, b FROM t
--- a table says itself what it inherits
CREATE TABLE p (a integer, b text); CREATE TABLE t () INHERITS (p); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (a integer, b text); CREATE TABLE t (a integer) INHERITS (p);
--- reordered
--- rows
SELECT a, b FROM t
--- a table goes over to another one above it
CREATE TABLE p (a integer); CREATE TABLE q (a integer, c integer); CREATE TABLE t (b text) INHERITS (p); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (a integer); CREATE TABLE q (a integer, c integer); CREATE TABLE t (b text) INHERITS (q);
--- reordered
--- rows
SELECT a, b FROM t
--- a table has two above it
CREATE TABLE p (a integer); CREATE TABLE q (b integer); CREATE TABLE t (c text) INHERITS (p); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (a integer); CREATE TABLE q (b integer); CREATE TABLE t (c text) INHERITS (p, q);
--- reordered
--- rows
SELECT a, c FROM t
--- a column goes from a table above and stays below
CREATE TABLE p (a integer, b text); CREATE TABLE t () INHERITS (p); INSERT INTO t VALUES (1, 'x');
--- after
CREATE TABLE p (a integer); CREATE TABLE t (b text) INHERITS (p);
--- reordered
--- rows
SELECT a, b FROM t
--- a check comes to a table and those below
CREATE TABLE p (a integer); CREATE TABLE t () INHERITS (p); INSERT INTO t VALUES (1);
--- after
CREATE TABLE p (a integer CONSTRAINT c CHECK (a > 0), CONSTRAINT own CHECK (a < 9) NO INHERIT); CREATE TABLE t () INHERITS (p);
--- rows
SELECT a FROM t
--- a table below has another default than the one above
CREATE TABLE p (a integer DEFAULT 1); CREATE TABLE t () INHERITS (p); INSERT INTO t DEFAULT VALUES;
--- after
CREATE TABLE p (a integer DEFAULT 2); CREATE TABLE t () INHERITS (p); ALTER TABLE t ALTER COLUMN a SET DEFAULT 3;
--- rows
SELECT a FROM t
--- a table below goes, the one above stays
CREATE TABLE p (a integer); CREATE TABLE t (b integer) INHERITS (p); INSERT INTO p VALUES (1);
--- after
CREATE TABLE p (a integer);
--- rows
SELECT a FROM ONLY p
--- a column below becomes NOT NULL while the one above stays
CREATE TABLE p (a integer); CREATE TABLE t (b integer) INHERITS (p); INSERT INTO t VALUES (1, 2);
--- after
CREATE TABLE p (a integer); CREATE TABLE t (b integer NOT NULL) INHERITS (p);
--- rows
SELECT a, b FROM t
