#!/bin/bash
# A batch on a real Slurm of Debian: munged, slurmctld and slurmd of our own on the loopback, one node with two
# processors. An array over eight drawn videos, one task killed in its middle, another one requeued; every gt.txt is
# compared with a run without Slurm.
#   slurm.sh CLI WORK      CLI: trackwright-cli; WORK: an empty folder
# Says SKIP where Slurm is not installed or the daemons may not run (they want root).
set -u
cli="$1"
work="$2"
PATH="$PATH:/usr/sbin:/sbin"
for program in munged slurmctld slurmd sbatch squeue scontrol; do
    command -v "$program" >/dev/null || { echo "SKIP: $program is not installed"; exit 0; }
done
[ "$(id -u)" = 0 ] || { echo "SKIP: Slurm's daemons want root"; exit 0; }
rm -rf "$work"
mkdir -p "$work/state" "$work/spool" "$work/munge" "$work/in"
work="$(cd "$work" && pwd)"

fail() {
    echo "FAILED: $*"
    for log in ctld slurmd munged; do echo "--- $log"; tail -n 25 "$work/$log.log" 2>/dev/null; done
    tail -n 20 "$work"/batch/slurm/*.log 2>/dev/null
    exit 1
}
# $1 seconds at most, then the rest as a command until it is true
await() {
    local until=$((SECONDS + $1))
    shift
    until "$@"; do
        [ $SECONDS -lt $until ] || return 1
        sleep 0.2
    done
}

daemons=()
stop_daemons() {
    for pid in "${daemons[@]}"; do kill "$pid" 2>/dev/null; done
    for pid in "${daemons[@]}"; do wait "$pid" 2>/dev/null; done
}
trap stop_daemons EXIT

free_port() {
    local port=$1
    while (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do port=$((port + 1)); done
    echo "$port"
}
base=$((20000 + $$ % 20000))
ctld_port=$(free_port $base)
slurmd_port=$(free_port $((ctld_port + 1)))
host="$(hostname -s)"

# --- munge, with a key and a socket of its own
head -c 1024 /dev/urandom >"$work/munge/key"
chmod 700 "$work/munge"
chmod 600 "$work/munge/key"
# the way to the socket must not be writable for others
socket="$(mktemp -d /run/trackwright-munge.XXXXXX)/socket"
chmod 755 "$(dirname "$socket")"
trap 'stop_daemons; rm -rf "$(dirname "$socket")"' EXIT
munged --foreground --force --key-file="$work/munge/key" --socket="$socket" --pid-file="$work/munge/pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge/seed" --num-threads=1 >"$work/munged.out" 2>&1 &
daemons+=($!)
await 10 test -S "$socket" || fail "munged did not start: $(cat "$work/munged.out")"

# --- one node, two processors, no accounts
cat >"$work/slurm.conf" <<EOF
ClusterName=trackwright
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$ctld_port
SlurmdPort=$slurmd_port
AuthType=auth/munge
AuthInfo=socket=$socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/ctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/ctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=sched_interval=1,batch_sched_delay=0
MpiDefault=none
MaxArraySize=6
ReturnToService=2
KillWait=5
MinJobAge=300
NodeName=$host NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
PartitionName=work Nodes=$host Default=YES MaxTime=INFINITE State=UP
EOF
export SLURM_CONF="$work/slurm.conf"
slurmctld -D -c >"$work/ctld.out" 2>&1 &
daemons+=($!)
await 20 scontrol ping >/dev/null 2>&1 || fail "slurmctld did not start: $(cat "$work/ctld.out")"
slurmd -D -N "$host" >"$work/slurmd.out" 2>&1 &
daemons+=($!)
idle() { [ "$(sinfo -h -o %T 2>/dev/null)" = idle ]; }
await 30 idle || fail "slurmd did not start: $(cat "$work/slurmd.out")"

# --- eight videos; the first ones are long enough to be disturbed
for i in 1 2 3 4 5 6 7 8; do
    frames=40
    [ $i -le 2 ] && frames=400
    "$cli" demo --out "$work/demo" --frames $frames --size 320x192 --people 4 --seed $i --quiet >/dev/null ||
        fail "no video was drawn"
    mv "$work/demo/demo.mp4" "$work/in/v$i.mp4"
done
# a precision by name: "auto" may choose another one for each process
options=(--size 320x192 --threshold 0.3 --precision fp32)
"$cli" batch "$work/in" --out "$work/alone" "${options[@]}" --quiet >/dev/null 2>"$work/alone.err" ||
    fail "the run without Slurm: $(cat "$work/alone.err")"

# --- with Slurm: eight tasks in arrays of six at most
"$cli" batch "$work/in" --out "$work/batch" "${options[@]}" --slurm --partition work --cpus 1 --time 10 \
    --claim-seconds 4 --json >"$work/submitted.json" || fail "was not submitted"
mapfile -t jobs < <(grep -o '"[0-9]*"' "$work/submitted.json" | tr -d '"')
[ ${#jobs[@]} = 2 ] || fail "eight tasks with MaxArraySize 6 are two arrays, not ${#jobs[*]}"

tasks() { squeue -h -r -t "$1" -o "%F_%K" 2>/dev/null; }
running() { tasks RUNNING | grep -q "^${jobs[0]}_$1\$"; }
working() { [ -d "$work/batch/claims/v$1" ]; }
# Task 0: its worker is killed, as by a failing node, and the task is requeued
await 60 working 1 || fail "task 0 did not begin"
victim="$(pgrep -f "batch --resume --quiet --out $work/batch .*--shard 0/8" | head -n 1)"
kill -9 "$victim" || fail "there was nothing to kill"
# Task 1: preempted; Slurm ends it with SIGTERM and queues it again
running 1 && { await 30 working 2; scontrol requeue "${jobs[0]}_1"; }
gone() { ! running 0; }
await 30 gone || fail "the killed task goes on"
scontrol requeue "${jobs[0]}_0" || fail "the killed task cannot be requeued"

ended() { [ -z "$(squeue -h -o %i)" ]; }
# Slurm holds a requeued task for a while: the person who asked for it does not wait
release() { for job in "${jobs[@]}"; do scontrol update "JobId=$job" StartTime=now >/dev/null 2>&1; done; ended; }
await 150 release || fail "the tasks did not end: $(squeue -r)"
# Whatever the requeued tasks left to each other, one more submission finds
"$cli" batch status "$work/batch" --json >"$work/status.json" || fail "no status"
grep -q '"done": 8' "$work/status.json" || {
    sbatch --parsable --array=0-0 "$work/batch/slurm/batch.sbatch" >/dev/null
    await 60 ended || fail "the last task did not end"
    "$cli" batch status "$work/batch" --json >"$work/status.json"
}
grep -q '"done": 8' "$work/status.json" || fail "not all is done: $("$cli" batch status "$work/batch" --all)"

for i in 1 2 3 4 5 6 7 8; do
    alone="$work/alone/sequences/v$i/gt/gt.txt" slurm="$work/batch/sequences/v$i/gt/gt.txt"
    [ -s "$slurm" ] || fail "v$i is empty"
    cmp "$alone" "$slurm" || fail "v$i differs"
done
[ -z "$(ls "$work/batch/claims")" ] || fail "claims were left: $(ls "$work/batch/claims")"
"$cli" batch report "$work/batch" >"$work/report.txt" || fail "no report"
grep -q "8 videos: 8 done" "$work/report.txt" || fail "the report says: $(tail -n 1 "$work/report.txt")"
made="$(cat "$work"/batch/log/*.jsonl | grep '"event":"done"' | grep -vc 'was done already')"
[ "$made" = 8 ] || fail "eight videos were done $made times"
starts="$(cat "$work"/batch/log/*.jsonl | grep -c '"event":"started"')"
[ "$starts" -gt 8 ] || fail "nothing was disturbed: the test did not test"
echo "8 videos on Slurm, $starts starts, the same as without"
