package dev.swell.runtime.rest;

import jakarta.ws.rs.ext.ContextResolver;

import org.jboss.resteasy.spi.validation.GeneralValidator;

/** Gives RESTEasy the container's validation. */
final class ValidationResolver implements ContextResolver<GeneralValidator> {

    private final BeanValidation validation;

    ValidationResolver(BeanValidation validation) {
        this.validation = validation;
    }

    @Override
    public GeneralValidator getContext(Class<?> type) {
        return validation;
    }
}
