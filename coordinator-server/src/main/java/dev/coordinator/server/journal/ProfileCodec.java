package dev.coordinator.server.journal;

import com.google.protobuf.ByteString;
import dev.coordinator.journal.v1.CheckIn;
import dev.coordinator.journal.v1.Label;
import dev.coordinator.journal.v1.SeatState;
import dev.coordinator.server.lease.Info;
import dev.coordinator.server.lease.Profile;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an instance reports of itself ↔ the fields that carry it. */
final class ProfileCodec {

    private ProfileCodec() {}

    static void encode(Profile profile, CheckIn.Builder out) {
        out.setUnelectable(!profile.electable())
                .setUnelectableReason(profile.unelectableReason())
                .setPriority(profile.priority())
                .setAddress(profile.address())
                .addAllLabels(labels(profile.labels()))
                .setInfo(ByteString.copyFrom(profile.info().toBytes()));
    }

    static void encode(Profile profile, SeatState.Builder out) {
        out.setUnelectable(!profile.electable())
                .setUnelectableReason(profile.unelectableReason())
                .setPriority(profile.priority())
                .setAddress(profile.address())
                .addAllLabels(labels(profile.labels()))
                .setInfo(ByteString.copyFrom(profile.info().toBytes()));
    }

    static Profile decode(CheckIn in) {
        return new Profile(
                !in.getUnelectable(),
                in.getUnelectableReason(),
                in.getPriority(),
                in.getAddress(),
                labels(in.getLabelsList()),
                Info.of(in.getInfo().toByteArray()));
    }

    static Profile decode(SeatState in) {
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
        return isUnicode(profile.address())
                && isUnicode(profile.unelectableReason())
                && profile.labels().entrySet().stream()
                        .allMatch(label -> isUnicode(label.getKey()) && isUnicode(label.getValue()));
    }

    private static boolean isUnicode(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
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
