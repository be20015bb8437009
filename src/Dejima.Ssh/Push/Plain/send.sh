# rsync's server side that sends results. The host may come early, so that starting it costs no time after the end.
S=${0%/send}
looks=0
while [ ! -e "$S/settled" ]; do
  # sshd, which started this, has ended, and the host's rsync with it; or the calculation is gone.
  kill -0 "$PPID" 2>/dev/null && [ -d "$S" ] || exit 1
  looks=$((looks + 1))
  if [ $looks -lt 40 ]; then pause=0.01; elif [ $looks -lt 100 ]; then pause=0.05; else pause=0.3; fi
  sleep $pause 2>/dev/null || sleep 1
done
exec rsync "$@"
