#!/usr/bin/env bash
# Installs what the tests need, builds, runs every test. Ends with "N passed, N failed"; exit code 0 only if all passed.
set -uo pipefail
cd "$(dirname "$0")"
. eng/tools.sh

need_dotnet
# libicu: the reference for our Unicode normalization. The others are parts that tests start for real.
icu=$(apt-cache search --names-only '^libicu[0-9]+$' 2>/dev/null | awk '{print $1}' | sort -V | tail -n 1)
need_packages zip calculix-ccx faketime procps strace systemd util-linux openssl tinyproxy-bin squid curl openssh-server openssh-client rsync dash tcsh fish busybox mksh iproute2 nftables passwd ${icu:+"$icu"}

./build.sh || die "the build failed"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test --solution Dejima.slnx "$@" 2>&1 | tee "$log"
status=${PIPESTATUS[0]}

count() { sed -n "s/^ *$1: *\([0-9][0-9]*\)$/\1/p" "$log" | tail -n 1; }
passed=$(count succeeded) failed=$(count failed) skipped=$(count skipped)
: "${passed:=0}" "${failed:=0}" "${skipped:=0}"
# A test program that died counts nowhere, but the run has failed all the same.
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$skipped" -gt 0 ] && tail_text=", $skipped skipped" || tail_text=""
printf '%s passed, %s failed%s\n' "$passed" "$failed" "$tail_text"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
