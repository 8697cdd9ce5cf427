-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Who may do what: row level security, grants, default privileges, and the publication.

ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.guests ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.reservations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lofts ENABLE ROW LEVEL SECURITY;
ALTER TABLE finance.transactions ENABLE ROW LEVEL SECURITY;
ALTER TABLE finance.invoices ENABLE ROW LEVEL SECURITY;
ALTER TABLE finance.invoices FORCE ROW LEVEL SECURITY;

CREATE POLICY users_self ON public.users FOR SELECT TO authenticated USING (id = public.current_user_id());
CREATE POLICY users_change_self ON public.users FOR UPDATE TO authenticated
    USING (id = public.current_user_id()) WITH CHECK (id = public.current_user_id() AND role <> 'administrator');
CREATE POLICY users_staff ON public.users TO authenticated USING (public.is_staff());
CREATE POLICY guests_staff ON public.guests TO authenticated USING (public.is_staff()) WITH CHECK (public.is_staff());
CREATE POLICY lofts_published ON public.lofts FOR SELECT TO anon, authenticated USING (is_published);
CREATE POLICY lofts_no_delete ON public.lofts AS RESTRICTIVE FOR DELETE TO PUBLIC USING (false);
CREATE POLICY reservations_self ON public.reservations FOR SELECT TO authenticated
    USING (booked_by = public.current_user_id() OR public.is_staff());
CREATE POLICY reservations_book ON public.reservations FOR INSERT TO authenticated
    WITH CHECK (booked_by = public.current_user_id() AND status = 'pending');
CREATE POLICY conversations_staff ON public.conversations TO authenticated USING (public.is_staff());
CREATE POLICY messages_sender ON public.messages FOR SELECT TO authenticated
    USING (sender_user_id = public.current_user_id()
           OR EXISTS (SELECT FROM public.conversations AS c WHERE c.id = messages.conversation_id));
CREATE POLICY transactions_staff ON finance.transactions FOR SELECT TO authenticated USING (public.is_staff());
CREATE POLICY invoices_finance ON finance.invoices TO finance_admin USING (true);
COMMENT ON POLICY users_self ON public.users IS 'Chacun voit sa fiche';

GRANT USAGE ON SCHEMA public TO anon, authenticated, service_role;
GRANT USAGE ON SCHEMA finance TO authenticated, service_role;
GRANT SELECT ON public.lofts, public.loft_photos, public.amenities, public.loft_amenities, public.reviews,
    public.currencies, public.published_lofts TO anon;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO authenticated, service_role;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO authenticated, service_role;
REVOKE ALL ON public.audit_logs FROM authenticated;
GRANT SELECT (id, full_name) ON public.guests TO anon;
GRANT UPDATE (comment, owner_reply) ON public.reviews TO anon;
GRANT SELECT ON ALL TABLES IN SCHEMA finance TO service_role;
GRANT SELECT, INSERT ON finance.transactions, finance.invoices TO finance_admin WITH GRANT OPTION;
REVOKE EXECUTE ON PROCEDURE finance.settle(bigint, numeric) FROM PUBLIC;
GRANT EXECUTE ON PROCEDURE finance.settle(bigint, numeric) TO finance_admin;
GRANT USAGE ON TYPE public.user_role TO authenticated;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO authenticated;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE finance_admin IN SCHEMA finance REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE PUBLICATION demo_changes FOR TABLE public.reservations, public.messages WITH (publish = 'insert, update');

-- What the planner and size estimates need at once; the server looks at the rest by itself. Small samples are enough.
SET default_statistics_target = 10;
ANALYZE public.users, public.lofts, public.guests, public.reservations, public.messages;
RESET default_statistics_target;
