package dev.swell.portability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.junit.jupiter.api.Test;

import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;
import dev.swell.cron.CronJobs;
import dev.swell.extension.SwellExtension;
import dev.swell.extension.model.CronModel;

@ArquillianTest
class CronTest {

    public abstract static class Base {
        @CronJob(every = "10s", identity = "inherited")
        protected void inherited() {}
    }

    @ApplicationScoped
    public static class Jobs extends Base {
        private final List<String> runs = new ArrayList<>();

        @CronJob(cron = "0 30 2 * * MON-FRI", timeZone = "Europe/Berlin", identity = "nightly")
        @CronJob(every = "PT0.5S", identity = "often", immediate = true)
        void twice(CronExecution execution) {
            runs.add("twice");
        }

        @CronJob(every = "off")
        void never() {
            runs.add("never");
        }

        public List<String> runs() {
            return runs;
        }
    }

    @Deployment
    static JavaArchive archive() {
        return Archives.of(Base.class, Jobs.class);
    }

    @Inject
    SwellExtension extension;
    @Inject
    Jobs jobs;
    @Inject
    CronJobs cron;

    @Test
    void jobsAreFoundAndCalled() throws Throwable {
        List<CronModel> models = extension.model().jobs();
        assertThat(models).extracting(job -> job.identity() + ": " + job.schedule()).containsExactly("Jobs.never: off",
                "inherited: every 10s", "nightly: cron 0 30 2 * * MON-FRI Europe/Berlin", "often: every PT0.5S");
        for (CronModel model : models) {
            model.call().run(null);
        }
        assertThat(jobs.runs()).containsExactly("never", "twice", "twice");
    }

    @Test
    void theirListIsInjectedButNeedsARuntime() {
        assertThatIllegalStateException().isThrownBy(cron::list).withMessageContaining("no Swell runtime");
    }
}
