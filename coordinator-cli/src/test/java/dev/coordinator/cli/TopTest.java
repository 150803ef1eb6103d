package dev.coordinator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coordinator.cli.Person.Outcome;
import org.junit.jupiter.api.Test;

class TopTest {

    private final Person person = new Person().with("TERM", "xterm");

    @Test
    void aTerminalThatCanOnlyWriteLinesIsRefusedInWords() {
        assertThat(person.with("TERM", "dumb").runs("top"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "coordctl: top needs a terminal that can move the cursor, and TERM says that this one can't."
                                + " See 'coordctl pools', 'coordctl status' and 'coordctl watch'.\n"));
    }

    @Test
    void programsAreToldWhatIsForThem() {
        assertThat(person.runs("top", "-o", "json"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        "coordctl: top draws on a terminal; 'coordctl pools -o json' and 'coordctl watch -o json' are"
                                + " for programs.\n"));
    }

    @Test
    void whatCannotBeMeantIsRefused() {
        assertThat(person.runs("top", "--interval", "100ms").err()).isEqualTo("coordctl: --interval: 200ms to 1h.\n");
        assertThat(person.runs("top", "--limit", "0").err()).isEqualTo("coordctl: --limit: 1 to 100000.\n");
        assertThat(person.runs("top", "--sort", "age"))
                .isEqualTo(new Outcome(2, "", "coordctl: --sort: trouble, name, lease, change; not 'age'.\n"));
    }
}
