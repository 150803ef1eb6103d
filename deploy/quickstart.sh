#!/usr/bin/env bash
# Tries Coordinator out on one machine: builds it, starts three nodes and a demo pool, and breaks things to show what
# happens. `deploy/quickstart.sh --help` says the rest.
#
# Needs bash 4, GNU coreutils, a JDK and Maven, and Linux's /proc, to be sure that a process it stops is its own.
set -euo pipefail

usage() {
  cat <<'EOF'
Usage: deploy/quickstart.sh [--dir DIR] [--port-base N] [--no-demo] [--no-build]
                            [--yes]
       deploy/quickstart.sh --stop | --clean [--dir DIR]

Builds what isn't built, starts three nodes on this machine and a pool of three
instances, kills the primary and the nodes' leader, shows what happens, and
leaves the cluster running. When it runs already, it starts those nodes again
that are down, and shows its status.

  --dir DIR      Where everything is kept: configurations, data, logs, process
                 ids. Default: .quickstart in the source tree.
  --port-base N  The first of the ports N to N+2, N+10 to N+12 and N+20 to
                 N+22, on loopback. Default: 7400.
  --no-demo      Only the three nodes.
  --no-build     Take what is built as it is.
  --yes          Install a missing JDK or Maven with apt-get without asking.
  --stop         Stop what was started there. Its data is kept; the next start
                 goes on with it.
  --clean        Stop, and remove the folder.
  --help         Show this.
EOF
}

# --- What it was asked ------------------------------------------------------------------------------------------------

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tree=$(dirname "$here")
dir=$tree/.quickstart
port_base=
demo=yes
build=yes
assume_yes=no
action=start

nodes=(n1 n2 n3)
instances=(instance-a instance-b instance-c)
check_in_interval=1s
# Short for a demo, and still longer than an election takes on a busy machine.
lease_ttl=6s

while (($#)); do
  case $1 in
    --dir | --port-base)
      if (($# < 2)) || [[ -z $2 ]]; then
        printf 'quickstart: %s needs a value; see --help\n' "$1" >&2
        exit 2
      fi
      if [[ $1 == --dir ]]; then dir=$2; else port_base=$2; fi
      shift
      ;;
    --no-demo) demo=no ;;
    --no-build) build=no ;;
    --yes) assume_yes=yes ;;
    --stop) action=stop ;;
    --clean) action=clean ;;
    -h | --help)
      usage
      exit 0
      ;;
    *)
      printf 'quickstart: %s is not an option; see --help\n' "$1" >&2
      exit 2
      ;;
  esac
  shift
done
dir=$(realpath -m -- "$dir")
marker=$dir/.coordinator-quickstart

# The environment goes over a node's configuration and a profile over coordctl's defaults: here nothing may.
node_java_opts="-Xmx192m -Xms32m ${COORDINATOR_JAVA_OPTS:-}"
instance_java_opts="-Xmx64m ${COORDCTL_JAVA_OPTS:-}"
for variable in ${!COORDINATOR_@} ${!COORDCTL_@}; do
  unset "$variable"
done
export XDG_CONFIG_HOME=$dir

# --- What it says -----------------------------------------------------------------------------------------------------

bold='' green='' red='' plain=''
if [[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
  bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
fi
steps=0
culprit=
started=()
finished=no

step() {
  steps=$((steps + 1))
  printf '\n%s%d. %s%s\n' "$bold" "$steps" "$1" "$plain"
}

say() {
  printf '   %s\n' "$@"
}

show() {
  printf '   %s%s%s\n' "$green" "$1" "$plain"
}

# Says what went wrong, and in further arguments what to do. What was started is stopped on the way out.
fail() {
  printf '\n%squickstart: %s%s\n' "$red" "$1" "$plain" >&2
  shift
  (($# == 0)) || printf '  %s\n' "$@" >&2
  exit 1
}

now_millis() {
  date +%s%3N
}

# 3456 is "3.4 s".
seconds() {
  printf '%d.%d s' $(($1 / 1000)) $(($1 % 1000 / 100))
}

# --- Processes, by recorded id ----------------------------------------------------------------------------------------

# When the process began, in the kernel's ticks: an id that another process has by now comes with another time.
start_time() {
  local stat fields
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  read -r -a fields <<<"${stat##*) }"
  # It has ended, and whoever started it hasn't taken note yet.
  [[ ${fields[0]} != [ZX] ]] || return 1
  printf '%s' "${fields[19]}"
}

command_line() {
  { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null || true
}

# What the command line of our own process of that name contains, and no one else's.
signature() {
  case $1 in
    n?) printf -- '--config %s' "$dir/$1.yaml" ;;
    *) printf -- 'join demo %s --endpoints %s' "$1" "$endpoints" ;;
  esac
}

# The process id, if it is recorded, still runs and is ours. A stale record is removed.
pid_of() {
  local file=$dir/run/$1.pid pid='' began=''
  [[ -f $file ]] || return 1
  read -r pid began <"$file" || true
  if [[ ! $pid =~ ^[0-9]+$ || $(start_time "$pid") != "$began" ]]; then
    rm -f -- "$file"
    return 1
  fi
  [[ $(command_line "$pid") == *"$(signature "$1")"* ]] && printf '%s' "$pid"
}

runs() {
  pid_of "$1" >/dev/null
}

running() {
  local name
  for name in "$@"; do
    if runs "$name"; then printf '%s ' "$name"; fi
  done
}

# Starts a process that outlives this script and doesn't hear this terminal's Ctrl-C.
launch() {
  local name=$1 pid tries
  shift
  culprit=$name
  log_start[$name]=$(log_lines "$name")
  (cd "$dir" && exec nohup "$@" </dev/null >>"$dir/log/$name.log" 2>&1) &
  pid=$!
  disown "$pid"
  # Recorded before anything can fail, so that it is stopped whatever happens.
  printf '%s %s\n' "$pid" "$(start_time "$pid" || true)" >"$dir/run/$name.pid"
  started+=("$name")
  # Until then it is a copy of this script, and isn't told from others.
  for ((tries = 100; tries > 0; tries--)); do
    if runs "$name" || ! start_time "$pid" >/dev/null; then return 0; fi
    sleep 0.02
  done
}

# Asks all of them to stop and waits; what still runs after so many seconds is killed.
stop_all() {
  local patience=$1 name pid tries
  shift
  for name in "$@"; do
    if pid=$(pid_of "$name"); then kill -TERM "$pid" 2>/dev/null || true; fi
  done
  for ((tries = patience * 10; tries > 0; tries--)); do
    [[ -n $(running "$@") ]] || return 0
    sleep 0.1
  done
  for name in "$@"; do
    if pid=$(pid_of "$name"); then
      say "$name doesn't stop when asked: kill -9 $pid"
      kill -KILL "$pid" 2>/dev/null || true
    fi
  done
  for ((tries = 50; tries > 0; tries--)); do
    [[ -n $(running "$@") ]] || return 0
    sleep 0.1
  done
}

stop_everything() {
  stop_all 6 "${instances[@]}"
  stop_all 15 "${nodes[@]}"
}

kill_hard() {
  local pid
  pid=$(pid_of "$1") || fail "$1 has ended by itself." "See $dir/log/$1.log"
  kill -KILL "$pid"
}

# --- Logs -------------------------------------------------------------------------------------------------------------

declare -A log_start=()

log_lines() {
  local lines=()
  if [[ -f $dir/log/$1.log ]]; then mapfile -t lines <"$dir/log/$1.log"; fi
  printf '%d' "${#lines[@]}"
}

# What it has written since its mark.
log_since() {
  local lines=()
  if [[ -f $dir/log/$1.log ]]; then mapfile -t -s "${log_start[$1]:-0}" lines <"$dir/log/$1.log"; fi
  ((${#lines[@]} == 0)) || printf '%s\n' "${lines[@]}"
}

mark_logs() {
  local name
  for name in "${instances[@]}"; do
    log_start[$name]=$(log_lines "$name")
  done
}

# A line that an instance wrote since its mark and that has this event; the last one. Sets `line`.
find_event() {
  local each
  line=
  while IFS= read -r each; do
    if [[ $each =~ ^[0-9T:.-]+\ +$2(\ |$) ]]; then line=$each; fi
  done < <(log_since "$1")
  [[ -n $line ]]
}

# --- Waiting, always bounded ------------------------------------------------------------------------------------------

# await SECONDS WHAT COMMAND...: until the command succeeds. Whoever is being waited for must not have ended.
await() {
  local seconds=$1 what=$2 end
  shift 2
  end=$(($(now_millis) + seconds * 1000))
  until "$@"; do
    if [[ -n $culprit ]] && ! runs "$culprit"; then fail "$culprit has ended, while waiting for $what."; fi
    (($(now_millis) < end)) || fail "Waited $seconds s in vain for $what."
    sleep 0.05
  done
}

# --- The cluster ------------------------------------------------------------------------------------------------------

api_port() {
  case $1 in
    n1) printf '%d' "$port_base" ;;
    n2) printf '%d' $((port_base + 10)) ;;
    n3) printf '%d' $((port_base + 20)) ;;
  esac
}

coordctl() {
  "$here/bin/coordctl" "$@" --endpoints "$endpoints"
}

# Asks for the status and sets leader, term and answering from its first sentence.
leader=
term=0
answering=0
look_for_leader() {
  local said
  said=$(coordctl status --timeout 2s 2>/dev/null) || return 1
  [[ $said =~ :\ (n[123])\ leads\ in\ term\ ([0-9]+)\;\ ([0-9])\ of ]] || return 1
  leader=${BASH_REMATCH[1]} term=${BASH_REMATCH[2]} answering=${BASH_REMATCH[3]}
}

has_leader() {
  look_for_leader && [[ $leader != "${1:-}" ]]
}

all_answer() {
  look_for_leader && ((answering == ${#nodes[@]}))
}

write_configuration() {
  local node each port
  port=$(api_port "$1")
  {
    printf '# Written by deploy/quickstart.sh; every key is explained in deploy/coordinator.example.yaml.\n'
    printf 'node:\n  id: %s\n  data_dir: "%s"\n' "$1" "$dir/data/$1"
    printf 'cluster:\n  id: %s\n  nodes:\n' "$2"
    for node in "${nodes[@]}"; do
      each=$(api_port "$node")
      printf '    - id: %s\n      raft: 127.0.0.1:%d\n      api: 127.0.0.1:%d\n' "$node" $((each + 1)) "$each"
    done
    printf 'http:\n  listen: 127.0.0.1:%d\n' $((port + 2))
    printf 'shutdown:\n  grace: 2s\n'
  } >"$dir/$1.yaml"
}

# A first start that didn't get to its end has nothing worth keeping, and is begun anew.
make_cluster() {
  local cluster node said
  rm -rf -- "$dir/data"
  mkdir -p "$dir/data"
  said=$("$here/bin/coordinator-server" new-cluster-id 2>&1) || fail "Can't draw a cluster id." "$said"
  cluster=$said
  for node in "${nodes[@]}"; do
    write_configuration "$node" "$cluster"
    said=$("$here/bin/coordinator-server" bootstrap --config "$dir/$node.yaml" 2>&1) ||
      fail "Can't make the data folder of $node." "$said"
  done
  printf '%s\n' "$cluster" >"$dir/cluster-id"
}

start_node() {
  COORDINATOR_JAVA_OPTS=$node_java_opts launch "$1" "$here/bin/coordinator-server" --config "$dir/$1.yaml"
}

start_instance() {
  COORDCTL_JAVA_OPTS=$instance_java_opts launch "$1" \
    "$here/bin/coordctl" join demo "$1" --endpoints "$endpoints" --address "process-of-$1"
}

start_nodes() {
  local node began
  step "Start three nodes"
  began=$(now_millis)
  [[ -f $dir/cluster-id ]] || make_cluster
  for node in "${nodes[@]}"; do
    start_node "$node"
    say "$node  API 127.0.0.1:$(api_port "$node")  HTTP 127.0.0.1:$(($(api_port "$node") + 2))  process $(pid_of "$node" || printf '(ended)')"
  done
  for culprit in "${nodes[@]}"; do
    await 60 "the nodes to elect a leader" has_leader
  done
  await 30 "all nodes to answer" all_answer
  show "$leader leads in term $term, $(seconds $(($(now_millis) - began))) after the start."
  culprit=
}

# Of a cluster that runs: those that were killed, by hand for instance.
start_nodes_again() {
  local node down=()
  for node in "${nodes[@]}"; do
    if ! runs "$node"; then down+=("$node"); fi
  done
  ((${#down[@]})) || return 0
  for node in "${down[@]}"; do
    start_node "$node"
    say "$node is started again: process $(pid_of "$node" || printf '(ended)')"
  done
  for culprit in "${down[@]}"; do
    await 60 "$culprit to answer" all_answer
  done
  culprit=
}

# --- The demo ---------------------------------------------------------------------------------------------------------

primary=
epoch=0

# Whether one of the instances has become primary since the marks; sets primary, epoch and line.
someone_is_primary() {
  local name
  for name in "${instances[@]}"; do
    if find_event "$name" PRIMARY && [[ $line =~ epoch=([0-9]+) ]] && ((BASH_REMATCH[1] > epoch)); then
      primary=$name epoch=${BASH_REMATCH[1]}
      return 0
    fi
  done
  return 1
}

stands_by() {
  find_event "$1" STANDBY && [[ $line == *" primary=$primary epoch=$epoch"* ]]
}

# Whether the coordinators say what the demo believes.
cluster_agrees() {
  local said
  said=$(coordctl pool demo 2>/dev/null) || return 1
  [[ $said =~ Primary\ +$primary($'\n'|\ ) && $said =~ Epoch\ +$epoch($'\n'|$) ]]
}

show_start_of_demo() {
  local name said
  step "Start three instances of the pool \"demo\""
  say "They check in every $check_in_interval; a primary's lease lasts $lease_ttl."
  said=$(coordctl pool set demo --check-in-interval "$check_in_interval" --lease-ttl "$lease_ttl" --timeout 10s 2>&1) ||
    fail "The settings of the pool are refused." "$said"
  for name in "${instances[@]}"; do
    start_instance "$name"
  done
  culprit=${instances[0]}
  await 60 "an instance to become primary" someone_is_primary
  show "$primary is primary, epoch $epoch."
  for name in "${instances[@]}"; do
    culprit=$name
    if [[ $name != "$primary" ]]; then
      await 30 "$name to stand by" stands_by "$name"
      say "$name stands by."
    fi
  done
  culprit=
}

show_failover() {
  local killed=$primary before=$epoch at
  step "Kill the primary: kill -9 $(pid_of "$primary" || true) ($primary)"
  mark_logs
  at=$(now_millis)
  kill_hard "$killed"
  await 60 "another instance to become primary" someone_is_primary
  show "$primary is primary $(seconds $(($(date -d "${line%% *}" +%s%3N) - at))) later, epoch $epoch."
  say "The lease had to run out first: until then $killed might have been alive."

  step "Start $killed again"
  start_instance "$killed"
  await 60 "$killed to stand by" stands_by "$killed"
  show "It stands by. $primary stays primary: who comes back takes nothing away."
  culprit=
  ((epoch > before)) || fail "The epoch has not risen: $before, then $epoch." "This is a defect; please report it."
}

show_leader_change() {
  local killed at name events
  await 30 "a leader" has_leader
  killed=$leader
  step "Kill the leader of the nodes: kill -9 $(pid_of "$leader" || true) ($leader)"
  mark_logs
  at=$(now_millis)
  kill_hard "$killed"
  await 60 "another node to lead" has_leader "$killed"
  show "$leader leads in term $term, seen $(seconds $(($(now_millis) - at))) after the kill."
  # Longer than the lease lasts: it would be over if check-ins had not gone on.
  await 30 "a lease to have been renewed" is_past $((at + 7000))
  for name in "${instances[@]}"; do
    # A standby may only now hear who became primary before.
    events='(PRIMARY|SUPERSEDED)'
    [[ $name != "$primary" ]] || events='(PRIMARY|STANDBY|SUPERSEDED)'
    if find_event "$name" "$events"; then
      culprit=$name
      fail "The primary changed with the leader." "With a lease of $lease_ttl that can happen on a machine that is" \
        "very busy: the election took longer than the lease had left." "Try again: deploy/quickstart.sh --stop, then start."
    fi
  done
  await 15 "the coordinators to name $primary, epoch $epoch" cluster_agrees
  show "$primary is still primary, still in epoch $epoch: its check-ins went on."

  step "Start $killed again"
  start_node "$killed"
  await 60 "$killed to answer" all_answer
  show "All ${#nodes[@]} nodes answer; $leader leads in term $term."
  culprit=
}

is_past() {
  (($(now_millis) >= $1))
}

# --- Before anything is started ---------------------------------------------------------------------------------------

newest_in() {
  shopt -s globstar nullglob
  local file newest=$1
  for file in "$tree"/pom.xml "$tree"/coordinator-*/pom.xml "$tree"/coordinator-*/src/main/**/*; do
    if [[ -f $file && $file -nt $newest ]]; then newest=$file; fi
  done
  shopt -u globstar nullglob
  printf '%s' "$newest"
}

# Says what has to be built, and why.
why_build() {
  local stamp=$tree/coordinator-cli/target/quickstart-built jar=$tree/coordinator-cli/target/coordctl.jar newest
  if [[ ! -f $jar ]] || ! compgen -G "$tree/coordinator-server/target/dist/lib/coordinator-server-*.jar" >/dev/null; then
    printf 'not built yet'
    return
  fi
  if [[ ! -f $stamp || $jar -nt $stamp ]]; then stamp=$jar; fi
  newest=$(newest_in "$stamp")
  if [[ $newest != "$stamp" ]]; then printf '%s is newer than what is built' "${newest#"$tree"/}"; fi
}

java_home_or_path() {
  if [[ -n ${JAVA_HOME:-} ]]; then
    if [[ -x $JAVA_HOME/bin/$1 ]]; then printf '%s' "$JAVA_HOME/bin/$1"; fi
  else
    type -P "$1" || true
  fi
}

# The packages that are missing: a JDK and Maven to build, else any Java.
missing_packages() {
  local javac said
  javac=$(java_home_or_path javac)
  said=$([[ -z $javac ]] || "$javac" -version 2>&1)
  if [[ ! $said =~ javac\ ([0-9]+) ]] || ((BASH_REMATCH[1] < 17)); then printf 'jdk '; fi
  if ! type -P mvn >/dev/null; then printf 'maven '; fi
}

# The oldest JDK of the distribution that will do.
jdk_package() {
  local version
  for version in 17 21 25; do
    if [[ -n $(apt-cache search --names-only "^openjdk-$version-jdk-headless\$" 2>/dev/null) ]]; then
      printf 'openjdk-%d-jdk-headless' "$version"
      return
    fi
  done
  printf 'default-jdk-headless'
}

install() {
  local packages=() root=() answer='' name words=()
  for name in "$@"; do
    case $name in
      jdk) words+=("a JDK, 17 or later") ;;
      maven) words+=("Maven, 3.8.7 or later") ;;
    esac
  done
  local hint="Install it, or set JAVA_HOME to the JDK, and run this again."
  if ((${#words[@]} == 2)); then hint="Install them, or set JAVA_HOME to the JDK, and run this again."; fi
  local missing=${words[0]}${words[1]:+ and ${words[1]}}
  if ! type -P apt-get >/dev/null; then fail "It takes $missing to build, which is not here." "$hint"; fi
  if ((EUID != 0)); then
    type -P sudo >/dev/null || fail "It takes $missing to build, which is not here." "$hint"
    root=(sudo)
  fi
  for name in "$@"; do
    if [[ $name == jdk ]]; then packages+=("$(jdk_package)"); else packages+=("$name"); fi
  done
  local command="${root[*]:+${root[*]} }apt-get install -y ${packages[*]}"
  if [[ $assume_yes == no ]]; then
    [[ -t 0 && -t 1 ]] || fail "It takes $missing to build, which is not here." "$command" "or run this again with --yes."
    say "It takes $missing to build, which is not here."
    read -r -p "   Run '$command'? [y/N] " answer
    [[ $answer == [yY]* ]] || fail "Nothing was installed." "$hint"
  fi
  say "Installing: ${packages[*]}"
  "${root[@]}" apt-get update -q >"$dir/log/install.log" 2>&1 || true
  culprit=install
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y "${packages[@]}" >>"$dir/log/install.log" 2>&1 ||
    fail "apt-get could not install ${packages[*]}."
  culprit=
}

need_space() {
  local megabytes=$1 folder=$2 what=$3 free
  free=$(df --output=avail -m -- "$folder" | tail -n 1)
  ((free >= megabytes)) ||
    fail "Only ${free// /} MB are free in $folder; $what takes about $megabytes MB." "Make room and run this again."
}

build_if_needed() {
  local why missing began pid
  step "Build"
  if [[ $build == no ]]; then
    say "Left out, as asked."
    return
  fi
  why=$(why_build)
  if [[ -z $why ]]; then
    say "Everything is built and up to date."
    return
  fi
  missing=$(missing_packages)
  # shellcheck disable=SC2086 # A list of words.
  [[ -z $missing ]] || install $missing
  # Once more: what was installed may be too old, or JAVA_HOME may name another.
  missing=$(missing_packages)
  [[ -z $missing ]] || fail "Still missing after the installation: $missing" "Is JAVA_HOME set to an older one?"
  need_space 500 "$tree" "building"
  say "Reason: $why." "The first build on a machine downloads libraries, which may take minutes."
  began=$(now_millis)
  culprit=build
  (cd "$tree" && exec mvn -B -q -Dmaven.test.skip=true package) </dev/null >"$dir/log/build.log" 2>&1 &
  pid=$!
  builder=$pid
  while kill -0 "$pid" 2>/dev/null; do
    if [[ -n $bold ]]; then printf '\r   Building ... %d s ' $((($(now_millis) - began) / 1000)); fi
    sleep 0.5
  done
  builder=
  if [[ -n $bold ]]; then printf '\r\e[K'; fi
  wait "$pid" || fail "The build failed."
  : >"$tree/coordinator-cli/target/quickstart-built"
  culprit=
  show "Built in $(seconds $(($(now_millis) - began)))."
}

is_busy() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Who listens there, if a tool can tell; only root sees everybody.
who_listens() {
  local said=''
  if type -P ss >/dev/null; then
    said=$(ss -Hltnp "sport = :$1" 2>/dev/null || true)
    if [[ $said =~ \(\"([^\"]+)\",pid=([0-9]+) ]]; then
      printf ', by process %s (%s)' "${BASH_REMATCH[2]}" "${BASH_REMATCH[1]}"
    fi
  elif type -P lsof >/dev/null; then
    said=$(lsof -nP -t -iTCP:"$1" -sTCP:LISTEN 2>/dev/null || true)
    if [[ -n $said ]]; then printf ', by process %s' "${said%%$'\n'*}"; fi
  fi
}

check_ports() {
  local node port busy=()
  for node in "${nodes[@]}"; do
    for port in $(($(api_port "$node"))) $(($(api_port "$node") + 1)) $(($(api_port "$node") + 2)); do
      if is_busy "$port"; then busy+=("port $port is in use$(who_listens "$port")"); fi
    done
  done
  ((${#busy[@]} == 0)) || fail "Ports are taken; nothing was started." "${busy[@]}" \
    "Stop who has them, or choose others: --port-base 17400"
}

check_machine() {
  ((BASH_VERSINFO[0] >= 4)) || fail "bash $BASH_VERSION is too old; 4 or later is needed."
  [[ -r /proc/self/stat ]] || fail "There is no /proc: this script runs on Linux only." \
    "Elsewhere: deploy/bin/coordinator-server dev"
}

# --- The folder -------------------------------------------------------------------------------------------------------

is_ours() {
  [[ -f $marker ]]
}

choose_ports() {
  local stored=''
  # Before its cluster is made, a folder is bound to no ports.
  if is_ours && [[ -f $dir/cluster-id ]]; then read -r stored <"$marker" || true; fi
  if [[ -n $stored && -n $port_base && $stored != "$port_base" ]]; then
    fail "The cluster in $dir has its ports from $stored on." "Leave --port-base out, or remove it first: --clean"
  fi
  port_base=${port_base:-${stored:-7400}}
  if [[ ! $port_base =~ ^[0-9]{4,5}$ ]] || ((10#$port_base < 1024 || 10#$port_base > 65513)); then
    fail "--port-base must be from 1024 to 65513, not $port_base."
  fi
  port_base=$((10#$port_base))
  endpoints=127.0.0.1:$port_base,127.0.0.1:$((port_base + 10)),127.0.0.1:$((port_base + 20))
}

open_folder() {
  if [[ $dir == *[\"\\]* || $dir == *[[:cntrl:]]* ]]; then fail "The folder's name has a quote, a backslash or worse: $dir"; fi
  if [[ -e $dir ]] && ! is_ours && [[ ! -d $dir || -n $(ls -A -- "$dir") ]]; then
    fail "$dir is there already, and was not made by this script." "Choose another: --dir DIR"
  fi
  mkdir -p "$dir/log" "$dir/run" || fail "Can't make $dir."
  printf '%d\n' "$port_base" >"$marker"
}

# One at a time. The lock of a process that is gone is taken over.
lock() {
  local other=''
  if ! (set -o noclobber && printf '%s\n' "$$" >"$dir/lock") 2>/dev/null; then
    read -r other <"$dir/lock" || true
    if [[ $other =~ ^[0-9]+$ && $(command_line "$other") == *quickstart.sh* ]]; then
      fail "Another quickstart is at work in $dir: process $other."
    fi
    printf '%s\n' "$$" >"$dir/lock"
  fi
  locked=yes
}

# --- The end ----------------------------------------------------------------------------------------------------------

locked=no
builder=

leave() {
  local status=$? name nodes_started=() instances_started=()
  trap - EXIT INT TERM HUP
  set +e
  [[ -z $builder ]] || kill "$builder" 2>/dev/null
  if [[ $finished == no && $action == start ]]; then
    if [[ -n $culprit && -s $dir/log/$culprit.log ]]; then
      printf '\n  The last lines of %s:\n' "$dir/log/$culprit.log" >&2
      tail -n 15 -- "$dir/log/$culprit.log" >&2
    fi
    if ((${#started[@]})); then
      for name in "${started[@]}"; do
        if [[ $name == n? ]]; then nodes_started+=("$name"); else instances_started+=("$name"); fi
      done
      stop_all 6 "${instances_started[@]}"
      stop_all 10 "${nodes_started[@]}"
      printf '\n  All that was started has been stopped. The logs are in %s.\n' "$dir/log" >&2
    fi
    ((status != 0)) || status=1
  fi
  [[ $locked == no ]] || rm -f -- "$dir/lock"
  exit "$status"
}
trap leave EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

say_what_next() {
  local again=
  if [[ $dir != "$tree/.quickstart" ]]; then again=" --dir $(printf '%q' "$dir")"; fi
  printf '\n%sTry next%s\n' "$bold" "$plain"
  # shellcheck disable=SC2016 # It is for the reader's shell to expand.
  printf '  export PATH=%q:$PATH\n' "$here/bin"
  printf '  export COORDCTL_ENDPOINTS=%s\n' "$endpoints"
  printf '  %-32s %s\n' \
    "coordctl status" "the nodes, and who leads" \
    "coordctl pool demo" "who is primary, why, and who is next" \
    "coordctl watch" "every change, as it is decided" \
    "coordctl join demo instance-d" "one more instance, in this terminal"
  printf '  tail -f %q/instance-*.log\n' "$dir/log"
  printf '  curl http://127.0.0.1:%d/v1/pools/demo\n' $((port_base + 2))
  printf '\nThe cluster goes on running. To stop it, or to remove it:\n'
  printf '  %q --stop%s\n  %q --clean%s\n' "$here/quickstart.sh" "$again" "$here/quickstart.sh" "$again"
}

start() {
  local alive began
  check_machine
  choose_ports
  open_folder
  lock
  alive=$(running "${nodes[@]}")
  if [[ -n $alive ]]; then
    printf 'It is running already, in %s: %s\n\n' "$dir" "$alive$(running "${instances[@]}")"
    start_nodes_again
    coordctl status || true
    say_what_next
    finished=yes
    return
  fi
  stop_all 6 "${instances[@]}"
  printf 'Three coordinators on this machine, everything in %s\n' "$dir"
  began=$(now_millis)
  check_ports
  need_space 200 "$dir" "running"
  build_if_needed
  start_nodes
  if [[ $demo == yes ]]; then
    show_start_of_demo
    show_failover
    show_leader_change
  fi
  finished=yes
  printf '\nDone in %s.\n' "$(seconds $(($(now_millis) - began)))"
  say_what_next
}

stop() {
  if ! is_ours; then
    printf 'There is no quickstart in %s.\n' "$dir"
    return
  fi
  choose_ports
  lock
  if [[ -z $(running "${nodes[@]}" "${instances[@]}") ]]; then
    printf 'Nothing runs in %s.\n' "$dir"
    return
  fi
  printf 'Stopping: %s\n' "$(running "${instances[@]}" "${nodes[@]}")"
  stop_everything
  printf 'Stopped. The data is kept in %s; the next start goes on with it.\n' "$dir"
}

clean() {
  if [[ ! -e $dir ]]; then
    printf 'There is no %s.\n' "$dir"
    return
  fi
  is_ours || fail "$dir was not made by this script, so it is not removed."
  choose_ports
  lock
  stop_everything
  local left
  left=$(running "${nodes[@]}" "${instances[@]}")
  [[ -z $left ]] || fail "These could not be stopped, so $dir is not removed: $left"
  rm -rf -- "$dir"
  printf 'Stopped, and removed %s.\n' "$dir"
}

"$action"
