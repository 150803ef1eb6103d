package dev.coordinator.cli.doctor;

import java.util.List;

/** All that is looked at, the more telling first. */
final class Checks {

    static final List<Check> ALL = List.of(
            new Check("quorum", NodeChecks::quorum),
            new Check("one-cluster", NodeChecks::oneCluster),
            new Check("reachability", NodeChecks::reachability),
            new Check("steadiness", NodeChecks::steadiness),
            new Check("leader-agreement", NodeChecks::leaderAgreement),
            new Check("elections", NodeChecks::elections),
            new Check("membership", NodeChecks::membership),
            new Check("lag", NodeChecks::lag),
            new Check("clock-rate", ClockChecks::rate),
            new Check("versions", NodeChecks::versions),
            new Check("change", HostChecks::unfinished),
            new Check("disk-space", HostChecks::disks),
            new Check("disk-latency", HostChecks::writes),
            new Check("wall-clock", HostChecks::wallClocks),
            new Check("certificates", CertificateChecks::expiry),
            new Check("access", AccessChecks::limits),
            new Check("pools-readable", PoolChecks::readability),
            new Check("dual-claim", PoolChecks::dualClaims),
            new Check("duplicate-id", PoolChecks::duplicateIds),
            new Check("primary", PoolChecks::primaries),
            new Check("renewal", PoolChecks::renewals),
            new Check("successor", PoolChecks::successors),
            new Check("flapping", PoolChecks::flapping),
            new Check("seats", PoolChecks::seats),
            new Check("pause", PoolChecks::pauses),
            new Check("cordon", PoolChecks::cordons),
            new Check("settings", SettingsChecks::risks));

    private Checks() {}
}
