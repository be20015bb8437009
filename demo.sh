#!/usr/bin/env bash
# The whole of Dejima on this computer: a broker, a site with a confidential model, a workflow that uses it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/eng/tools.sh"

usage() {
  cat <<'TEXT'
Usage: ./demo.sh [--keep] [--out DIR]

Builds Dejima, starts a broker (HTTPS, a private certificate authority made on the spot) and the agent of a site, runs the
sample workflow "fatigue life of a plate with a hole" - its stress analysis at the site, over the WebAPI method - and shows
the results. Everything it started is stopped at the end, also on Ctrl-C.

  --out DIR   where results go (default: demo-results/TIME in the present folder)
  --keep      leave broker and agent running, and say how to use them
  --help      this text
TEXT
}

keep=no results=
while [ $# -gt 0 ]; do
  case $1 in
    --keep) keep=yes ;;
    --out) [ $# -ge 2 ] || { usage >&2; exit 64; }; results=$2; shift ;;
    --help|-h) usage; exit 0 ;;
    *) say "$0: unknown option '$1'"; usage >&2; exit 64 ;;
  esac
  shift
done
results=${results:-demo-results/$(date +%Y%m%d-%H%M%S)-$$}
mkdir -p "$results"
results=$(cd "$results" && pwd)

need_dotnet
need_packages calculix-ccx
"$here/build.sh"

umask 077
work=$(mktemp -d "${TMPDIR:-/tmp}/dejima-demo.XXXXXX")
broker_pid='' agent_pid='' run_pid='' finished=no

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
  stop "$run_pid"; stop "$agent_pid"; stop "$broker_pid"
  if [ "$finished" = no ]; then
    say "" "The demo did not finish. The last lines of its logs:"
    tail -n 15 "$work"/*.log >&2 2>/dev/null || true
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

begin=$(date +%s.%N)
sample=$here/out/samples/notched-plate-fatigue
dejima=$here/out/dejima broker=$here/out/dejima-broker

say "Starting a broker ..."
"$broker" certificate create --dir "$work/tls" --host 127.0.0.1 > /dev/null
cat > "$work/broker.yaml" <<YAML
listen: 127.0.0.1:0
certificate: { file: tls/server.pem, key-file: tls/server.key }
data: $work/broker-data
sites:
  demo-site:
    commands: [stress-distribution]
    users: [researcher]
YAML
"$broker" user create researcher --config "$work/broker.yaml" > /dev/null
"$broker" user create demo-site-agent --config "$work/broker.yaml" > /dev/null
"$broker" token create --config "$work/broker.yaml" --user researcher --scope submit --out "$work/researcher.token" > /dev/null
"$broker" token create --config "$work/broker.yaml" --user demo-site-agent --scope site:demo-site --out "$work/agent.token" > /dev/null
"$broker" serve --config "$work/broker.yaml" --address-file "$work/address" > "$work/broker.log" 2>&1 &
broker_pid=$!
started "$broker_pid" "$work/address" || die "the broker did not start"
url=$(cat "$work/address")
say "  $url"

say "Starting the agent of demo-site, which owns a confidential model ..."
mkdir -p "$work/confidential" "$work/workspaces"
"$sample/bin/notched-plate" mesh --out "$work/confidential/model.inp" > /dev/null
sed -e "s|@BROKER@|$url|g" -e "s|@TOKEN_FILE@|$work/agent.token|g" -e "s|@CA_FILE@|$work/tls/ca.pem|g" \
    -e "s|@BIN@|$sample/bin|g" -e "s|@CONFIDENTIAL@|$work/confidential|g" \
    "$sample/site/site.yaml" > "$work/site.yaml"
XDG_STATE_HOME=$work/agent-state "$dejima" agent --policy "$work/site.yaml" > "$work/agent.log" 2>&1 &
agent_pid=$!

cat > "$work/sites.yaml" <<YAML
sites:
  demo-site:
    broker: { url: "$url", token-file: researcher.token, ca-file: tls/ca.pem }
YAML

say "Running the workflow ..."
XDG_STATE_HOME=$work/host-state "$dejima" workflow run "$sample/workflow.yaml" \
    --sites "$work/sites.yaml" --into "$results" --force &
run_pid=$!
wait "$run_pid" || die "the workflow failed"
run_pid=''

printf '\n'
"$sample/bin/notched-plate" table --s-n-table "$results/s_n_table.csv"
cat <<TEXT

Results: $results
  plot:   $results/s_n_plot.svg and s_n_plot.png
  table:  $results/s_n_table.csv
  record: $results/run.json
TEXT
awk -v a="$begin" -v b="$(date +%s.%N)" 'BEGIN { printf "Took %.1f s after the build.\n", b - a }'
finished=yes

if [ "$keep" = yes ]; then
  cat <<TEXT

Broker and agent go on running (logs: $work/broker.log, $work/agent.log). To use them:
  export DEJIMA_BROKER=$url DEJIMA_TOKEN_FILE=$work/researcher.token DEJIMA_CA_FILE=$work/tls/ca.pem
  $dejima status
  $dejima run --site demo-site --command stress-distribution \\
      -i $results/modules/cyclic-curve/cyclic_curve.dat -i $sample/data/nominal_stress.dat -o XX.dat --into .
To stop them:
  kill $agent_pid $broker_pid && rm -rf $work
TEXT
fi
