package dev.swell.runtime.config;

import static dev.swell.runtime.config.ConfigLogger.LOG;
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
    private final Runnable atEnd;

    private Configuration(SmallRyeConfig config, Optional<ClassLoader> registeredFor, Runnable atEnd) {
        this.config = config;
        this.registeredFor = registeredFor;
        this.atEnd = atEnd;
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
     * @param live the process's sources that may change; opened here, if nobody has done so
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public static Configuration load(ClassLoader applicationLoader, Optional<String> profile,
            Map<String, String> overrides, LiveConfiguration live) {
        SmallRyeConfig plain = build(builder(applicationLoader, profile, overrides), applicationLoader);
        KeyReader keys = new KeyReader(new ConfigValues(plain));
        LiveSettings settings = LiveSettings.read(keys);
        if (!settings.isUsed() || !keys.problems().isEmpty()) { // these are reported together with all others
            return new Configuration(plain, Optional.of(applicationLoader), () -> {});
        }
        List<LiveView> views = live.views(settings);
        try {
            SmallRyeConfigBuilder builder = builder(applicationLoader, profile, overrides);
            views.forEach(builder::withSources);
            return new Configuration(build(builder, applicationLoader), Optional.of(applicationLoader),
                    () -> live.forget(views));
        } catch (RuntimeException | Error e) {
            live.forget(views);
            throw e;
        }
    }

    private static SmallRyeConfigBuilder builder(ClassLoader applicationLoader, Optional<String> profile,
            Map<String, String> overrides) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().forClassLoader(applicationLoader)
                .addDefaultInterceptors()
                .addDefaultSources().addDiscoveredSources().addDiscoveredConverters().addDiscoveredInterceptors()
                .addDiscoveredSecretKeysHandlers().addDiscoveredCustomizers()
                .withSources(new PropertiesConfigSource(overrides, COMMAND_LINE, Integer.MAX_VALUE));
        profile.ifPresent(builder::withProfile);
        return builder;
    }

    /**
     * Reads the configuration of an application that was started by someone else, as {@code ConfigProvider} answers it.
     *
     * @throws ConfigurationException naming everything that is wrong with it
     */
    public static Configuration attached(ClassLoader applicationLoader) {
        Object found = ConfigProvider.getConfig(applicationLoader);
        if (found instanceof SmallRyeConfig config) {
            Configuration attached = new Configuration(config, Optional.empty(), () -> {});
            if (attached.settings.live().isUsed()) {
                LOG.notLive();
            }
            return attached;
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
        atEnd.run();
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
