#!/usr/bin/env bash
# Whole processes on a demo vault: time and peak memory of the demo, and of its statement in each format.
# usage: benches/whole.sh   (needs hyperfine and GNU time; builds the release binary)
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
heard=${CARGO_TARGET_DIR:-$PWD/target}/release/heard
ls -l "$heard" | awk '{printf "binary: %.1f MB\n", $5 / 1e6}'
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$heard" demo --quiet --out "$dir/demo" >/dev/null
hyperfine -N --warmup 3 --prepare "rm -rf $dir/fresh" "$heard demo --quiet --out $dir/fresh" 2>/dev/null |
  grep -E 'Time|Range'
cp -a "$dir/demo/vault" "$dir/before"
for format in md html json docx pdf; do
  # Each run adds to the register, as it must; the whole vault is put back, since a device misses what it has seen.
  fresh="rm -rf $dir/paper $dir/demo/vault; cp -a $dir/before $dir/demo/vault"
  run="$heard --vault $dir/demo/vault narrative Swallow --format $format --out $dir/paper"
  eval "$fresh"
  echo "$format: $(/usr/bin/time -f '%M KB peak' sh -c "$run" 2>&1 | tail -n 1)"
  hyperfine -N --warmup 1 --runs 10 --prepare "sh -c '$fresh'" "$run" 2>/dev/null | grep -E 'Time|Range'
done
