-- Operators that stored expressions found through search_path, where the grammar has no place for a schema.
CREATE SCHEMA extensions;
CREATE EXTENSION citext SCHEMA extensions;
CREATE EXTENSION hstore SCHEMA extensions;
CREATE SCHEMA own;
SET search_path = public, extensions, own;
-- A type of one's own that compares in its own way: equal when the remainders by ten are.
CREATE TYPE own.digit AS (n int);
CREATE FUNCTION own.same(own.digit, own.digit) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN ($1).n % 10 = ($2).n % 10;
CREATE OPERATOR own.= (LEFTARG = own.digit, RIGHTARG = own.digit, FUNCTION = own.same, COMMUTATOR = OPERATOR(own.=));
CREATE TABLE people (id int PRIMARY KEY, login citext, alias citext, old_alias citext, tags hstore, old_tags hstore,
    is_same boolean GENERATED ALWAYS AS (login IS NOT DISTINCT FROM alias) STORED,
    a own.digit, b own.digit,
    CONSTRAINT never CHECK (NULLIF(login, 'NOBODY') IS NOT NULL));
CREATE TABLE visits (n int PRIMARY KEY, login citext, a own.digit);
INSERT INTO people (id, login, alias, tags, old_tags, a, b)
VALUES (1, 'Ann', 'ann', 'x=>1', 'x=>2', '(1)', '(11)'), (2, 'BOB', 'Rob', 'x=>1', 'x=>1', '(2)', '(3)'),
    (3, 'cid', 'CID', NULL, 'x=>1', '(4)', '(14)');
INSERT INTO visits VALUES (1, 'ANN', '(21)'), (2, 'bob', '(2)'), (3, 'Cid', '(5)'), (4, 'nobody', NULL);
CREATE VIEW by_using AS SELECT p.id, v.n FROM people p JOIN visits v USING (login);
CREATE VIEW by_natural AS SELECT p.id, v.n FROM (SELECT id, login FROM people) p NATURAL JOIN (SELECT n, login FROM visits) v;
CREATE VIEW by_case AS SELECT id, CASE login WHEN alias THEN 'same' ELSE 'other' END AS answer FROM people;
CREATE VIEW by_distinct AS SELECT id, login IS DISTINCT FROM alias AS answer, tags IS DISTINCT FROM old_tags AS tagged FROM people;
CREATE VIEW by_nullif AS SELECT id, NULLIF(login, alias) AS answer, NULLIF(tags, old_tags) AS tagged FROM people;
CREATE VIEW by_in AS SELECT id, login IN ('ANN', 'bob') AS listed, login IN (SELECT alias FROM people) AS answer,
    login = ANY (ARRAY['CID'::citext]) AS any_of, login NOT IN (SELECT login FROM visits) AS not_in FROM people;
CREATE VIEW by_row AS SELECT id, (login, id) = (alias, id) AS answer, (login, alias) IN (SELECT alias, login FROM people) AS rows,
    login BETWEEN 'ANN' AND 'bOB' AS between_two FROM people;
CREATE VIEW by_own AS SELECT p.id, v.n, CASE p.a WHEN p.b THEN 'same' ELSE 'other' END AS answer,
    NULLIF(p.a, p.b) AS nulled, p.a IS DISTINCT FROM p.b AS differs FROM people p JOIN visits v USING (a);
CREATE MATERIALIZED VIEW by_using_copy AS SELECT p.id, v.n FROM people p JOIN visits v USING (login);
CREATE INDEX by_nulled ON people (id) WHERE NULLIF(login, alias) IS NULL;
CREATE INDEX by_same ON people ((login IS NOT DISTINCT FROM alias));
CREATE STATISTICS of_nulled ON (NULLIF(login, alias)), id FROM people;
ALTER TABLE people ENABLE ROW LEVEL SECURITY;
CREATE POLICY mine ON people USING (NULLIF(login, current_setting('app.user', true)::citext) IS NULL);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER only_changes BEFORE UPDATE ON people FOR EACH ROW WHEN (old.login IS DISTINCT FROM new.login) EXECUTE FUNCTION keep();
CREATE RULE quiet AS ON UPDATE TO visits WHERE new.login IS NOT DISTINCT FROM old.login DO INSTEAD NOTHING;
CREATE FUNCTION count_same() RETURNS bigint LANGUAGE sql
BEGIN ATOMIC
    SELECT count(*) FROM people WHERE NULLIF(login, alias) IS NULL;
END;
CREATE DOMAIN handle AS citext CHECK (CASE VALUE WHEN 'ROOT' THEN false ELSE true END);
CREATE TABLE handles (h handle);
INSERT INTO handles VALUES ('someone');
