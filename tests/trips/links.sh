#!/bin/sh
# Links, notes, kept places; and that a phone reads the codes: zbarimg decodes the saved pictures, in three schemes on three displays.
# links.sh LECTERN SAMPLES
set -eu
lectern=$1 samples=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work}
mkdir -p "$work/more/Briefings"
long=$(printf 'very-long-path/%.0s' $(seq 131))
cat >"$work/more/Briefings/links.html" <<HTML
<!DOCTYPE html><html lang="en"><head><title>Links of every kind</title></head><body>
<h1>Links of every kind</h1>
<p>Start at <a href="#costs">what it costs</a>. Write to hello@example.org,
or go to www.example.org/learning-together.</p>
<p>A place costs more<a href="#n1" role="doc-noteref"><sup>1</sup></a> than last year.</p>
<aside id="n1" role="doc-footnote"><p>From the accounts that 22 families shared with us.</p></aside>
<p>Old links: <a href="javascript:alert(1)">a script</a>, <a href="#gone">a lost place</a>,
<a href="https://www.example.org/${long}end">a long way</a>, <a href="https://example.org/a&#1;b&#x202E;c">odd signs</a>.</p>
<h2>Summary</h2><p>Everyone learns together.</p>
<h2 id="costs">What it costs</h2><p>It costs less than you think.</p>
</body></html>
HTML
"$lectern" add --library "$work/library" "$samples" "$work/more" >/dev/null

# config DISPLAY SCHEME
config() {
    cat "$here/profiles/$1.ini"
    printf '\n[look]\nscheme = %s\n\n[links]\nDonate = https://www.example.org/donate\n' "$2"
    printf 'Take part = www.example.org/take-part\nWrite to us = hello@example.org\n'
}

# decodes PICTURE TEXT
decodes() {
    got=$(zbarimg --quiet --raw --oneshot "$1" 2>/dev/null || true)
    [ "$got" = "$2" ] || { echo "$1: the code says '$got' instead of '$2'" >&2; exit 1; }
}

config 10-inch default >"$work/whole.ini"
"$lectern" run --library "$work/library" --config "$work/whole.ini" --script "$here/links.script" --out "$out/whole"
if ! command -v zbarimg >/dev/null; then
    echo "the codes were not decoded: zbarimg (package zbar-tools) is missing"
    exit 77
fi
decodes "$out/whole/links-mail.png" "mailto:hello@example.org"
decodes "$out/whole/links-web.png" "https://www.example.org/learning-together"
decodes "$out/whole/links-take.png" "https://www.example.org/take-part"
decodes "$out/whole/links-long.png" "https://www.example.org/${long}end"
codes=4
for display in 7-inch 10-inch 21-inch; do
    for scheme in default white-on-black black-on-yellow; do
        config $display $scheme >"$work/$display-$scheme.ini"
        "$lectern" run --library "$work/library" --config "$work/$display-$scheme.ini" \
            --script "$here/links_codes.script" --out "$out/$display-$scheme"
        decodes "$out/$display-$scheme/code-donate.png" "https://www.example.org/donate"
        decodes "$out/$display-$scheme/code-largest.png" "mailto:hello@example.org"
        codes=$((codes + 2))
    done
done
echo "$codes codes decoded"
