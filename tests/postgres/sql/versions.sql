-- What a database of PostgreSQL 13 can hold, and what each later version added. Run by psql with -v major=N, N being the
-- version whose features to use: the server may be newer, so that the same database exists natively on a newer server.
SET client_min_messages = warning;
SELECT :major >= 14 AS has14, :major >= 15 AS has15, :major >= 16 AS has16, :major >= 17 AS has17, :major >= 18 AS has18,
    NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keeper') AS lacks_roles \gset
\if :lacks_roles
CREATE ROLE keeper;
CREATE ROLE viewer;
CREATE ROLE "Élise O'Hara";
\endif

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
ALTER SCHEMA public OWNER TO postgres;
CREATE SCHEMA shop AUTHORIZATION keeper;
GRANT USAGE ON SCHEMA shop TO viewer, "Élise O'Hara";
ALTER DEFAULT PRIVILEGES FOR ROLE keeper IN SCHEMA shop GRANT SELECT ON TABLES TO viewer;

CREATE EXTENSION pgcrypto;
CREATE EXTENSION citext WITH SCHEMA shop;
CREATE EXTENSION btree_gist;

-- 13: types, functions, tables of every kind
CREATE TYPE shop.mood AS ENUM ('low', 'it''s high');
ALTER TYPE shop.mood ADD VALUE 'middle' BEFORE 'it''s high';
CREATE DOMAIN shop.amount AS numeric(12, 2) DEFAULT 0 NOT NULL CHECK (VALUE >= 0);
CREATE TYPE shop.address AS (street text, number integer, lines text[]);
CREATE TYPE shop.float_range AS RANGE (subtype = float8);
CREATE COLLATION shop.german (provider = icu, locale = 'de-DE');
CREATE FUNCTION shop.plus(integer, integer DEFAULT 1) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT $1 + $2';
CREATE FUNCTION shop.touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW.changed := '2020-01-01'; RETURN NEW; END$$;
CREATE PROCEDURE shop.work(INOUT x integer) LANGUAGE plpgsql SET work_mem = '1MB' AS $$BEGIN x := 1; END$$;
CREATE AGGREGATE shop.total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
CREATE SEQUENCE shop.numbers INCREMENT 5 START 20 CYCLE MAXVALUE 100000;
SELECT nextval('shop.numbers');

CREATE TABLE shop.customer (
    id bigint GENERATED ALWAYS AS IDENTITY (START 10 INCREMENT 3) PRIMARY KEY,
    code integer NOT NULL DEFAULT nextval('shop.numbers') UNIQUE,
    name text COLLATE shop.german NOT NULL,
    email shop.citext,
    mood shop.mood DEFAULT 'low',
    home shop.address,
    credit shop.amount,
    span shop.float_range,
    tags text[],
    document jsonb,
    upper_name text GENERATED ALWAYS AS (upper(name COLLATE "C")) STORED,
    changed timestamptz,
    CONSTRAINT "named" CHECK (name <> ''));
CREATE INDEX customer_lower ON shop.customer (lower(name)) WHERE credit > 0;
CREATE INDEX customer_document ON shop.customer USING gin (document jsonb_path_ops);
CREATE INDEX customer_cover ON shop.customer (code) INCLUDE (name);
CREATE STATISTICS shop.customer_statistics (dependencies, ndistinct) ON code, name FROM shop.customer;
CREATE TRIGGER touched BEFORE UPDATE ON shop.customer FOR EACH ROW EXECUTE FUNCTION shop.touch();
ALTER TABLE shop.customer ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON shop.customer FOR SELECT TO viewer USING (name = CURRENT_USER);
GRANT SELECT (id, name), UPDATE (name) ON shop.customer TO "Élise O'Hara";
ALTER TABLE shop.customer OWNER TO keeper;
COMMENT ON TABLE shop.customer IS 'those who "pay"';
COMMENT ON COLUMN shop.customer.email IS E'of the\ncustomer';

CREATE TABLE shop.sale (
    id bigserial, at date NOT NULL, customer bigint REFERENCES shop.customer ON DELETE CASCADE,
    price numeric, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE shop.sale_2023 PARTITION OF shop.sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE shop.sale_later PARTITION OF shop.sale DEFAULT PARTITION BY HASH (id);
CREATE TABLE shop.sale_later_0 PARTITION OF shop.sale_later FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE shop.sale_later_1 PARTITION OF shop.sale_later FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE INDEX sale_price ON shop.sale (price);
CREATE TABLE shop.parent (a integer NOT NULL, b text DEFAULT 'b');
CREATE TABLE shop.child (c integer, CHECK (c > 0)) INHERITS (shop.parent);
CREATE TABLE shop.booking (room integer, during tsrange, EXCLUDE USING gist (room WITH =, during WITH &&));
CREATE UNLOGGED TABLE shop.cache (k text PRIMARY KEY, v bytea);
CREATE TABLE shop.later (parent integer);
ALTER TABLE shop.later ADD CONSTRAINT "not yet" FOREIGN KEY (parent) REFERENCES shop.customer (code) DEFERRABLE INITIALLY DEFERRED NOT VALID;
CREATE TABLE shop.gaps (a integer, b integer, c integer);
ALTER TABLE shop.gaps DROP COLUMN b;

CREATE VIEW shop.rich WITH (security_barrier = true) AS
    SELECT c.id, c.name, sum(s.price) AS spent FROM shop.customer c LEFT JOIN shop.sale s ON s.customer = c.id GROUP BY c.id;
CREATE MATERIALIZED VIEW shop.summary AS SELECT mood, count(*) AS n FROM shop.customer GROUP BY mood;
CREATE UNIQUE INDEX summary_mood ON shop.summary (mood);
CREATE RULE keep AS ON DELETE TO shop.parent DO INSTEAD NOTHING;
CREATE PUBLICATION sales FOR TABLE shop.sale, shop.customer WITH (publish = 'insert');

INSERT INTO shop.customer (name, email, mood, home, credit, span, tags, document)
    SELECT 'Zoë ' || n, 'c' || n || '@example.org', 'middle', ROW('Rue ' || n, n, ARRAY['a', NULL])::shop.address, n, '[1.5,2.5)', ARRAY['x', 'y"z'],
        jsonb_build_object('n', n, 'text', E'tab\tend') FROM generate_series(1, 500) n;
INSERT INTO shop.sale (at, customer, price)
    SELECT date '2023-06-01' + n, 10 + 3 * (n % 500), n * 1.5 FROM generate_series(1, 1000) n;
INSERT INTO shop.parent VALUES (1), (2);
INSERT INTO shop.child VALUES (3, 'c', 4);
INSERT INTO shop.booking VALUES (1, '[2024-01-01,2024-01-02)'), (1, '[2024-01-02,2024-01-03)');
INSERT INTO shop.cache VALUES ('k', '\x00ff');
SET session_replication_role = replica;
INSERT INTO shop.later VALUES (-1);
RESET session_replication_role;
INSERT INTO shop.gaps VALUES (1, 3);
REFRESH MATERIALIZED VIEW shop.summary;

\if :has14
CREATE TYPE shop.named_range AS RANGE (subtype = text, multirange_type_name = shop.many_texts);
CREATE TABLE shop.spans (id integer PRIMARY KEY, days datemultirange, texts shop.many_texts);
INSERT INTO shop.spans VALUES (1, '{[2024-01-01,2024-01-05), [2024-02-01,)}', '{[a,b)}'), (2, '{}', NULL);
CREATE TABLE shop.packed (id integer PRIMARY KEY, t text COMPRESSION pglz);
INSERT INTO shop.packed VALUES (1, repeat('a', 10000));
CREATE FUNCTION shop.atomic(i bigint) RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM shop.customer c WHERE c.id = i; END;
CREATE PROCEDURE shop.out_only(IN a integer, OUT b integer) LANGUAGE plpgsql AS $$BEGIN b := a; END$$;
CREATE STATISTICS shop.expressions ON lower(name), code FROM shop.customer;
CREATE INDEX customer_brin ON shop.customer USING brin (id int8_minmax_multi_ops);
\endif
\if :has15
CREATE TABLE shop.unique_nulls (a integer, b integer, UNIQUE NULLS NOT DISTINCT (a, b));
INSERT INTO shop.unique_nulls VALUES (1, NULL), (NULL, NULL);
CREATE TABLE shop.two (a integer, b integer, UNIQUE (a, b));
CREATE TABLE shop.refers (a integer, b integer, FOREIGN KEY (a, b) REFERENCES shop.two (a, b) ON DELETE SET NULL (b));
CREATE UNLOGGED SEQUENCE shop.forgettable;
CREATE VIEW shop.invoked WITH (security_invoker = true) AS SELECT id FROM shop.customer;
CREATE PUBLICATION filtered FOR TABLE shop.customer (id, name) WHERE (id > 20);
CREATE PUBLICATION whole_schema FOR TABLES IN SCHEMA shop;
INSERT INTO shop.gaps VALUES (2, NULL);
ALTER TABLE shop.customer ALTER COLUMN home SET STORAGE EXTERNAL;
CREATE TABLE shop.scaled (n numeric(3, -2), f numeric(2, 5));
INSERT INTO shop.scaled VALUES (12345, 0.00012);
\endif
\if :has16
CREATE COLLATION shop.ruled (provider = icu, locale = 'en', rules = '&a < g');
CREATE TABLE shop.stored (t text STORAGE MAIN COLLATE shop.ruled);
INSERT INTO shop.stored VALUES ('g'), ('b'), ('a');
CREATE VIEW shop.json_checks AS SELECT id, document IS JSON OBJECT AS ok FROM shop.customer;
CREATE FUNCTION shop.with_user() RETURNS text LANGUAGE sql RETURN system_user;
\endif
\if :has17
CREATE TABLE shop.splits (id integer GENERATED BY DEFAULT AS IDENTITY, at date) PARTITION BY RANGE (at);
CREATE TABLE shop.splits_1 PARTITION OF shop.splits FOR VALUES FROM (MINVALUE) TO ('2025-01-01');
INSERT INTO shop.splits (at) VALUES ('2024-01-01');
CREATE VIEW shop.json_rows AS SELECT j.* FROM JSON_TABLE('[{"a": 1}]'::jsonb, '$[*]' COLUMNS (a integer PATH '$.a')) j;
CREATE COLLATION shop.built_in (provider = builtin, locale = 'C.UTF-8');
CREATE TABLE shop.far_times (t timestamptz, i interval);
INSERT INTO shop.far_times VALUES ('infinity', 'infinity'), ('-infinity', '-infinity');
\endif
\if :has18
CREATE TABLE shop.virtual (a integer, doubled integer GENERATED ALWAYS AS (a * 2) VIRTUAL, tripled integer GENERATED ALWAYS AS (a * 3));
INSERT INTO shop.virtual VALUES (4), (NULL);
CREATE TABLE shop.stays (room integer, during daterange, PRIMARY KEY (room, during WITHOUT OVERLAPS));
CREATE TABLE shop.guests (name text, room integer, during daterange,
    FOREIGN KEY (room, PERIOD during) REFERENCES shop.stays (room, PERIOD during));
INSERT INTO shop.stays VALUES (1, '[2025-01-01,2025-01-05)'), (1, '[2025-01-05,2025-01-09)');
INSERT INTO shop.guests VALUES ('Ada', 1, '[2025-01-02,2025-01-08)');
CREATE TABLE shop.strict (a integer, b integer, CONSTRAINT unchecked CHECK (a > 0) NOT ENFORCED,
    CONSTRAINT b_is_there NOT NULL b NO INHERIT);
INSERT INTO shop.strict VALUES (-1, 1);
CREATE TABLE shop.half_null (a integer);
INSERT INTO shop.half_null VALUES (NULL);
ALTER TABLE shop.half_null ADD CONSTRAINT a_later NOT NULL a NOT VALID;
CREATE TABLE shop.loose (customer bigint, CONSTRAINT loosely FOREIGN KEY (customer) REFERENCES shop.customer NOT ENFORCED);
INSERT INTO shop.loose VALUES (-5);
CREATE PUBLICATION with_generated FOR TABLE shop.customer WITH (publish_generated_columns = stored);
CREATE FUNCTION shop.ordered() RETURNS uuid LANGUAGE sql RETURN uuidv7();
\endif
