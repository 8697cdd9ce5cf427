--- an enumeration gains values at the end, the beginning and in between
CREATE TYPE e AS ENUM ('b', 'd'); CREATE TABLE t (a e DEFAULT 'b'); INSERT INTO t VALUES ('b'), ('d');
--- after
CREATE TYPE e AS ENUM ('a', 'b', 'c', 'd', 'e'); CREATE TABLE t (a e DEFAULT 'e');
--- rows
SELECT a::text FROM t ORDER BY 1
--- an enumeration loses a value
CREATE TYPE e AS ENUM ('a', 'b', 'c'); CREATE TABLE t (a e DEFAULT 'a', b e[] DEFAULT '{a}'); INSERT INTO t VALUES ('a', '{a,c}');
--- after
CREATE TYPE e AS ENUM ('a', 'c'); CREATE TABLE t (a e DEFAULT 'a', b e[] DEFAULT '{a}');
--- rows
SELECT a::text, b::text FROM t
--- an enumeration is put in another order, under everything
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE t (id integer, a e NOT NULL DEFAULT 'a', b e[], CHECK (a <> 'b' OR id > 0));
CREATE INDEX i ON t (a) WHERE a = 'b'; CREATE UNIQUE INDEX u ON t (id, a); CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1'; GRANT EXECUTE ON FUNCTION f(e) TO anon; REVOKE EXECUTE ON FUNCTION f(e) FROM PUBLIC;
CREATE POLICY p ON t USING (a = 'a'); INSERT INTO t VALUES (1, 'a', '{a,b}'), (2, 'b', NULL);
GRANT SELECT (a) ON v TO anon; COMMENT ON TYPE e IS 'e'; GRANT USAGE ON TYPE e TO bob; REVOKE USAGE ON TYPE e FROM PUBLIC;
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE t (id integer, a e NOT NULL DEFAULT 'a', b e[], CHECK (a <> 'b' OR id > 0));
CREATE INDEX i ON t (a) WHERE a = 'b'; CREATE UNIQUE INDEX u ON t (id, a); CREATE VIEW v AS SELECT a FROM t WHERE a = 'a';
CREATE FUNCTION f(e) RETURNS e LANGUAGE sql AS 'SELECT $1'; GRANT EXECUTE ON FUNCTION f(e) TO anon; REVOKE EXECUTE ON FUNCTION f(e) FROM PUBLIC;
CREATE POLICY p ON t USING (a = 'a'); GRANT SELECT (a) ON v TO anon; COMMENT ON TYPE e IS 'e'; GRANT USAGE ON TYPE e TO bob; REVOKE USAGE ON TYPE e FROM PUBLIC;
--- rows
SELECT id, a::text, b::text FROM t ORDER BY 1
--- an enumeration under a domain and a composite type is put in another order
CREATE TYPE e AS ENUM ('a', 'b'); CREATE DOMAIN d AS e DEFAULT 'a' CHECK (VALUE <> 'b'); CREATE TYPE c AS (x integer, y e);
CREATE TABLE t (id integer, d d, c c); INSERT INTO t VALUES (1, 'a', '(1,b)');
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE DOMAIN d AS e DEFAULT 'a' CHECK (VALUE <> 'b'); CREATE TYPE c AS (x integer, y e);
CREATE TABLE t (id integer, d d, c c);
--- rows
SELECT id, d::text, c::text FROM t
--- an enumeration is the key of other tables and changes its order
CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE p (a e PRIMARY KEY); CREATE TABLE c (a e REFERENCES p); INSERT INTO p VALUES ('a'); INSERT INTO c VALUES ('a');
--- after
CREATE TYPE e AS ENUM ('b', 'a'); CREATE TABLE p (a e PRIMARY KEY); CREATE TABLE c (a e REFERENCES p);
--- rows
SELECT a::text FROM c
--- text becomes an enumeration
CREATE TABLE t (a text DEFAULT 'x' CHECK (a IN ('x', 'y'))); INSERT INTO t VALUES ('y');
--- after
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e DEFAULT 'x');
--- rows
SELECT a::text FROM t
--- an enumeration becomes text and goes
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e DEFAULT 'x', b e[]); INSERT INTO t VALUES ('y', '{x}');
--- after
CREATE TABLE t (a text DEFAULT 'x', b text[]);
--- rows
SELECT a::text, b::text FROM t
--- an enumeration becomes a domain of the same name
CREATE TYPE e AS ENUM ('x', 'y'); CREATE TABLE t (a e); INSERT INTO t VALUES ('y');
--- after
CREATE DOMAIN e AS text CHECK (VALUE <> ''); CREATE TABLE t (a e);
--- rows
SELECT a::text FROM t
--- a domain gets another default, another check and NOT NULL
CREATE DOMAIN d AS text DEFAULT 'a' CONSTRAINT c CHECK (VALUE <> ''); CREATE TABLE t (a d); INSERT INTO t VALUES ('x');
--- after
CREATE DOMAIN d AS text DEFAULT 'b' NOT NULL CONSTRAINT c CHECK (VALUE <> 'z') CONSTRAINT k CHECK (length(VALUE) < 9); CREATE TABLE t (a d);
COMMENT ON CONSTRAINT k ON DOMAIN d IS 'k';
--- rows
SELECT a FROM t
--- a domain gets another base type
CREATE DOMAIN d AS integer CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 1, b d[]); INSERT INTO t VALUES (3, '{4}');
CREATE FUNCTION f(d) RETURNS d LANGUAGE sql AS 'SELECT $1';
--- after
CREATE DOMAIN d AS bigint CHECK (VALUE > 0); CREATE TABLE t (a d DEFAULT 1, b d[]);
CREATE FUNCTION f(d) RETURNS d LANGUAGE sql AS 'SELECT $1';
--- rows
SELECT a::text, b::text FROM t
--- a composite type in use gains an attribute
CREATE TYPE c AS (a integer, b text); CREATE TABLE t (x c, y c[]); INSERT INTO t VALUES ('(1,x)', '{"(2,y)"}');
--- after
CREATE TYPE c AS (a integer, b text, z date); CREATE TABLE t (x c, y c[]);
--- rows
SELECT (x).a, (x).b FROM t
--- an attribute of a composite type in use changes its type
CREATE TYPE c AS (a integer, b text); CREATE TABLE t (x c, y c[]); INSERT INTO t VALUES ('(1,x)', '{"(2,y)"}');
--- after
CREATE TYPE c AS (a bigint, b text); CREATE TABLE t (x c, y c[]);
--- rows
SELECT (x).a, (x).b FROM t
--- a range type changes
CREATE TYPE r AS RANGE (subtype = integer); CREATE TABLE t (a r); INSERT INTO t VALUES ('[1,5)');
--- after
CREATE TYPE r AS RANGE (subtype = bigint); CREATE TABLE t (a r);
--- rows
SELECT a::text FROM t
--- a type is added and used at once
CREATE TABLE t (id integer); INSERT INTO t VALUES (1);
--- after
CREATE TYPE e AS ENUM ('x', 'y'); CREATE DOMAIN d AS text CHECK (VALUE <> ''); CREATE TYPE c AS (e e, d d);
CREATE TABLE t (id integer, e e DEFAULT 'x', d d, c c, ds d[]);
--- rows
SELECT id FROM t
--- a domain's check calls a function whose signature changes
CREATE FUNCTION f(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE DOMAIN d AS text CHECK (f(VALUE)); CREATE TABLE t (a d); INSERT INTO t VALUES ('x');
--- after
CREATE FUNCTION f(v text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE DOMAIN d AS text CHECK (f(VALUE)); CREATE TABLE t (a d);
--- rows
SELECT a FROM t
--- a collation changes under a column
CREATE COLLATION k (provider = icu, locale = 'fr'); CREATE TABLE t (a text COLLATE k); INSERT INTO t VALUES ('x');
--- after
CREATE COLLATION k (provider = icu, locale = 'de'); CREATE TABLE t (a text COLLATE k);
--- rows
SELECT a FROM t
--- a type changes hands and loses its comment
CREATE TYPE e AS ENUM ('x'); COMMENT ON TYPE e IS 'e'; CREATE DOMAIN d AS text;
--- after
CREATE TYPE e AS ENUM ('x'); ALTER TYPE e OWNER TO alice; CREATE DOMAIN d AS text; GRANT USAGE ON DOMAIN d TO anon; ALTER DOMAIN d OWNER TO bob;
--- an attribute of a composite type in use changes its type while another goes
CREATE TYPE c AS (a integer, b text, z text); CREATE TABLE t (x c); INSERT INTO t VALUES ('(1,b,z)');
--- after
CREATE TYPE c AS (a bigint, z text); CREATE TABLE t (x c);
--- one way
SELECT (x).a, (x).z FROM t
--- a partition goes, and an index of its table
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a); CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE INDEX i ON p (b);
--- after
CREATE TABLE p (a integer, b text) PARTITION BY RANGE (a);
--- a value that a new column has as its default comes
CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE TABLE feelings (id integer PRIMARY KEY);
INSERT INTO feelings VALUES (1);
--- after
CREATE TYPE mood AS ENUM ('happy', 'sad', 'meh');
CREATE TABLE feelings (id integer PRIMARY KEY, now mood NOT NULL DEFAULT 'meh');
--- one way
SELECT id FROM feelings
