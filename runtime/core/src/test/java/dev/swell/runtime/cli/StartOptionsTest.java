package dev.swell.runtime.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;

class StartOptionsTest {

    /** About the process that starts the other, or for its environment. */
    private static final Set<String> NOT_PASSED_ON = Set.of("-d", "--detached", "--apollo-access-key");

    @Command
    private static final class Start {

        @Mixin
        private StartOptions options;
    }

    private final Start start = new Start();
    private final CommandLine command = new CommandLine(start);

    @Test
    void passesAllOnToADetachedServer() {
        List<String> given = new ArrayList<>();
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (!NOT_PASSED_ON.contains(option.longestName())) {
                given.add(option.longestName());
                if (option.arity().max() > 0) {
                    given.add("value of " + option.longestName());
                }
            }
        }
        command.parseArgs(given.toArray(String[]::new));

        assertThat(given).hasSizeGreaterThan(8);
        assertThat(start.options.detachedArguments()).startsWith("start", "--detached").containsAll(given)
                .hasSize(2 + given.size());
    }

    @Test
    void passesNothingOnThatWasNotGiven() {
        command.parseArgs("-d");

        assertThat(start.options.detachedArguments()).containsExactly("start", "--detached", "--state-dir", ".swell");
    }

    @Test
    void passesASecretOnWhereOthersDoNotSeeIt() {
        command.parseArgs("-d", "--apollo-access-key", "geheim", "--apollo-namespaces", "a,b");

        assertThat(start.options.detachedArguments()).contains("--apollo-namespaces", "a,b").doesNotContain("geheim");
        assertThat(start.options.application().environment())
                .containsOnly(Map.entry("SWELL_APOLLO_ACCESS_KEY", "geheim"));
    }
}
