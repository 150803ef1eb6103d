------------------------------ MODULE Promises -----------------------------
(***************************************************************************)
(* What Lease is held to. S2, S3 and S5 speak of steps, S1 and S7 of       *)
(* states. The witnesses say that what they are about does happen.         *)
(***************************************************************************)
EXTENDS Lease

(* At most one: no two processes hold a lease that is valid by their own   *)
(* clocks.                                                                 *)
S1 == \A p, q \in Processes : Holds(p) /\ Holds(q) => p = q

(* Epochs only rise.                                                       *)
S2 == [][reign' # reign => reign'.epoch > reign.epoch]_vars

(* Only an answer to a check-in makes an instance primary: a reign begins  *)
(* with a check-in of its holder, a belief with an answer to one.          *)
Began(p) == procs'[p].until > procs[p].until
S3 == [][/\ reign' # reign => \E m \in net : m.kind = "ask" /\ m.from = reign'.to /\ m.at = reign'.at
         /\ \A p \in Processes : Began(p) =>
              \E m \in net : m.kind = "grip" /\ m.to = p /\ m.epoch = procs'[p].epoch]_vars

(* Never early: a lease ends before its deadline only by its holder's word *)
(* or by the certificate of its death, and a deadline never moves earlier. *)
Word(m) ==
  \/ m.from = pool.who /\ m.say \in {"nothing", "release"} /\ m.at > reign.at
  \/ m.names /\ pool.who \in Elder(m.from) /\ procs[pool.who].life = "dead"
Stays == /\ Running(pool)' /\ pool'.deadline >= pool.deadline
         /\ HasLease(pool)' => pool'.epoch = pool.epoch /\ pool'.who = pool.who
S5 == [][Running(pool) => \/ Stays
                          \/ applied' >= pool.deadline
                          \/ \E m \in net : m.kind = "ask" /\ Word(m)]_vars

(* Liveness, as a bound: in a calm, a pool that could have a primary has   *)
(* one within an interval, one more if a process has to prove that it is   *)
(* alive, and one and a half (rounded up: two) for each dead instance.     *)
Lifeless == {i \in Instances : \A p \in Processes : p[1] = i => ~Alive(p)}
S7 == idle <= 1 + Cardinality(Reborn) + 2 * Cardinality(Lifeless)

-----------------------------------------------------------------------------
(* For TLC. Only differences of times and of epochs decide anything, so    *)
(* states that differ by a shift are one, and the search ends by itself.   *)

Age(t) == Min(now - t, MaxDelay + 1)
Lag(epoch) == epochs - epoch
Flying(kind, p) == {m \in net : IF kind = "ask" THEN m.kind = kind /\ m.from = p ELSE m.kind # "ask" /\ m.to = p}
AgeIf(relevant, t) == IF relevant THEN Age(t) ELSE MaxDelay + 1
View ==
  <<reading - applied, gain, ttl, calm, idle,
    [pool EXCEPT !.deadline = IF Running(pool) THEN @ - applied ELSE 0, !.epoch = IF HasLease(pool) THEN Lag(@) ELSE 0],
    [i \in Instances |-> [seats[i] EXCEPT
      !.seq = AgeIf(\E m \in Flying("ask", seats[i].run) : m.at <= seats[i].seq, @),
      !.seen = IF Has("timely") THEN Min(applied - @, Interval + Grace + 1) ELSE 0,
      !.electable = Has("timely") /\ @]],
    [p \in Processes |-> [procs[p] EXCEPT
      !.until = IF Holds(p) THEN @ - now ELSE 0,
      !.sent = IF @ = now THEN 1 ELSE 0,
      !.promise = AgeIf(\E m \in Flying("ask", p) \cup Flying("answer", p) : m.at < procs[p].promise, @),
      !.epoch = IF \E m \in Flying("answer", p) : m.epoch < epochs THEN Lag(@) ELSE Min(Lag(@), 1)]],
    {[m EXCEPT !.at = Age(@), !.epoch = IF m.kind = "ask" THEN Min(Lag(@), 1) ELSE Lag(@)] : m \in net},
    AgeIf(\E m \in Flying("ask", pool.who) : m.at <= reign.at, reign.at)>>
Alike == Permutations(Instances)

-----------------------------------------------------------------------------
(* Witnesses. Each is violated, or the model is poorer than it claims.     *)

NoHandover == [][~(pool.state = "designated" /\ reign'.epoch > reign.epoch /\ reign'.to = pool.who)]_vars
NoCallOff == [][~(pool.state = "draining" /\ pool'.state = "held" /\ pool'.epoch = pool.epoch)]_vars
NoForgottenTime == [][~(HasLease(pool) /\ reading' < reading)]_vars
NoExpiry == [][~(HasLease(pool) /\ applied' >= pool.deadline /\ reign'.epoch > reign.epoch)]_vars
NoStaleCheckIn == [][~\E m \in net \ net' : m.kind = "ask" /\ Claim(m) = "stale"]_vars
NoSupersededReign ==
  [][~(HasLease(pool) /\ reign'.epoch > reign.epoch /\ pool.who \in Elder(reign'.to) /\ applied' < pool.deadline)]_vars
NoRivalRun == [][~\E i \in Instances : /\ seats[i].run # None /\ Holds(seats[i].run)
                                      /\ seats'[i].run \notin {None, seats[i].run}]_vars
NoDeletedLease == [][~(pool.state = "quiet" /\ reign'.epoch > reign.epoch)]_vars
NoPassingOver == idle < 2
=============================================================================
