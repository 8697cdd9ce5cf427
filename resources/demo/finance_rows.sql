-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- The rows of the schema finance, and the sequences put behind the rows that came with their numbers.

INSERT INTO finance.exchange_rates (currency_code, day, dinars)
SELECT code, DATE '2024-01-01' + day, base + pg_temp.pick(day, salt, 600) / 100.0
FROM (VALUES ('EUR', 144.0, 70), ('USD', 133.0, 71), ('TND', 42.0, 72)) AS rate (code, base, salt),
     generate_series(0, pg_temp.scaled(340) - 1) AS day;

INSERT INTO finance.transactions (id, booked_on, reservation_id, kind, amount, currency_code, payer_name, payer_account,
                                  label, metadata)
SELECT k, lower(r.stay) - 8 + (k / pg_temp.scaled(8000)) * 5, r.id,
       CASE WHEN r.status = 'cancelled' AND k > pg_temp.scaled(8000) THEN 'refund' WHEN k % 3 = 0 THEN 'deposit'
            WHEN k % 20 = 1 THEN 'fee' ELSE 'balance' END::finance.transaction_kind,
       CASE WHEN r.status = 'cancelled' AND k > pg_temp.scaled(8000) THEN - round(r.total_amount * 0.8, 2)
            WHEN k % 3 = 0 THEN round(r.total_amount * 0.3, 2) ELSE r.total_amount END,
       r.currency_code, p.full_name, CASE WHEN k % 2 = 0 THEN p.rib ELSE p.iban END,
       CASE k % 3 WHEN 0 THEN 'Acompte ' || p.full_name WHEN 1 THEN 'VIR ' || p.iban || ' ' || r.code END,
       jsonb_build_object('bank', jsonb_build_object('holder', p.full_name, 'account', p.rib), 'device',
                          jsonb_build_object('ip', host(p.ip)))
FROM (SELECT k, 1 + (k - 1) % pg_temp.scaled(8000) AS reservation_id
      FROM generate_series(1, pg_temp.scaled(9000)) AS k) AS movement
JOIN public.reservations AS r ON r.id = reservation_id
JOIN person AS p ON p.n = 3000 + r.guest_id
ORDER BY k;

INSERT INTO finance.invoices (id, number, reservation_id, payment_id, payment_booked_on, issued_on, customer_name,
                              customer_email, billing_address, items, net, signature)
OVERRIDING SYSTEM VALUE
SELECT r.id, 'LA-' || to_char(lower(r.stay), 'YYYY') || '-' || lpad(r.id::text, 6, '0'), r.id, t.id, t.booked_on,
       upper(r.stay), p.full_name, CASE WHEN r.guest_id % 15 <> 0 THEN p.email END,
       ROW(p.street, p.city, p.postal_code, 'DZ')::public.postal_address,
       jsonb_build_array(jsonb_build_object('label', 'Nuitées', 'quantity', r.nights, 'amount', r.total_amount)),
       r.total_amount, decode(md5('invoice ' || r.id), 'hex')
FROM public.reservations AS r
JOIN finance.transactions AS t ON t.id = r.id
JOIN person AS p ON p.n = 3000 + r.guest_id
WHERE r.id <= pg_temp.scaled(5000)
ORDER BY r.id;

INSERT INTO finance.payouts (owner_id, period, amount, currency_code, beneficiary, rib, paid_at)
SELECT o.id, daterange(first_day, (first_day + interval '1 month')::date), 20000 + 500 * pg_temp.pick(o.id, 80, 400),
       'DZD', u.full_name, o.rib, CASE WHEN o.id % 6 <> 0 THEN first_day + interval '35 days' END
FROM public.owners AS o
JOIN public.users AS u ON u.id = o.user_id
CROSS JOIN (VALUES (DATE '2025-04-01'), (DATE '2025-05-01')) AS month (first_day)
ORDER BY o.id, first_day;

DO $$
DECLARE
    numbered record;
BEGIN
    FOR numbered IN
        SELECT format('%I.%I', n.nspname, c.relname) AS table_name, a.attname AS column_name,
               pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) AS sequence_name
        FROM pg_class AS c
        JOIN pg_namespace AS n ON n.oid = c.relnamespace
        JOIN pg_attribute AS a ON a.attrelid = c.oid
        WHERE n.nspname IN ('public', 'finance') AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
          AND pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) IS NOT NULL
    LOOP
        EXECUTE format('SELECT setval(%L, greatest(max(%I), 1)) FROM %s', numbered.sequence_name, numbered.column_name,
                       numbered.table_name);
    END LOOP;
END
$$;
