package dev.swell.runtime.rest;

import java.lang.reflect.Constructor;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ValidationException;

/** Takes constraint validators from the container where they are beans. */
final class BeanValidators implements ConstraintValidatorFactory {

    private final BeanManager beans;

    BeanValidators(BeanManager beans) {
        this.beans = beans;
    }

    @Override
    public <T extends ConstraintValidator<?, ?>> T getInstance(Class<T> type) {
        Bean<?> bean = beans.resolve(beans.getBeans(type));
        if (bean != null) {
            return type.cast(beans.getReference(bean, type, beans.createCreationalContext(bean)));
        }
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ValidationException(
                    "'" + type.getName() + "' must be a bean, or have a constructor without parameters",
                    e);
        }
    }

    @Override
    public void releaseInstance(ConstraintValidator<?, ?> validator) {
        // they live as long as the container
    }
}
