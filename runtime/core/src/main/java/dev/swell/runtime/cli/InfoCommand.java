package dev.swell.runtime.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import dev.swell.runtime.config.ManagementSettings;
import dev.swell.runtime.config.Settings;
import dev.swell.runtime.master.Addresses;
import dev.swell.runtime.worker.launch.Launch;
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
        line("Swell", versions.swell());
        line("Java", Versions.java());
        line("Undertow", versions.undertow());
        line("Weld", versions.weld());
        Optional<Launcher> found = find();
        if (found.isEmpty()) {
            line("Application", "none; name one by --app");
            return;
        }
        try (Launcher launcher = found.get()) {
            Launch launch = launcher.first();
            Settings settings = launch.configuration().settings();
            List<Path> archives = launch.archives();
            line("Application", archives.get(0).toString());
            archives.stream().skip(1).forEach(archive -> line("", archive.toString()));
            settings.versionLabel().ifPresent(version -> line("Version", version));
            options.profile().ifPresent(profile -> line("Profile", profile));
            show(settings);
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

    private void show(Settings settings) {
        ManagementSettings management = settings.management();
        line("HTTP", Addresses.of(settings.http().host(), settings.http().port()) + " (HTTP and WebSocket)");
        line("Management",
                management.enabled() ? Addresses.of(management.host(), management.port()) + " (HTTP)" : "off");
        line("Threads", settings.threads().name().toLowerCase(Locale.ROOT));
    }

    private void line(String name, String value) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%-12s %s%n", name, value);
        out.flush();
    }
}
