-- Kinds of objects that a clone names and leaves out, and what needs them.
CREATE EXTENSION postgres_fdw;
CREATE FOREIGN DATA WRAPPER no_handler;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.org');
CREATE USER MAPPING FOR postgres SERVER elsewhere OPTIONS (user 'x', password 'secret');
CREATE FOREIGN TABLE public.far_away (id integer, n text) SERVER elsewhere;
CREATE TABLE public.near (id integer PRIMARY KEY);
SELECT lo_create(0), lo_create(0);
CREATE SUBSCRIPTION from_elsewhere CONNECTION 'host=db.example.org password=''my secret'' user=x' PUBLICATION p WITH (connect = false, slot_name = NONE);
ALTER DATABASE uncarried SET app.secret = 'x';
ALTER DATABASE uncarried SET app.url = 'https://me:secret@example.org/';
CREATE SERVER with_a_key FOREIGN DATA WRAPPER no_handler OPTIONS (region 'x', api_key 'secret');
CREATE SCHEMA _realtime;
CREATE FUNCTION _realtime.watcher() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER of_a_managed_schema ON ddl_command_start EXECUTE FUNCTION _realtime.watcher();
