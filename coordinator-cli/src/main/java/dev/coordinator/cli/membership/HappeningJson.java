package dev.coordinator.cli.membership;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.coordinator.cli.text.Json;
import dev.coordinator.client.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A happening as a JSON object on one line, in UTC: time, pool, instance and event, then its facts. All are strings. */
final class HappeningJson {

    private final Member member;

    HappeningJson(Member member) {
        this.member = member;
    }

    String of(Instant when, Happening happening) {
        Struct.Builder object = Struct.newBuilder()
                .putFields("time", text(when.truncatedTo(ChronoUnit.MILLIS).toString()))
                .putFields("pool", text(member.pool()))
                .putFields("instance", text(member.instanceId()))
                .putFields("event", text(happening.event()));
        happening.facts().forEach((name, value) -> object.putFields(name, text(value)));
        return Json.line(object);
    }

    private static Value text(String value) {
        return Value.newBuilder().setStringValue(value).build();
    }
}
