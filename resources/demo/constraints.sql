-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Foreign keys, secondary indexes and statistics, after the rows because that is faster.

CREATE INDEX users_last_name_idx ON public.users (public.normalised(last_name));
CREATE UNIQUE INDEX users_lower_email_idx ON public.users (lower(email));
CREATE INDEX users_active_idx ON public.users (created_at DESC NULLS LAST) WHERE is_active;
CREATE INDEX users_profile_idx ON public.users USING gin (profile jsonb_path_ops);
CREATE INDEX users_phones_idx ON public.users USING gin (phones);
CREATE INDEX lofts_owner_idx ON public.lofts (owner_id) INCLUDE (title);
CREATE INDEX lofts_city_idx ON public.lofts (city COLLATE "C" text_pattern_ops, nightly_price);
CREATE INDEX lofts_search_idx ON public.lofts USING gin (search);
CREATE INDEX lofts_location_idx ON public.lofts USING gist (location);
CREATE INDEX reservations_guest_idx ON public.reservations (guest_id);
CREATE INDEX reservations_open_idx ON public.reservations (loft_id, lower(stay))
    WHERE status IN ('pending', 'confirmed');
CREATE INDEX messages_conversation_idx ON public.messages (conversation_id, sent_at);
CREATE INDEX messages_sent_idx ON public.messages USING brin (sent_at) WITH (pages_per_range = 32);
CREATE INDEX notifications_user_idx ON public.notifications USING hash (user_id);
CREATE INDEX audit_logs_recorded_idx ON public.audit_logs (recorded_at);
CREATE INDEX transactions_reservation_idx ON finance.transactions (reservation_id);
CREATE INDEX transactions_payer_idx ON finance.transactions (payer_account) WHERE payer_account IS NOT NULL;
CREATE UNIQUE INDEX invoices_payment_idx ON finance.invoices (payment_id);
COMMENT ON INDEX public.users_last_name_idx IS 'Recherche par nom';

ALTER TABLE public.users
    ADD CONSTRAINT users_referred_by_fkey FOREIGN KEY (referred_by) REFERENCES public.users ON DELETE SET NULL;
ALTER TABLE public.owners
    ADD CONSTRAINT owners_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users,
    ADD CONSTRAINT owners_primary_loft_id_fkey FOREIGN KEY (primary_loft_id) REFERENCES public.lofts
        DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE public.lofts
    ADD CONSTRAINT lofts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.owners DEFERRABLE,
    ADD CONSTRAINT lofts_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES public.currencies ON UPDATE CASCADE;
ALTER TABLE public.loft_photos
    ADD CONSTRAINT loft_photos_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts ON DELETE CASCADE;
ALTER TABLE public.loft_amenities
    ADD CONSTRAINT loft_amenities_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts ON DELETE CASCADE,
    ADD CONSTRAINT loft_amenities_amenity_id_fkey FOREIGN KEY (amenity_id) REFERENCES public.amenities;
ALTER TABLE public.reservations
    ADD CONSTRAINT reservations_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts,
    ADD CONSTRAINT reservations_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES public.guests,
    ADD CONSTRAINT reservations_booked_by_fkey FOREIGN KEY (booked_by) REFERENCES public.users ON DELETE SET NULL,
    ADD CONSTRAINT reservations_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES public.currencies;
ALTER TABLE public.promotions
    ADD CONSTRAINT promotions_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts ON DELETE CASCADE;
ALTER TABLE public.conversations
    ADD CONSTRAINT conversations_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts,
    ADD CONSTRAINT conversations_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES public.reservations,
    ADD CONSTRAINT conversations_guest_id_fkey FOREIGN KEY (guest_id) REFERENCES public.guests;
ALTER TABLE public.messages
    ADD CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES public.conversations
        ON DELETE CASCADE,
    ADD CONSTRAINT messages_sender_user_id_fkey FOREIGN KEY (sender_user_id) REFERENCES public.users,
    ADD CONSTRAINT messages_sender_guest_id_fkey FOREIGN KEY (sender_guest_id) REFERENCES public.guests;
ALTER TABLE public.reviews
    ADD CONSTRAINT reviews_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES public.reservations;
ALTER TABLE public.notifications
    ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users ON DELETE CASCADE;
ALTER TABLE public.maintenance_tasks
    ADD CONSTRAINT maintenance_tasks_loft_id_fkey FOREIGN KEY (loft_id) REFERENCES public.lofts,
    ADD CONSTRAINT maintenance_tasks_parent_fkey FOREIGN KEY (parent_task_id) REFERENCES public.maintenance_tasks,
    ADD CONSTRAINT maintenance_tasks_assigned_to_fkey FOREIGN KEY (assigned_to) REFERENCES public.users;
ALTER TABLE public.search_sessions
    ADD CONSTRAINT search_sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users ON DELETE CASCADE;
ALTER TABLE finance.exchange_rates
    ADD CONSTRAINT exchange_rates_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES public.currencies;
ALTER TABLE finance.transactions
    ADD CONSTRAINT transactions_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES public.reservations,
    ADD CONSTRAINT transactions_currency_code_fkey FOREIGN KEY (currency_code) REFERENCES public.currencies;
ALTER TABLE finance.invoices
    ADD CONSTRAINT invoices_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES public.reservations,
    ADD CONSTRAINT invoices_payment_fkey FOREIGN KEY (payment_id, payment_booked_on)
        REFERENCES finance.transactions (id, booked_on) MATCH FULL;
ALTER TABLE finance.payouts
    ADD CONSTRAINT payouts_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.owners;

-- Old stays break this rule; new ones may not.
ALTER TABLE public.reservations
    ADD CONSTRAINT short_stays_only CHECK (nights <= 14) NOT VALID;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') THEN
        ALTER TABLE public.reservations ADD CONSTRAINT one_stay_at_a_time
            EXCLUDE USING gist (loft_id WITH =, stay WITH &&) WHERE (status <> 'cancelled');
    END IF;
END
$$;

CREATE STATISTICS public.lofts_city_price (ndistinct, dependencies) ON city, postal_code FROM public.lofts;
ALTER TABLE public.audit_logs SET (autovacuum_vacuum_scale_factor = 0.05);
ALTER TABLE public.currencies REPLICA IDENTITY USING INDEX currencies_pkey;
CREATE RULE currencies_are_kept AS ON DELETE TO public.currencies DO INSTEAD NOTHING;
