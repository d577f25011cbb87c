#!/bin/sh
# Runs a command with a secret in its environment, for programs that read no file: the secret then stands neither in
# docker-compose.yml nor in what `docker inspect` shows.
#
#   from-secret.sh VARIABLE FILE COMMAND...
set -eu
variable=$1
value=$(cat "$2")
shift 2
export "$variable=$value"
exec "$@"
