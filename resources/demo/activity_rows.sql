-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- The rows that people wrote to each other, and what the application kept about them.

INSERT INTO public.conversations (id, loft_id, reservation_id, guest_id, subject, participants, created_at)
SELECT md5('conversation ' || r.id)::uuid, r.loft_id, r.id, r.guest_id,
       (ARRAY['Votre séjour', 'Question sur le logement', 'Heure d''arrivée', 'Facture', 'حجزكم'])
           [1 + pg_temp.pick(r.id, 50, 5)],
       jsonb_build_array(jsonb_build_object('role', 'guest', 'name', g.full_name, 'email', g.email),
                         jsonb_build_object('role', 'owner', 'name', u.full_name, 'email', u.email)), r.created_at
FROM public.reservations AS r
JOIN public.guests AS g ON g.id = r.guest_id
JOIN public.lofts AS l ON l.id = r.loft_id
JOIN public.owners AS o ON o.id = l.owner_id
JOIN public.users AS u ON u.id = o.user_id
WHERE r.id <= pg_temp.scaled(3000)
ORDER BY r.id;

INSERT INTO public.messages (id, conversation_id, sender_user_id, sender_guest_id, body, attachments, sent_at, read_at)
OVERRIDING SYSTEM VALUE
SELECT k, md5('conversation ' || r.id)::uuid, CASE WHEN k % 4 = 0 THEN o.user_id END,
       CASE WHEN k % 4 <> 0 THEN r.guest_id END,
       CASE pg_temp.pick(k, 51, 12)
           WHEN 0 THEN 'Bonjour, je suis ' || p.full_name || '. Pouvez-vous confirmer ? Mon numéro est le ' || p.phone || '.'
           WHEN 1 THEN 'Merci beaucoup, à bientôt à ' || l.city || ' !'
           WHEN 2 THEN 'Mon adresse a changé : écrivez-moi à ' || p.email || ' s''il vous plaît.'
           WHEN 3 THEN 'Le code de la porte ne marche pas, appelez-moi au ' || p.phone_international || E'.\nMerci,\n'
                       || p.first_name
           WHEN 4 THEN 'السلام عليكم، أنا ' || p.full_name_arabic || ' ورقم هاتفي ' || p.phone
           WHEN 5 THEN 'À quelle heure peut-on arriver ? Notre avion se pose à 14 h 20.'
           WHEN 6 THEN 'Hi, this is ' || p.full_name || ', could you send the invoice to ' || p.email || '?'
           WHEN 7 THEN 'Tout va bien, le chauffage est parfait.'
           WHEN 8 THEN 'Mon ami arrive avant moi. Tél : ' || regexp_replace(p.phone, '(..)(..)(..)(..)(..)',
                       '\1 \2 \3 \4 \5')
           WHEN 9 THEN 'شكرا جزيلا، إلى اللقاء'
           WHEN 10 THEN E'Virement fait depuis le compte ' || p.rib || E'.\tCordialement, ' || p.full_name
           ELSE 'Le parking est-il gratuit ? Nous venons avec deux voitures.' END,
       CASE WHEN k % 25 = 0 THEN jsonb_build_array(jsonb_build_object('file', 'piece-' || k || '.pdf', 'bytes',
                                                                       1000 + pg_temp.pick(k, 52, 900000))) END,
       r.created_at + (k % 40) * interval '3 hours',
       CASE WHEN k % 6 <> 0 THEN r.created_at + (k % 40) * interval '3 hours' + interval '20 minutes' END
FROM (SELECT k, 1 + (k - 1) % pg_temp.scaled(3000) AS reservation_id
      FROM generate_series(1, pg_temp.scaled(10000)) AS k) AS message
JOIN public.reservations AS r ON r.id = reservation_id
JOIN public.lofts AS l ON l.id = r.loft_id
JOIN public.owners AS o ON o.id = l.owner_id
JOIN person AS p ON p.n = 3000 + r.guest_id
ORDER BY k;

INSERT INTO public.reviews (reservation_id, rating, author_name, comment, owner_reply, published_at)
SELECT r.id, 2 + pg_temp.pick(r.id, 53, 4), g.full_name,
       CASE pg_temp.pick(r.id, 54, 5)
           WHEN 0 THEN 'Très bon séjour, logement propre et calme.'
           WHEN 1 THEN 'Accueil chaleureux de ' || u.full_name || ', merci !'
           WHEN 2 THEN 'إقامة رائعة، أنصح بها'
           WHEN 3 THEN 'Un peu bruyant le soir. On peut me joindre au ' || g.phone || ' pour les détails.' END,
       CASE WHEN r.id % 3 = 0 THEN 'Merci ' || split_part(g.full_name, ' ', 1) || ', au plaisir de vous revoir.' END,
       upper(r.stay) + interval '2 days'
FROM public.reservations AS r
JOIN public.guests AS g ON g.id = r.guest_id
JOIN public.lofts AS l ON l.id = r.loft_id
JOIN public.owners AS o ON o.id = l.owner_id
JOIN public.users AS u ON u.id = o.user_id
WHERE r.id % 4 = 1 AND r.id <= pg_temp.scaled(8000)
ORDER BY r.id;

INSERT INTO public.notifications (id, user_id, channel, recipient, title, payload, sent_at, read_at)
SELECT k, pg_temp.user_key(n), channel, CASE WHEN channel = 'email' THEN email ELSE phone_international END,
       'Votre réservation', jsonb_build_object('to', email, 'template', 'reservation', 'vars',
                                               jsonb_build_object('name', full_name, 'loft', k % 480)),
       timestamptz '2024-01-01 07:00+00' + k * interval '4 hours',
       CASE WHEN k % 3 = 0 THEN timestamptz '2024-01-01 09:00+00' + k * interval '4 hours' END
FROM (SELECT k, 1 + pg_temp.pick(k, 55, pg_temp.scaled(3000)) AS person_n,
             (ARRAY['email', 'sms', 'push', 'whatsapp'])[1 + pg_temp.pick(k, 56, 4)]::public.channel AS channel
      FROM generate_series(1, pg_temp.scaled(3000)) AS k) AS notification
JOIN person ON n = person_n
ORDER BY k;

INSERT INTO public.notifications_archive (id, user_id, channel, recipient, title, payload, sent_at, archived_at)
SELECT 900000 + k, pg_temp.user_key(n), 'email', email, 'Bienvenue', jsonb_build_object('to', email),
       timestamptz '2022-02-01 07:00+00' + k * interval '1 day', '2023-01-01 00:00+00'
FROM generate_series(1, pg_temp.scaled(100)) AS k
JOIN person ON n = k
ORDER BY k;

INSERT INTO public.maintenance_tasks (id, loft_id, parent_task_id, assigned_to, title, notes, contractor, status, due_on,
                                      cost, updated_at)
SELECT k, 1 + pg_temp.pick(k, 57, pg_temp.scaled(480)), CASE WHEN k % 7 = 0 THEN k / 2 END,
       CASE WHEN k % 2 = 0 THEN pg_temp.user_key(1 + pg_temp.pick(k, 58, 5)) END,
       (ARRAY['Fuite d''eau', 'Ménage', 'Climatisation en panne', 'Peinture', 'Serrure'])[1 + pg_temp.pick(k, 59, 5)],
       CASE WHEN k % 3 = 0 THEN 'Artisan : ' || full_name || ', tél. ' || phone || ', ' || email END,
       ROW(full_name, phone, email)::public.contact,
       (ARRAY['open', 'in progress', 'done', 'done', 'abandoned'])[1 + pg_temp.pick(k, 60, 5)]::public.task_status,
       DATE '2023-01-01' + k, 1000 + 100 * pg_temp.pick(k, 61, 250), timestamptz '2023-01-01 08:00+00' + k * interval '1 day'
FROM generate_series(1, pg_temp.scaled(900)) AS k
JOIN person ON n = 8001 + k % 100
ORDER BY k;

INSERT INTO public.audit_logs (id, table_name, record_id, action, actor_email, old_values, new_values, client_address,
                               recorded_at)
OVERRIDING SYSTEM VALUE
SELECT k, 'guests', g.id::text, CASE WHEN k % 5 = 0 THEN 'INSERT' ELSE 'UPDATE' END, u.email,
       CASE WHEN k % 5 <> 0 THEN jsonb_build_object('phone', g.phone, 'notes', NULL) END,
       jsonb_build_object('full_name', g.full_name, 'email', g.email, 'phone', g.phone), u.last_sign_in_ip,
       timestamptz '2024-06-01 00:00+00' + k * interval '3 hours'
FROM (SELECT k, 1 + pg_temp.pick(k, 62, pg_temp.scaled(5000)) AS guest_id,
             pg_temp.user_key(1 + pg_temp.pick(k, 63, 60)) AS user_id
      FROM generate_series(1, pg_temp.scaled(3000)) AS k) AS entry
JOIN public.guests AS g ON g.id = guest_id
JOIN public.users AS u ON u.id = user_id
ORDER BY k;

INSERT INTO public.search_sessions (token, user_id, client_address, user_agent, filters, last_seen_at)
SELECT md5('session ' || k)::uuid, CASE WHEN k % 4 <> 0 THEN pg_temp.user_key(n) END, ip,
       (ARRAY['Mozilla/5.0 (X11; Linux x86_64)', 'Mozilla/5.0 (Windows NT 10.0)', 'LoftApp/3.2 (Android)'])
           [1 + pg_temp.pick(k, 64, 3)],
       jsonb_build_object('city', city, 'guests', 1 + k % 5), timestamptz '2025-06-29 00:00+00' + k * interval '2 minutes'
FROM (SELECT k, 1 + pg_temp.pick(k, 65, pg_temp.scaled(3000)) AS person_n
      FROM generate_series(1, pg_temp.scaled(400)) AS k) AS session
JOIN person ON n = person_n;
