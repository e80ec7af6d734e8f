#!/bin/sh
# Checks a log of heard with ordinary tools only: its chain, its commitments, its seals.
#
# usage: verify.sh LOG CASE-ID PUBLIC-KEY
#   LOG         a session, decrypted by `age -d` (docs/format.md says how)
#   CASE-ID     the name of the case's folder
#   PUBLIC-KEY  the minisign key of a reader of the case: `signing` in people/*.pub
# needs: jq, minisign, and sha256sum, base64, cut, wc, mktemp (coreutils)
# prints one line that begins with `valid:`, or `NOT VALID:` with the reason and status 1
set -eu
log=$1 case_id=$2 key=$3
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
sum() { sha256sum | cut -c1-64; }
fail() {
  echo "NOT VALID: $1" >&2
  exit 1
}

# 1. Only the known members, each once, all of the right type.
jq -e -s 'all(.[]; type == "object" and (.n | type) == "number"
  and (del(.n) | all(.[]; type == "string"))
  and (keys - (if .kind == "seal" then ["n", "kind", "text", "sig"]
               else ["n", "kind", "commit", "link", "salt", "body"] end) == [])
  and (.kind | test("^[a-z][a-z0-9_.-]{0,31}$"))
  and ((.commit // "") + (.link // "") + (.salt // "") | test("^[0-9a-f]*$")))' \
  "$log" >/dev/null 2>&1 || fail "a line has unknown or malformed members"
seen=$(jq -c --stream 'select(length == 2)' "$log" | wc -l)
kept=$(jq -s 'map(length) | add' "$log")
[ "$seen" -eq "$kept" ] || fail "a line names the same member twice"

# 2. Walk the chain.
tab=$(printf '\t')
jq -r '[.n, .kind, .commit // "-", .link // "-", ([has("salt"), has("body")] | @json),
  ("heard-commit-1\n\(.salt)\n\(.body)" | @base64), (.text // "" | @base64), (.sig // "" | @base64)] | @tsv' \
  "$log" >"$tmp/lines"
prev=$(printf 'heard-chain-1\n%s\n' "$case_id" | sum)
n=0 gone=0 sealed=0 when=
while IFS=$tab read -r num kind commit link has opening text sig; do
  if [ "$kind" = seal ]; then
    printf %s "$text" | base64 -d >"$tmp/seal"
    printf %s "$sig" | base64 -d >"$tmp/seal.minisig"
    minisign -Vqm "$tmp/seal" -P "$key" >/dev/null 2>&1 ||
      fail "the seal after entry $n does not match the key"
    printf 'heard-seal-1\ncase %s\nlast %s\nlink %s\n' "$case_id" "$n" "$prev" >"$tmp/want"
    head -n 4 "$tmp/seal" | cmp -s - "$tmp/want" || fail "the seal after entry $n was made for something else"
    sealed=$n when=$(sed -n 's/^time //p' "$tmp/seal")
    continue
  fi
  n=$((n + 1))
  [ "$num" = "$n" ] || fail "entry $n is missing or out of order"
  case $has in
    '[true,true]')
      [ "$(printf %s "$opening" | base64 -d | sum)" = "$commit" ] || fail "the text of entry $n was changed" ;;
    '[false,false]') gone=$((gone + 1)) ;;
    *) fail "entry $n has only one of salt and body" ;;
  esac
  [ "$(printf 'heard-link-1\n%s\n%s\n%s\n%s\n' "$prev" "$n" "$kind" "$commit" | sum)" = "$link" ] ||
    fail "the chain is broken at entry $n"
  prev=$link
done <"$tmp/lines"
[ "$n" -gt 0 ] || fail "there is no entry"
[ "$sealed" -eq "$n" ] || fail "entries $((sealed + 1)) to $n are not sealed"
echo "valid: $n entries, $gone taken out, sealed $when"
