#!/usr/bin/env bash
# The whole of Dejima on this computer: a site with a confidential model, the way to it, a workflow that uses it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/eng/tools.sh"
. "$here/eng/demo/webapi.sh"
. "$here/eng/demo/ssh.sh"

usage() {
  cat <<'TEXT'
Usage: ./demo.sh [--method webapi|ssh|both] [--keep] [--out DIR]

Builds Dejima, sets up a site with a confidential model, runs the sample workflow "fatigue life of a plate with a hole" -
its stress analysis at the site - and shows the results. Everything it started is stopped at the end, also on Ctrl-C.

  --method M  how the site is reached (default: webapi)
                webapi  a broker (HTTPS, a private certificate authority made on the spot) and the site's agent
                ssh     an sshd of its own on loopback, and the site's gate as the forced command of the host's key
                both    one after the other; the results must be the same
  --out DIR   where results go (default: demo-results/TIME in the present folder)
  --keep      leave what it started running, and say how to use it
  --help      this text
TEXT
}

keep=no results='' method=webapi
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=yes ;;
    --out) [ $# -ge 2 ] || { usage >&2; exit 64; }; results=$2; shift ;;
    --method) [ $# -ge 2 ] || { usage >&2; exit 64; }; method=$2; shift ;;
    --method=*) method=${1#--method=} ;;
    --help|-h) usage; exit 0 ;;
    *) say "$0: unknown option '$1'"; usage >&2; exit 64 ;;
  esac
  shift
done
case $method in
  webapi | ssh) methods=$method ;;
  both) methods='webapi ssh' ;;
  *) say "$0: --method is webapi, ssh or both, not '$method'"; usage >&2; exit 64 ;;
esac
results=${results:-demo-results/$(date +%Y%m%d-%H%M%S)-$$}
mkdir -p "$results"
results=$(cd "$results" && pwd)

need_dotnet
need_packages calculix-ccx
[ "$method" = webapi ] || need_packages openssh-server openssh-client rsync
"$here/build.sh"

umask 077
work=$(mktemp -d "${TMPDIR:-/tmp}/dejima-demo.XXXXXX")
broker_pid='' agent_pid='' sshd_pid='' run_pid='' finished=no

stop() {   # asks, waits, and only then insists
  local pid=$1
  [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 0
  kill -TERM "$pid" 2>/dev/null || true
  for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || return 0; sleep 0.1; done
  kill -KILL "$pid" 2>/dev/null || true
}

clean_up() {
  local status=$?
  trap - EXIT INT TERM HUP
  if [ "$keep" = yes ] && [ "$finished" = yes ]; then exit "$status"; fi
  stop "$run_pid"; stop_webapi; stop_ssh
  if [ "$finished" = no ]; then
    say "" "The demo did not finish. The last lines of its logs:"
    tail -n 15 "$work"/*.log "$work"/gate-state.gate/*.log >&2 2>/dev/null || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

started() {   # started PID FILE: waits until the program made the file
  for _ in $(seq 300); do
    [ -e "$2" ] && return 0
    kill -0 "$1" 2>/dev/null || return 1
    sleep 0.1
  done
  return 1
}

site_policy() {   # site_policy SED-ARGUMENT...: the sample's policy, as it is installed here
  sed "$@" -e "s|@BIN@|$sample/bin|g" -e "s|@CONFIDENTIAL@|$work/confidential|g" "$sample/site/site.yaml"
}

explain_run() {
  printf '  %s run %s --command stress-distribution \\\n' "$dejima" "$1"
  printf '      -i %s/modules/cyclic-curve/cyclic_curve.dat -i %s/data/nominal_stress.dat -o XX.dat --into .' "$shown" "$sample"
}

run_workflow() {   # run_workflow METHOD: into $shown
  say "Running the workflow over $1 ..."
  XDG_STATE_HOME=$work/host-state "$dejima" workflow run "$sample/workflow.yaml" \
      --sites "$work/sites-$1.yaml" --into "$shown" --force &
  run_pid=$!
  wait "$run_pid" || die "the workflow failed"
  run_pid=''
}

compare() {   # compare ONE OTHER: what the workflow computed must not depend on the method
  local file
  for file in s_n_table.csv modules/stress-distribution/XX.dat; do
    cmp "$1/$file" "$2/$file" || die "'$file' is not the same over both methods"
  done
  printf '\nThe results are the same, byte for byte, over both methods.\n'
}

begin=$(date +%s.%N)
sample=$here/out/samples/notched-plate-fatigue
dejima=$here/out/dejima broker=$here/out/dejima-broker
mkdir -p "$work/confidential" "$work/workspaces"
"$sample/bin/notched-plate" mesh --out "$work/confidential/model.inp" > /dev/null

for each in $methods; do
  shown=$results
  [ "$method" != both ] || shown=$results/$each
  "start_$each"
  run_workflow "$each"
done

printf '\n'
"$sample/bin/notched-plate" table --s-n-table "$shown/s_n_table.csv"
[ "$method" != both ] || compare "$results/webapi" "$results/ssh"
cat <<TEXT

Results: $results
  plot:   $shown/s_n_plot.svg and s_n_plot.png
  table:  $shown/s_n_table.csv
  record: $shown/run.json
TEXT
awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { printf "Took %.1f s after the build.\n", b - a }'
finished=yes

if [ "$keep" = yes ]; then
  for each in $methods; do "explain_$each"; done
  printf 'To stop them:\n  kill %s && rm -rf %s\n' "$(echo $agent_pid $broker_pid $sshd_pid)" "$work"
fi
