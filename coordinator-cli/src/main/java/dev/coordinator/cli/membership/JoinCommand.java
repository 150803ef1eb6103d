package dev.coordinator.cli.membership;

import dev.coordinator.cli.invocation.ExitStatus;
import dev.coordinator.cli.invocation.Invocation;
import dev.coordinator.client.Member;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "join",
        description = {
            "Be an instance of a pool until Ctrl-C, and show each change, one a line.",
            "For trying out, demonstrations and watching: it runs nothing when it is primary.",
            "An application embeds the client library, and asks that before it acts.",
        },
        footer = {
            "",
            "  coordctl join orders app-2 --priority 10 --label zone=a",
            "",
            "Ctrl-C or SIGTERM leaves: a lease it holds ends at once, and another takes over.",
            "Ends by itself, with 13, when another run of the same instance takes its seat.",
        })
public final class JoinCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Parameters(index = "0", paramLabel = "POOL", description = "The pool; made by its first check-in.")
    private String pool = "";

    @Parameters(index = "1", paramLabel = "INSTANCE", description = "The instance; each has a name of its own.")
    private String instance = "";

    @Mixin
    private final MemberOptions options = new MemberOptions();

    public JoinCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        Member member = options.member(pool, instance);
        BiFunction<Instant, Happening, String> form = form(member);
        Ending ending = new Ending();
        invocation.interrupts().onInterrupt(() -> ending.await(Stay.LONGEST_GOODBYE));
        try {
            boolean superseded = new Stay(invocation, member, ending).last(happening -> {
                if (!invocation.say(form.apply(Instant.now(), happening))) {
                    ending.want(); // No one reads any more.
                }
            });
            return (superseded ? ExitStatus.SUPERSEDED : ExitStatus.OK).code();
        } finally {
            ending.done();
        }
    }

    private BiFunction<Instant, Happening, String> form(Member member) {
        if (invocation.json()) {
            return new HappeningJson(member)::of;
        }
        HappeningLine line = new HappeningLine(invocation.screen(), invocation.zone());
        return (when, happening) -> String.join("\n", line.of(when, happening));
    }
}
