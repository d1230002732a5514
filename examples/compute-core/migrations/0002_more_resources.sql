-- Key pairs, extra specs of flavors; servers can be locked.

CREATE TABLE keypairs (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id     TEXT NOT NULL,
    name        TEXT NOT NULL,
    public_key  TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    created     TEXT NOT NULL,
    UNIQUE (user_id, name)
) STRICT;

CREATE TABLE flavor_extra_specs (
    flavor_id TEXT NOT NULL REFERENCES flavors (id) ON DELETE CASCADE,
    key       TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (flavor_id, key)
) STRICT, WITHOUT ROWID;

-- A view names its columns when it is made, so it is made again.
DROP VIEW whole_servers;

ALTER TABLE servers ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;

CREATE VIEW whole_servers AS
SELECT servers.*,
       (SELECT json_group_object(key, value) FROM server_metadata WHERE server_id = servers.id) AS metadata
FROM servers;
