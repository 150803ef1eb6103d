package dev.coordinator.server.raft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.alipay.remoting.exception.RemotingException;
import com.alipay.remoting.serialization.HessianSerializer;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.RpcServer;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import dev.coordinator.server.membership.Introduction;
import dev.coordinator.server.roster.FolderId;
import dev.coordinator.server.roster.NodeId;
import dev.coordinator.server.security.ClientAuthentication;
import dev.coordinator.server.security.ListenerTls;
import dev.coordinator.server.security.NamedFile;
import dev.coordinator.server.security.Roles;
import dev.coordinator.server.security.TestAuthority;
import dev.coordinator.server.security.TlsException;
import dev.coordinator.server.security.TlsSources;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes hear nodes alone: who is anything else is cut off before a word of theirs is read, on either side. */
final class PeerTlsTest {

    private static final String CLUSTER = "peer-tls-test";

    @TempDir
    Path folder;

    private final TestAuthority authority = new TestAuthority("An authority");
    private final List<Runnable> opened = new ArrayList<>();

    @BeforeAll
    static void prepare() {
        RaftEnvironment.prepare(CLUSTER);
    }

    @BeforeEach
    void authorityIsThere() {
        authority.writeTo(folder, "ca.crt");
    }

    @AfterEach
    void close() {
        opened.forEach(Runnable::run);
    }

    @Test
    void nodesOfOneAuthorityReachEachOther() throws Exception {
        RaftAddress there = serve(Optional.of(tls(authority.node("n1"), "n1")));

        assertReached(client(Optional.of(tls(authority.node("n2"), "n2"))), there);
    }

    @Test
    void plaintextIsNotHeard() throws Exception {
        RaftAddress there = serve(Optional.of(tls(authority.node("n1"), "n1")));
        FailFastRpcClient client = client(Optional.empty());

        assertNotHeard(client, there);
    }

    @Test
    void plaintextIsNotSpokenTo() throws Exception {
        assertNotReached(client(Optional.of(tls(authority.node("n2"), "n2"))), serve(Optional.empty()));
    }

    @Test
    void nodesOfAnotherAuthorityAreNotHeardNorSpokenTo() throws Exception {
        ListenerTls ours = tls(authority.node("n1"), "n1");
        TestAuthority other = new TestAuthority("An authority"); // By the same name.
        other.writeTo(folder, "ca.crt");
        ListenerTls theirs = tls(other.node("n2"), "n2");

        assertNotReached(client(Optional.of(theirs)), serve(Optional.of(ours)));
        assertNotReached(client(Optional.of(ours)), serve(Optional.of(theirs)));
    }

    @Test
    void certificateOfAClientIsNoNodesEvenByTheSameAuthority() throws Exception {
        ListenerTls node = tls(authority.node("n1"), "n1");
        ListenerTls client = tlsWithoutRole(
                authority
                        .leaf("alice")
                        .names(GeneralName.dNSName, "localhost")
                        .names(GeneralName.iPAddress, "127.0.0.1"),
                "alice");

        FailFastRpcClient alice = client(Optional.of(client));
        RaftAddress there = serve(Optional.of(node));
        assertNotHeard(alice, there);
        assertNotReached(client(Optional.of(node)), serve(Optional.of(client)));
    }

    @Test
    void nodeOfAnotherHostIsNotSpokenTo() throws Exception {
        ListenerTls elsewhere = tls(
                authority
                        .leaf("n9")
                        .names(GeneralName.dNSName, "n9.example")
                        .names(GeneralName.uniformResourceIdentifier, Roles.RAFT_PEER),
                "n9");

        assertNotReached(client(Optional.of(tls(authority.node("n2"), "n2"))), serve(Optional.of(elsewhere)));
    }

    @Test
    void connectionsThatStandSurviveANewCertificateAndNewOnesUseIt() throws Exception {
        ListenerTls n1 = tls(authority.node("n1"), "n1");
        ListenerTls n2 = tls(authority.node("n2"), "n2");
        RaftAddress there = serve(Optional.of(n1));
        FailFastRpcClient client = client(Optional.of(n2));
        assertReached(client, there);
        var connection = client.getRpcClient().getConnectionManager().get(there.toString());

        TestAuthority next = new TestAuthority("The next authority");
        next.writeTo(folder, "ca.crt");
        next.node("n1").writeTo(folder, "n1");
        next.node("n2").writeTo(folder, "n2");
        for (int look = 0; look < 2; look++) {
            n1.review();
            n2.review();
        }

        assertReached(client, there);
        assertThat(client.getRpcClient().getConnectionManager().get(there.toString()))
                .isSameAs(connection);
        assertReached(client(Optional.of(n2)), there);
        assertThat(n1.status().failure()).isEmpty();
    }

    @Test
    void messageThatAnnouncesTooMuchIsRefusedAtOnce() throws Exception {
        RaftAddress there = serve(Optional.empty());
        try (Socket socket = new Socket(there.host(), there.port())) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(1); // protocol
            out.writeByte(1); // a request
            out.writeShort(1);
            out.writeByte(1);
            out.writeInt(7);
            out.writeByte(1);
            out.writeInt(1_000);
            out.writeShort(0);
            out.writeShort(0);
            out.writeInt(BoundedFrames.MOST_BYTES + 1);
            out.flush();

            socket.setSoTimeout(20_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void peerThatAnswersWithSerializedObjectsMakesNone() throws Exception {
        byte[] object = new HessianSerializer().serialize(new RaftTransportTest.Gadget());
        int before = RaftTransportTest.Gadget.MADE.get();
        try (ServerSocket attacker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> answerOnce(attacker, object));

            FailFastRpcClient client = client(Optional.empty());
            Object answer = ask(client, new RaftAddress("127.0.0.1", attacker.getLocalPort()));
            client.shutdown();
            opened.clear();

            assertThat(answer).isEqualTo(RefusingSerializer.REFUSED);
            assertThat(RaftTransportTest.Gadget.MADE).hasValue(before);
            answering.get(20, TimeUnit.SECONDS);
        }
    }

    /** In the library's own words, as one with the library and without our serializers would. */
    private static void answerOnce(ServerSocket attacker, byte[] object) {
        try (Socket socket = attacker.accept()) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte protocol = in.readByte();
            boolean second = protocol == 2;
            in.skipNBytes(second ? 5 : 4);
            int requestId = in.readInt();
            byte[] type = RaftTransportTest.Gadget.class.getName().getBytes(StandardCharsets.US_ASCII);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(protocol);
            out.write(second ? new byte[] {1, 0, 0, 2, 1} : new byte[] {0, 0, 2, 1});
            out.writeInt(requestId);
            out.write(second ? new byte[] {1, 0} : new byte[] {1});
            out.writeShort(0);
            out.writeShort(type.length);
            out.writeShort(0);
            out.writeInt(object.length);
            out.write(type);
            out.write(object);
            out.flush();
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertReached(FailFastRpcClient client, RaftAddress there) throws Exception {
        client.dial(there.endpoint()).get(20, TimeUnit.SECONDS);
        assertThat(client.checkConnection(there.endpoint())).isTrue();
        assertThat(ask(client, there)).isInstanceOf(PeerAnswer.class);
    }

    private void assertNotReached(FailFastRpcClient client, RaftAddress there) throws Exception {
        client.dial(there.endpoint()).get(20, TimeUnit.SECONDS);
        await().until(() -> !client.checkConnection(there.endpoint()));
        assertNotHeard(client, there);
    }

    private static void assertNotHeard(FailFastRpcClient client, RaftAddress there) {
        assertThatExceptionOfType(RemotingException.class).isThrownBy(() -> ask(client, there));
    }

    /** Past all that is looked at before: through the RPC library itself. */
    private static Object ask(FailFastRpcClient client, RaftAddress there) throws Exception {
        return client.getRpcClient().invokeSync(there.toString(), new PeerRequest(CLUSTER, new byte[] {1}), 5_000);
    }

    private FailFastRpcClient client(Optional<ListenerTls> tls) {
        FailFastRpcClient client =
                (FailFastRpcClient) RpcFactoryHelper.rpcFactory().createRpcClient(RaftTransport.clientWith(tls));
        RpcOptions options = new RpcOptions();
        options.setEnableBoltReconnect(false);
        client.init(options);
        opened.add(client::shutdown);
        return client;
    }

    private RaftAddress serve(Optional<ListenerTls> tls) throws IOException {
        RaftAddress address = TestGroup.freeAddress();
        RpcServer server =
                RpcFactoryHelper.rpcFactory().createRpcServer(address.endpoint(), RaftTransport.serverWith(tls));
        server.registerProcessor(new PeerRequestProcessor(
                CLUSTER,
                () -> new Introduction(new NodeId("n1"), FolderId.FIRST, 0, false),
                Optional::empty,
                Runnable::run));
        server.init(null);
        opened.add(server::shutdown);
        return address;
    }

    private ListenerTls tls(TestAuthority.Leaf leaf, String name) throws TlsException {
        return tls(leaf, name, Optional.of(Roles.RAFT_PEER));
    }

    /** As somebody else would speak to a node. */
    private ListenerTls tlsWithoutRole(TestAuthority.Leaf leaf, String name) throws TlsException {
        return tls(leaf, name, Optional.empty());
    }

    private ListenerTls tls(TestAuthority.Leaf leaf, String name, Optional<String> role) throws TlsException {
        leaf.writeTo(folder, name);
        return ListenerTls.open(
                new TlsSources(
                        "raft",
                        new NamedFile("raft.tls.certificate", folder.resolve(name + ".crt")),
                        new NamedFile("raft.tls.key", folder.resolve(name + ".key")),
                        Optional.of(new NamedFile("raft.tls.ca", folder.resolve("ca.crt"))),
                        ClientAuthentication.REQUIRED,
                        role),
                InstantSource.system());
    }
}
