#!/usr/bin/env bash
# Builds what is shipped into out/: dejima (one native file), dejima-broker, and the samples.
set -euo pipefail
cd "$(dirname "$0")"
. eng/tools.sh

need_dotnet
need_packages gcc libc6-dev zlib1g-dev    # what NativeAOT links with

# One build at a time: two demos started at once share this folder.
mkdir -p artifacts
exec 9>artifacts/.build-lock
flock 9

rid=linux-x64
[ "$(uname -m)" = aarch64 ] && rid=linux-arm64

# What the programs are made of; when nothing of it changed, what is built is what would be built.
stamp=$(find src samples eng Directory.*.props global.json build.sh -type f ! -name packages.lock.json -print0 | sort -z | xargs -0 sha256sum | sha256sum)
if [ "$(cat out/.stamp 2>/dev/null)" = "$stamp" ]; then
  say "out/ is up to date"
  exit 0
fi
rm -f out/.stamp

publish() { dotnet publish "$1" --configuration Release --verbosity quiet -nologo "${@:2}" 9>&-; }

say "Building dejima ($rid, native) ..."
publish src/Dejima.Cli --runtime "$rid" --output artifacts/stage/cli
say "Building dejima-broker ..."
publish src/Dejima.Broker --output artifacts/stage/broker

mkdir -p out
install -m 755 artifacts/stage/cli/dejima out/dejima.new && mv -f out/dejima.new out/dejima
mkdir -p out/broker
cp -rf artifacts/stage/broker/. out/broker/
ln -sfn broker/dejima-broker out/dejima-broker

for sample in samples/*/publish.sh; do
  say "Building ${sample%/publish.sh} ..."
  "$sample" "out/${sample%/publish.sh}" 9>&- >/dev/null
done
printf '%s\n' "$stamp" > out/.stamp
say "Built into out/: $(out/dejima --version 2>/dev/null || echo '?')"
