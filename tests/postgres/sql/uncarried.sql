-- Kinds of objects that a clone names and leaves out, and what needs them.
CREATE EXTENSION postgres_fdw;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.org');
CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (user 'x', password 'secret');
CREATE FOREIGN TABLE public.far_away (id integer, n text) SERVER elsewhere;
CREATE MATERIALIZED VIEW public.on_far_away AS SELECT id FROM public.far_away WITH NO DATA;
CREATE VIEW public.on_far_away_too AS SELECT id FROM public.on_far_away;
CREATE TABLE public.near (id integer PRIMARY KEY);
CREATE FUNCTION public.watcher() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_start EXECUTE FUNCTION public.watcher();
SELECT lo_create(0), lo_create(0);
CREATE TEXT SEARCH PARSER public.own_parser (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);
CREATE SUBSCRIPTION from_elsewhere CONNECTION 'host=db.example.org' PUBLICATION p WITH (connect = false, slot_name = NONE);
ALTER DATABASE uncarried SET app.secret = 'x';
