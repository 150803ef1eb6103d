# The guard of one program that `coordctl run` runs: ends its process group when its time is over, or when coordctl has died.
#
# Fed to `bash -s`, which then reads on from the same standard input what coordctl tells it, a line each:
#   watch GROUP STOP TERM KILL
#                        the process group, how long it may take to stop when coordctl has died, and when to end it
#   until TERM KILL      when to end it, from now on
#   signal NAME          to the group, now
#   stop NAME KILL       as above, and the end of it
#   done                 the first of the group is gone; what it left behind is ended now
# It says: `watching` when there is such a group; `gone WHO` at the end, where WHO is `guard` if its clock ended the group, else `other`.
# The end of standard input means that coordctl is dead.
#
# Times are hundredths of a second of /proc/uptime, which goes on while the machine is suspended and while coordctl is stopped.
# A lock on the file named by the second argument says for as long as the guard or the program lives that it does.
set -u
LC_ALL=C
trap "" INT TERM HUP QUIT USR1 USR2 PIPE

now() {
  local uptime rest
  read -r uptime rest </proc/uptime
  now=$((10#${uptime/./}))
}

send() { kill -s "$1" -- "-$group" 2>/dev/null; }

# Whether the group has a process. One that is dead and not yet collected by its parent doesn't count, where /proc shows it.
lives() {
  local entry stat state of dead=0
  kill -s 0 -- "-$group" 2>/dev/null || return 1
  ((finishing)) || return 0
  for entry in /proc/[0-9]*/stat; do
    { IFS= read -r -d '' stat <"$entry"; } 2>/dev/null
    read -r state _ of _ <<<"${stat##*) }"
    [[ $of == "$group" ]] || continue
    [[ $state == [ZX] ]] || return 0
    dead=1
  done
  ((!dead))
}

stop() { # SIGNAL KILL
  ((termed)) || send "$1"
  termed=1
  kill_at=$2
}

watch() { # GROUP STOP TERM KILL
  local tries
  group=$1 stop_time=$2 term_at=$3 kill_at=$4
  for ((tries = 0; tries < 200; tries++)); do
    lives && { echo watching; return; }
    sleep 0.01
  done
  exit 1
}

obey() {
  local word first second third fourth
  read -r word first second third fourth <<<"$1"
  case $word in
    watch) watch "$first" "$second" "$third" "$fourth" ;;
    until) ((termed)) || { term_at=$first kill_at=$second; } ;;
    signal) send "$first" ;;
    stop) asked=1 && stop "$first" "$second" ;;
    done) finishing=1 asked=1 && now && stop TERM $((now + stop_time < kill_at ? now + stop_time : kill_at)) ;;
  esac
}

act_by_the_clock() {
  if ((now >= kill_at)); then
    ((asked)) || by=guard
    send KILL
  elif ((now >= term_at && !termed)); then
    by=guard
    stop TERM "$kill_at"
  fi
}

outlive_coordctl() {
  finishing=1
  now
  stop TERM $((now + stop_time < kill_at ? now + stop_time : kill_at))
  # What no KILL ends is beyond help: it goes on holding the lock, and no other run takes its place here.
  while lives && ((now < kill_at + 500)); do
    ((now < kill_at)) || send KILL
    sleep 0.02
    now
  done
  exit 0
}

main() {
  local now=0 line='' carry='' pause next
  group='' stop_time=0 term_at=0 kill_at=0 termed=0 asked=0 finishing=0 by=other
  exec 9<"$2" && flock -s 9 || exit 1
  while :; do
    now
    pause=50
    if [[ -n $group ]]; then
      act_by_the_clock
      next=$((termed ? kill_at : term_at))
      pause=$((next - now < 1 ? 2 : next - now < 20 ? next - now : 20))
    fi
    if ((finishing)); then
      lives || { echo "gone $by"; exit 0; }
      pause=2
    fi
    # A line that was cut by the time-out goes on with the next one.
    if IFS= read -r -t "0.$((pause / 10))$((pause % 10))" line; then
      obey "$carry$line"
      carry=''
    elif (($? > 128)); then
      carry+=$line
    else
      [[ -n $group ]] && lives && outlive_coordctl
      exit 0
    fi
  done
}

main "$@"
exit
