#!/usr/bin/env bash
# Measures what users wait for, beside what it is compared with, in the same run. Not a test: it prints figures.
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/tools.sh

usage() {
  cat <<'TEXT'
Usage: bench/run.sh [NAME]...      all of them unless named

  program       start of the program
  empty         a whole calculation that does nothing
  start         release accepted to command started
  transfer      a large file each way, beside a bare server
  load          whole calculations a second through the API
  idle          5,000 agents that wait
  cuts          a transfer that is cut five times
  small         1,000 small files to a broker that is 50 ms away
  finished      the same beside 100,000 finished calculations
  ssh           a calculation over SSH, beside ssh and rsync by hand
  ssh-transfer  a large file over SSH, beside rsync
  ssh-reattach  back to a calculation after a cut

DEJIMA_BENCH_SIZE (1GiB) is the size of large files, DEJIMA_BENCH_ROUNDS (40) how often is measured.
TEXT
}

for name in "$@"; do
  case $name in
    program | empty | start | transfer | load | idle | cuts | small | finished | ssh | ssh-transfer | ssh-reattach) ;;
    --help | -h) usage; exit 0 ;;
    *) say "$0: no such measurement: $name"; usage >&2; exit 64 ;;
  esac
done
need_dotnet
need_packages openssh-server openssh-client rsync iproute2 nftables
./build.sh
dotnet build bench/Dejima.Bench --configuration Release --verbosity quiet -nologo
exec artifacts/bin/Dejima.Bench/release/Dejima.Bench "$@"
