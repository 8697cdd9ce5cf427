-- Code that finds what it names through the search_path of its database, in every place where a clone runs it.
CREATE SCHEMA lib;
SELECT format('ALTER DATABASE %I SET search_path = lib, public', current_database()) \gexec
SET search_path = lib, public;
CREATE EXTENSION unaccent SCHEMA lib;
CREATE EXTENSION cube SCHEMA public;
CREATE EXTENSION earthdistance SCHEMA public;
CREATE FUNCTION lib.slug(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT lower(unaccent(t))';
CREATE TABLE words (word text PRIMARY KEY);
INSERT INTO words VALUES ('red'), ('tan');
CREATE FUNCTION lib.is_word(w text) RETURNS boolean LANGUAGE plpgsql STABLE
AS $$BEGIN RETURN EXISTS (SELECT FROM words WHERE word = w); END$$;
CREATE DOMAIN lib.title AS text CHECK (slug(VALUE) <> 'nothing');
CREATE TABLE streets (
    id int PRIMARY KEY, name lib.title, colour text CHECK (is_word(colour)), lat float8, lon float8,
    slug text GENERATED ALWAYS AS (slug(name)) STORED, note tsvector);
INSERT INTO streets (id, name, colour, lat, lon, note)
    SELECT n, 'Allée ' || n, CASE n % 2 WHEN 0 THEN 'red' ELSE 'tan' END, 36 + n / 1000.0, 3, to_tsvector('simple', 'apple ' || n % 7)
    FROM generate_series(1, 400) n;
CREATE INDEX by_slug ON streets (lib.slug(name));
CREATE INDEX by_place ON streets USING gist (ll_to_earth(lat, lon));
CREATE INDEX red_ones ON streets (id) WHERE slug(colour) = 'red';
CREATE STATISTICS of_slug ON (slug(name)), colour FROM streets;
CREATE MATERIALIZED VIEW lexemes AS SELECT word, ndoc FROM ts_stat('SELECT note FROM streets');
CREATE UNIQUE INDEX ON lexemes (word);
CREATE MATERIALIZED VIEW zz_total AS SELECT count(*) AS total FROM streets;
CREATE FUNCTION lib.total() RETURNS bigint LANGUAGE plpgsql STABLE AS $$BEGIN RETURN (SELECT total FROM zz_total); END$$;
CREATE MATERIALIZED VIEW aa_share AS SELECT id, 1.0 / total() AS share FROM streets;
CREATE TABLE parts (name text, id int) PARTITION BY LIST (slug(name));
CREATE TABLE parts_e PARTITION OF parts FOR VALUES IN ('ete');
INSERT INTO parts VALUES ('Été', 1);
