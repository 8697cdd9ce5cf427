-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- The rows of the schema public: 100 % of them make about 60,000 with finance_rows.sql.

INSERT INTO public.app_settings (key, value, updated_by, updated_at) VALUES
    ('site.name', '"Loft Algérie"', NULL, '2022-01-03 09:00+00'),
    ('site.languages', '["fr", "ar", "en"]', NULL, '2022-01-03 09:00+00'),
    ('site.support', '{"email": "aide@loft-algerie.example", "hours": "08:00-20:00"}', NULL, '2022-01-03 09:00+00'),
    ('booking.max_nights', '90', NULL, '2023-02-11 10:30+00'),
    ('booking.deposit_percent', '30', NULL, '2023-02-11 10:30+00'),
    ('booking.cancellation', '{"free_until_days": 7, "fee_percent": 20}', NULL, '2024-05-02 16:10+00'),
    ('payment.currencies', '["DZD", "EUR"]', NULL, '2022-01-03 09:00+00'),
    ('payment.vat', '{"rate": 0.19, "number_prefix": "LA"}', NULL, '2022-01-03 09:00+00'),
    ('mail.signature', '"L''équipe Loft Algérie"', NULL, '2022-06-20 08:45+00'),
    ('feature.reviews', 'true', NULL, '2022-09-01 00:00+00'),
    ('feature.chat', 'true', NULL, '2023-01-15 00:00+00'),
    ('feature.promotions', 'false', NULL, '2025-04-01 00:00+00');

INSERT INTO public.currencies (code, name, symbol, decimals) VALUES
    ('DZD', 'Dinar algérien', 'DA', 2), ('EUR', 'Euro', '€', 2), ('USD', 'Dollar américain', '$', 2),
    ('TND', 'Dinar tunisien', 'DT', 3);

INSERT INTO public.users (id, email, phone, first_name, last_name, name_arabic, role, locale, birth_date, address,
                          profile, phones, avatar, password_hash, last_sign_in_ip, referred_by, is_active, created_at,
                          updated_at)
SELECT pg_temp.user_key(n), email, CASE WHEN n % 11 <> 0 THEN phone_international END, first_name, last_name,
       CASE WHEN n % 4 = 0 THEN full_name_arabic END,
       CASE WHEN n <= 5 THEN 'administrator' WHEN n % 12 = 0 THEN 'owner' WHEN n % 50 = 1 THEN 'agent'
            WHEN n % 10 = 3 THEN 'visitor' ELSE 'guest' END::public.user_role,
       CASE WHEN n % 9 = 0 THEN 'ar' WHEN n % 13 = 0 THEN 'en' ELSE 'fr' END,
       birth_date, ROW(street, city, postal_code, 'DZ')::public.postal_address,
       jsonb_build_object(
           'contact', jsonb_build_object('email', email, 'phones', jsonb_build_array(phone_international, phone)),
           'emergency', jsonb_build_array(jsonb_build_object('name', next_name, 'phone', next_phone,
                                                              'relation', 'famille')),
           'preferences', jsonb_build_object('newsletter', n % 3 = 0, 'theme', CASE WHEN n % 2 = 0 THEN 'dark'
                                             ELSE 'light' END, 'nights', pg_temp.pick(n, 20, 14)),
           'social', jsonb_build_object('whatsapp', phone_international)),
       ARRAY[phone_international, phone], decode(md5(n::text) || md5('avatar ' || n), 'hex'),
       '$2a$12$' || md5('salt ' || n) || substr(md5('hash ' || n), 1, 21), ip,
       CASE WHEN n % 5 = 0 THEN pg_temp.user_key(1 + pg_temp.pick(n, 21, n - 1)) END, n % 37 <> 0,
       timestamptz '2022-01-01 08:00+00' + n * interval '9 hours',
       timestamptz '2022-01-02 08:00+00' + n * interval '10 hours'
FROM (SELECT person.*, coalesce(lead(full_name) OVER (ORDER BY n), full_name) AS next_name,
             coalesce(lead(phone) OVER (ORDER BY n), phone) AS next_phone
      FROM person WHERE n <= pg_temp.scaled(3000)) AS person
ORDER BY n;

INSERT INTO public.owners (id, user_id, company_name, tax_number, rib, iban, commission_rate, notes, created_at)
OVERRIDING SYSTEM VALUE
SELECT k, pg_temp.user_key(n), CASE WHEN k % 3 = 0 THEN 'SARL ' || last_name || ' Location' END, tax_number, rib, iban,
       0.10 + pg_temp.pick(k, 22, 15) / 100.0,
       CASE k % 4 WHEN 0 THEN 'Joindre ' || full_name || ' au ' || phone || ' après 18 h.'
                  WHEN 1 THEN 'Factures à envoyer à ' || email WHEN 2 THEN 'Contrat signé, rien à signaler.' END,
       timestamptz '2022-01-05 10:00+00' + k * interval '3 days'
FROM (SELECT n / 12 AS k, person.* FROM person WHERE n <= pg_temp.scaled(3000) AND n % 12 = 0) AS person
WHERE k <= pg_temp.scaled(240)
ORDER BY k;

INSERT INTO public.lofts (id, owner_id, title, slug, description, kind, street_address, city, postal_code, location,
                          max_guests, nightly_price, currency_code, labels, house_rules, energy_class, legacy_contact,
                          is_published, created_at, updated_at)
SELECT k, owner_id, title, 'loft-' || k || '-' || kind, 'Un logement lumineux à ' || city || ', près du marché.', kind,
       street, city, postal_code, point(36.75 - pg_temp.pick(k, 31, 300) / 100.0, pg_temp.pick(k, 32, 800) / 100.0 - 1),
       1 + pg_temp.pick(k, 33, 8), CASE WHEN k % 6 = 0 THEN 35 + pg_temp.pick(k, 34, 120) ELSE
       4500 + 250 * pg_temp.pick(k, 34, 60) END, CASE WHEN k % 6 = 0 THEN 'EUR' ELSE 'DZD' END,
       (ARRAY['mer', 'calme', 'centre', 'famille', 'parking', 'jardin'])
           [1 + pg_temp.pick(k, 35, 3):3 + pg_temp.pick(k, 36, 4)],
       jsonb_build_object('smoking', k % 4 = 0, 'pets', k % 5 = 0, 'check_in', '15:00', 'contact',
                          jsonb_build_object('name', full_name, 'email', email)),
       substr('ABCDEFG', 1 + pg_temp.pick(k, 37, 7), 1), full_name || ' / ' || phone || ' / ' || email, k % 17 <> 0,
       timestamptz '2022-01-10 12:00+00' + k * interval '2 days', timestamptz '2024-01-10 12:00+00' + k * interval '1 day'
FROM (SELECT k, 1 + (k - 1) % pg_temp.scaled(240) AS owner_id,
             (ARRAY['studio', 'duplex', 'terrasse', 'patio', 'villa'])[1 + pg_temp.pick(k, 30, 5)]::public.loft_kind
                 AS kind,
             'Loft ' || (ARRAY['Les Orangers', 'Vue Mer', 'Casbah', 'du Port', 'La Corniche', 'Jardin', 'Belvédère',
                               'Les Palmiers', 'Bleu', 'Sahara'])[1 + pg_temp.pick(k, 29, 10)] || ' ' || k AS title
      FROM generate_series(1, pg_temp.scaled(480)) AS k) AS loft
JOIN person ON person.n = 12 * owner_id
ORDER BY k;

-- The circle is closed: an owner has a main loft, a loft an owner.
UPDATE public.owners SET primary_loft_id = owners.id WHERE owners.id <= pg_temp.scaled(480);

INSERT INTO public.loft_photos (loft_id, position, url, thumbnail, caption)
SELECT k, position, 'https://images.loft-algerie.example/' || k || '/' || position || '.jpg',
       decode(md5('photo ' || k || position), 'hex'), (ARRAY['Salon', 'Chambre', 'Terrasse', 'Cuisine'])[position]
FROM generate_series(1, pg_temp.scaled(480)) AS k, generate_series(1, 4) AS position
ORDER BY k, position;

INSERT INTO public.amenities (code, label, label_arabic)
SELECT code, label, label_arabic
FROM unnest(ARRAY['wifi', 'parking', 'kitchen', 'air', 'heating', 'washer', 'dryer', 'tv', 'pool', 'garden', 'terrace',
                  'sea', 'lift', 'crib', 'desk', 'iron', 'oven', 'coffee', 'dishes', 'gym', 'bbq', 'safe', 'towels',
                  'first-aid'],
            ARRAY['Wifi', 'Stationnement', 'Cuisine', 'Climatisation', 'Chauffage', 'Lave-linge', 'Sèche-linge',
                  'Télévision', 'Piscine', 'Jardin', 'Terrasse', 'Vue sur la mer', 'Ascenseur', 'Lit bébé', 'Bureau',
                  'Fer à repasser', 'Four', 'Cafetière', 'Lave-vaisselle', 'Salle de sport', 'Barbecue', 'Coffre-fort',
                  'Serviettes', 'Trousse de secours'],
            ARRAY['واي فاي', 'موقف سيارات', 'مطبخ', 'تكييف', 'تدفئة', 'غسالة', 'مجفف', 'تلفاز', 'مسبح', 'حديقة', 'شرفة',
                  'إطلالة على البحر', 'مصعد', 'سرير أطفال', 'مكتب', 'مكواة', 'فرن', 'آلة قهوة', 'غسالة صحون', 'قاعة رياضة',
                  'شواء', 'خزنة', 'مناشف', 'إسعافات أولية']) AS amenity (code, label, label_arabic);

INSERT INTO public.loft_amenities (loft_id, amenity_id)
SELECT k, 1 + (k * 5 + step * 3) % 24
FROM generate_series(1, pg_temp.scaled(480)) AS k, generate_series(0, 6) AS step
ORDER BY 1, 2;

INSERT INTO public.guests (id, full_name, email, phone, nationality, passport_number, date_of_birth, emergency_contact,
                           notes, created_at)
SELECT g, full_name, CASE WHEN g % 15 <> 0 THEN email END, phone,
       CASE WHEN g % 8 = 0 THEN 'FR' WHEN g % 21 = 0 THEN 'TN' ELSE 'DZ' END,
       CASE WHEN g % 3 = 0 THEN passport END, birth_date,
       CASE WHEN g % 4 = 0 THEN jsonb_build_object('name', next_name, 'phones', jsonb_build_array(next_phone)) END,
       CASE g % 10 WHEN 0 THEN 'Rappeler ' || full_name || ' au ' || phone_international
                   WHEN 5 THEN 'Préfère écrire : ' || email WHEN 7 THEN 'Client fidèle' END,
       timestamptz '2022-01-01 06:00+00' + g * interval '6 hours'
FROM (SELECT n - 3000 AS g, person.*, coalesce(lead(full_name) OVER (ORDER BY n), full_name) AS next_name,
             coalesce(lead(phone_international) OVER (ORDER BY n), phone) AS next_phone
      FROM person WHERE n BETWEEN 3001 AND 3000 + pg_temp.scaled(5000)) AS person
ORDER BY g;

-- Each loft has a slot of 80 days per stay, so that no two stays meet.
INSERT INTO public.reservations (id, loft_id, guest_id, booked_by, status, stay, guest_count, guest_email, guest_phone,
                                 total_amount, currency_code, special_requests, created_at, updated_at)
OVERRIDING SYSTEM VALUE
SELECT k, loft.id, g, CASE WHEN k % 3 = 0 THEN pg_temp.user_key(1 + pg_temp.pick(k, 40, pg_temp.scaled(3000))) END,
       CASE WHEN k % 14 = 0 THEN 'cancelled' WHEN first_day > '2025-08-01' THEN 'confirmed'
            WHEN first_day > '2025-06-20' THEN 'checked in' ELSE 'completed' END::public.reservation_status,
       daterange(first_day, first_day + nights), 1 + pg_temp.pick(k, 41, 4), CASE WHEN g % 15 <> 0 THEN email END, phone,
       nights * loft.nightly_price, loft.currency_code,
       CASE k % 12 WHEN 0 THEN 'Arrivée tardive, appelez ' || full_name || ' au ' || phone || '.'
                   WHEN 4 THEN 'Un lit bébé s''il vous plaît.' WHEN 8 THEN 'Reçu à envoyer à ' || email || ', merci.' END,
       first_day - interval '12 days' + pg_temp.pick(k, 42, 86400) * interval '1 second',
       first_day - interval '2 days' + pg_temp.pick(k, 43, 86400) * interval '1 second'
FROM (SELECT k, 1 + (k - 1) % pg_temp.scaled(480) AS loft_id, 1 + pg_temp.pick(k, 44, pg_temp.scaled(5000)) AS g,
             DATE '2022-01-05' + 80 * ((k - 1) / pg_temp.scaled(480)) + pg_temp.pick(k, 45, 30) AS first_day,
             1 + pg_temp.pick(k, 46, 21) AS nights
      FROM generate_series(1, pg_temp.scaled(8000)) AS k) AS stay
JOIN public.lofts AS loft ON loft.id = loft_id
JOIN person ON person.n = 3000 + g
ORDER BY k;

INSERT INTO public.promotions (code, percent, valid_during, applies_to, loft_id)
SELECT 'PROMO' || k, 5 + pg_temp.pick(k, 47, 40),
       tstzrange(timestamptz '2023-01-01 00:00+00' + k * interval '15 days',
                 timestamptz '2023-01-20 00:00+00' + k * interval '15 days'),
       CASE WHEN k % 2 = 0 THEN finance.price_range(4000, 4000 + 500 * k, '[]') END,
       CASE WHEN k % 3 = 0 THEN 1 + pg_temp.pick(k, 48, pg_temp.scaled(480)) END
FROM generate_series(1, pg_temp.scaled(60)) AS k;
