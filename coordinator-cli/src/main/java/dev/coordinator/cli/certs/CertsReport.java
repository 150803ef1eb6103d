package dev.coordinator.cli.certs;

import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.invocation.Invocation;
import java.nio.file.Path;

/** Says what was made, as it is made; for scripts, all at the end. */
final class CertsReport {

    private final Invocation invocation;
    private final Folder folder;
    private final ListValue.Builder made = ListValue.newBuilder();

    CertsReport(Invocation invocation, Folder folder) {
        this.invocation = invocation;
        this.folder = folder;
    }

    void authority(int days) {
        if (!invocation.json()) {
            invocation.sayInWords("Authority " + folder.certificate(Folder.AUTHORITY) + ", valid for " + days
                    + " days; keep " + folder.key(Folder.AUTHORITY) + " off the nodes.");
        }
    }

    void issued(Holder holder, int days) {
        if (!invocation.json()) {
            invocation.sayInWords((holder.isNode() ? "Node " : "Client ") + folder.certificate(holder.name())
                    + (holder.hosts().isEmpty() ? "" : " for " + String.join(", ", holder.hosts())) + ", valid for "
                    + days + " days.");
            return;
        }
        ListValue.Builder hosts = ListValue.newBuilder();
        holder.hosts().forEach(host -> hosts.addValues(text(host)));
        made.addValues(Value.newBuilder()
                .setStructValue(Struct.newBuilder()
                        .putFields("name", text(holder.name()))
                        .putFields(
                                "node",
                                Value.newBuilder().setBoolValue(holder.isNode()).build())
                        .putFields(
                                "hosts", Value.newBuilder().setListValue(hosts).build())
                        .putFields("certificate", path(folder.certificate(holder.name())))
                        .putFields("key", path(folder.key(holder.name())))));
    }

    void end() {
        if (invocation.json()) {
            invocation.sayJson(Struct.newBuilder()
                    .putFields("authority", path(folder.certificate(Folder.AUTHORITY)))
                    .putFields("made", Value.newBuilder().setListValue(made).build()));
        }
    }

    private static Value path(Path path) {
        return text(path.toString());
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
