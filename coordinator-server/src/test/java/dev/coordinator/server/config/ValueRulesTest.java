package dev.coordinator.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which values each key takes: the limits themselves, and not what lies just beyond them. */
final class ValueRulesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "node.id, a",
        "node.data_dir, relative/data",
        "cluster.id, A_b-9",
        "api.listen, '[::1]:7400'",
        "api.listen, localhost:1",
        "api.create_pools, false",
        "api.limits.max_message_bytes, 64KiB",
        "api.limits.max_message_bytes, 16MiB",
        "api.limits.max_connections, 1000000",
        "api.limits.max_calls_per_connection, 1",
        "api.limits.max_instances_per_session, 1",
        "api.limits.max_sessions, 1",
        "api.limits.max_watches, 1",
        "api.limits.watch_backlog, 16",
        "raft.election_timeout, 200ms",
        "raft.election_timeout, 30s",
        "raft.snapshot_interval, 10s",
        "raft.snapshot_interval, 24h",
        "raft.snapshot_entries, 1000",
        "queue.max_commands, 1000",
        "queue.max_bytes, 16MiB",
        "queue.max_bytes, 1GiB",
        "log.format, json",
        "log.level, debug",
        "shutdown.grace, 0s",
        "shutdown.grace, 5m",
        "insecure, true",
    })
    void allowed(String key, String value) throws Exception {
        assertThat(ConfigurationFile.leastAnd(folder, "").load(key + "=" + value))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    node.id                              | 'a b'   | must be 1 to 64 characters of [A-Za-z0-9._-], not "a b"
                    node.id                              | ''      | must be 1 to 64 characters of [A-Za-z0-9._-], not ""
                    node.data_dir                        | ' '     | must be a directory, not " "
                    cluster.id                           | a.b     | must be 1 to 64 characters of [A-Za-z0-9_-], not "a.b"
                    cluster.id                           | REPLACE-ME | is still the example's; run `coordinator-server new-cluster-id` once and write what it prints on every node
                    api.listen                           | 7400    | must be host:port, an IPv6 host in brackets and all in quotes, not "7400"
                    api.listen                           | ::1:7400 | must be host:port, an IPv6 host in brackets and all in quotes, not "::1:7400"
                    api.listen                           | a:65536 | must be host:port, an IPv6 host in brackets and all in quotes, not "a:65536"
                    api.listen                           | a:0     | must be host:port, an IPv6 host in brackets and all in quotes, not "a:0"
                    api.listen                           | 300.0.0.1:1 | must be host:port, an IPv6 host in brackets and all in quotes, not "300.0.0.1:1"
                    api.create_pools                     | yes     | must be true or false, not "yes"
                    api.limits.max_message_bytes         | 63KiB   | must be from 64KiB to 16MiB, not 63KiB
                    api.limits.max_message_bytes         | 17MiB   | must be from 64KiB to 16MiB, not 17MiB
                    api.limits.max_message_bytes         | 1mb     | must be a size such as 64KiB or 8MiB, not "1mb"
                    api.limits.max_connections           | 0       | must be from 1 to 1000000, not 0
                    api.limits.max_connections           | -1      | must be from 1 to 1000000, not -1
                    api.limits.max_connections           | 1e3     | must be a whole number from 1 to 1000000, not "1e3"
                    api.limits.max_calls_per_connection  | 1000001 | must be from 1 to 1000000, not 1000001
                    api.limits.max_instances_per_session | 0       | must be from 1 to 1000000, not 0
                    api.limits.max_sessions              | 0       | must be from 1 to 1000000, not 0
                    api.limits.max_watches               | 0       | must be from 1 to 1000000, not 0
                    api.limits.watch_backlog             | 15      | must be from 16 to 1000000, not 15
                    raft.listen                          | nowhere | must be host:port, an IPv6 host in brackets and all in quotes, not "nowhere"
                    raft.election_timeout                | 199ms   | must be from 200ms to 30s, not 199ms
                    raft.election_timeout                | 31s     | must be from 200ms to 30s, not 31s
                    raft.election_timeout                | fast    | must be a duration such as 500ms, 30s, 2m or 1h, not "fast"
                    raft.snapshot_interval               | 9s      | must be from 10s to 24h, not 9s
                    raft.snapshot_entries                | 10000001 | must be from 1000 to 10000000, not 10000001
                    queue.max_commands                   | 999     | must be from 1000 to 10000000, not 999
                    queue.max_bytes                      | 2GiB    | must be from 16MiB to 1GiB, not 2GiB
                    log.format                           | xml     | must be text or json, not "xml"
                    log.level                            | INFO    | must be debug or info or warn, not "INFO"
                    shutdown.grace                       | 6m      | must be from 0s to 5m, not 6m
                    insecure                             | True    | must be true or false, not "True"
                    """)
    void refused(String key, String value, String what) throws IOException {
        assertThat(ConfigurationFile.leastAnd(folder, "").problems(key + "=" + value))
                .containsExactly("--set: " + key + ": " + what);
    }

    @Test
    void idOf64CharactersIsTheLongest() throws Exception {
        ConfigurationFile file = ConfigurationFile.leastAnd(folder, "");

        assertThat(file.load("cluster.id=" + "x".repeat(64)).cluster().id()).hasSize(64);
        assertThat(file.problems("cluster.id=" + "x".repeat(65))).hasSize(1);
    }

    @Test
    void longValueIsCutAndControlCharactersAreHiddenInMessages() throws IOException {
        assertThat(ConfigurationFile.leastAnd(folder, "").problems("log.level=a\n" + "b".repeat(100)))
                .containsExactly("--set: log.level: must be debug or info or warn, not \"a?" + "b".repeat(78) + "…\"");
    }

    @Test
    void numberBeyondAnIntIsShownAsItWasWritten() throws IOException {
        assertThat(ConfigurationFile.leastAnd(folder, "").problems("queue.max_commands=9999999999"))
                .containsExactly("--set: queue.max_commands: must be a whole number from 1000 to 10000000,"
                        + " not \"9999999999\"");
    }
}
