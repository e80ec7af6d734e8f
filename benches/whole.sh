#!/usr/bin/env bash
# Whole processes on a demo vault: time and peak memory of the demo, and of its statement in each format.
# usage: benches/whole.sh   (needs hyperfine and GNU time; builds the release binary)
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
heard=$PWD/target/release/heard
ls -l "$heard" | awk '{printf "binary: %.1f MB\n", $5 / 1e6}'
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
"$heard" demo --quiet --out "$dir/demo" >/dev/null
hyperfine -N --warmup 3 --prepare "rm -rf $dir/fresh" "$heard demo --quiet --out $dir/fresh" 2>/dev/null |
  grep -E 'Time|Range'
for format in md html json docx pdf; do
  # Each run adds a line to the register, as it must; a copy of the vault keeps runs alike.
  run="$heard --vault $dir/demo/vault narrative Swallow --format $format --out $dir/paper"
  if ! $run 2>/dev/null; then continue; fi
  echo "$format: $(/usr/bin/time -f '%M KB peak' sh -c "rm -f $dir/paper; $run" 2>&1 | tail -n 1)"
  hyperfine -N --warmup 3 --prepare "rm -rf $dir/paper $dir/demo/vault/cases; cp -a $dir/cases $dir/demo/vault/cases" \
    --setup "rm -rf $dir/cases; cp -a $dir/demo/vault/cases $dir/cases" "$run" 2>/dev/null | grep -E 'Time|Range'
done
