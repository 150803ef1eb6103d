package dev.coordinator.server.simulation;

/** What is counted over runs: what was done to the system, and what it went through. */
enum Sight {
    CHECK_INS("check-ins sent"),
    ENTRIES("entries committed"),
    COMMANDS("commands decided"),
    ANSWERS("answers heard"),

    ELECTIONS("leaders elected"),
    ENTRIES_LOST("entries appended and never committed"),
    OUTCOMES_UNKNOWN("commands whose outcome stayed unknown"),
    NODE_CRASHES("nodes crashed"),
    NODE_PAUSES("nodes suspended"),
    NODE_PARTITIONS("nodes cut off from one another"),
    WALL_CLOCKS_SET("nodes' wall clocks set off, by up to a quarter of an hour"),
    QUORUM_STALLS("quorums stalled for over 2 s"),
    RESTARTS_FROM_SNAPSHOT("nodes restarted from a snapshot"),
    SNAPSHOTS_INSTALLED("snapshots sent to a node that lagged"),
    LED("states compared on the node that led"),
    FOLLOWED("states compared on a node that followed"),
    REPLAYED("commands decided again from a snapshot on"),

    RECOVERIES("clusters lost and recovered"),
    RECOVERIES_REFUSED("recoveries refused, for the wall clock was behind"),
    RECOVERIES_UNSAFE("recoveries that did not wait, all instances being stopped"),
    DECISIONS_FORGOTTEN("entries lost with a cluster"),
    LONG_BELIEFS("primaries left behind that believe for over an hour"),
    QUIETS_OVER("times in which nothing was granted, waited for"),

    READS("linearizable reads answered"),
    READS_OF_FOLLOWERS("of those, by a node that followed"),
    READS_FAILED("linearizable reads that failed"),

    MESSAGES_LOST("messages lost"),
    MESSAGES_DOUBLED("messages doubled"),
    MESSAGES_LATE("messages delayed past later ones"),

    PROGRAM_CRASHES("programs killed"),
    PROGRAM_SUSPENSIONS("programs suspended"),
    CLOCKS_OFF("clocks off by over half of what the margin allows"),
    SHARED_IDS("two programs under one id"),
    LIES("false claims of an epoch"),
    SILENCED_HOLDERS("holders silenced up to their deadline"),
    OPERATOR_ACTIONS("operators' actions"),

    POOLS_BOOTSTRAPPING("pools that came to be BOOTSTRAPPING"),
    POOLS_VACANT("VACANT"),
    POOLS_DESIGNATED("DESIGNATED"),
    POOLS_HELD("HELD"),
    POOLS_DRAINING("DRAINING"),
    POOLS_QUIET("QUIET, made in a cluster that was recovered"),
    POOLS_GONE("DELETED"),
    GRANTS("epochs granted"),
    EXPIRIES("leases expired"),
    CONTESTS("check-ins of a holder within 100 ms of its deadline"),
    CONTESTS_LOST("of those, at or after the deadline"),
    DRAINS("drains"),
    DRAINS_RENEWED("leases renewed during a drain"),
    DRAINS_CALLED_OFF("drains called off"),
    SWITCHOVERS("handovers asked for"),
    FAILBACKS("handovers for a higher priority"),
    FAILOVERS("forced failovers"),
    UNSAFE_MOVES("unsafe moves"),
    HANDOVERS("handovers that came to their end"),
    HANDOVERS_TIMED_OUT("handovers called off by time"),
    PAUSES("pauses"),
    CORDONS("cordons"),
    SCHEDULED("handovers scheduled"),
    SCHEDULED_BEGUN("of those, begun in their time"),
    SCHEDULED_DROPPED("of those, dropped"),
    SCHEDULED_TOO_LATE("dropped because they came too late"),
    EVICTIONS("runs evicted"),
    EVICTIONS_NAMED("of those, named by the operator"),
    EVICTIONS_REPEATED("evictions of a run that was over already"),
    EVICTIONS_REFUSED("evictions refused, for another run has the seat"),
    PRIMARIES_EVICTED("runs evicted that were primary"),
    DELETIONS("pools deleted"),
    DUPLICATES("duplicate ids diagnosed"),
    RELEASES("leases released"),
    SUPERSEDED_REIGNS("reigns ended by a successor's word"),
    ANSWERS_LOST("reigns ended because their grant's answer was lost"),
    LEAVES("instances left"),
    ALARMS("dual claims recorded"),
    SEATS_TAKEN("seats taken by a proven newcomer"),
    PROOFS_ASKED("newcomers asked to prove themselves"),
    NO_SHOWS("designated that did not come"),
    STALE_REFUSED("stale sequence numbers refused"),
    SEATS_FORGOTTEN("seats forgotten"),
    POOLS_REMOVED("pools removed"),
    SETTINGS_CHANGED("settings changed midway"),
    BOOTSTRAPS("bootstraps waited for"),
    FORETOLD("successors of silent primaries foretold, and seen to follow in time"),
    FORETOLD_TURNS("of those, with a turn foretold before the lease ended"),
    RESCUES("primaries killed in the calm and replaced in time");

    private final String words;

    Sight(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
