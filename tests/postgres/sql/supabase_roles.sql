-- Makes a new cluster look like a project on Supabase: the superuser is supabase_admin, and the role postgres that people
-- are given is not one. Run once for each server by its first superuser, which is called postgres until then.
SET client_min_messages = warning;
CREATE ROLE midwife SUPERUSER LOGIN;
\connect - midwife
ALTER ROLE postgres RENAME TO supabase_admin;
\connect - supabase_admin
SET client_min_messages = warning;
DROP ROLE midwife;
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS;
CREATE ROLE anon NOLOGIN;
CREATE ROLE authenticated NOLOGIN;
CREATE ROLE service_role NOLOGIN BYPASSRLS;
CREATE ROLE authenticator LOGIN NOINHERIT;
CREATE ROLE dashboard_user NOLOGIN CREATEDB CREATEROLE;
CREATE ROLE supabase_auth_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_storage_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_realtime_admin NOLOGIN NOINHERIT;
GRANT anon, authenticated, service_role TO authenticator;
GRANT anon, authenticated, service_role, authenticator TO postgres WITH ADMIN OPTION;
GRANT pg_read_all_data, pg_monitor, pg_signal_backend TO postgres WITH ADMIN OPTION;
-- The platform lets postgres set this by other means.
GRANT SET ON PARAMETER session_replication_role TO postgres;
ALTER ROLE postgres SET search_path = "$user", public, extensions;
ALTER ROLE anon SET statement_timeout = '3s';
ALTER DATABASE postgres OWNER TO postgres;
ALTER DATABASE postgres SET statement_timeout = '2min';
