package dev.coordinator.server.simulation;

import dev.coordinator.server.lease.PoolName;
import java.util.List;

/** What must hold after every {@link Step}; each remembers what it needs, from the answers and not from the state. */
interface Invariant {

    void check(Step step);

    /** Fresh ones, for one run. */
    static List<Invariant> all() {
        return List.of(
                new ClusterTimeNeverRuns(),
                new EpochsOnlyRise(),
                new OneReignAtATime(),
                new NoReignEndsEarly(),
                new DeadlinesNeverMoveEarlier(),
                new OverdueLeasesAreOver(),
                new OnlyAnswersMakePrimaries(),
                new GripsFollowTheLease(),
                new StaleSequencesChangeNothing(),
                new RefusalsChangeNothing(),
                new WhoEndsAReignIsNoPrimary(),
                new YieldersComeLast(),
                new SeatsAreNotInherited(),
                new WhoIsGoneStaysGone(),
                new ForeignEpochsAreNotAdopted(),
                new NobodyIsChosenWhileHeld(),
                new OnlyTheFreshAreChosen(),
                new NoFreshCandidateIsOverlooked(),
                new BootstrapWaits(),
                new DeletedNamesGrantNothing(),
                new PausedPoolsStay(),
                new CordonedAreNotChosen(),
                new HandoversEnd(),
                new SeatsAreConserved(),
                new NothingDueIsLeftUndone());
    }

    default void require(boolean holds, PoolName pool, String otherwise) {
        if (!holds) {
            throw new BrokenInvariant(getClass().getSimpleName(), pool.value(), otherwise);
        }
    }
}
