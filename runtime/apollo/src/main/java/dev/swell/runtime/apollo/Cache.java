package dev.swell.runtime.apollo;

import static dev.swell.runtime.apollo.ApolloLogger.LOG;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.swell.runtime.config.ApolloSettings;

/** A copy of what Apollo has said, in a file that only this user can read, for starts when Apollo is down. */
final class Cache {

    /** What was kept, and when. */
    record Kept(Instant time, Map<String, Namespace> namespaces) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LONGEST = 256L << 20;

    private final Path file;

    Cache(Path stateDirectory) {
        this.file = stateDirectory.resolve("apollo.json");
    }

    /** Returns what was kept of these namespaces, if all of them were; otherwise nothing. */
    Optional<Kept> read(ApolloSettings settings) {
        try {
            if (Files.size(file) > LONGEST) {
                throw new IOException("it is longer than " + LONGEST + " bytes");
            }
            JsonNode root = JSON.readTree(file.toFile());
            if (!root.path("appId").asText().equals(settings.appId().orElseThrow())
                    || !root.path("cluster").asText().equals(settings.cluster())) {
                throw new IOException("it is of another application or cluster");
            }
            Map<String, Namespace> namespaces = new HashMap<>();
            for (String name : settings.namespaces()) {
                JsonNode kept = root.path("namespaces").path(name);
                if (!kept.isObject()) {
                    throw new IOException("it has no namespace '" + name + "'");
                }
                Map<String, String> entries = new HashMap<>();
                kept.path("entries").properties()
                        .forEach(entry -> entries.put(entry.getKey(), entry.getValue().asText()));
                namespaces.put(name, new Namespace(name, kept.path("releaseKey").asText(), entries));
            }
            return Optional.of(new Kept(Instant.ofEpochMilli(root.path("time").asLong()), namespaces));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonProcessingException e) { // its message quotes what it has read
            LOG.badCopy(file, "it is no JSON");
        } catch (IOException e) {
            LOG.badCopy(file, e.getMessage());
        }
        return Optional.empty();
    }

    /** Puts another copy in its place, whole or not at all; failures are logged. */
    void write(ApolloSettings settings, Map<String, Namespace> namespaces) {
        ObjectNode root = JSON.createObjectNode().put("appId", settings.appId().orElseThrow())
                .put("cluster", settings.cluster()).put("time", System.currentTimeMillis());
        ObjectNode all = root.putObject("namespaces");
        namespaces.forEach((name, namespace) -> {
            ObjectNode kept = all.putObject(name).put("releaseKey", namespace.releaseKey());
            ObjectNode entries = kept.putObject("entries");
            namespace.entries().forEach(entries::put);
        });
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent(), mine("rwx------"));
            Files.deleteIfExists(draft);
            write(root, draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.notKept(file, e.toString());
        }
    }

    private static void write(ObjectNode root, Path draft) throws IOException {
        try (OutputStream out = Channels.newOutputStream(Files.newByteChannel(draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mine("rw-------")))) {
            JSON.writeValue(out, root);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mine(String rights) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights));
    }
}
