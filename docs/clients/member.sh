#!/usr/bin/env bash
# An instance of a pool, with bash, curl and jq (Linux).
#
#     COORDINATOR_URLS=http://n1:7402,http://n2:7402,http://n3:7402 ./member.sh POOL INSTANCE
#
# What it does and why: README.md beside this file. To run a whole program only while primary use `coordctl run`, which also
# ends it when it doesn't want to end, and when this script would have been killed.
set -u

IFS=, read -ra urls <<<"${COORDINATOR_URLS:-http://localhost:7402}"
pool=${1:?usage: member.sh POOL INSTANCE} instance=${2:?usage: member.sh POOL INSTANCE}
path=/v1/pools/$(jq -rn --arg n "$pool" '$n|@uri')/instances/$(jq -rn --arg n "$instance" '$n|@uri')

incarnation=$(($(od -An -N7 -tu8 /dev/urandom) + 1)) # one run of the instance: this process
seq=0 nonce=0
holding= # empty: nothing is known; 0: nothing is held; else the epoch that is held
valid_until=0
leaving=
child=
answer=$(mktemp)

begin_work() { # $1: the fencing token, to be handed to whatever is written to
    echo "primary epoch=$1"
}

end_work() { # must have stopped when it returns, within the pool's safety margin
    echo "standby"
}

# Milliseconds on a clock that goes on while the machine sleeps and that nobody can set.
now() {
    local up
    read -r up _ </proc/uptime
    echo $((10#${up%.*} * 1000 + 10#${up#*.} * 10))
}

reigns() { [[ -n $holding && $holding != 0 ]]; }

# Waits for it where a signal can interrupt the wait.
attended() {
    "$@" &
    child=$!
    wait "$child"
    local status=$?
    child=
    return "$status"
}

pause() { # $1: milliseconds; ends the reign on the way, if the lease ends first
    local until=$(($(now) + $1)) left
    while [[ -z $leaving ]] && (((left = until - $(now)) > 0)); do
        if reigns; then
            (($(now) < valid_until)) || stop
            left=$((left < valid_until - $(now) ? left : valid_until - $(now)))
        fi
        # Not longer than a second: sleep's clock doesn't go on while the machine sleeps.
        left=$((left > 1000 ? 1000 : left > 10 ? left : 10))
        attended sleep "$((left / 1000)).$(printf %03d $((left % 1000)))"
    done
}

stop() {
    if reigns; then
        valid_until=0
        end_work
        holding=0 # not before: it is a promise that nothing goes on any more
    fi
}

# $1: verb, $2: milliseconds that it may take, $3: body. The answer is in $answer; tells the status, 000 without one.
post() {
    local code
    exec 3< <(
        exec curl -sS --max-time "$(($2 / 1000)).$(printf %03d $(($2 % 1000)))" -o "$answer" -D "$answer.head" \
            -w '%{http_code}' -H 'Content-Type: application/json' -d "$3" "${urls[0]}$path$1" 2>/dev/null
    )
    child=$!
    wait "$child"
    child=
    code=
    [[ -n $leaving && $1 != :leave* ]] || read -r -t 1 code <&3
    exec 3<&-
    status=${code:-000}
}

check_in() { # leaves in $after in how many milliseconds to come again
    local patience=20000 wait='' said sent role reason epoch valid
    sent=$(now) # before the check-in is composed: the lease counts from here
    seq=$((seq + 1)) # with every attempt, retries included
    # A primary must be able to ask another node before its lease ends.
    reigns && patience=$(((valid_until - sent) / 2 < patience ? (valid_until - sent) / 2 : patience))
    patience=$((patience > 50 ? patience : 50))
    [[ -n $holding ]] && wait="?wait=$((patience * 8 / 10))ms"
    said="{\"incarnation\":\"$incarnation\",\"seq\":\"$seq\",\"nonce\":\"$nonce\"${holding:+,\"holdingEpoch\":\"$holding\"}}"
    post ":checkIn$wait" "$patience" "$said"
    nonce=0
    if [[ $status != 200 ]]; then
        missed
        return
    fi
    missing=0
    read -r role reason epoch valid after nonce said \
        < <(jq -r '[.role,.reason,.epoch,.leaseValidMs,.nextCheckInMs,.nonce,.seq]|join(" ")' "$answer")
    if [[ ${said:-} != "$seq" ]]; then
        after=1000 # this answers another check-in
    elif [[ $role == ROLE_SUPERSEDED ]]; then
        stop
        echo "another run has the seat of this instance" >&2
        rm -f "$answer" "$answer.head"
        exit 1
    elif [[ $reason == ROLE_REASON_PROVE_INCARNATION ]]; then
        after=0
    elif [[ $role == ROLE_PRIMARY ]]; then
        if ((sent + valid <= $(now))); then
            after=0 # the answer took too long
            return
        fi
        [[ $epoch == "$holding" ]] || { stop && valid_until=$((sent + valid)) holding=$epoch && begin_work "$epoch"; }
        valid_until=$((sent + valid))
    elif reigns; then # DRAINING: asked to stop; else the lease is gone
        stop
        after=0 # to say that it has stopped
    else
        holding=0
    fi
}

missing=0
missed() {
    urls=("${urls[@]:1}" "${urls[0]}") # the next node
    missing=$((missing < 6 ? missing + 1 : 6))
    after=$((50 * 2 ** missing + RANDOM % 100))
    case $status in
        000 | 408 | 500 | 504) ;;
        429 | 503)
            local told
            told=$(sed -n 's/^[Rr]etry-[Aa]fter: *\([0-9]*\).*/\1/p' "$answer.head")
            ((after = after > ${told:-0} * 1000 ? after : ${told:-0} * 1000))
            ;;
        *) # doesn't come and go by itself: tell people, and try again seldom
            echo "refused: $(cat "$answer")" >&2
            after=5000
            ;;
    esac
}

trap 'leaving=1; [[ -n $child ]] && kill "$child" 2>/dev/null' TERM INT
while [[ -z $leaving ]]; do
    check_in
    pause "$after"
done
stop
for ((node = 0; node < ${#urls[@]}; node++)); do
    seq=$((seq + 1))
    post :leave 2000 "{\"incarnation\":\"$incarnation\",\"seq\":\"$seq\"}"
    [[ $status == 200 ]] && break
    urls=("${urls[@]:1}" "${urls[0]}")
done # if nobody answers the lease runs out by itself
rm -f "$answer" "$answer.head"
