# Runs the program of one calculation at a plain site, detached from every connection, and keeps a record of its end.
# Arguments: workspace, state folder, kind (script or text), the program or text, the log's name for a text, what to start it with.
D=$1 S=$2 kind=$3 program=$4 log=$5 clear=$6 timeout=0
id=${D##*/}
trap '' HUP
# First of all: whoever asks whether this lives goes by it. On a full disk the room that was kept is given up for it.
printf '%s\n' $$ > "$S/pid" || { : > "$S/room"; printf '%s\n' $$ > "$S/pid"; }
# This took so long to begin that it was given up.
[ ! -s "$S/exit" ] || exit
. "$S/env"
unset DEJIMA_RUNNER
# Inputs come with the mode that their folder has at the host.
private=
if [ -s "$S/inputs" ]; then chmod 700 "$D" & private=$!; fi
case $program in "~/"*) [ "$kind" = text ] || program=$HOME/${program#"~/"} ;; esac
nap() { sleep "$1" 2>/dev/null || sleep 1; }
marked() {
  processes=
  if [ -r /proc/self/environ ]; then
    for file in $(grep -l -s -a "DEJIMA_CALCULATION=$id" /proc/[0-9]*/environ 2>/dev/null); do
      file=${file#/proc/}
      processes="$processes ${file%/environ}"
    done
  else
    processes=$(ps -eo pid=,ppid= | awk -v top=$$ '
      { parent[$1] = $2 }
      END { for (p in parent) { for (q = parent[p]; q > 1 && q != top; q = parent[q]) ; if (q == top) print p } }')
  fi
}
all() { marked; [ -z "$processes" ] || kill -s "$1" $processes 2>/dev/null; }
date +%s > "$S/began" &
if [ -f "$S/cancelled" ]; then
  printf '130 - %s cancelled\n' "$(date +%s)" > "$S/exit"
  exit
fi
watch=
if [ "$timeout" -gt 0 ]; then
  (sleep "$timeout"; : > "$S/timeout"; all INT; sleep 2; all TERM; sleep 5
    while kill -0 $$; do all KILL; sleep 1; done) </dev/null >/dev/null 2>&1 &
  watch=$!
fi
[ -z "$private" ] || wait "$private"
(
  cd "$D" || exit 126
  export DEJIMA_CALCULATION="$id" DEJIMA_WORKSPACE="$D" CALC_DIR="$D"
  if [ "$kind" = script ]; then
    exec $clear "$program"
  else
    exec $clear sh -c "$program" >>"$D/$log" 2>&1
  fi
) </dev/null >>"$S/stdout" 2>>"$S/stderr"
code=$?
[ -z "$watch" ] || { pkill -P "$watch"; kill "$watch"; } 2>/dev/null
: > "$S/room"
date +%s > "$S/over" &
# There, these would be taken for what the program left behind.
[ -r /proc/self/environ ] || wait
tries=0
while marked; [ -n "$processes" ] && [ $tries -lt 100 ]; do
  kill -s KILL $processes 2>/dev/null
  tries=$((tries + 1))
  nap 0.05
done
how=ended
[ ! -f "$S/timeout" ] || how=timeout
[ ! -f "$S/cancelled" ] || how=cancelled
wait
read -r started < "$S/began"
read -r ended < "$S/over"
printf '%s %s %s %s\n' "$code" "${started:--}" "${ended:--}" "$how" > "$S/exit"
