package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigMessages.MESSAGES;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigProviderResolver;

import dev.swell.extension.JobSettings;

/**
 * The configuration of one application: the same that MicroProfile's {@code @ConfigProperty} injects into its beans.
 *
 * <p>
 * It is read once, when it is made; any thread may use it.
 */
public final class Configuration implements AutoCloseable {

    /** The name of the source that wins over all others. */
    static final String COMMAND_LINE = "command line";

    private final SmallRyeConfig config;
    private final Optional<ClassLoader> registeredFor;
    private final Settings settings;

    private Configuration(SmallRyeConfig config, Optional<ClassLoader> registeredFor) {
        this.config = config;
        this.registeredFor = registeredFor;
        KeyReader keys = new KeyReader(new ConfigValues(config));
        settings = SettingsReader.read(keys);
        List<String> problems = new ArrayList<>(KeyCheck.problems(config.getConfigSources()));
        problems.addAll(keys.problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems, null);
        }
        registeredFor.ifPresent(this::register);
    }

    /**
     * Reads the configuration of an application that Swell starts, and makes it the one that
     * {@code ConfigProvider.getConfig} answers for its class loader.
     *
     * @param profile the profile, where another than that of the environment is wanted
     * @param overrides values that win over all others
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public static Configuration load(ClassLoader applicationLoader, Optional<String> profile,
            Map<String, String> overrides) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().forClassLoader(applicationLoader)
                .addDefaultInterceptors()
                .addDefaultSources().addDiscoveredSources().addDiscoveredConverters().addDiscoveredInterceptors()
                .addDiscoveredSecretKeysHandlers().addDiscoveredCustomizers()
                .withSources(new PropertiesConfigSource(overrides, COMMAND_LINE, Integer.MAX_VALUE));
        profile.ifPresent(builder::withProfile);
        return new Configuration(build(builder, applicationLoader), Optional.of(applicationLoader));
    }

    /**
     * Reads the configuration of an application that was started by someone else, as {@code ConfigProvider} answers it.
     *
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public static Configuration attached(ClassLoader applicationLoader) {
        Object found = ConfigProvider.getConfig(applicationLoader);
        if (found instanceof SmallRyeConfig config) {
            return new Configuration(config, Optional.empty());
        }
        throw new ConfigurationException(List.of(MESSAGES.foreignConfig(found.getClass().getName())), null);
    }

    /** Returns what is configured. */
    public Settings settings() {
        return settings;
    }

    /** Returns what is configured of jobs. */
    public JobSettings jobs() {
        return new ConfiguredJobs(config);
    }

    /** Lets the application's class loader go. The configuration of an attached application stays its own. */
    @Override
    public void close() {
        registeredFor.ifPresent(resolver()::releaseConfig);
    }

    private void register(ClassLoader loader) {
        resolver().releaseConfig(loader);
        resolver().registerConfig(config, loader);
    }

    private static SmallRyeConfig build(SmallRyeConfigBuilder builder, ClassLoader loader) {
        try {
            return builder.build();
        } catch (RuntimeException e) {
            // the parsers say where in a file, but not in which
            List<URL> files = Stream.of("application.yaml", "application.yml", "application.properties")
                    .flatMap(loader::resources).toList();
            throw new ConfigurationException(
                    List.of(MESSAGES.unreadable(Printable.of(String.valueOf(e.getMessage()).replaceAll("\\s+", " ")),
                            files)),
                    e);
        }
    }

    private static SmallRyeConfigProviderResolver resolver() {
        return (SmallRyeConfigProviderResolver) ConfigProviderResolver.instance();
    }
}
