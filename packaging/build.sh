#!/usr/bin/env bash
# Packs what is shipped into out/packages/: dejima for Linux (native), Windows and macOS, the broker for Linux, SHA256SUMS.
#   packaging/build.sh [linux] [win-x64] [osx-arm64]      # all of them unless named
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/tools.sh

need_dotnet
need_packages zip

version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' Directory.Build.props)
[ $# -gt 0 ] || set -- linux win-x64 osx-arm64
for target in "$@"; do
  case $target in linux | win-x64 | osx-arm64) ;; *) die "no such target: $target" ;; esac
done
out=$PWD/out/packages stage=$PWD/artifacts/packages
mkdir -p "$out" "$stage"
exec 9>"$stage/.lock"
flock 9

# folder NAME - a new folder to be packed, with what goes into every package
folder() {
  rm -rf "${stage:?}/$1"
  mkdir -p "$stage/$1"
  cp LICENSE README.md README.ja.md CHANGELOG.md docs/manual.en.md docs/manual.ja.md "$stage/$1"
}

# tarball NAME, zipped NAME - the same bytes for the same files
tarball() {
  say "Packing $1.tar.gz ..."
  tar -C "$stage" --sort=name --owner=0 --group=0 --numeric-owner --mode=go=rX,u+rw --mtime=@0 -cf - "$1" | gzip -n9 > "$stage/$1.new"
  mv -f "$stage/$1.new" "$out/$1.tar.gz"
}

zipped() {
  say "Packing $1.zip ..."
  rm -f "$stage/$1.zip"
  find "$stage/$1" -exec touch -d '1980-01-01 UTC' {} +
  (cd "$stage" && find "$1" | LC_ALL=C sort | TZ=UTC zip -qX9 "$1.zip" -@)
  mv -f "$stage/$1.zip" "$out/$1.zip"
}

linux() {
  ./build.sh 9>&-
  local arch=x64
  [ "$(uname -m)" = aarch64 ] && arch=arm64
  folder "dejima-$version-linux-$arch"
  cp out/dejima packaging/systemd/dejima-agent.service "$stage/dejima-$version-linux-$arch"
  tarball "dejima-$version-linux-$arch"
  folder "dejima-broker-$version"
  cp -r out/broker packaging/systemd/dejima-broker.service "$stage/dejima-broker-$version"
  tarball "dejima-broker-$version"
}

# portable RID - one file that brings the runtime along: NativeAOT does not compile for another system.
# Built in a folder of its own, so that neither lock files nor what ./build.sh builds are touched. Not compressed: the package is.
portable() {
  say "Building dejima ($1, with the runtime from NuGet) ..."
  folder "dejima-$version-$1"
  dotnet publish src/Dejima.Cli --configuration Release --verbosity quiet -nologo -nodereuse:false --runtime "$1" --self-contained \
    -p:PortableTarget="$1" -p:ArtifactsPath="$stage/$1" -p:PublishAot=false -p:PublishSingleFile=true -p:PublishTrimmed=true \
    -p:PublishReadyToRun=true -p:DebugType=none -p:DisableTransitiveFrameworkReferenceDownloads=true \
    --output "$stage/dejima-$version-$1" >&2 9>&- ||
    die "could not build dejima for $1 (NU1101, NU1301: its runtime pack could not be fetched from NuGet)"
}

for target in "$@"; do
  case $target in
    linux) linux ;;
    win-x64) portable win-x64; zipped "dejima-$version-win-x64" ;;
    osx-arm64) portable osx-arm64; tarball "dejima-$version-osx-arm64" ;;
  esac
done

(cd "$out" && find . -maxdepth 1 -type f \( -name '*.tar.gz' -o -name '*.zip' \) -printf '%P\n' | sort | xargs sha256sum > SHA256SUMS)
say "Packed into out/packages/:"
cat "$out/SHA256SUMS"
