-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Views and materialized views.

CREATE VIEW public.published_lofts AS
    SELECT l.id, l.title, l.kind, l.city, l.nightly_price, l.currency_code, round(avg(v.rating), 2) AS rating
    FROM public.lofts AS l
    LEFT JOIN public.reservations AS r ON r.loft_id = l.id
    LEFT JOIN public.reviews AS v ON v.reservation_id = r.id
    WHERE l.is_published
    GROUP BY l.id;
COMMENT ON VIEW public.published_lofts IS 'Ce que voit un visiteur';

CREATE VIEW public.my_reservations AS
    SELECT id, code, loft_id, stay, status, total_amount, currency_code
    FROM public.reservations
    WHERE booked_by = public.current_user_id();

CREATE VIEW public.expensive_lofts AS
    SELECT id, title, city, nightly_price, currency_code
    FROM public.lofts
    WHERE nightly_price > 10000
    WITH CASCADED CHECK OPTION;

-- The server knows this option from version 15 on.
DO $$
BEGIN
    IF current_setting('server_version_num')::integer >= 150000 THEN
        ALTER VIEW public.my_reservations SET (security_invoker = true);
    END IF;
END
$$;
ALTER VIEW public.published_lofts SET (security_barrier = true);

CREATE VIEW public.guest_directory AS
    SELECT id, full_name, email, phone FROM public.guests;

CREATE FUNCTION public.change_guest() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE public.guests SET email = NEW.email, phone = NEW.phone WHERE id = OLD.id;
    RETURN NEW;
END
$$;
CREATE TRIGGER guest_directory_change INSTEAD OF UPDATE ON public.guest_directory
    FOR EACH ROW EXECUTE FUNCTION public.change_guest();

CREATE MATERIALIZED VIEW finance.monthly_revenue AS
    SELECT date_trunc('month', booked_on::timestamp)::date AS month, currency_code, sum(amount) AS revenue,
           count(*) AS movements
    FROM finance.transactions
    GROUP BY 1, 2;
CREATE UNIQUE INDEX monthly_revenue_key ON finance.monthly_revenue (month, currency_code);

CREATE MATERIALIZED VIEW finance.best_customers AS
    SELECT payer_name, payer_account, sum(amount) AS paid
    FROM finance.transactions
    WHERE currency_code = 'DZD'
    GROUP BY 1, 2
    HAVING sum(amount) > 400000;
CREATE INDEX best_customers_paid_idx ON finance.best_customers (paid DESC);

CREATE VIEW finance.revenue_in_dinars AS
    SELECT m.month, sum(m.revenue * coalesce(r.dinars, 1)) AS dinars
    FROM finance.monthly_revenue AS m
    LEFT JOIN finance.exchange_rates AS r ON r.currency_code = m.currency_code AND r.day = m.month
    GROUP BY m.month;
ALTER MATERIALIZED VIEW finance.monthly_revenue OWNER TO postgres;
