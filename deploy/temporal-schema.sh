#!/bin/sh
# Brings Temporal's two databases to the schema that this version of its tools has. Run again, it changes nothing; run by
# the tools of a newer version, it takes the steps between. SQL_HOST, SQL_PORT, SQL_USER, SQL_PASSWORD and SQL_PLUGIN are
# read by temporal-sql-tool itself.
set -eu

# bring DATABASE FOLDER
bring() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-dir "$TEMPORAL_SCHEMA/$2/versioned"
}

bring temporal temporal
bring temporal_visibility visibility
