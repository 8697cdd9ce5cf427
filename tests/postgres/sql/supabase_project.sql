-- What the people of a project make in it. Run as postgres, which is no superuser; \set generous true: the project is an
-- old one, whose new tables are open to the roles of the API by default.
SET client_min_messages = warning;
\if :generous
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
\endif
CREATE TYPE public.plan AS ENUM ('free', 'paid');
CREATE TABLE public.profiles (id uuid PRIMARY KEY REFERENCES auth.users ON DELETE CASCADE, name text, email text, plan public.plan DEFAULT 'free');
CREATE TABLE public.notes (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, owner uuid REFERENCES public.profiles, author uuid REFERENCES auth.users, body text);
CREATE TABLE public.internal (id integer PRIMARY KEY, secret text);
CREATE TABLE public.numbers (id serial PRIMARY KEY, n integer);
CREATE FUNCTION public.is_member(uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS
    'SELECT EXISTS (SELECT FROM public.profiles WHERE id = $1)';
CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS
    $$BEGIN INSERT INTO public.profiles (id, name, email) VALUES (NEW.id, NEW.raw_user_meta_data ->> 'name', NEW.email); RETURN NEW; END$$;
CREATE FUNCTION public.for_nobody() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE VIEW public.paying WITH (security_invoker = true) AS SELECT id, name FROM public.profiles WHERE plan = 'paid';
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.internal ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Own profile" ON public.profiles FOR SELECT TO authenticated USING (auth.uid() = id);
CREATE POLICY "Own notes" ON public.notes TO authenticated USING (auth.uid() = owner) WITH CHECK (public.is_member(auth.uid()));
-- Exact rights: what is not said here, nobody has.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM anon, authenticated, service_role;
REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM anon, authenticated, service_role;
REVOKE ALL ON ALL ROUTINES IN SCHEMA public FROM PUBLIC, anon, authenticated, service_role;
GRANT SELECT ON public.profiles TO anon;
GRANT SELECT, INSERT, UPDATE (body) ON public.notes TO authenticated;
GRANT ALL ON public.profiles, public.notes, public.numbers TO service_role;
GRANT EXECUTE ON FUNCTION public.is_member(uuid) TO authenticated, service_role;
ALTER PUBLICATION supabase_realtime ADD TABLE public.notes;
INSERT INTO auth.users (id, email, encrypted_password, raw_user_meta_data, email_confirmed_at)
    SELECT md5(:'project' || n)::uuid, 'user' || n || '@' || :'project' || '.example', 'hash', jsonb_build_object('name', 'User ' || n), now() FROM generate_series(1, 50) n;
INSERT INTO auth.identities (provider, provider_id, user_id, identity_data) SELECT 'email', id, id, jsonb_build_object('email', email) FROM auth.users;
INSERT INTO public.profiles (id, name, email) SELECT id, 'User', email FROM auth.users;
INSERT INTO public.notes (owner, author, body) SELECT id, id, 'note' FROM public.profiles;
INSERT INTO public.internal VALUES (1, 'secret');
INSERT INTO public.numbers (n) SELECT generate_series(1, 10);
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();
-- The platform lets postgres make policies there; here its owner does.
\connect - supabase_admin
SET client_min_messages = warning;
CREATE POLICY "Members read" ON storage.objects FOR SELECT TO authenticated USING (public.is_member(owner));
CREATE POLICY "Own files" ON storage.objects FOR INSERT TO authenticated WITH CHECK (owner = auth.uid());
INSERT INTO storage.buckets VALUES ('avatars', 'avatars', true);
INSERT INTO storage.objects (bucket_id, name, owner) SELECT 'avatars', 'u/' || id, id FROM auth.users LIMIT 5;
