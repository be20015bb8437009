# Sourced by demo.sh: the WebAPI method. A broker in the middle, and a site whose agent asks it for work.

start_webapi() {
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
  site_policy -e "s|@BROKER@|$url|g" -e "s|@TOKEN_FILE@|$work/agent.token|g" -e "s|@CA_FILE@|$work/tls/ca.pem|g" > "$work/agent.yaml"
  XDG_STATE_HOME=$work/agent-state "$dejima" agent --policy "$work/agent.yaml" > "$work/agent.log" 2>&1 &
  agent_pid=$!
  cat > "$work/sites-webapi.yaml" <<YAML
sites:
  demo-site:
    broker: { url: "$url", token-file: researcher.token, ca-file: tls/ca.pem }
YAML
}

stop_webapi() { stop "$agent_pid"; stop "$broker_pid"; }

explain_webapi() {
  cat <<TEXT

Broker and agent go on running (logs: $work/broker.log, $work/agent.log). To use them:
  export DEJIMA_BROKER=$url DEJIMA_TOKEN_FILE=$work/researcher.token DEJIMA_CA_FILE=$work/tls/ca.pem
  $dejima status
$(explain_run "--site demo-site")
TEXT
}
