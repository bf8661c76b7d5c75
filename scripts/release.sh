#!/usr/bin/env bash
# Build what is published, and prove that it is what it should be: built twice the same, installed in a bare
# environment, audited, with a bill of materials. Everything is left in dist/.
#   PYTHON=python3 scripts/release.sh
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}

"$python" -m venv "$work/tools"
"$work/tools/bin/pip" install -q build pip-audit cyclonedx-bom
rm -rf dist
"$work/tools/bin/python" -m build -o dist . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
"$work/tools/bin/python" -m build -o "$work/again" . >"$work/build.log" 2>&1 || { cat "$work/build.log"; exit 1; }
(cd "$work/again" && sha256sum ./*) >"$work/sums"
(cd dist && sha256sum --check --quiet "$work/sums")
echo "built twice, the same bytes:"
(cd dist && sha256sum ./*)

# A bare environment, outside the source tree, with an empty home: what a user gets.
"$python" -m venv "$work/bare"
"$work/bare/bin/pip" install -q dist/*.whl
mkdir "$work/docs" && cp -r docs/examples "$work/docs/examples"
(
  cd "$work"
  export HOME="$work/home" PATH="$work/bare/bin:/usr/bin:/bin"
  mkdir -p "$HOME"
  newsextract --version
  newsextract --date 2024-03-06 docs/examples/rice.txt >record.json
  python docs/examples/first_fact.py <record.json | grep -F "unit: t"
  newsextract --format html docs/examples/rice.txt -o page.html
  newsextract docs/examples/rice.txt --to "sqlite:///$work/news.db" --no-output
  newsextract schema >/dev/null
)
echo "installed and run in a bare environment: $(du -sm "$work/bare" | cut -f1) MB with everything"

"$work/tools/bin/cyclonedx-py" environment --output-reproducible --of JSON -o dist/sbom.json "$work/bare/bin/python"
echo "bill of materials: dist/sbom.json, $(grep -c '"bom-ref"' dist/sbom.json) components"
"$work/bare/bin/pip" freeze --exclude newsextract | grep -v '@ file:' >"$work/installed"
if "$work/tools/bin/pip-audit" --disable-pip --no-deps -r "$work/installed" >dist/audit.txt 2>"$work/audit.err"; then
  grep -q "could not be audited" dist/audit.txt "$work/audit.err" &&
    echo "NOT AUDITED: the database of known faults cannot be reached from here; see dist/audit.txt" ||
    echo "audited: no known faults"
else
  cat dist/audit.txt "$work/audit.err" >&2
  exit 1
fi
