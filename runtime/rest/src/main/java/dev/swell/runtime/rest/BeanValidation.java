package dev.swell.runtime.rest;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;

import jakarta.validation.ConstraintValidatorFactory;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validation;
import jakarta.validation.ValidationException;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.MethodDescriptor;

import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.metadata.BeanMetaDataClassNormalizer;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.validation.GeneralValidator;

/** Checks the constraints of resource methods, in one container: its validators die with it. */
final class BeanValidation implements GeneralValidator, AutoCloseable {

    private final ValidatorFactory factory;
    private final Validator validator;

    BeanValidation(ClassLoader loader, ConstraintValidatorFactory validators) {
        factory = Validation.byProvider(HibernateValidator.class)
                .providerResolver(() -> List.of(new HibernateValidator())).configure()
                .externalClassLoader(loader)
                .beanMetaDataClassNormalizer(new BeanClasses())
                .constraintValidatorFactory(validators)
                .messageInterpolator(new ConstraintMessages())
                .parameterNameProvider(new ParameterNames())
                .buildValidatorFactory();
        validator = factory.getValidator();
    }

    /** Reads the constraints from the bean's class, not from the container's proxies of it. */
    private static final class BeanClasses implements BeanMetaDataClassNormalizer {
        @Override
        public <T> Class<? super T> normalize(Class<T> type) {
            Class<? super T> bean = type;
            while (bean.isSynthetic() && bean.getSuperclass() != null && bean.getSuperclass() != Object.class) {
                bean = bean.getSuperclass();
            }
            return bean;
        }
    }

    @Override
    public boolean isValidatable(Class<?> type) {
        return false; // a bean's fields are checked when they have been injected
    }

    @Override
    public boolean isMethodValidatable(Method method) {
        MethodDescriptor constraints = validator.getConstraintsForClass(method.getDeclaringClass())
                .getConstraintsForMethod(method.getName(), method.getParameterTypes());
        return constraints != null
                && (constraints.hasConstrainedParameters() || constraints.hasConstrainedReturnValue());
    }

    @Override
    public void validateAllParameters(HttpRequest request, Object bean, Method method, Object[] values,
            Class<?>... groups) {
        Object[] arguments = values == null ? new Object[0] : values;
        refuse(validator.forExecutables().validateParameters(bean, method, arguments, groups));
    }

    @Override
    public void validateReturnValue(HttpRequest request, Object bean, Method method, Object value, Class<?>... groups) {
        Set<ConstraintViolation<Object>> violations = validator.forExecutables().validateReturnValue(bean, method,
                value,
                groups);
        if (!violations.isEmpty()) { // not the client's fault
            throw new ValidationException("The return value is not valid: "
                    + new ConstraintViolationException(violations).getMessage());
        }
    }

    @Override
    public void validate(HttpRequest request, Object bean, Class<?>... groups) {
        checkProperties(bean);
    }

    /** Checks the fields and properties of a resource. */
    void checkProperties(Object bean) {
        refuse(validator.validate(bean));
    }

    private static void refuse(Set<? extends ConstraintViolation<?>> violations) {
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
    }

    @Override
    public void checkViolations(HttpRequest request) {
        // they are thrown where they are found
    }

    @Override
    public void close() {
        factory.close();
    }
}
