package dev.swell.runtime.rest;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.resteasy.core.InjectorFactoryImpl;
import org.jboss.resteasy.spi.ConstructorInjector;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.MethodInjector;
import org.jboss.resteasy.spi.PropertyInjector;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jboss.resteasy.spi.metadata.ResourceClass;
import org.jboss.resteasy.spi.metadata.ResourceConstructor;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/** Has RESTEasy take beans from their container, which fills them; it makes other objects itself. */
final class BeanInjectorFactory extends InjectorFactoryImpl {

    private final BeanManager beans;
    private volatile List<OutcomeInjector> made = new CopyOnWriteArrayList<>();

    BeanInjectorFactory(BeanManager beans) {
        this.beans = beans;
    }

    private Bean<?> bean(Class<?> type) {
        Set<Bean<?>> ofThatClass = beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == type).collect(Collectors.toSet());
        return beans.resolve(ofThatClass);
    }

    /** Returns the injectors of all methods and locators of root resources, once these are registered. */
    List<OutcomeInjector> methods() {
        List<OutcomeInjector> methods = made;
        made = null; // those of subresources, which are made for requests, aren't kept
        return methods;
    }

    @Override
    public MethodInjector createMethodInjector(ResourceLocator method, ResteasyProviderFactory factory) {
        OutcomeInjector injector = new OutcomeInjector(method, factory);
        List<OutcomeInjector> known = made;
        if (known != null) {
            known.add(injector);
        }
        return injector;
    }

    @Override
    @SuppressWarnings("rawtypes") // as RESTEasy declares it
    public ConstructorInjector createConstructor(Constructor constructor, ResteasyProviderFactory factory) {
        Bean<?> bean = bean(constructor.getDeclaringClass());
        return bean == null ? super.createConstructor(constructor, factory) : new Reference(beans, bean);
    }

    @Override
    public ConstructorInjector createConstructor(ResourceConstructor constructor, ResteasyProviderFactory factory) {
        Bean<?> bean = bean(constructor.getConstructor().getDeclaringClass());
        return bean == null ? super.createConstructor(constructor, factory) : new Reference(beans, bean);
    }

    @Override
    @SuppressWarnings("rawtypes") // as RESTEasy declares it
    public PropertyInjector createPropertyInjector(Class type, ResteasyProviderFactory factory) {
        return bean(type) == null ? super.createPropertyInjector(type, factory) : new Filled();
    }

    @Override
    public PropertyInjector createPropertyInjector(ResourceClass type, ResteasyProviderFactory factory) {
        return bean(type.getClazz()) == null ? super.createPropertyInjector(type, factory) : new Filled();
    }

    private record Reference(BeanManager beans, Bean<?> bean) implements ConstructorInjector {
        @Override
        public Object construct(boolean unwrapAsync) {
            return beans.getReference(bean, bean.getBeanClass(), beans.createCreationalContext(bean));
        }

        @Override
        public Object construct(HttpRequest request, HttpResponse response, boolean unwrapAsync) {
            return construct(unwrapAsync);
        }

        @Override
        public Object injectableArguments(boolean unwrapAsync) {
            return null;
        }

        @Override
        public Object injectableArguments(HttpRequest request, HttpResponse response, boolean unwrapAsync) {
            return null;
        }
    }

    /** There is nothing left to do, see {@link ContextInjection}. */
    private static final class Filled implements PropertyInjector {
        @Override
        public CompletionStage<Void> inject(Object target, boolean unwrapAsync) {
            return null;
        }

        @Override
        public CompletionStage<Void> inject(HttpRequest request, HttpResponse response, Object target,
                boolean unwrapAsync) {
            return null;
        }
    }
}
