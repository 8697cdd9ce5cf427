-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- The people of demo-prod: invented, and made of the same lists every time. Temporary: rows.sql reads them and they
-- are gone with the connection.

SELECT set_config('demo.percent', '100', false);

-- n: 1 to 3000 are users, 3001 to 8000 guests, 8001 to 8100 contractors.
CREATE TEMP TABLE person AS
WITH latin AS (
    SELECT n,
           (ARRAY['Amina', 'Yacine', 'Karim', 'Nadia', 'Sofiane', 'Lilia', 'Mehdi', 'Samira', 'Rachid', 'Fatima',
                  'Khaled', 'Ines', 'Walid', 'Meriem', 'Bilal', 'Sabrina', 'Amine', 'Yasmine', 'Omar', 'Leila',
                  'Anis', 'Selma', 'Riad', 'Nawel', 'Hichem', 'Djamila', 'Farid', 'Zohra', 'Nassim', 'Houria',
                  'Camille', 'Julien', 'Sophie', 'Thomas', 'Claire', 'Nicolas', 'Manon', 'Pierre', 'Chloé',
                  'Antoine'])[1 + pg_temp.pick(n, 1, 40)] AS first_name,
           (ARRAY['Benali', 'Haddad', 'Mansouri', 'Boudiaf', 'Cherif', 'Zerrouki', 'Hamidi', 'Belkacem', 'Saadi',
                  'Meziane', 'Khelifi', 'Brahimi', 'Toumi', 'Ouali', 'Ferhat', 'Bouzid', 'Slimani', 'Rahmani',
                  'Djebbar', 'Amrani', 'Larbi', 'Guerfi', 'Messaoudi', 'Kaci', 'Dupont', 'Martin', 'Bernard',
                  'Lefèvre', 'Moreau', 'Girard'])[1 + pg_temp.pick(n, 2, 30)] AS last_name,
           (ARRAY['أمينة', 'ياسين', 'كريم', 'نادية', 'سفيان', 'مريم'])[1 + pg_temp.pick(n, 3, 6)]
               AS first_name_arabic,
           (ARRAY['بن علي', 'حداد', 'منصوري', 'بوضياف', 'شريف', 'حميدي', 'براهيمي', 'تومي'])[1 + pg_temp.pick(n, 4, 8)]
               AS last_name_arabic
    FROM generate_series(1, 8100) AS n
)
SELECT n,
       CASE WHEN n % 9 = 0 THEN first_name_arabic ELSE first_name END AS first_name,
       CASE WHEN n % 9 = 0 THEN last_name_arabic ELSE last_name END AS last_name,
       CASE WHEN n % 9 = 0 THEN first_name_arabic || ' ' || last_name_arabic
            ELSE first_name || ' ' || last_name END AS full_name,
       first_name_arabic || ' ' || last_name_arabic AS full_name_arabic,
       translate(lower(first_name || '.' || last_name), 'éè', 'ee') || n || '@'
           || (ARRAY['courriel.dz', 'courriel.dz', 'loft-algerie.dz', 'boite-postale.dz', 'messagerie-atlas.com'])
              [1 + pg_temp.pick(n, 5, 5)] AS email,
       -- The modulus is prime and larger than every n: no two people share a number.
       -- As operators give them out: 054 to 058.
       '05' || (4 + n % 5) || lpad((n::bigint * 7919003 % 9999991)::text, 7, '0') AS phone,
       '+213' || (5 + n % 3) || (5 + n % 4) || lpad((n::bigint * 6911717 % 9999991)::text, 7, '0') AS phone_international,
       (1 + pg_temp.pick(n, 6, 180)) || ' ' || (ARRAY['rue des Orangers', 'boulevard du Front de Mer',
           'avenue de l''Indépendance', 'rue de la Casbah', 'chemin des Oliviers', 'rue du Port',
           'impasse des Jasmins', 'cité des Palmiers', 'route de la Corniche', 'place de la Fontaine'])
           [1 + pg_temp.pick(n, 7, 10)] AS street,
       (ARRAY['Alger', 'Oran', 'Constantine', 'Tipaza', 'Béjaïa', 'Annaba', 'Tlemcen', 'Sétif', 'Jijel', 'Ghardaïa'])
           [1 + pg_temp.pick(n, 8, 10)] AS city,
       lpad((1000 + pg_temp.pick(n, 9, 47000))::text, 5, '0') AS postal_code,
       DATE '1948-01-01' + pg_temp.pick(n, 10, 21000) AS birth_date,
       -- Bank, branch, account and key of an Algerian account; the account number alone makes it unique.
       '007' || lpad((100 + pg_temp.pick(n, 11, 800))::text, 5, '0')
           || lpad((n::bigint * 611953 % 9999999967)::text, 10, '0') || lpad(pg_temp.pick(n, 12, 97)::text, 2, '0') AS rib,
       'DZ58' || '007' || lpad((100 + pg_temp.pick(n, 11, 800))::text, 5, '0')
           || lpad((n::bigint * 611953 % 9999999967)::text, 10, '0') || lpad(pg_temp.pick(n, 12, 97)::text, 2, '0')
           AS iban,
       lpad((n::bigint * 48271 % 899999963 + 100000000)::text, 9, '0') AS passport,
       lpad((n::bigint * 16807001 % 99999999977)::text, 15, '0') AS tax_number,
       ('41.' || 96 + pg_temp.pick(n, 13, 8) || '.' || pg_temp.pick(n, 14, 256) || '.'
           || 1 + pg_temp.pick(n, 15, 254))::inet AS ip
FROM latin;
ALTER TABLE person ADD PRIMARY KEY (n);
ANALYZE person;
