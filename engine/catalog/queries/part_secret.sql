secret (name, value, switch) AS (
    -- By its name, or by its value; what is no more than on or off is none (oracle_fdw's key 'true').
    VALUES ('(pass|pwd|secret|token|credential|private|bearer|signature|jwt|cookie|authorization|dsn|keytab'
            '|conn(ection)?_?(str|info|ur[il])'
            '|(^|[_.])((api|access|account|shared|ssl|encryption|master|service|role|auth)_?)?key($|[_.]))',
            '(://[^/[:space:]@]*:[^/[:space:]@]+@|pass(word|wd)?[[:space:]]*=)',
            '^(true|false|on|off|yes|no)$')
)
