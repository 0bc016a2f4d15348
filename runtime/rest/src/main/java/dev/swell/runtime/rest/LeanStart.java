package dev.swell.runtime.rest;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jboss.logging.Logger;
import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.ResourceMethodRegistry;
import org.jboss.resteasy.core.StringParameterInjector;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.specimpl.ResteasyUriBuilderImpl;
import org.jboss.resteasy.spi.metadata.MethodParameter;
import org.jboss.resteasy.spi.metadata.Parameter;
import org.jboss.resteasy.spi.metadata.Parameter.ParamType;
import org.jboss.resteasy.spi.metadata.ResourceMethod;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.PathTemplate.Kind;
import dev.swell.extension.model.PathTemplate.Segment;
import dev.swell.runtime.rest.KnownMatch.Variable;
import dev.swell.runtime.rest.ResourceTable.Entry;
import dev.swell.runtime.rest.SharedPaths.Bound;

/** Makes the table of the resource methods, with the short ways to those that have one. */
final class LeanStart {

    private static final Logger LOG = Logger.getLogger("dev.swell.rest");
    private static final MethodType GENERIC = MethodType.methodType(Object.class, Object.class, Object[].class);

    private final String prefix;
    private final ResteasyProviderFactoryImpl factory;
    private final Map<Class<?>, List<BeanResource>> resources;
    private final JsonProvider json;
    private final Map<Bound, OutcomeInjector> injectors = new LinkedHashMap<>();
    private final LeanRules rules;

    /**
     * Makes it.
     *
     * @param injectors those of all methods and locators of root resources
     * @param resources by the class that RESTEasy takes them for
     */
    LeanStart(String prefix, ResteasyProviderFactoryImpl factory, List<OutcomeInjector> injectors,
            Map<Class<?>, List<BeanResource>> resources, JsonProvider json, BeanValidation validation) {
        this.prefix = prefix;
        this.factory = factory;
        this.resources = resources;
        this.json = json;
        injectors.forEach(injector -> this.injectors.put(bound(injector), injector));
        this.rules = new LeanRules(factory, validation, new SharedPaths(List.copyOf(this.injectors.keySet())));
    }

    private static Bound bound(OutcomeInjector injector) {
        return new Bound(injector.method(), registered(injector.method().getResourceClass().getPath()),
                registered(injector.method().getFullpath()));
    }

    /** Returns a path template as the registry has it. */
    private static String registered(String path) {
        String built = path == null ? null
                : ((ResteasyUriBuilderImpl) new ResteasyUriBuilderImpl().path(path)).getPath();
        return built == null ? "" : built.replaceAll("^/|/$", "");
    }

    /** Makes the table. */
    ResourceTable table(ResourceMethodRegistry registry) {
        List<Entry> entries = new ArrayList<>();
        registry.getBounded().values().stream().flatMap(List::stream).filter(ResourceMethodInvoker.class::isInstance)
                .map(ResourceMethodInvoker.class::cast).forEach(invoker -> injectors.forEach((bound, injector) -> {
                    if (isOf(invoker, injector)) {
                        add(bound, invoker, injector, entries);
                    }
                }));
        return new ResourceTable(entries);
    }

    private static boolean isOf(ResourceMethodInvoker invoker, OutcomeInjector injector) {
        return injector.method() instanceof ResourceMethod && injector.method().getMethod().equals(invoker.getMethod())
                && injector.method().getResourceClass().getClazz() == invoker.getResourceClass();
    }

    private void add(Bound bound, ResourceMethodInvoker invoker, OutcomeInjector injector, List<Entry> entries) {
        Optional<PathTemplate> path = SharedPaths.plain(prefix + '/' + bound.inner());
        if (path.isEmpty()) {
            tell(bound, LeanRules.NOT_PLAIN);
            return;
        }
        LeanMedia media = rules.isMatchKnown(bound, invoker) ? new LeanMedia(invoker, factory, body(injector)) : null;
        KnownMatch match = media == null ? null : match(bound, invoker, media, path.get());
        if (media != null && invoker.getReturnType() != void.class && !LeanRules.isAsync(invoker, injector)) {
            injector.produces(media.answered());
        }
        LeanMethod lean = lean(bound, invoker, injector, media, path.get());
        invoker.getHttpMethods().forEach(method -> entries.add(new Entry(path.get(), method, match, lean)));
    }

    private static void tell(Bound bound, String obstacle) {
        LOG.debugf("'%s' is answered %s", bound.place(),
                obstacle == null ? "on the short way" : "by RESTEasy, because " + obstacle);
    }

    private static KnownMatch match(Bound bound, ResourceMethodInvoker invoker, LeanMedia media, PathTemplate path) {
        List<Variable> variables = new ArrayList<>();
        List<Segment> segments = SharedPaths.plain(bound.inner()).orElseThrow().segments();
        for (int i = 0; i < segments.size(); i++) {
            if (segments.get(i).kind() == Kind.VARIABLE) {
                variables.add(new Variable(segments.get(i).text(), i));
            }
        }
        int outer = bound.outer().isEmpty() ? 0 : bound.outer().split("/").length;
        return new KnownMatch(invoker, media, bound.inner(), path.text(), outer, variables);
    }

    private LeanMethod lean(Bound bound, ResourceMethodInvoker invoker, OutcomeInjector injector, LeanMedia media,
            PathTemplate path) {
        List<BeanResource> beans = resources.getOrDefault(invoker.getResourceClass(), List.of());
        BeanResource resource = beans.size() == 1 ? beans.get(0) : null;
        String obstacle = rules.obstacle(bound, invoker, injector, resource);
        MethodHandle handle = handle(invoker);
        if (obstacle == null && handle == null) {
            obstacle = "it can't be accessed";
        }
        tell(bound, obstacle);
        if (obstacle != null) {
            return null;
        }
        return new LeanMethod(path.text(), injector, resource, handle, arguments(bound, injector),
                new LeanResult(invoker, factory, media.answered()), media);
    }

    private static MethodHandle handle(ResourceMethodInvoker invoker) {
        try {
            MethodHandle direct = MethodHandles.publicLookup().unreflect(invoker.getMethod()).asFixedArity();
            return direct.asSpreader(Object[].class, direct.type().parameterCount() - 1).asType(GENERIC);
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    private static Parameter body(OutcomeInjector injector) {
        return Arrays.stream(injector.method().getParams())
                .filter(parameter -> parameter.getParamType() == ParamType.MESSAGE_BODY).findFirst().orElse(null);
    }

    private LeanArgument[] arguments(Bound bound, OutcomeInjector injector) {
        MethodParameter[] parameters = injector.method().getParams();
        LeanArgument[] arguments = new LeanArgument[parameters.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(bound, parameters[i], injector.getParams()[i]);
        }
        return arguments;
    }

    private LeanArgument argument(Bound bound, MethodParameter parameter, Object extractor) {
        return switch (parameter.getParamType()) {
            case PATH_PARAM ->
                LeanArgument.path(LeanRules.segment(parameter, bound) + prefixLength(), parameter, factory);
            case QUERY_PARAM -> LeanArgument.query(parameter, (StringParameterInjector) extractor);
            case HEADER_PARAM -> LeanArgument.header(parameter, (StringParameterInjector) extractor);
            case COOKIE_PARAM -> LeanArgument.cookie(parameter, (StringParameterInjector) extractor);
            case MESSAGE_BODY -> LeanArgument.body(parameter, json);
            default -> throw new IllegalStateException(parameter.getParamType().name());
        };
    }

    private int prefixLength() {
        return (int) prefix.chars().filter(c -> c == '/').count();
    }
}
