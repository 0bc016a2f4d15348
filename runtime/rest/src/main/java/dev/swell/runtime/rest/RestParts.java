package dev.swell.runtime.rest;

import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;

/** RESTEasy's parts of one container that are needed before the service starts; made when they are first asked for. */
final class RestParts {

    private BeanManager beans;
    private ResteasyProviderFactoryImpl factory;
    private volatile BeanValidation validation;

    synchronized void bind(BeanManager manager) {
        beans = manager;
    }

    synchronized ResteasyProviderFactoryImpl factory() {
        if (factory == null) {
            factory = new ResteasyProviderFactoryImpl(false); // RESTEasy's own exception mapper tells the client too much
        }
        return factory;
    }

    /** Requests pass here, so it only locks when it makes one. */
    BeanValidation validation() {
        BeanValidation made = validation;
        return made == null ? makeValidation() : made;
    }

    private synchronized BeanValidation makeValidation() {
        if (validation == null) {
            validation = new BeanValidation(Thread.currentThread().getContextClassLoader(),
                    new BeanValidators(beans));
        }
        return validation;
    }

    synchronized void close() {
        if (validation != null) {
            validation.close();
        }
        if (factory != null) {
            RuntimeDelegates.remove(factory);
        }
    }
}
