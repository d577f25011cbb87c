#!/bin/sh
# Makes two roles in a new PostgreSQL, and the databases that belong to each; neither may enter the other's. The API reads as a third,
# which can't log in and owns nothing. The postgres image runs this once, while its data folder is empty.
set -eu
psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\set carebook `sed 's/.*://' "$CAREBOOK_PGPASS_FILE"`
\set temporal `cat "$TEMPORAL_PASSWORD_FILE"`
CREATE ROLE carebook LOGIN PASSWORD :'carebook';
CREATE ROLE temporal LOGIN PASSWORD :'temporal';
CREATE ROLE carebook_counter NOLOGIN;
GRANT carebook_counter TO carebook;
CREATE DATABASE carebook OWNER carebook;
CREATE DATABASE temporal OWNER temporal;
CREATE DATABASE temporal_visibility OWNER temporal;
REVOKE ALL ON DATABASE carebook, temporal, temporal_visibility FROM PUBLIC;
SQL
