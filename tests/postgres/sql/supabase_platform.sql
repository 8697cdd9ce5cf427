-- What the platform itself makes in the database of a project. Run as supabase_admin.
SET client_min_messages = warning;
CREATE SCHEMA auth AUTHORIZATION supabase_auth_admin;
CREATE SCHEMA storage AUTHORIZATION supabase_storage_admin;
CREATE SCHEMA realtime AUTHORIZATION supabase_realtime_admin;
CREATE SCHEMA extensions;
CREATE SCHEMA graphql;
CREATE SCHEMA graphql_public;
CREATE SCHEMA vault;
CREATE EXTENSION pgcrypto SCHEMA extensions;
CREATE EXTENSION "uuid-ossp" SCHEMA extensions;

CREATE TABLE auth.users (id uuid PRIMARY KEY, aud text, role text, email text, encrypted_password text, phone text UNIQUE, confirmation_token text,
    recovery_token text, email_confirmed_at timestamptz, phone_confirmed_at timestamptz, raw_user_meta_data jsonb, created_at timestamptz DEFAULT now(),
    is_sso_user boolean NOT NULL DEFAULT false,
    confirmed_at timestamptz GENERATED ALWAYS AS (least(email_confirmed_at, phone_confirmed_at)) STORED);
CREATE UNIQUE INDEX users_email_partial_key ON auth.users (email) WHERE NOT is_sso_user;
CREATE TABLE auth.identities (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), provider text NOT NULL, provider_id text NOT NULL,
    user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE, identity_data jsonb NOT NULL,
    email text GENERATED ALWAYS AS (lower(identity_data ->> 'email')) STORED, UNIQUE (provider, provider_id));
CREATE TABLE auth.sessions (id uuid PRIMARY KEY, user_id uuid NOT NULL REFERENCES auth.users ON DELETE CASCADE, ip inet);
CREATE TABLE auth.refresh_tokens (id bigserial PRIMARY KEY, token text UNIQUE, session_id uuid REFERENCES auth.sessions ON DELETE CASCADE);
CREATE TABLE auth.schema_migrations (version text PRIMARY KEY);
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$SELECT nullif(current_setting('request.jwt.claim.sub', true), '')::uuid$$;
CREATE TABLE storage.buckets (id text PRIMARY KEY, name text UNIQUE NOT NULL, public boolean DEFAULT false);
CREATE TABLE storage.objects (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), bucket_id text REFERENCES storage.buckets, name text, owner uuid,
    path_tokens text[] GENERATED ALWAYS AS (string_to_array(name, '/')) STORED, UNIQUE (bucket_id, name));
ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
CREATE TABLE realtime.messages (id bigint PRIMARY KEY, topic text);
CREATE TABLE vault.secrets (id uuid PRIMARY KEY, secret text);
DO $$DECLARE t record; BEGIN
    FOR t IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('auth', 'storage') LOOP
        EXECUTE format('ALTER TABLE %I.%I OWNER TO supabase_%s_admin', t.schemaname, t.tablename, t.schemaname);
    END LOOP;
END$$;
ALTER FUNCTION auth.uid() OWNER TO supabase_auth_admin;
GRANT USAGE ON SCHEMA auth, storage, extensions, realtime TO postgres, anon, authenticated, service_role;
GRANT ALL ON auth.users, auth.identities, auth.sessions, auth.refresh_tokens TO postgres;
GRANT ALL ON storage.buckets, storage.objects TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;
CREATE PUBLICATION supabase_realtime;
ALTER PUBLICATION supabase_realtime OWNER TO postgres;
-- These postgres can neither change nor make again.
ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin IN SCHEMA public GRANT ALL ON TABLES TO postgres, anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin IN SCHEMA public GRANT ALL ON FUNCTIONS TO postgres, anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE supabase_admin IN SCHEMA public GRANT ALL ON SEQUENCES TO postgres, anon, authenticated, service_role;
CREATE FUNCTION extensions.watch_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NOTIFY pgrst, 'reload schema'; END$$;
CREATE EVENT TRIGGER pgrst_ddl_watch ON ddl_command_end EXECUTE FUNCTION extensions.watch_ddl();
INSERT INTO auth.schema_migrations VALUES ('20240101');
INSERT INTO vault.secrets VALUES (gen_random_uuid(), 'ciphertext of this project');
