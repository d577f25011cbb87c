#!/bin/sh
# Makes the passwords of a new installation, as files in deploy/secrets, and leaves those alone that are there. Only you may
# enter the folder; the files themselves are open, because each container reads its own under a user of its own.
#
#   sh deploy/secrets.sh
set -eu
umask 022
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 700 "$folder"

# make NAME BEFORE writes BEFORE and a random password into the file NAME.
make() {
  if [ -s "$folder/$1" ]; then
    echo "$1 is there"
    return
  fi
  password=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s%s\n' "$2" "$password" >"$folder/$1.new"
  mv "$folder/$1.new" "$folder/$1"
  echo "$1 made"
}

make postgres_password ''
make temporal_password ''
make carebook_pgpass '*:*:*:carebook:' # a password file as PostgreSQL's clients read it
