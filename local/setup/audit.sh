#!/usr/bin/env bash
# Looks the pinned packages up in the Python Packaging Advisory Database, by their names and versions. Needs the network. Exit code 1:
# something is known, or a package could not be looked up, which is not the same as being clean; the output says which.
set -uo pipefail
cd "$(dirname "$0")/../.."

failed=0
for lock in requirements/functions.txt requirements/handler.txt requirements/runtime.txt; do
  echo "== $lock"
  .venv/bin/uvx --quiet pip-audit==2.10.1 --strict --requirement "$lock" --no-deps --disable-pip --progress-spinner off || failed=1
done
exit "$failed"
