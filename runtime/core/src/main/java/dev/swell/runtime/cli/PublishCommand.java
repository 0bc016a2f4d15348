package dev.swell.runtime.cli;

import static dev.swell.runtime.cli.CliMessages.MESSAGES;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes files to begin with. It writes all of them or none, and overwrites none unless told to. */
@Command(name = "publish", mixinStandardHelpOptions = true, versionProvider = Versions.class, description = "Writes a configuration with all keys, a systemd unit, and snippets for supervisord, nginx and Apache.")
final class PublishCommand implements Runnable {

    @Option(names = "--to", paramLabel = "DIR", required = true, description = "Where to write them; made if it isn't there.")
    private Path directory;

    @Option(names = "--force", description = "Overwrite files that are there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        Map<String, String> files = Published.files();
        List<Path> inTheWay = files.keySet().stream().map(directory::resolve)
                .filter(force ? Files::isDirectory : Files::exists).toList();
        if (!inTheWay.isEmpty()) {
            throw MESSAGES.inTheWay(inTheWay);
        }
        List<Path> drafts = new ArrayList<>();
        try {
            write(files, drafts);
        } catch (IOException e) {
            throw MESSAGES.notWritten(directory, e.toString());
        } finally {
            drafts.forEach(draft -> draft.toFile().delete());
        }
        PrintWriter out = spec.commandLine().getOut();
        files.keySet().forEach(name -> out.println("Wrote " + directory.resolve(name)));
        out.flush();
    }

    private void write(Map<String, String> files, List<Path> drafts) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path draft = directory.resolve("." + file.getKey() + ".draft");
            drafts.add(draft);
            Files.writeString(draft, file.getValue());
        }
        for (String name : files.keySet()) {
            Files.move(directory.resolve("." + name + ".draft"), directory.resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
