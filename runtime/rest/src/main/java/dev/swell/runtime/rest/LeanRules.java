package dev.swell.runtime.rest;

import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.core.ResourceMethodInvoker;
import org.jboss.resteasy.core.StringParameterInjector;
import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;
import org.jboss.resteasy.plugins.interceptors.MessageSanitizerContainerResponseFilter;
import org.jboss.resteasy.spi.ValueInjector;
import org.jboss.resteasy.spi.metadata.MethodParameter;
import org.jboss.resteasy.spi.metadata.Parameter;
import org.jboss.resteasy.spi.metadata.Parameter.ParamType;
import org.jboss.resteasy.spi.metadata.ResourceMethod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.MappingIterator;

import dev.swell.extension.model.PathTemplate.Kind;
import dev.swell.runtime.rest.SharedPaths.Bound;

/**
 * Decides which resource methods take the short way: those where everything that RESTEasy does for a plain request is known
 * when the application starts. In doubt a method doesn't.
 */
final class LeanRules {

    static final String NOT_PLAIN = "its path has more than literals and variables of a segment each";

    /** A parameter of these headers would see values that RESTEasy doesn't let pass. */
    private static final List<String> CONDITIONS = List.of("if-modified-since", "if-unmodified-since");

    private final ResteasyProviderFactoryImpl factory;
    private final BeanValidation validation;
    private final SharedPaths paths;

    LeanRules(ResteasyProviderFactoryImpl factory, BeanValidation validation, SharedPaths paths) {
        this.factory = factory;
        this.validation = validation;
        this.paths = paths;
    }

    /** Returns why a method can't, in words that follow "because", or null if it can. */
    String obstacle(Bound bound, ResourceMethodInvoker invoker, OutcomeInjector injector, BeanResource resource) {
        return first(List.of(
                () -> path(bound),
                () -> bean(resource, invoker),
                () -> method((ResourceMethod) injector.method()),
                () -> filters(invoker, injector),
                () -> media(invoker),
                () -> parameters(injector, bound),
                () -> result(invoker, injector)));
    }

    /** Tells whether it is known which method RESTEasy finds for the path of this one. */
    boolean isMatchKnown(Bound bound, ResourceMethodInvoker invoker) {
        return first(List.of(() -> path(bound), () -> media(invoker))) == null;
    }

    private static String first(List<Supplier<String>> obstacles) {
        return obstacles.stream().map(Supplier::get).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String path(Bound bound) {
        if (SharedPaths.plain(bound.inner()).isEmpty()) {
            return NOT_PLAIN;
        }
        Optional<Bound> rival = paths.rival(bound);
        return rival.isEmpty() ? null : "'" + rival.get().place() + "' may answer some of its paths";
    }

    private static String bean(BeanResource resource, ResourceMethodInvoker invoker) {
        if (resource == null) {
            return "its class isn't just one bean";
        }
        Class<?> type = resource.bean().getBeanClass();
        if (resource.bean().getScope() == Dependent.class) {
            return "its bean is made anew for each request";
        } else if (!invoker.getMethod().getDeclaringClass().isAssignableFrom(type)) {
            return "it isn't a method of the bean's class";
        }
        return ResourceRules.hasParameters(type) ? "its bean takes request values into fields" : null;
    }

    private String method(ResourceMethod method) {
        if (method.getHttpMethods().stream().anyMatch(List.of("HEAD", "OPTIONS")::contains)) {
            return "it answers HEAD or OPTIONS";
        } else if (validation.isMethodValidatable(method.getMethod())) {
            return "it has constraints";
        }
        return Stream.of(method.getAnnotatedMethod().getAnnotations(), method.getMethod().getAnnotations(),
                method.getResourceClass().getClazz().getAnnotations()).flatMap(Arrays::stream)
                .anyMatch(LeanRules::isOfLibrary) ? "it has annotations of RESTEasy" : null;
    }

    private static boolean isOfLibrary(Annotation annotation) {
        return annotation.annotationType().getName().startsWith("org.jboss.resteasy.");
    }

    private String filters(ResourceMethodInvoker invoker, OutcomeInjector injector) {
        ResourceMethod method = (ResourceMethod) injector.method();
        Object filter = Stream.of(factory.getContainerRequestFilterRegistry().preMatch(),
                invoker.getRequestFilters(), invoker.getResponseFilters(), invoker.getWriterInterceptors(),
                injector.factory().getServerReaderInterceptorRegistry().postMatch(
                        method.getResourceClass().getClazz(), method.getAnnotatedMethod()))
                .filter(Objects::nonNull).flatMap(Arrays::stream)
                .filter(each -> !(each instanceof MessageSanitizerContainerResponseFilter)) // which looks at 400 only
                .findFirst().orElse(null);
        return filter == null ? null
                : "the filter or interceptor '" + type(filter).getName() + "' is applied to it";
    }

    private static Class<?> type(Object bean) {
        Class<?> type = bean.getClass();
        return type.isSynthetic() ? type.getSuperclass() : type;
    }

    private static String media(ResourceMethodInvoker invoker) {
        MediaType[] produced = invoker.getProduces();
        if (produced.length != 1) {
            return "it hasn't just one @Produces";
        }
        return produced[0].isWildcardType() || produced[0].isWildcardSubtype()
                || !produced[0].getParameters().entrySet().stream().allMatch(LeanRules::isUtf8)
                        ? "its @Produces isn't a plain media type"
                        : null;
    }

    private static boolean isUtf8(Map.Entry<String, String> parameter) {
        return parameter.getKey().equals(MediaType.CHARSET_PARAMETER) && parameter.getValue().equalsIgnoreCase("UTF-8");
    }

    private String parameters(OutcomeInjector injector, Bound bound) {
        MethodParameter[] parameters = injector.method().getParams();
        ValueInjector[] extractors = injector.getParams();
        for (int i = 0; i < parameters.length; i++) {
            String obstacle = parameter(parameters[i], extractors[i], bound);
            if (obstacle != null) {
                return "parameter " + (i + 1) + " " + obstacle;
            }
        }
        return Arrays.stream(parameters).filter(each -> each.getParamType() == ParamType.MESSAGE_BODY).count() > 1
                ? "it takes the body twice"
                : null;
    }

    private String parameter(MethodParameter parameter, ValueInjector extractor, Bound bound) {
        ParamType type = parameter.getParamType();
        if (type == ParamType.MESSAGE_BODY) {
            return isJson(parameter) ? null : "takes a body that isn't read as JSON";
        } else if (parameter.isEncoded()) {
            return "is encoded";
        } else if (type == ParamType.PATH_PARAM) {
            return pathParameter(parameter, bound);
        } else if (type == ParamType.HEADER_PARAM && CONDITIONS.contains(parameter.getParamName().toLowerCase())) {
            return "takes a date that RESTEasy checks";
        }
        boolean isText = type == ParamType.QUERY_PARAM || type == ParamType.HEADER_PARAM
                || type == ParamType.COOKIE_PARAM;
        return isText && extractor instanceof StringParameterInjector text && isUnconverted(text, parameter) ? null
                : "is neither a simple value of path, query, header or cookie nor the body";
    }

    private String pathParameter(MethodParameter parameter, Bound bound) {
        Class<?> type = parameter.getType();
        boolean isSimple = type.isPrimitive() || type == String.class || Number.class.isAssignableFrom(type)
                || type.isEnum() || type == UUID.class || type == Boolean.class;
        if (!isSimple || !isUnconverted(new LeanArgument.PathExtractor(parameter, factory), parameter)) {
            return "isn't of a simple type";
        }
        return segment(parameter, bound) < 0 ? "isn't in the path" : null;
    }

    /** Returns which segment of the whole path a path parameter is, or a negative number. */
    static int segment(Parameter parameter, Bound bound) {
        return SharedPaths.plain(bound.inner()).orElseThrow().segments().stream()
                .map(segment -> segment.kind() == Kind.VARIABLE ? segment.text() : "")
                .toList().indexOf(parameter.getParamName());
    }

    private static boolean isUnconverted(StringParameterInjector extractor, Parameter parameter) {
        return extractor.getParamConverter() == null && Arrays.stream(parameter.getAnnotations())
                .noneMatch(LeanRules::isOfLibrary);
    }

    private boolean isJson(Parameter body) {
        Class<?> type = body.getType();
        return !type.isPrimitive() && type != JsonParser.class && type != MappingIterator.class
                && !type.getName().startsWith("org.jboss.resteasy.")
                && LeanMedia.isJson(body, MediaType.APPLICATION_JSON_TYPE, factory);
    }

    /** Tells whether what the method returns is waited for. */
    static boolean isAsync(ResourceMethodInvoker invoker, OutcomeInjector injector) {
        return injector.factory().getAsyncResponseProvider(invoker.getReturnType()) != null
                || injector.factory().getAsyncStreamProvider(invoker.getReturnType()) != null;
    }

    private String result(ResourceMethodInvoker invoker, OutcomeInjector injector) {
        Class<?> type = invoker.getReturnType();
        boolean isPlain = type != Object.class && !isAsync(invoker, injector) && new LeanResult(invoker, factory,
                new LeanMedia(invoker, factory, null).answered()).isPlain(type);
        return isPlain ? null : "what it returns is neither text nor written as JSON";
    }
}
