#!/usr/bin/env bash
# Random schedules of faults for hours: bench/soak.sh [HOURS]. Each round has a new seed and says how it went; a round is
# repeated with DEJIMA_SEED=N bench/soak.sh 0. DEJIMA_TRIALS: calculations a round (200). Ends at the first bad round.
set -uo pipefail
cd "$(dirname "$0")/.."
hours=${1:-1}
[[ $hours =~ ^[0-9]+$ ]] || { echo "usage: bench/soak.sh [HOURS]" >&2; exit 64; }

./build.sh || exit
dotnet build test/Dejima.FaultInjection --verbosity quiet -nologo || exit
log=$(mktemp)
trap 'rm -f "$log"' EXIT
end=$((SECONDS + hours * 3600)) round=0 failed=0
export DEJIMA_SEED DEJIMA_TRIALS=${DEJIMA_TRIALS:-200}
: "${DEJIMA_SEED:=$((RANDOM * 30 + RANDOM))}"
while :; do
  round=$((round + 1)) began=$SECONDS
  if artifacts/bin/Dejima.FaultInjection/debug/Dejima.FaultInjection -noColor \
    -class Dejima.FaultInjection.RandomTests.RandomScheduleTests >"$log" 2>&1; then how=good; else how=BAD failed=1; fi
  echo "round $round: $how, seed $DEJIMA_SEED, $DEJIMA_TRIALS calculations, $((SECONDS - began)) s"
  [ "$how" = good ] || cat "$log"
  [ "$failed" -eq 0 ] && [ "$SECONDS" -lt "$end" ] || break
  DEJIMA_SEED=$((DEJIMA_SEED + 1))
done
exit "$failed"
