------------------------------- MODULE Lease -------------------------------
(***************************************************************************)
(* One pool of the coordinator: the lease, cluster time, leader changes,   *)
(* the clocks of the instances, handover, restarts, and a network that     *)
(* delays, reorders, doubles and loses. What is promised is in Promises;   *)
(* README.md says what is left out, and why.                               *)
(*                                                                         *)
(* Each rule that a promise rests on can be switched off by its name in    *)
(* the constant Broken, so that one sees what the rule is for.             *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, TLC

CONSTANTS
  Instances,   \* the ids of the pool's members
  First,       \* the instance that ranks first
  Reborn,      \* the instances that may have a second process (incarnation)
  Ttls,        \* the settings of lease_ttl that an operator may choose from, in ticks of true time
  Margin,      \* the safety margin: an answered lease is valid for ttl - Margin
  Slow,        \* by how many ticks the clock of an instance may lag in the course of one lease
  Fast,        \* 1: the leader's clock may gain one tick in the course of one lease
  Ahead,       \* how far a stamp may be past the last applied one
  MaxFlight,   \* how many messages may be on their way at once
  MaxDelay,    \* after how many ticks a message that is still on its way is lost
  Features,    \* which of the actions below take part, see Has
  Broken       \* which rules are switched off

None == <<>>
Processes == (Instances \X {1}) \cup (Reborn \X {2})       \* <<instance, incarnation>>
Elder(p) == {q \in Processes : q[1] = p[1] /\ q[2] < p[2]}
Interval == 1                       \* a check-in a tick
Grace == 1                          \* fresh until half an interval past the next check-in, rounded up

Has(feature) == feature \in Features
Breaks(rule) == rule \in Broken
Max(x, y) == IF x > y THEN x ELSE y
Min(x, y) == IF x < y THEN x ELSE y
Largest(S) == CHOOSE x \in S : \A y \in S : y <= x

VARIABLES
  now,         \* true time, which nobody can read
  reading,     \* what the leader's clock shows as cluster time: base + progress since mark
  gain,        \* ticks until the leader's clock may gain again
  applied,     \* cluster time: the largest stamp applied
  ttl,         \* the setting in force
  epochs,      \* the highest epoch that the state machine knows to be granted
  pool,        \* what the coordinator believes about the lease
  seats,       \* what the pool remembers of each instance
  procs,       \* each process of an instance: what it believes
  net,         \* messages on their way
  reign,       \* for the promises only: the last grant ever made, and the check-in that it answered
  calm,        \* for S7 only: from now on nothing fails
  idle         \* for S7 only: for how long the pool could have had a primary and had none
clocks == <<now, reading, gain>>
proof == <<reign, calm, idle>>
vars == <<clocks, applied, ttl, epochs, pool, seats, procs, net, proof>>

-----------------------------------------------------------------------------
(* What is believed, and the beginning.                                    *)

Nobody == [state |-> "vacant", who |-> None, epoch |-> 0, deadline |-> 0, how |-> "", next |-> None]
Designated(p) == [Nobody EXCEPT !.state = "designated", !.who = p]
HasLease(pl) == pl.state \in {"held", "draining"}
Running(pl) == HasLease(pl) \/ pl.state = "quiet"          \* nobody else may be granted anything
Alive(p) == procs[p].life = "alive"
Holds(p) == procs[p].until > now                           \* by its own clock, as true time sees it

Never == -1 - MaxDelay
Empty == [run |-> None, dead |-> {}, contender |-> None, seq |-> Never, seen |-> 0, electable |-> FALSE]
Process(life) == [life |-> life, epoch |-> 0, until |-> 0, sent |-> Never, promise |-> Never, proves |-> FALSE]

Init ==
  /\ now = 0 /\ reading = 0 /\ gain = 0 /\ applied = 0 /\ epochs = 0 /\ net = {}
  /\ ttl = Largest(Ttls)
  /\ pool = Nobody
  /\ seats = TLCEval([i \in Instances |-> Empty])
  /\ procs = TLCEval([p \in Processes |-> Process(IF p[2] = 1 THEN "alive" ELSE "unborn")])
  /\ reign = [epoch |-> 0, at |-> Never, to |-> None]
  /\ calm = FALSE /\ idle = 0

-----------------------------------------------------------------------------
(* The network. A message is delivered any number of times, or never, and  *)
(* in any order. Only what can matter is sent: answers that do no more     *)
(* than tell an instance to stop are left out, as if they were all lost.   *)

Gone(m) == {net, net \ {m}}                                \* after a delivery: a copy may stay behind
Kept(m) == IF calm THEN {net \ {m}} ELSE Gone(m)
Lose == /\ ~calm
        /\ \E m \in net : net' = net \ {m}
        /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, procs, proof>>

Answer(kind, p, at, epoch, valid) ==
  IF Alive(p) THEN {[kind |-> kind, to |-> p, at |-> at, epoch |-> epoch, valid |-> valid]} ELSE {}
Grip(p, at, epoch, valid) == IF valid > 0 THEN Answer("grip", p, at, epoch, valid) ELSE {}   \* PRIMARY or DRAINING
Challenge(p, at) == Answer("prove", p, at, 0, 0)           \* with a nonce

-----------------------------------------------------------------------------
(* A process of an instance. It composes at most one check-in a tick, so   *)
(* the moment at which it composed one serves as the check-in's seq too.   *)
(*   hold     I hold this epoch: renew it                                  *)
(*   relieve  I hold this epoch and am not electable any more: drain me    *)
(*   nothing  holding_epoch = 0: a promise to ignore all earlier answers   *)
(*   release  the same, and I don't want the lease                         *)
(*   unsaid   nothing is said of holding                                   *)

Words(p) ==
  IF calm THEN (IF Holds(p) THEN {"hold"} ELSE {"unsaid"})
  ELSE {"nothing"} \cup (IF Has("release") THEN {"release"} ELSE {})
       \cup (IF Holds(p) THEN {"hold"} \cup (IF Has("drain") THEN {"relieve"} ELSE {}) ELSE {"unsaid"})

MayName(p) ==                                              \* supersedes: a certificate of death
  IF Elder(p) # {} /\ (Breaks("TrueSupersedes") \/ \A q \in Elder(p) : procs[q].life = "dead")
  THEN BOOLEAN ELSE {FALSE}

Compose(p) ==
  /\ Alive(p) /\ procs[p].sent < now /\ Cardinality(net) < MaxFlight
  /\ \E say \in Words(p), names \in MayName(p) :
       /\ net' = net \cup {[kind |-> "ask", from |-> p, at |-> now, say |-> say, names |-> names,
                            epoch |-> IF Holds(p) THEN procs[p].epoch ELSE 0, proves |-> procs[p].proves]}
       /\ procs' = [procs EXCEPT ![p].sent = now, ![p].proves = FALSE,
                                 ![p].until = IF say \in {"nothing", "release"} THEN 0 ELSE @,
                                 ![p].promise = IF say \in {"nothing", "release"} THEN now ELSE @]
  /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, proof>>

(* A lease counts from the moment at which the check-in was composed. A    *)
(* slow clock lets it last up to Slow ticks longer.                        *)
Believe(p, epoch, since, valid) ==
  LET end == since + valid + Slow IN
  IF epoch = procs[p].epoch /\ Holds(p) THEN [procs EXCEPT ![p].until = Max(@, end)]
  ELSE IF epoch > procs[p].epoch /\ end > now THEN [procs EXCEPT ![p].epoch = epoch, ![p].until = end]
  ELSE procs

Hear(a) ==
  /\ a.kind # "ask" /\ Alive(a.to)
  /\ net' \in Kept(a)
  /\ procs' = IF a.kind = "prove" THEN [procs EXCEPT ![a.to].proves = TRUE]
              ELSE IF a.at < procs[a.to].promise /\ ~Breaks("Promise") THEN procs
              ELSE Believe(a.to, a.epoch, IF Breaks("CountFromCompose") THEN now ELSE a.at, a.valid)
  /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, proof>>

(* A push says "come now" and no more: nothing changes.                    *)
Push(p) ==
  /\ Breaks("PushIsNoGrant") /\ Alive(p) /\ pool.state = "designated" /\ pool.who = p
  /\ procs' = Believe(p, epochs + 1, now, ttl - Margin)
  /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, net, proof>>

Start(p) == /\ ~calm /\ procs[p].life = "unborn"
            /\ Has("overlap") \/ \A q \in Elder(p) : procs[q].life = "dead"
            /\ procs' = [procs EXCEPT ![p] = Process("alive")]
            /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, net, proof>>

Crash(p) == /\ ~calm /\ Has("crash") /\ Alive(p)
            /\ Has("timely") \/ (p[1] \in Reborn /\ p[2] = 1)   \* otherwise death is no more than silence
            /\ procs' = [procs EXCEPT ![p] = Process("dead")]
            /\ net' = {m \in net : m.kind = "ask" \/ m.to # p}
            /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, proof>>

-----------------------------------------------------------------------------
(* The state machine. What time does in an entry comes before what the     *)
(* entry says. Who is designated decides no promise but S7, so without the *)
(* feature "timely" whoever comes to a pool without a lease may get it.    *)

Valid == ttl - (IF Breaks("SafetyMargin") THEN 0 ELSE Margin)
Left(pl, s) == IF Breaks("DrainShortensValidity") THEN Valid ELSE Max(0, pl.deadline - s - Margin)

Ended(pl) == IF pl.next # None /\ pl.next # pl.who THEN Designated(pl.next) ELSE Nobody
Unanswered(pl) == HasLease(pl) /\ seats[pl.who[1]].seq = reign.at       \* its holder may not know of it
Expired(pl, s) == /\ Running(pl)
                  /\ \/ s >= pl.deadline - (IF Breaks("NotBeforeDeadline") THEN 1 ELSE 0)
                     \/ Breaks("UnansweredCounts") /\ Unanswered(pl) /\ s > pl.deadline - ttl
Settled(s) == IF Expired(pool, s) THEN (IF pool.state = "quiet" THEN Nobody ELSE Ended(pool)) ELSE pool

Fresh(st, s) == {i \in Instances : /\ st[i].run # None /\ st[i].electable
                                   /\ s <= st[i].seen + Interval + Grace \/ Breaks("ChooseFresh")}
Best(F) == IF First \in F THEN First ELSE CHOOSE i \in F : TRUE
Choice(st, s) == IF Fresh(st, s) = {} \/ Breaks("Replacement") THEN Nobody ELSE Designated(st[Best(Fresh(st, s))].run)
Awaited(pl, st, s) == /\ pl.state = "designated" /\ st[pl.who[1]].run = pl.who
                      /\ pl.who[1] \in Fresh(st, s) \/ Breaks("PassOver")
Chosen(pl, st, s) ==                                       \* the pool, looked at again
  IF Running(pl) \/ ~Has("timely") \/ Awaited(pl, st, s) THEN pl ELSE Choice(st, s)
MayTake(pl, p, st, s) ==
  CASE ~Has("timely") -> TRUE
    [] pl.state = "designated" -> pl.who = p
    [] Breaks("Replacement") -> reign.to \in {None, p}
    [] OTHER -> Fresh(st, s) = {} \/ p[1] = Best(Fresh(st, s))

(* What the word of one that has its seat does: the pool after it, whether *)
(* that is a new reign, and for how long the answer is valid.              *)
Result(pl, granted, valid) == [pool |-> pl, granted |-> granted, valid |-> valid]
Granted(p, again, s) ==
  LET epoch == IF again /\ Breaks("NewReignNewEpoch") THEN epochs ELSE epochs + 1
  IN Result([Nobody EXCEPT !.state = "held", !.who = p, !.epoch = epoch, !.deadline = s + ttl], TRUE, Valid)
Renewed(pl, s) ==
  Result([pl EXCEPT !.deadline = IF Breaks("NeverShorten") THEN s + ttl ELSE Max(@, s + ttl)], FALSE, Valid)
Mine(pl, p) == HasLease(pl) /\ (pl.who = p \/ (Breaks("InheritNothing") /\ pl.who[1] = p[1]))
Outcome(pl, m, st, s) ==
  LET p == m.from
      mine == Mine(pl, p)
      ofAnother == m.say \in {"hold", "relieve"} /\ m.epoch # pl.epoch
  IN CASE mine /\ m.say = "release" -> Result(Ended(pl), FALSE, 0)
       [] mine /\ m.say = "nothing" /\ pl.state = "draining" -> Result(Ended(pl), FALSE, 0)
       [] mine /\ m.say = "nothing" -> Granted(p, TRUE, s)
       [] mine /\ ofAnother -> Result(pl, FALSE, 0)
       [] mine /\ m.say = "relieve" ->
            Result([pl EXCEPT !.state = "draining", !.how = IF @ = "forced" THEN @ ELSE "asked"], FALSE, Left(pl, s))
       [] mine /\ pl.how = "forced" -> Result(pl, FALSE, Left(pl, s))
       [] mine /\ pl.how = "asked" -> Renewed([pl EXCEPT !.state = "held", !.how = ""], s)
       [] mine -> Renewed(pl, s)
       [] ~Running(pl) /\ m.say \in {"nothing", "unsaid"} /\ MayTake(pl, p, st, s) -> Granted(p, FALSE, s)
       [] OTHER -> Result(pl, FALSE, 0)

(* Who has the seat. A delayed check-in of a dead process must not take    *)
(* it, so an unknown one proves first that it is alive.                    *)
Claim(m) ==
  LET p == m.from
      seat == seats[p[1]]
  IN CASE seat.run = p -> IF \/ m.at > seat.seq
                             \/ m.at < seat.seq /\ Breaks("LowerSeqIsStale")
                             \/ m.at = seat.seq /\ Breaks("EqualSeqIsStale")
                          THEN "counts" ELSE "stale"
       [] p \in seat.dead -> "replaced"
       [] seat.run = None \/ (m.names /\ seat.run \in Elder(p)) -> "takes"
       [] (m.proves /\ seat.contender = p) \/ Breaks("ProveAlive") -> "takes"
       [] OTHER -> "prove"
Seated(m, s) ==
  LET p == m.from
      seat == seats[p[1]]
      others == IF seat.run = p \/ seat.run = None THEN {} ELSE {seat.run}
      takes == Claim(m) = "takes"
  IN [seats EXCEPT ![p[1]] =
       [run |-> p, seq |-> m.at, seen |-> s, electable |-> m.say \notin {"release", "relieve"},
        contender |-> IF takes THEN None ELSE seat.contender,
        dead |-> seat.dead \cup (IF takes THEN others ELSE {}) \cup (IF m.names THEN Elder(p) ELSE {})]]

(* The leader closes a group: the stamp is read after all that is in it    *)
(* was received.                                                           *)
Stamp == IF Breaks("ForgetWhatIsCutOff") THEN Min(reading, applied + Ahead) ELSE reading
Advance(s) == /\ applied' = Max(applied, s)
              /\ UNCHANGED <<clocks, ttl, procs, calm, idle>>

CheckIn(m) ==
  /\ m.kind = "ask"
  /\ LET s == IF Breaks("StampAfterReceipt") THEN applied ELSE Stamp
         p == m.from
         claim == Claim(m)
         st == Seated(m, s)
         ends == m.names /\ HasLease(Settled(s)) /\ Settled(s).who \in Elder(p)
         o == Outcome(Chosen(IF ends THEN Nobody ELSE Settled(s), st, s), m, st, s)
     IN /\ Advance(s)
        /\ IF claim \in {"counts", "takes"}
           THEN /\ pool' = Chosen(o.pool, st, s)
                /\ epochs' = IF o.granted THEN o.pool.epoch ELSE epochs
                /\ reign' = IF o.granted THEN [epoch |-> o.pool.epoch, at |-> m.at, to |-> p] ELSE reign
                /\ seats' = st
                /\ \E rest \in Kept(m) : net' = rest \cup Grip(p, m.at, o.pool.epoch, o.valid)
           ELSE /\ pool' = Chosen(Settled(s), seats, s)
                /\ seats' = IF claim = "prove" THEN [seats EXCEPT ![p[1]].contender = p] ELSE seats
                /\ \E rest \in Kept(m) :
                     net' = rest \cup (IF claim = "prove" THEN Challenge(p, m.at) ELSE {})
                                 \cup (IF claim = "stale" /\ Breaks("StaleGetsNothing") /\ Mine(Settled(s), p)
                                       THEN Grip(p, m.at, Settled(s).epoch, Valid) ELSE {})
                /\ UNCHANGED <<epochs, reign>>
  /\ Cardinality(net') <= MaxFlight

(* A designated instance holds nothing: this never happens.                *)
GrantUnasked ==
  /\ Breaks("DesignatedHoldsNothing") /\ pool.state = "designated"
  /\ pool' = Granted(pool.who, FALSE, applied).pool
  /\ epochs' = epochs + 1
  /\ reign' = [epoch |-> epochs + 1, at |-> seats[pool.who[1]].seq, to |-> pool.who]
  /\ UNCHANGED <<clocks, applied, ttl, seats, procs, net, calm, idle>>

(* An empty entry: time moves on.                                          *)
TickEntry ==
  /\ pool' = Chosen(Settled(Stamp), seats, Stamp)
  /\ Advance(Stamp)
  /\ pool' # pool \/ applied' # applied
  /\ UNCHANGED <<epochs, seats, net, reign>>

-----------------------------------------------------------------------------
(* Operators. What they do is an entry too, without a stamp of its own.    *)

Operate == /\ ~calm
           /\ UNCHANGED <<clocks, applied, procs, net, proof>>
Drain(how) ==                                              \* switchover, failover; to another instance
  /\ Has("drain") /\ pool.state = "held"
  /\ \E to \in {seats[i].run : i \in Instances \ {pool.who[1]}} :
       LET draining == [pool EXCEPT !.state = "draining", !.how = how, !.next = to]
       IN pool' = IF Breaks("DrainFirst") THEN Ended(draining) ELSE draining
  /\ Operate /\ UNCHANGED <<ttl, epochs, seats>>
CallOff ==                                                 \* drain_timeout, target lost: the old primary stays
  /\ pool.state = "draining" /\ pool.how = "planned"
  /\ pool' = [pool EXCEPT !.state = "held", !.how = "", !.next = None]
  /\ Operate /\ UNCHANGED <<ttl, epochs, seats>>
Delete ==                                                  \* and its name may come back at once
  /\ Has("delete") /\ pool.state # "quiet" /\ \E i \in Instances : seats[i] # Empty
  /\ pool' = IF HasLease(pool) /\ ~Breaks("Tombstone") THEN [pool EXCEPT !.state = "quiet", !.next = None] ELSE Nobody
  /\ epochs' = IF Breaks("EpochsOutliveDeletion") THEN 0 ELSE epochs
  /\ seats' = TLCEval([i \in Instances |-> Empty])
  /\ Operate /\ UNCHANGED ttl
Restore ==                                                 \* an empty backup: nothing is known of the leases it lacks
  /\ Has("restore") /\ pool.state # "quiet" /\ \E i \in Instances : seats[i] # Empty
  /\ pool' = IF Breaks("QuietAfterRestore") THEN Nobody
             ELSE [Nobody EXCEPT !.state = "quiet", !.deadline = applied + Largest(Ttls)]
  /\ epochs' = IF Breaks("EpochsOutliveRestore") THEN 0 ELSE epochs + 1
  /\ seats' = TLCEval([i \in Instances |-> Empty])
  /\ reading' = applied                                    \* a new cluster, a new leader
  /\ ~calm /\ UNCHANGED <<now, gain, applied, ttl, procs, net, proof>>
SetTtl ==
  /\ ttl' \in Ttls \ {ttl}
  /\ Operate /\ UNCHANGED <<pool, epochs, seats>>
UnsafeNow ==                                               \* the contract's own exception
  /\ Breaks("NoUnsafeNow") /\ HasLease(pool)
  /\ pool' = Nobody
  /\ Operate /\ UNCHANGED <<ttl, epochs, seats>>

-----------------------------------------------------------------------------
(* Time, the leader's clock, and the beginning of a calm in which nothing  *)
(* fails any more: everyone checks in once an interval and is answered.    *)

Quiet == net = {} /\ reading = applied /\ \A p \in Processes : Alive(p) => procs[p].sent = now
Candidate == \E p \in Processes : Alive(p)
Tick ==
  /\ calm => Quiet
  /\ Has("leader") \/ reading = applied
  /\ now' = now + 1
  /\ \E ticks \in IF Fast = 1 /\ gain = 0 THEN {1, 2} ELSE {1} :
       /\ reading' = IF Breaks("ForgetWhatIsCutOff") THEN reading + ticks ELSE Min(reading + ticks, applied + Ahead)
       /\ gain' = IF ticks = 2 THEN Largest(Ttls) ELSE Max(gain - 1, 0)
  /\ net' = {m \in net : now' - m.at <= MaxDelay}
  /\ procs' = TLCEval([p \in Processes |-> IF procs[p].until <= now' THEN [procs[p] EXCEPT !.until = 0] ELSE procs[p]])
  /\ idle' = IF calm /\ ~Running(pool) /\ Candidate THEN idle + 1 ELSE 0
  /\ UNCHANGED <<applied, ttl, epochs, pool, seats, reign, calm>>

(* base and mark are set together: what was stamped and not applied, and   *)
(* the time without a leader, are forgotten.                               *)
ChangeLeader ==
  /\ Has("leader") /\ ~calm
  /\ reading' = IF Breaks("BaseAndMarkTogether") THEN applied + Ahead ELSE applied
  /\ UNCHANGED <<now, gain, applied, ttl, epochs, pool, seats, procs, net, proof>>

CalmDown ==
  /\ Has("timely") /\ ~calm /\ calm' = TRUE
  /\ UNCHANGED <<clocks, applied, ttl, epochs, pool, seats, procs, net, reign, idle>>

(* TLCEval only makes TLC compute a function at once.                      *)
Next ==
  \/ Tick \/ ChangeLeader \/ CalmDown \/ Lose \/ TickEntry \/ GrantUnasked
  \/ Drain("planned") \/ Drain("forced") \/ CallOff \/ Delete \/ Restore \/ SetTtl \/ UnsafeNow
  \/ \E p \in Processes : Start(p) \/ Crash(p) \/ Compose(p) \/ Push(p)
  \/ \E m \in net : CheckIn(m) \/ Hear(m)
Spec == Init /\ [][Next]_vars

=============================================================================
