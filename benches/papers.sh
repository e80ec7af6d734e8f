#!/usr/bin/env bash
# Word and PDF files of 10, 100 and 1,000 paragraphs as whole processes, beside docxtpl and LibreOffice on the
# same words in the same run: time and peak memory.
# usage: benches/papers.sh   (needs hyperfine, GNU time, python3 with docxtpl 0.20, LibreOffice)
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
heard=${HEARD:-${CARGO_TARGET_DIR:-$PWD/target}/release/heard}
ls -l "$heard" | awk '{printf "binary: %.1f MB\n", $5 / 1e6}'
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 - "$dir" <<'PY'
import sys
from docx import Document
document = Document()
document.add_paragraph("{%p for word in words %}")
document.add_paragraph("{{ word }}", style="List Number")
document.add_paragraph("{%p endfor %}")
document.save(sys.argv[1] + "/template.docx")
PY
cat >"$dir/peer.py" <<'PY'
import json, sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1] + "/template.docx")
document.render({"words": json.load(open(sys.argv[2]))})
document.save(sys.argv[3])
PY
sentence="We took a train to her flat, and I counted the stations so that I could find the way back. "
measure() { # name, command, what to do before each run
  local peak
  eval "$3"
  peak=$(/usr/bin/time -f %M sh -c "$2" 2>&1 >/dev/null | tail -n 1)
  hyperfine -N --warmup 1 --runs 7 --prepare "sh -c '$3'" "$2" --export-json "$dir/time.json" >/dev/null 2>&1
  jq -r --arg name "$1" --arg peak "$peak" \
    '.results[0] | "\($name): \(.median * 1000 | floor) ms, \($peak | tonumber / 1000 | floor) MB"' "$dir/time.json"
}
for n in 10 100 1000; do
  vault="$dir/v$n"
  "$heard" --quiet --vault "$vault" init --demo 2>/dev/null
  for i in $(seq "$n"); do printf 'Q: Question %s?\nA: %s%s%s\n' "$i" "$sentence" "$sentence" "$sentence"; done >"$dir/t$n.txt"
  "$heard" --quiet --vault "$vault" import Swallow "$dir/t$n.txt" --consent C2,C6 --basis bench 2>/dev/null
  jq -Rsc --arg s "$sentence" '[range('"$n"') | $s + $s + $s]' </dev/null >"$dir/w$n.json"
  # Each run adds to the register, as it must; the whole vault is put back, since a device misses what it has seen.
  cp -a "$vault" "$dir/before"
  fresh="rm -rf $dir/paper $vault; cp -a $dir/before $vault"
  for format in md html docx pdf; do
    measure "heard $format, $n paragraphs" "$heard --vault $vault narrative Swallow --format $format --out $dir/paper" "$fresh"
  done
  measure "docxtpl, $n paragraphs" "python3 $dir/peer.py $dir $dir/w$n.json $dir/peer$n.docx" true
  measure "LibreOffice DOCX to PDF, $n paragraphs" "soffice --headless --convert-to pdf --outdir $dir $dir/peer$n.docx" true
  rm -rf "$dir/before"
done
