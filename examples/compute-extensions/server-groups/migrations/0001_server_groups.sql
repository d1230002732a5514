CREATE TABLE server_groups (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    id         TEXT NOT NULL UNIQUE,
    project_id TEXT NOT NULL,
    user_id    TEXT NOT NULL,
    name       TEXT NOT NULL,
    policy     TEXT NOT NULL
) STRICT;

CREATE INDEX server_groups_of_project ON server_groups (project_id, number);
