package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.StateImage;
import java.util.List;

/** What must hold after every {@link Step}; each remembers what it needs, from the answers and not from the state. */
interface Invariant extends Rule {

    void check(Step step);

    /** The cluster was lost and another goes on; only what {@link #lasting} is told. */
    default void recovered(Recovered how) {}

    /** What holds across a recovery, fresh for one run. */
    static List<Invariant> lasting() {
        return List.of(
                new ClusterTimeNeverRuns(),
                new EpochsOnlyRise(),
                new NumbersAreNeverGivenTwice(),
                new NothingIsGrantedInTheQuiet(),
                new EvictedRunsAreOver(),
                new AlarmsAreTrue(),
                new ForeignClaimsAreSeen());
    }

    /** What holds for as long as a cluster lives, fresh for one that begins with that state. */
    static List<Invariant> ofOneCluster(StateImage begins, Tally tally) {
        return List.of(
                new StampsAreFresh(),
                new OneReignAtATime(),
                new ForeignEpochsAreNotAdopted(),
                new NoReignEndsEarly(),
                new DeadlinesNeverMoveEarlier(),
                new OverdueLeasesAreOver(),
                new OnlyAnswersMakePrimaries(),
                new GripsFollowTheLease(),
                new StaleSequencesChangeNothing(),
                new RefusalsChangeNothing(),
                new WhoEndsAReignIsNoPrimary(),
                new YieldersComeLast(begins),
                new SeatsAreNotInherited(),
                new WhoIsGoneStaysGone(),
                new NobodyIsChosenWhileHeld(),
                new OnlyTheFreshAreChosen(),
                new NoFreshCandidateIsOverlooked(),
                new BootstrapWaits(),
                new DeletedNamesGrantNothing(),
                new PausedPoolsStay(),
                new CordonedAreNotChosen(),
                new AppointmentsAreKeptOnce(),
                new HandoversEnd(),
                new ForetoldIsWhatHappens(tally),
                new SeatsAreConserved(begins),
                new NothingDueIsLeftUndone());
    }
}
