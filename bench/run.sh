#!/usr/bin/env bash
# Measures what users wait for, beside what it is compared with, in the same run. Not a test: it prints figures.
# Usage: bench/run.sh [program|empty|start|transfer|load|idle|cuts|small|finished|ssh|ssh-transfer|ssh-reattach]...      DEJIMA_BENCH_SIZE=1GiB, DEJIMA_BENCH_ROUNDS=40
set -euo pipefail
cd "$(dirname "$0")/.."
. eng/tools.sh
need_dotnet
need_packages openssh-server openssh-client rsync iproute2 nftables
./build.sh
dotnet build bench/Dejima.Bench --configuration Release --verbosity quiet -nologo
exec artifacts/bin/Dejima.Bench/release/Dejima.Bench "$@"
