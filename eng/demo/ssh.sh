# Sourced by demo.sh: the SSH method. An sshd of its own on loopback; the host's key may enter at the gate, and nowhere else.

start_ssh() {
  local sshd=/usr/sbin/sshd
  # sshd, started by root, wants this folder and does not make it.
  [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
  mkdir -p "$work/ssh"
  say "Setting up demo-site's gate, which owns a confidential model ..."
  site_policy -e '/^broker:/d' -e "\$a state: $work/gate-state" > "$work/gate.yaml"
  ssh-keygen -q -t ed25519 -N '' -C 'the host of the demo' -f "$work/ssh/host"
  ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/sshd-key"
  "$dejima" site authorize --policy "$work/gate.yaml" --key "$work/ssh/host.pub" --from 127.0.0.1 --user researcher \
      > "$work/ssh/authorized_keys" 2> "$work/authorize.log"

  say "Starting an sshd ..."
  for _ in $(seq 20); do
    ssh_port=$((20000 + RANDOM % 20000))
    cat > "$work/ssh/sshd_config" <<CONFIG
ListenAddress 127.0.0.1
Port $ssh_port
HostKey $work/ssh/sshd-key
AuthorizedKeysFile $work/ssh/authorized_keys
AuthenticationMethods publickey
PermitRootLogin forced-commands-only
StrictModes no
UsePAM no
PidFile none
CONFIG
    : > "$work/sshd.log"
    "$sshd" -D -e -f "$work/ssh/sshd_config" 2> "$work/sshd.log" &
    sshd_pid=$!
    until grep -q 'Server listening' "$work/sshd.log" || ! kill -0 "$sshd_pid" 2>/dev/null; do sleep 0.05; done
    grep -q 'Server listening' "$work/sshd.log" && break
    grep -q 'Address already in use' "$work/sshd.log" || die "sshd did not start"
    sshd_pid=''
  done
  [ -n "$sshd_pid" ] || die "there is no free port for sshd"
  say "  127.0.0.1, port $ssh_port"

  # What an administrator tells the host's people by telephone: the site's host key. Nothing is accepted by itself.
  printf '[127.0.0.1]:%s %s\n' "$ssh_port" "$(cut -d' ' -f1,2 "$work/ssh/sshd-key.pub")" > "$work/ssh/known_hosts"
  cat > "$work/ssh/config" <<CONFIG
Host demo-site
  HostName 127.0.0.1
  Port $ssh_port
  User $(id -un)
  IdentityFile $work/ssh/host
  IdentitiesOnly yes
  UserKnownHostsFile $work/ssh/known_hosts
CONFIG
  cat > "$work/sites-ssh.yaml" <<YAML
sites:
  demo-site:
    ssh: { host: demo-site, config: $work/ssh/config }
YAML
}

stop_ssh() { stop "$sshd_pid"; }

explain_ssh() {
  cat <<TEXT

sshd goes on running (logs: $work/sshd.log, $work/gate-state.gate/gate.log). To use it:
  $dejima site check --policy $work/gate.yaml
$(explain_run "--site demo-site --ssh demo-site --ssh-config $work/ssh/config")
TEXT
}
