package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliLogger.LOG;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.swell.runtime.config.Settings;
import dev.swell.runtime.dev.DevMode;
import dev.swell.runtime.master.Addresses;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.worker.launch.Launcher;

/** Starts the application and serves it until a signal ends it. */
@Command(name = "start", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Starts the application and serves it until SIGTERM or SIGINT.")
final class StartCommand implements Callable<Integer> {

    @Mixin
    private ApplicationOptions options;

    @Option(names = "--dev", description = {
            "Development mode: compiles sources that change, and reloads at each change.",
            "Never for production."})
    private boolean dev;

    @Override
    public Integer call() throws InterruptedException {
        Termination termination = Termination.bySignal();
        Launcher launcher = options.prepare();
        Settings settings = launcher.first().configuration().settings();
        termination.limit(settings.stopMaxWait());
        try (DevMode development = dev ? DevMode.prepare(settings.dev(), launcher) : null;
                Master master = Master.start(settings, launcher, dev ? development.handler() : next -> next)) {
            LOG.serves(options.application(settings), Addresses.of(master.listeners()), sinceProcessStart().toMillis(),
                    master.worker().handover().name());
            Signals.on("HUP", master::reload);
            // for ends that are no signal's, such as System.exit in the application; after a signal it finds nothing to do
            Runtime.getRuntime().addShutdownHook(new Thread(master::close, "swell-exit"));
            if (dev) {
                development.begin(master::reload);
            }
            termination.await();
        }
        return 0;
    }

    private static Duration sinceProcessStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
