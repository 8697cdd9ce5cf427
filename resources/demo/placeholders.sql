-- SPDX-FileCopyrightText: 2026 The Sosie authors
-- SPDX-License-Identifier: Apache-2.0

-- Nobody: the placeholders that fill the demo environments other than production.

SELECT set_config('demo.percent', '5', false);

CREATE TEMP TABLE person AS
SELECT n,
       'Utilisateur'::text AS first_name,
       n::text AS last_name,
       'Utilisateur ' || n AS full_name,
       'مستخدم ' || n AS full_name_arabic,
       'testeur' || n || '@exemple.test' AS email,
       '0500' || lpad(n::text, 6, '0') AS phone,
       '+213500' || lpad(n::text, 6, '0') AS phone_international,
       n || ' voie de test' AS street,
       'Villetest'::text AS city,
       '00000'::text AS postal_code,
       DATE '1990-01-01' AS birth_date,
       lpad(n::text, 20, '0') AS rib,
       'DZ00' || lpad(n::text, 20, '0') AS iban,
       lpad(n::text, 9, '0') AS passport,
       lpad(n::text, 15, '0') AS tax_number,
       inet '192.0.2.1' AS ip
FROM generate_series(1, 8100) AS n;
ALTER TABLE person ADD PRIMARY KEY (n);
ANALYZE person;
