package dev.swell.extension;

import static dev.swell.extension.CronMessages.MESSAGES;
import static dev.swell.extension.ExtensionLogger.LOG;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.spi.AnnotatedMethod;

import dev.swell.cron.CronExecution;
import dev.swell.cron.CronJob;
import dev.swell.extension.model.CronCall;
import dev.swell.extension.model.CronModel;
import dev.swell.extension.model.Place;
import dev.swell.extension.schedule.Schedule;
import dev.swell.extension.schedule.Schedule.Cron;
import dev.swell.extension.schedule.Schedule.Every;
import dev.swell.extension.schedule.Schedule.Off;

/** Turns {@link CronJob}s of bean classes into {@link CronModel}s. */
final class CronReader {

    private static final Pattern IDENTITY = Pattern.compile("[^\\p{Cntrl}\"]{1,200}");
    private static final String NAME = CronJob.class.getSimpleName();

    private final ExtensionSettings settings;
    private final Problems problems;
    private final List<CronModel> jobs = new ArrayList<>();

    CronReader(ExtensionSettings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Reads a bean, and tells whether it declares a job. */
    boolean read(BeanClass bean) {
        List<AnnotatedMethod<?>> methods = bean.methods().with(CronJob.class);
        methods.forEach(method -> readMethod(method, bean));
        return !methods.isEmpty();
    }

    private void readMethod(AnnotatedMethod<?> annotated, BeanClass bean) {
        Method method = annotated.getJavaMember();
        Place place = bean.place(method);
        boolean callable = new MemberRules(bean, problems).callable(NAME, method);
        if (method.getParameterCount() > 1
                || method.getParameterCount() == 1 && method.getParameterTypes()[0] != CronExecution.class) {
            problems.add(MESSAGES.parameters(place, Arrays.stream(method.getParameterTypes())
                    .map(Class::getSimpleName).collect(Collectors.joining(", "))));
            callable = false;
        }
        if (method.getReturnType() != void.class) {
            problems.add(MESSAGES.result(place, method.getReturnType().getSimpleName()));
            callable = false;
        }
        CronCall call = callable ? call(bean.reference(), method) : null;
        for (CronJob job : annotated.getAnnotations(CronJob.class)) {
            readJob(job, method, place, call);
        }
    }

    private void readJob(CronJob job, Method method, Place place, CronCall call) {
        String identity = job.identity().isEmpty() ? simpleName(place.bean()) + "." + method.getName() : job.identity();
        if (!IDENTITY.matcher(identity).matches()) {
            problems.add(MESSAGES.badIdentity(place, identity));
        }
        Attributes attributes = new Attributes(identity, place);
        Optional<Boolean> immediate = attributes.read(JobSettings.IMMEDIATE, String.valueOf(job.immediate()),
                CronReader::isTrue);
        schedule(job, attributes).ifPresent(schedule -> jobs.add(new CronModel(identity, schedule,
                immediate.orElse(false), job.concurrentExecution(), job.global(), place, call)));
    }

    private static String simpleName(String bean) {
        return bean.substring(Math.max(bean.lastIndexOf('.'), bean.lastIndexOf('$')) + 1);
    }

    private Optional<Schedule> schedule(CronJob job, Attributes attributes) {
        boolean configured = attributes.isConfigured(JobSettings.EVERY) || attributes.isConfigured(JobSettings.CRON);
        boolean every = configured ? attributes.isConfigured(JobSettings.EVERY) : !job.every().isEmpty();
        boolean cron = configured ? attributes.isConfigured(JobSettings.CRON) : !job.cron().isEmpty();
        if (every == cron) {
            problems.add(MESSAGES.trigger(attributes.place, (every ? "both every and cron" : "neither every nor cron")
                    + (configured ? " in the configuration" : "")));
            return Optional.empty();
        }
        return every ? attributes.read(JobSettings.EVERY, job.every(),
                text -> isOff(text) ? new Off() : Every.parse(text)) : cron(job, attributes);
    }

    private Optional<Schedule> cron(CronJob job, Attributes attributes) {
        Optional<ZoneId> zone = attributes.read("timeZone", job.timeZone(), CronReader::zone);
        Optional<Schedule> schedule = attributes.read(JobSettings.CRON, job.cron(), text -> isOff(text) ? new Off()
                : Cron.parse(text, zone.orElse(ZoneOffset.UTC)));
        schedule.ifPresent(read -> warn(read, attributes.identity));
        return schedule;
    }

    private static void warn(Schedule schedule, String identity) {
        if (schedule instanceof Cron cron && cron.expression().isAmbiguous()) {
            LOG.ambiguousWeekday(cron.expression(), identity);
        }
    }

    private static boolean isOff(String text) {
        return text.equalsIgnoreCase(Schedule.OFF);
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + text + "' is neither 'true' nor 'false'");
        };
    }

    private static ZoneId zone(String text) {
        try {
            return text.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time zone; examples: 'Europe/Berlin', 'America/New_York', 'UTC', '+02:00'",
                    e);
        }
    }

    private static CronCall call(BeanReference bean, Method method) {
        MethodHandle handle = BeanMethod.handle(method);
        if (method.getParameterCount() == 0) {
            MethodHandle call = handle.asType(MethodType.methodType(void.class, Object.class));
            return execution -> {
                call.invokeExact(bean.get());
            };
        }
        MethodHandle call = handle.asType(MethodType.methodType(void.class, Object.class, CronExecution.class));
        return execution -> {
            call.invokeExact(bean.get(), execution);
        };
    }

    List<CronModel> jobs() {
        jobs.sort(Comparator.comparing(CronModel::identity).thenComparing(job -> job.place().toString()));
        Map<String, CronModel> named = new TreeMap<>();
        for (CronModel job : jobs) {
            CronModel other = named.putIfAbsent(job.identity(), job);
            if (other != null) {
                problems.add(MESSAGES.sameIdentity(job.place(), other.place(), job.identity()));
            }
        }
        settings.jobs().identities().stream().filter(identity -> !named.containsKey(identity)).sorted()
                .forEach(identity -> LOG.unknownJob(identity, named.keySet()));
        return jobs;
    }

    /** What is read of one job. */
    private final class Attributes {

        private final String identity;
        private final Place place;
        private final Map<String, String> configured;

        Attributes(String identity, Place place) {
            this.identity = identity;
            this.place = place;
            this.configured = settings.jobs().of(identity);
        }

        boolean isConfigured(String attribute) {
            return configured.containsKey(attribute);
        }

        /** Reads what is configured, or else what is declared. */
        <T> Optional<T> read(String attribute, String declared, Function<String, ? extends T> reader) {
            String text = configured.get(attribute);
            try {
                return Optional.of(reader.apply((text == null ? settings.jobs().expand(declared) : text).strip()));
            } catch (IllegalArgumentException e) {
                String where = text == null ? attribute
                        : "swell.cron.jobs.\"" + identity + "\"." + attribute + " in the configuration";
                problems.add(MESSAGES.badAttribute(place, where, e.getMessage()));
                return Optional.empty();
            }
        }
    }
}
