package dev.swell.extension;

import java.lang.reflect.Method;

import jakarta.enterprise.inject.spi.AnnotatedType;

import dev.swell.extension.model.Place;

/**
 * A managed bean that is being read.
 *
 * @param type its class
 * @param reference its reference
 * @param methods its annotated methods
 */
record BeanClass(AnnotatedType<?> type, BeanReference reference, MarkedMethods methods) {

    Place place() {
        return Place.of(type.getJavaClass());
    }

    Place place(Method method) {
        return Place.of(type.getJavaClass(), method);
    }
}
