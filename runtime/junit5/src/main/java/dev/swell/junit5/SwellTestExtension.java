package dev.swell.junit5;

import java.util.Optional;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What {@link SwellTest} does. The application is kept in the store of the class that has the annotation, so JUnit closes
 * it after the class's last test.
 */
final class SwellTestExtension
        implements
            BeforeAllCallback,
            AfterAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            TestInstancePostProcessor,
            ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SwellTestExtension.class);
    private static final String LOADER_BEFORE = "loader before";

    @Override
    public void beforeAll(ExtensionContext context) {
        enter(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        enter(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        leave(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        leave(context);
    }

    /** Has {@code CDI.current()} and {@code ConfigProvider.getConfig()} mean the application, as in its own code. */
    private static void enter(ExtensionContext context) {
        ClassLoader loader = application(context).loader();
        context.getStore(NAMESPACE).put(LOADER_BEFORE, Thread.currentThread().getContextClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
    }

    private static void leave(ExtensionContext context) {
        ClassLoader before = context.getStore(NAMESPACE).remove(LOADER_BEFORE, ClassLoader.class);
        if (before != null) {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
        application(context).inject(test);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return application(context).has(parameter.getParameter());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return application(context).bean(parameter.getParameter());
    }

    /** Returns the application, which is started if this is the first to ask: JUnit may ask before {@link #beforeAll}. */
    private static RunningApplication application(ExtensionContext context) {
        Class<?> owner = context.getRequiredTestClass();
        Optional<SwellTest> test = AnnotationSupport.findAnnotation(owner, SwellTest.class);
        while (test.isEmpty()) {
            owner = owner.getEnclosingClass();
            test = AnnotationSupport.findAnnotation(owner, SwellTest.class);
        }
        SwellTest wanted = test.get();
        return contextOf(owner, context).getStore(NAMESPACE).getOrComputeIfAbsent(owner,
                type -> RunningApplication.start(wanted), RunningApplication.class);
    }

    private static ExtensionContext contextOf(Class<?> owner, ExtensionContext context) {
        ExtensionContext found = context;
        while (found.getTestMethod().isPresent() || found.getRequiredTestClass() != owner) {
            found = found.getParent().orElseThrow();
        }
        return found;
    }
}
