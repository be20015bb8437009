# What Dejima does at a plain site. POSIX sh; read from standard input, so nothing here may read that.
# Before it: M, a random word that marks answers; P, another one, the pulse; W, the folder of workspaces.
# A calculation has two folders: $W/ID, the workspace, and $W/ID.dejima, what is known of it.

dj_say() { printf '%s %s\n' "$M" "$*"; }
dj_done() { dj_say .; }
dj_no() { dj_say E "$@"; dj_done; }
dj_place() { id=$1 D=$W/$1 S=$W/$1.dejima; }
dj_ours() { [ -d "$1" ] && [ ! -h "$1" ] && [ -O "$1" ]; }
dj_nap() { sleep "$1" 2>/dev/null || sleep 1; }

# The pulse: once a second while the session lasts, so that a call that takes long is not taken for a connection that is
# dead. It may come in the middle of anything, raw bytes too: it is one short write, and the host takes it out again.
dj_pulse() {
  while sleep 1 >/dev/null && kill -0 $$ && printf %s "$P"; do :; done </dev/null &
}

# Sets processes: those that carry a mark in their environment; where there is no /proc, those below the runner.
dj_marked() {
  processes=
  if [ -r /proc/self/environ ]; then
    for file in $(grep -l -s -a "$1" /proc/[0-9]*/environ 2>/dev/null); do
      file=${file#/proc/}
      processes="$processes ${file%/environ}"
    done
  elif dj_pid; then
    processes=$(ps -eo pid=,ppid= | awk -v top="$pid" '
      { parent[$1] = $2 }
      END { for (p in parent) { for (q = parent[p]; q > 1 && q != top; q = parent[q]) ; if (q == top) print p } }')
  fi
}

dj_pid() { pid=; [ -s "$S/pid" ] && read -r pid < "$S/pid" && [ -n "$pid" ]; }

# Interrupt, terminate, kill, with time between; until the program has gone and cannot come any more either: between the
# runner's own look at "cancelled" and the program's beginning there is nothing yet that a signal would reach.
dj_stop() {
  for signal in INT TERM KILL; do
    tries=0 idle=0
    while dj_marked "DEJIMA_CALCULATION=$id"; [ -n "$processes" ] || ! dj_over; do
      if [ -z "$processes" ]; then
        idle=$((idle + 1))
        if [ $idle -lt 50 ]; then dj_nap 0.1; else sleep 1; fi
        continue
      fi
      [ $((tries % 50)) -eq 0 ] && kill -s "$signal" $processes 2>/dev/null
      tries=$((tries + 1))
      [ "$signal" != KILL ] && [ $tries -ge 50 ] && break
      [ $tries -ge 200 ] && return 1
      dj_nap 0.1
    done
    [ -z "$processes" ] && return 0
  done
}

# No program can begin any more: the runner has ended, or will look at "cancelled" before it does anything.
dj_over() { [ -s "$S/exit" ] || ! dj_alive; }

dj_alive() {
  dj_pid && kill -0 "$pid" 2>/dev/null || return 1
  [ ! -r "/proc/$pid/environ" ] || grep -q -a "DEJIMA_RUNNER=$id" "/proc/$pid/environ" 2>/dev/null
}

# Without a process for what is empty: this is done often.
dj_sizes() {
  out=0 err=0
  [ ! -s "$S/stdout" ] || out=$(($(wc -c < "$S/stdout")))
  [ ! -s "$S/stderr" ] || err=$(($(wc -c < "$S/stderr")))
}

# Sets stage, and what the exit record says: code started ended how.
dj_look() {
  code=- started=- ended=- how=-
  if ! dj_ours "$S" || [ ! -s "$S/order" ]; then
    stage=Unknown
  elif [ -s "$S/exit" ]; then
    stage=Ended; read -r code started ended how < "$S/exit"
  elif [ -e "$S/started" ]; then
    stage=Running
  elif [ -f "$S/cancelled" ]; then
    stage=Ended how=cancelled
  else
    stage=Prepared
  fi
}

# Nobody would ever write the exit record: the runner was killed, or the machine restarted.
dj_check_lost() {
  tries=0
  while [ "$stage" = Running ] && ! dj_alive; do
    # It may be just about to write its record.
    if [ $tries -ge 20 ]; then dj_lost; return; fi
    tries=$((tries + 1))
    dj_nap 0.05
    dj_look
  done
}

# A runner that was never heard of may only be slow to begin, so it is given half a minute, over several calls.
dj_lost() {
  if dj_pid; then
    printf '%s\n' '- - - lost' > "$S/exit"
  else
    [ "$doubted" = "$id" ] || doubted=$id doubts=0
    doubts=$((doubts + 1))
    [ $doubts -ge 30 ] || return 0
    # The runner says that it is there, then looks for this; here it is the other way round, so that one sees the other.
    printf '%s\n' '- - - lost' > "$S/exit"
    if dj_alive; then rm -f "$S/exit"; return 0; fi
  fi
  stage=Ended how=lost
}
doubted='' doubts=0

dj_report() {
  dj_sizes
  dj_say R "$stage" "$code" "$started" "$ended" "$out" "$err" "$how"
  dj_done
}

# prepare ID ORDER ENTRY KIND KILOBYTES; dj_link, the lists and dj_prepared follow, which do nothing when "wanted" is empty.
dj_prepare() {
  dj_place "$1"
  wanted=
  if [ -e "$S" ] || [ -h "$S" ]; then
    dj_ours "$S" || { dj_no taken; return; }
    if [ -s "$S/order" ]; then
      read -r before < "$S/order"; [ "$before" = "$2" ] || { dj_no other-order; return; }
      dj_look; dj_check_lost; [ "$stage" != Prepared ] || dj_enter; dj_report
      return
    fi
  fi
  command -v rsync >/dev/null || { dj_no no-rsync; return; }
  dj_entry "$3"
  if [ "$4" = script ]; then
    [ -e "$entry" ] || { dj_no no-entry; return; }
    [ -f "$entry" ] || { dj_no no-file; return; }
    [ -x "$entry" ] || { dj_no not-executable; return; }
  fi
  if [ "$5" -gt 1024 ]; then
    free=$(df -Pk "$W" 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ "${free:-0}" -gt $(($5 + 16384)) ] || { dj_no no-room; return; }
  fi
  if [ ! -f "$S/made" ]; then
    # What was being made when the connection broke is empty, and ours.
    if dj_ours "$D"; then rmdir "$D" 2>/dev/null; fi
    if [ -e "$D" ] || [ -h "$D" ]; then dj_no taken; return; fi
    [ ! -d "$S" ] || rmdir "$S/temp" "$S" 2>/dev/null
    mkdir -m 700 "$S" "$S/temp" "$D" 2>/dev/null && : > "$S/made" || { dj_no no-folder; return; }
  elif ! dj_ours "$D"; then
    dj_no taken; return
  fi
  wanted=$2
}

dj_entry() { case $1 in "~/"*) entry=$HOME/${1#"~/"} ;; *) entry=$1 ;; esac; }

# link PATH NAME: a file that is here already.
dj_link() {
  [ -n "$wanted" ] || return 0
  dj_entry "$1"
  [ -r "$entry" ] || { dj_no no-site-file "$1"; wanted=; return; }
  case $2 in */*) mkdir -p "$D/${2%/*}" ;; esac
  ln -sfn "$entry" "$D/$2" && printf '%s\n' "$2" >> "$S/links"
}

dj_prepared() {
  [ -n "$wanted" ] || return 0
  dj_enter
  printf '%s\n' "$SENDER" > "$S/send"
  # Room that is given back at the end, so that the record of the end finds some on a disk that the program has filled.
  printf '%016384d' 0 > "$S/room"
  [ -s "$S/room" ] && [ -f "$S/inputs" ] && [ -s "$S/env" ] && printf '' > "$S/stdout" && printf '' > "$S/stderr" \
    && printf '%s\n' "$wanted" > "$S/order" && [ -s "$S/order" ] || { dj_no no-folder; return; }
  dj_look; dj_report
  dj_clear
}

# A shell's background jobs ignore the interrupt, and what is ignored stays ignored: CLEAR undoes that where the system can.
dj_clear() {
  [ -z "${CLEAR+known}" ] || return 0
  CLEAR='env --default-signal=INT,QUIT'
  $CLEAR true </dev/null 2>/dev/null || CLEAR=
}

# Which connections have had to do with the inputs.
dj_enter() { printf '' > "$S/session.$M"; }
dj_others() {
  for session in "$S"/session.*; do [ "$session" = "$S/session.$M" ] || return 0; done
  return 1
}

# Sets missing: the first input that is not there. rsync writes under another name and renames what is whole.
dj_missing() {
  missing=
  while IFS= read -r line; do
    name=${line#* }
    if [ "${line%% *}" = 0 ]; then [ -f "$D/$name" ]; else [ -s "$D/$name" ]; fi || { missing=$name; return; }
  done < "$S/inputs"
}

dj_start() {
  dj_place "$1"
  dj_look
  if [ "$stage" = Prepared ]; then
    dj_enter
    tries=0 pause=0.005
    while dj_missing; [ -n "$missing" ]; do
      tries=$((tries + 1))
      [ $tries -lt 20 ] || pause=0.02
      [ $tries -le 80 ] || { dj_no missing "$missing"; return; }
      dj_nap $pause
    done
    # A receiver of an earlier connection would only wake up in the middle of the calculation.
    if dj_others; then
      dj_marked "DEJIMA_TRANSFER=$id"
      for receiver in $processes; do
        grep -q -a "DEJIMA_TRANSFER=$id.$M" "/proc/$receiver/environ" 2>/dev/null || kill -s KILL "$receiver" 2>/dev/null
      done
      find "$D" -type d -name .dejima-partial -exec rm -rf {} +
    fi
    set -C
    if printf '' > "$S/started"; then
      set +C
      dj_clear
      if command -v setsid >/dev/null; then detach=setsid; else detach=nohup; fi
      DEJIMA_RUNNER=$id $detach sh -c "$RUNNER" dejima-runner "$D" "$S" "$2" "$3" "$4" "$CLEAR" </dev/null >/dev/null 2>>"$S/runner.log" &
    fi
    set +C
    dj_look
  fi
  dj_report
}

# watch ID STDOUT STDERR KNOWN LOOKS: pieces of the logs, or another stage, or nothing after so many looks.
dj_watch() {
  dj_place "$1"
  looks=0 pause=0.01
  while :; do
    dj_look
    dj_sizes
    [ "$stage" = "$4" ] && ! dj_more "$2" "$out" && ! dj_more "$3" "$err" && [ $looks -lt "$5" ] || break
    looks=$((looks + 1))
    [ $looks -lt 12 ] || pause=0.1
    dj_nap $pause
  done
  [ $looks -lt "$5" ] || dj_check_lost
  dj_piece stdout "$2" "$out"
  dj_piece stderr "$3" "$err"
  dj_say R "$stage" "$code" "$started" "$ended" "$out" "$err" "$how"
  dj_done
}

# more HEARD SIZE: whether there is more than was heard; "-" when nobody wants to hear.
dj_more() { [ "$1" != - ] && [ "$2" -gt "$1" ]; }

dj_piece() {
  dj_more "$2" "$3" || return 0
  length=$(($3 - $2))
  [ $length -le 262144 ] || length=262144
  dj_say D "$1" $length
  tail -c +$(($2 + 1)) "$S/$1" | head -c $length
}

dj_cancel() {
  dj_place "$1"
  dj_look
  case $stage in
    Prepared | Running)
      : > "$S/cancelled"
      # Between the mark and this look it may have been started.
      dj_look
      [ "$stage" != Running ] || (dj_stop) </dev/null >/dev/null 2>&1 &
      ;;
  esac
  dj_check_lost; dj_report
}

dj_outgoing() {
  dj_place "$1"
  dj_look; dj_check_lost
  [ "$stage" = Ended ] || { dj_no not-ended; return; }
  [ "$how" != lost ] || (dj_stop) </dev/null >/dev/null 2>&1
  if [ -f "$S/links" ]; then
    while IFS= read -r name; do [ ! -h "$D/$name" ] || rm -f "$D/$name"; done < "$S/links"
  fi
  : > "$S/settled"
  dj_list
  dj_report
}

# Sizes without reading the files where that can be had. A name that has line breaks is not told, and what is deeper than
# any path can be is not looked for; both come back or not as rsync has it.
dj_list() (
  cd "$D" || exit
  if find . -prune -printf '' </dev/null; then
    LC_ALL=C find . -maxdepth 2000 -type f ! -path "*$NEWLINE*" -printf "$M F %s %P\n"
  else
    find . -type f -exec wc -c {} + | LC_ALL=C awk -v m="$M" '
      { sub(/^ +/, ""); space = index($0, " "); if (substr($0, space + 1, 2) == "./") printf "%s F %s %s\n", m, substr($0, 1, space - 1), substr($0, space + 3) }'
  fi
) </dev/null
NEWLINE='
'

# What large files take of the disk: less than their size when they have holes.
dj_disk() {
  dj_place "$1"
  (cd "$D" && find . -type f -size +2047 -exec du -k {} + 2>/dev/null) | awk -v m="$M" '
    { tab = index($0, "\t"); if (substr($0, tab + 1, 2) == "./") printf "%s K %s %s\n", m, substr($0, 1, tab - 1), substr($0, tab + 3) }'
  dj_done
}

dj_clean() {
  dj_place "$1"
  if dj_ours "$S"; then
    [ ! -f "$S/order" ] || : > "$S/cancelled"
    # After the mark: what is started from now on sees it.
    dj_look
    case $stage.$how in Running.* | *.lost) (dj_stop) </dev/null >/dev/null 2>&1 ;; esac
    if dj_others; then
      dj_marked "DEJIMA_TRANSFER=$id"
      [ -z "$processes" ] || kill -s KILL $processes 2>/dev/null
    fi
    large=
    if [ -f "$S/made" ] && dj_ours "$D"; then
      large=$(find "$D" -type f -size +131072 2>/dev/null)
      large=${large%%"$NEWLINE"*}
    fi
    # A file that is open is freed when it is closed, which takes the disk a while; the host need not wait for that.
    { [ -n "$large" ] && [ -r "$large" ] && dj_forget 9< "$large"; } || dj_forget
  else
    dj_removed
  fi
}

# What is known goes last, and only after the rest: this may be cut short, and asked for again.
dj_forget() {
  if [ ! -f "$S/made" ] || ! dj_ours "$D"; then
    rm -rf "$S"
  # Some file systems keep a file that is open, so it is tried without that too.
  elif dj_remove || { exec 9<&-; dj_remove; }; then
    rm -rf "$S"
  fi
  dj_removed
  return 0
}

dj_remove() {
  rm -rf "$D" || { chmod -R u+rwX "$D"; rm -rf "$D"; }
}

dj_removed() {
  stage=Unknown code=- started=- ended=- how=-
  dj_report
}
