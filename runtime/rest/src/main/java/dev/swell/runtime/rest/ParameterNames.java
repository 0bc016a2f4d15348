package dev.swell.runtime.rest;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import jakarta.validation.ParameterNameProvider;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.MatrixParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;

/** Calls the parameters of resource methods what clients call them. */
final class ParameterNames implements ParameterNameProvider {

    /** The name of a parameter that takes the body. */
    static final String BODY = "body";

    private static final List<Function<Parameter, Optional<String>>> NAMES = List.of(
            parameter -> Optional.ofNullable(parameter.getAnnotation(PathParam.class)).map(PathParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(QueryParam.class)).map(QueryParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(HeaderParam.class)).map(HeaderParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(FormParam.class)).map(FormParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(CookieParam.class)).map(CookieParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(MatrixParam.class)).map(MatrixParam::value),
            parameter -> Optional.ofNullable(parameter.getAnnotation(BeanParam.class))
                    .map(ignored -> parameter.getName()));

    @Override
    public List<String> getParameterNames(Constructor<?> constructor) {
        return Arrays.stream(constructor.getParameters()).map(Parameter::getName).toList();
    }

    @Override
    public List<String> getParameterNames(Method method) {
        return Arrays.stream(method.getParameters()).map(ParameterNames::name).toList();
    }

    private static String name(Parameter parameter) {
        return NAMES.stream().flatMap(name -> name.apply(parameter).stream()).findFirst().orElse(BODY);
    }
}
