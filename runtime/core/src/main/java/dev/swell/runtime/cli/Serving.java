package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliLogger.LOG;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.swell.runtime.config.Settings;
import dev.swell.runtime.control.Description;
import dev.swell.runtime.control.MasterRequests;
import dev.swell.runtime.control.Presence;
import dev.swell.runtime.control.StateDirectory;
import dev.swell.runtime.dev.DevMode;
import dev.swell.runtime.live.LiveChanges;
import dev.swell.runtime.master.Addresses;
import dev.swell.runtime.master.Master;
import dev.swell.runtime.observe.LogBackend;
import dev.swell.runtime.worker.launch.Launcher;

/** The server in this process, from its start to its end. */
final class Serving {

    private final StartOptions options;
    private final ApplicationOptions application;
    private final Versions versions = new Versions();
    private final Termination termination = Termination.bySignal();
    private final MasterRequests requests;

    Serving(StartOptions options) {
        this.options = options;
        this.application = options.application();
        this.requests = new MasterRequests(description(Optional.empty()), termination);
        Signals.on("HUP", requests::hangUp);
    }

    /** Starts the application and serves it until a signal or a command ends it. */
    void run() throws InterruptedException {
        Optional<StateDirectory> directory = application.state().directory();
        if (options.detached()) {
            redirect(directory.orElseThrow());
        }
        application.openLog();
        try (Presence presence = directory
                .map(state -> Presence.claim(state, options.ignoreOthers(), requests.handlers())).orElse(null)) {
            serve(presence);
        }
    }

    private static void redirect(StateDirectory directory) {
        try {
            LogBackend.redirect(directory.log());
        } catch (IOException e) {
            throw directory.unusable(e);
        }
    }

    private void serve(Presence presence) throws InterruptedException {
        try (Launcher launcher = application.prepare()) {
            serve(presence, launcher);
        }
    }

    private void serve(Presence presence, Launcher launcher) throws InterruptedException {
        Settings settings = launcher.first().configuration().settings();
        termination.limit(settings::stopMaxWait);
        try (DevMode development = options.dev() ? DevMode.prepare(settings.dev(), launcher) : null;
                Master master = Master.start(settings, launcher,
                        development == null ? next -> next : development.handler())) {
            termination.limit(() -> master.worker().settings().stopMaxWait());
            LOG.serves(application.application(settings), Addresses.of(master.listeners()),
                    sinceProcessStart().toMillis(), master.worker().handover().name());
            requests.serves(description(settings.versionLabel()), master);
            // for ends that are no signal's, such as System.exit in the application; after a signal it finds nothing to do
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(master, development, presence), "swell-exit"));
            if (development != null) {
                development.begin(master::reload);
            }
            LiveChanges.follow(launcher.live(), master::announce, master::reload);
            termination.await();
        }
    }

    private static void end(Master master, DevMode development, Presence presence) {
        master.close();
        if (development != null) {
            development.close();
        }
        if (presence != null) {
            presence.close();
        }
    }

    private Description description(Optional<String> versionLabel) {
        return new Description(application.application(), versionLabel, versions.swell(),
                Runtime.version().toString());
    }

    private static Duration sinceProcessStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
