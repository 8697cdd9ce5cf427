-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- demo-test is a few months behind production: one column, one index and one table rule less, another policy.

ALTER TABLE public.lofts DROP COLUMN energy_class;
DROP INDEX public.messages_conversation_idx;
DROP POLICY reservations_book ON public.reservations;
CREATE POLICY reservations_book ON public.reservations FOR INSERT TO authenticated
    WITH CHECK (booked_by = public.current_user_id());
ALTER TABLE public.reservations DROP CONSTRAINT short_stays_only;
