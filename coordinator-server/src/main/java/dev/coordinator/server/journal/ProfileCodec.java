package dev.coordinator.server.journal;

import com.google.protobuf.ByteString;
import dev.coordinator.journal.v1.Label;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.Profile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an instance reports of itself ↔ the message that carries it. */
final class ProfileCodec {

    private ProfileCodec() {}

    static dev.coordinator.journal.v1.Profile encode(Profile profile) {
        return dev.coordinator.journal.v1.Profile.newBuilder()
                .setUnelectable(!profile.electable())
                .setUnelectableReason(profile.unelectableReason())
                .setPriority(profile.priority())
                .setAddress(profile.address())
                .addAllLabels(labels(profile.labels()))
                .setInfo(ByteString.copyFrom(profile.info().toBytes()))
                .build();
    }

    static Profile decode(dev.coordinator.journal.v1.Profile in) {
        return new Profile(
                !in.getUnelectable(),
                in.getUnelectableReason(),
                in.getPriority(),
                in.getAddress(),
                labels(in.getLabelsList()),
                Info.of(in.getInfo().toByteArray()));
    }

    /** Whether the bytes of all its texts say the same texts. */
    static boolean isExact(Profile profile) {
        return Wire.isUnicode(profile.address())
                && Wire.isUnicode(profile.unelectableReason())
                && profile.labels().entrySet().stream()
                        .allMatch(label -> Wire.isUnicode(label.getKey()) && Wire.isUnicode(label.getValue()));
    }

    static List<Label> labels(SortedMap<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> Label.newBuilder()
                        .setKey(label.getKey())
                        .setValue(label.getValue())
                        .build())
                .toList();
    }

    static SortedMap<String, String> labels(List<Label> labels) {
        SortedMap<String, String> map = new TreeMap<>();
        labels.forEach(label -> map.put(label.getKey(), label.getValue()));
        return map;
    }
}
