package dev.swell.runtime.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.control.ControlFailure;
import dev.swell.runtime.control.Instance;
import dev.swell.runtime.master.Addresses;
import dev.swell.runtime.worker.launch.Launcher;
import dev.swell.runtime.worker.launch.StartFailure;

/** Shows what would be started; starts nothing. */
@Command(name = "info", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Shows versions, the application, and where it would be served.")
final class InfoCommand implements Runnable {

    @Mixin
    private ApplicationOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Versions versions = new Versions();
        Facts facts = new Facts(spec.commandLine().getOut());
        facts.line("Swell", versions.swell());
        facts.line("Java", Versions.java());
        facts.line("Undertow", versions.undertow());
        facts.line("Weld", versions.weld());
        Optional<Instance> running = options.state().directory().flatMap(Instance::find);
        if (options.named() || running.isEmpty()) {
            showConfigured(facts);
        }
        running.ifPresent(instance -> show(facts, instance));
    }

    private static void show(Facts facts, Instance running) {
        try {
            show(facts, running.status());
        } catch (ControlFailure e) {
            facts.line("Running", e.getMessage());
        }
    }

    private void showConfigured(Facts facts) {
        Optional<Launcher> found = find();
        if (found.isEmpty()) {
            facts.line("Application", "none; name one by --app");
            return;
        }
        try (Launcher launcher = found.get()) {
            Settings settings = launcher.first().configuration().settings();
            List<Path> archives = launcher.first().archives();
            facts.line("Application", archives.get(0).toString());
            archives.stream().skip(1).forEach(archive -> facts.line("", archive.toString()));
            settings.versionLabel().ifPresent(version -> facts.line("Version", version));
            options.profile().ifPresent(profile -> facts.line("Profile", profile));
            show(facts, settings);
        }
    }

    /** Without --app there need not be an application. */
    private Optional<Launcher> find() {
        try {
            return Optional.of(options.prepare());
        } catch (StartFailure e) {
            if (options.named()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static void show(Facts facts, Settings settings) {
        ManagementSettings management = settings.management();
        facts.line("HTTP", Addresses.of(settings.http().host(), settings.http().port()) + " (HTTP and WebSocket)");
        facts.line("Management",
                management.enabled() ? Addresses.of(management.host(), management.port()) + " (HTTP)" : "off");
        facts.line("Threads", settings.threads().name().toLowerCase(Locale.ROOT));
    }

    private static void show(Facts facts, JsonNode status) {
        facts.line("Running", StatusText.application(status) + ", PID " + status.path("pid"));
        status.path("listeners").forEach(listener -> facts.line(StatusText.name(listener),
                StatusText.address(listener) + (listener.path("name").asText().equals("http") ? " (HTTP and WebSocket)"
                        : " (" + listener.path("protocol").asText() + ")")));
    }
}
