package dev.coordinator.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** From the file, the environment and the flags to one configuration, or to all that is wrong with them. */
final class Reading {

    private final Problems problems;
    private final Values values;
    private final boolean fileRead;

    Reading(Path file, Map<String, String> environment, List<String> sets) {
        problems = new Problems(file.toString());
        Optional<List<Setting>> fromFile = FileSettings.read(file, problems);
        List<Setting> settings = new ArrayList<>(fromFile.orElseGet(List::of));
        settings.addAll(EnvironmentSettings.read(environment, problems));
        settings.addAll(FlagSettings.read(sets, problems));
        values = new Values(settings, problems);
        fileRead = fromFile.isPresent();
    }

    NodeConfiguration configuration() throws ConfigurationException {
        if (fileRead) {
            checkRequired();
        }
        checkBetween();
        problems.throwIfAny();
        return Assembly.of(
                values,
                listen(Keys.API_LISTEN).orElseThrow(),
                listen(Keys.RAFT_LISTEN).orElseThrow());
    }

    /** Not asked of a file that couldn't be read: it may well say it. */
    private void checkRequired() {
        for (Key<?> key : Keys.ALL) {
            if (key.required() && !values.isWritten(key)) {
                problems.add(key.name(), "is required; write it in the file or set " + key.variable());
            }
        }
    }

    private void checkBetween() {
        Optional<HostPort> api = listen(Keys.API_LISTEN);
        Optional<HostPort> raft = listen(Keys.RAFT_LISTEN);
        Optional<HostPort> http = values.find(Keys.HTTP_LISTEN).flatMap(listen -> listen);
        values.find(Keys.NODE_ID)
                .flatMap(id -> values.find(Keys.NODES).flatMap(nodes -> Consistency.notListed(id, nodes)))
                .ifPresent(why -> problems.add(Keys.NODE_ID.name(), why));
        checkTls();
        insecure(insecure -> {
            boolean apiTls = values.isWritten(Keys.API_TLS_CERTIFICATE);
            api.flatMap(listen -> Consistency.exposedApi(listen, apiTls, insecure))
                    .ifPresent(why -> problems.add(Keys.API_LISTEN.name(), why));
            http.flatMap(listen -> Consistency.exposedApi(listen, apiTls, insecure))
                    .ifPresent(why -> problems.add(Keys.HTTP_LISTEN.name(), why));
            raft.flatMap(listen ->
                            Consistency.exposedRaft(listen, values.isWritten(Keys.RAFT_TLS_CERTIFICATE), insecure))
                    .ifPresent(why -> problems.add(Keys.RAFT_LISTEN.name(), why));
        });
        http.flatMap(h -> api.flatMap(a -> raft.flatMap(r -> Consistency.differs(h, a, r))))
                .ifPresent(why -> problems.add(Keys.HTTP_LISTEN.name(), why));
        checkUnix();
        api.flatMap(a -> raft.flatMap(r -> Consistency.same(a, r)))
                .ifPresent(why -> problems.add(Keys.RAFT_LISTEN.name(), why));
    }

    private void checkUnix() {
        values.find(Keys.HTTP_UNIX_PATH)
                .flatMap(http -> values.find(Keys.API_UNIX_PATH).flatMap(api -> Consistency.sameSocket(http, api)))
                .ifPresent(why -> problems.add(Keys.HTTP_UNIX_PATH.name(), why));
        needsPath(Keys.API_UNIX_MODE, Keys.API_UNIX_PATH);
        needsPath(Keys.HTTP_UNIX_MODE, Keys.HTTP_UNIX_PATH);
    }

    private void needsPath(Key<?> mode, Key<?> path) {
        if (values.isWritten(mode) && !values.isWritten(path)) {
            problems.add(mode.name(), "is of no use without " + path.name() + "; write that too");
        }
    }

    private void checkTls() {
        values.find(Keys.API_TLS_CLIENT_AUTH)
                .ifPresent(clientAuth -> TlsRules.check(
                        values.find(Keys.API_TLS_CERTIFICATE),
                        values.find(Keys.API_TLS_KEY),
                        values.find(Keys.API_TLS_CLIENT_CA),
                        clientAuth,
                        problems::add));
        TlsRules.check(
                values.find(Keys.RAFT_TLS_CERTIFICATE),
                values.find(Keys.RAFT_TLS_KEY),
                values.find(Keys.RAFT_TLS_CA),
                problems::add);
    }

    /** Not judged by a value that was refused. */
    private void insecure(Consumer<Boolean> judge) {
        values.find(Keys.INSECURE).ifPresent(judge);
    }

    /** What is written, else this node's own address among the nodes, where problems are then shown. */
    private Optional<HostPort> listen(Key<HostPort> key) {
        if (values.isWritten(key)) {
            return values.find(key);
        }
        boolean api = key.equals(Keys.API_LISTEN);
        Function<ClusterNode, HostPort> own = api ? ClusterNode::api : ClusterNode::raft;
        Optional<NodeList> nodes = values.find(Keys.NODES);
        Optional<ClusterNode> self =
                nodes.flatMap(all -> values.find(Keys.NODE_ID).flatMap(all::find));
        self.ifPresent(node -> problems.locatedLike(
                key.name(), NodeList.field(nodes.orElseThrow().nodes().indexOf(node), api ? "api" : "raft")));
        return self.map(own);
    }
}
