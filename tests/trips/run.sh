#!/bin/sh
# Runs scripts on a library of the samples: run.sh LECTERN SAMPLES SCRIPT...; $OUT keeps what they leave.  CONFIG is another config.
set -eu
lectern=$1 samples=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/out}
"$lectern" add --library "$work/library" "$samples" >/dev/null
for script in "$@"; do
    "$lectern" run --library "$work/library" --config "${CONFIG:-$here/../../board/lectern.ini}" --script "$script" --out "$out"
done
pictures=$(find "$out" -name '*.png' | wc -l)
sound=$(wc -c <"$out/audio.wav")
echo "$pictures pictures, $sound bytes of sound"
