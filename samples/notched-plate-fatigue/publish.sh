#!/usr/bin/env bash
# Puts the sample, ready to run, into a directory: its program into bin/, beside workflow, modules, data and site policy.
# Usage: publish.sh OUTDIR
set -euo pipefail

if [ $# -ne 1 ]; then
    echo "usage: $0 OUTDIR" >&2
    exit 64
fi
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
if [ "$out" = "$here" ]; then
    echo "$0: the sample cannot be published onto itself" >&2
    exit 64
fi

# Parts of an earlier version must not stay beside the new ones.
rm -rf "$out/bin" "$out/modules" "$out/data" "$out/site" "$out/workflow.yaml" "$out/README.md"
dotnet publish "$here/program/NotchedPlate.csproj" --configuration Release --runtime linux-x64 --self-contained false \
    --output "$out/bin" --nologo --verbosity quiet
rm -f "$out"/bin/*.pdb
cp -R "$here/workflow.yaml" "$here/README.md" "$here/modules" "$here/data" "$here/site" "$out/"
echo "$out"
