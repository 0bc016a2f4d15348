package dev.swell.runtime.rest;

import java.io.IOException;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.NoContentException;

import org.jboss.resteasy.core.StringParameterInjector;
import org.jboss.resteasy.spi.ReaderException;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.metadata.Parameter;

import io.undertow.util.HttpString;

import com.fasterxml.jackson.databind.ObjectReader;

/** Gets one argument of a resource method from a request, as RESTEasy does; what is thrown is what RESTEasy throws. */
interface LeanArgument {

    Object of(LeanCall call);

    /** Converts one text, or null. */
    interface Conversion {
        Object of(String text);
    }

    static LeanArgument path(int segment, Parameter parameter, ResteasyProviderFactory factory) {
        Conversion conversion = conversion(parameter, new PathExtractor(parameter, factory));
        return call -> conversion.of(call.segment(segment));
    }

    static LeanArgument query(Parameter parameter, StringParameterInjector extractor) {
        String name = parameter.getParamName();
        if (extractor.isCollectionOrArray()) {
            return call -> extractor.extractValues(call.queries(name));
        }
        Conversion conversion = conversion(parameter, extractor);
        return call -> conversion.of(call.query(name));
    }

    static LeanArgument header(Parameter parameter, StringParameterInjector extractor) {
        HttpString name = new HttpString(parameter.getParamName());
        return call -> extractor.extractValues(call.header(name));
    }

    static LeanArgument cookie(Parameter parameter, StringParameterInjector extractor) {
        String name = parameter.getParamName();
        return call -> extractor.extractValues(call.cookie(name));
    }

    static LeanArgument body(Parameter parameter, JsonProvider json) {
        JsonReading reading = new JsonReading(parameter, json);
        return call -> {
            try {
                return reading.read(call);
            } catch (NoContentException e) {
                throw new ReaderException(new BadRequestException(e));
            } catch (ReaderException e) {
                throw e;
            } catch (Exception e) {
                throw new ReaderException(e);
            }
        };
    }

    /** What needs no reflection is converted here; a text that can't be is left to RESTEasy, which says so in its words. */
    private static Conversion conversion(Parameter parameter, StringParameterInjector extractor) {
        Class<?> type = parameter.getType();
        String otherwise = parameter.getDefaultValue();
        if (type == String.class) {
            return text -> text == null ? otherwise : text;
        } else if (type == int.class || type == Integer.class) {
            return text -> text == null ? extractor.extractValue(null) : number(text, extractor);
        }
        return extractor::extractValue;
    }

    private static Object number(String text, StringParameterInjector extractor) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return extractor.extractValue(text);
        }
    }

    /** Reads bodies of one type. */
    final class JsonReading {
        private final Parameter parameter;
        private final JsonProvider json;
        private volatile ObjectReader reader;

        JsonReading(Parameter parameter, JsonProvider json) {
            this.parameter = parameter;
            this.json = json;
        }

        Object read(LeanCall call) throws IOException {
            ObjectReader known = reader;
            if (known == null) {
                known = json.reader(parameter.getType(), parameter.getGenericType(), parameter.getAnnotations(),
                        call.contentType());
                reader = known;
            }
            return json.read(known, call.openBody());
        }
    }

    /** As RESTEasy's own for path parameters, which is hidden: a path with a wrong value is no path. */
    final class PathExtractor extends StringParameterInjector {
        PathExtractor(Parameter parameter, ResteasyProviderFactory factory) {
            super(parameter.getType(), parameter.getGenericType(), parameter.getParamName(), PathParam.class,
                    parameter.getDefaultValue(), parameter.getAccessibleObject(), parameter.getAnnotations(), factory);
        }

        @Override
        protected void throwProcessingException(String message, Throwable cause) {
            throw new NotFoundException(message, cause);
        }
    }
}
