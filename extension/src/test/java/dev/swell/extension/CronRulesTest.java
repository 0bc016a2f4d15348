package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

import dev.swell.cron.ConcurrentExecution;
import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobs;
import dev.swell.extension.model.CronModel;

class CronRulesTest {

    private static final String EXAMPLES = "; examples: '0 30 2 * * MON-FRI' (02:30 on weekdays), '*/15 * * * *' (each quarter "
            + "of an hour), '0 0 12 L * ?' (noon on the last day of the month)";

    /** Settings with some of the keys of jobs, and of their expressions. */
    private record Configured(Map<String, String> keys, Map<String, Map<String, String>> overrides)
            implements
                ExtensionSettings,
                JobSettings {

        @Override
        public Set<String> laneScoped() {
            return Set.of();
        }

        @Override
        public Set<String> renew() {
            return Set.of();
        }

        @Override
        public JobSettings jobs() {
            return this;
        }

        @Override
        public String expand(String text) {
            String expanded = text;
            for (Map.Entry<String, String> key : keys.entrySet()) {
                expanded = expanded.replace("${" + key.getKey() + "}", key.getValue());
            }
            return expanded;
        }

        @Override
        public Set<String> identities() {
            return overrides.keySet();
        }

        @Override
        public Map<String, String> of(String identity) {
            return overrides.getOrDefault(identity, Map.of());
        }
    }

    @ApplicationScoped
    static class Good {

        private final List<String> runs = new ArrayList<>();

        List<String> runs() {
            return runs;
        }

        @CronJob(every = "10s")
        void plain() {
            runs.add("plain");
        }

        @CronJob(every = "PT0.5S", identity = "often", immediate = true)
        @CronJob(cron = "0 0 2 * * *", timeZone = "Europe/Berlin", identity = "nightly", global = true, concurrentExecution = ConcurrentExecution.PROCEED)
        protected void twice(CronExecution execution) {
            runs.add("twice " + execution);
        }

        @CronJob(every = "${never}")
        public void off() {}
    }

    private static List<CronModel> jobs(ExtensionSettings settings, Class<?>... beans) {
        SwellExtension extension = new SwellExtension(settings);
        try (WeldContainer container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(beans)
                .initialize()) {
            assertThat(container.select(CronJobs.class).isResolvable()).isTrue();
            return extension.model().jobs();
        }
    }

    private static List<String> text(List<CronModel> jobs) {
        return jobs.stream().map(job -> job.identity() + ": " + job.schedule() + (job.immediate() ? ", immediate" : "")
                + (job.global() ? ", global" : "") + ", " + job.concurrentExecution()).toList();
    }

    @Test
    void readsJobs() {
        assertThat(text(jobs(new Configured(Map.of("never", "off"), Map.of()), Good.class))).containsExactly(
                "Good.off: off, SKIP", "Good.plain: every 10s, SKIP",
                "nightly: cron 0 0 2 * * * Europe/Berlin, global, PROCEED", "often: every PT0.5S, immediate, SKIP");
    }

    @Test
    void theConfigurationCountsMore() {
        Map<String, Map<String, String>> overrides = Map.of("Good.off", Map.of("cron", "0 12 * * *"), "Good.plain",
                Map.of("every", "off"), "often", Map.of("immediate", "false"), "nightly",
                Map.of("every", " 1h ", "immediate", "true"));
        assertThat(text(jobs(new Configured(Map.of(), overrides), Good.class))).containsExactly(
                "Good.off: cron 0 12 * * * " + java.time.ZoneId.systemDefault() + ", SKIP", "Good.plain: off, SKIP",
                "nightly: every 1h, immediate, global, PROCEED", "often: every PT0.5S, SKIP");
    }

    @Test
    void callsTheMethodWithAndWithoutTheExecution() throws Throwable {
        SwellExtension extension = new SwellExtension(new Configured(Map.of("never", "off"), Map.of()));
        try (WeldContainer container = new Weld().disableDiscovery().addExtension(extension)
                .addBeanClasses(Good.class).initialize()) {
            for (CronModel job : extension.model().jobs()) {
                job.call().run(null);
            }
            assertThat(container.select(Good.class).get().runs()).containsExactly("plain", "twice null", "twice null");
        }
    }

    @Dependent
    static class NoTrigger {
        @CronJob
        void job() {}

        @CronJob(every = "1s", cron = "* * * * *")
        void both() {}
    }

    @Test
    void refusesJobsWithoutOneTrigger() {
        assertDeploymentFails(NoTrigger.class).withMessages(
                "SWELL-720: @CronJob on NoTrigger.both(): it says both every and cron: write either every = \"10s\" or "
                        + "cron = \"0 30 2 * * MON-FRI\"",
                "SWELL-720: @CronJob on NoTrigger.job(): it says neither every nor cron: write either every = \"10s\" or "
                        + "cron = \"0 30 2 * * MON-FRI\"");
    }

    @Dependent
    static class BadTexts {
        @CronJob(every = "10")
        void every() {}

        @CronJob(every = "0ms")
        void never() {}

        @CronJob(cron = "0 0 25 * * *", timeZone = "Berlin")
        void both() {}

        @CronJob(cron = "0 */15 2 ? 3 SUNL", timeZone = "Europe/Berlin")
        void passedOver() {}

        @CronJob(cron = "${lots.cron}")
        void unknown() {}

        @CronJob(every = "1s", identity = "a\"b")
        void identity() {}
    }

    @Test
    void refusesTextsThatCannotBeRead() {
        assertDeploymentFails(BadTexts.class).withMessages(
                "SWELL-721: @CronJob on BadTexts.every(): every: '10' is no time; examples: '250ms', '10s', '5m', '1h', "
                        + "'1d', 'PT0.5S'",
                "SWELL-721: @CronJob on BadTexts.never(): every: '0ms' is not between 1ms and 365d",
                "SWELL-721: @CronJob on BadTexts.both(): cron: '0 0 25 * * *': '25' is no number from 0 to 23, in the field "
                        + "of the hours, '25'" + EXAMPLES,
                "SWELL-721: @CronJob on BadTexts.both(): timeZone: 'Berlin' is no time zone; examples: 'Europe/Berlin', "
                        + "'America/New_York', 'UTC', '+02:00'",
                "SWELL-721: @CronJob on BadTexts.passedOver(): cron: '0 */15 2 ? 3 SUNL' never comes in the time zone "
                        + "Europe/Berlin: whenever it would, the clock there is put forward over it" + EXAMPLES,
                "SWELL-721: @CronJob on BadTexts.unknown(): cron: there is no configuration without a Swell runtime",
                "SWELL-725: @CronJob on BadTexts.identity(): identity: 'a\"b': use one line of 1 to 200 characters without "
                        + "quotes");
    }

    @Test
    void namesTheKeyOfWhatIsConfiguredWrongly() {
        Map<String, Map<String, String>> overrides = Map.of("Good.plain", Map.of("every", "soon"), "often",
                Map.of("immediate", "yes"), "nightly", Map.of("every", "1s", "cron", "* * * * *"));
        assertDeploymentFails(new Configured(Map.of("never", "off"), overrides), Good.class).withMessages(
                "SWELL-721: @CronJob on Good.plain(): swell.cron.jobs.\"Good.plain\".every in the configuration: 'soon' is "
                        + "no time; examples: '250ms', '10s', '5m', '1h', '1d', 'PT0.5S'",
                "SWELL-721: @CronJob on Good.twice(CronExecution): swell.cron.jobs.\"often\".immediate in the "
                        + "configuration: 'yes' is neither 'true' nor 'false'",
                "SWELL-720: @CronJob on Good.twice(CronExecution): it says both every and cron in the configuration: write "
                        + "either every = \"10s\" or cron = \"0 30 2 * * MON-FRI\"");
    }

    @Dependent
    static class BadMethods {
        @CronJob(every = "1s")
        private void hidden() {}

        @CronJob(every = "1s")
        static void fixed() {}

        @CronJob(every = "1s")
        int result() {
            return 0;
        }

        @CronJob(every = "1s")
        void parameters(String name, CronExecution execution) {}
    }

    @Test
    void refusesMethodsThatCannotBeCalled() {
        assertDeploymentFails(BadMethods.class).withMessages(
                "SWELL-100: @CronJob on BadMethods.hidden(): the method is private, so it can't be called: leave out "
                        + "'private'",
                "SWELL-101: @CronJob on BadMethods.fixed(): the method is static: a bean's method is needed, leave out "
                        + "'static'",
                "SWELL-723: @CronJob on BadMethods.result(): the method returns int, and nobody would see it: make it void",
                "SWELL-722: @CronJob on BadMethods.parameters(String, CronExecution): the method takes String, "
                        + "CronExecution: it may take nothing or a CronExecution");
    }

    @Dependent
    static class Same {
        @CronJob(every = "1s")
        @CronJob(every = "2s")
        void job() {}

        @CronJob(every = "3s", identity = "Same.job")
        void other() {}
    }

    @Test
    void refusesJobsOfOneIdentity() {
        assertDeploymentFails(Same.class).withMessages(
                "SWELL-724: @CronJob on Same.job() and on Same.job() are both called 'Same.job': give one of them another "
                        + "identity",
                "SWELL-724: @CronJob on Same.other() and on Same.job() are both called 'Same.job': give one of them "
                        + "another identity");
    }
}
