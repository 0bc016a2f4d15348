package dev.swell.runtime.rest;

import org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl;

/** RESTEasy's parts of one container that are needed before the service starts; made when they are first asked for. */
final class RestParts {

    private ResteasyProviderFactoryImpl factory;
    private BeanValidation validation;

    synchronized ResteasyProviderFactoryImpl factory() {
        if (factory == null) {
            factory = new ResteasyProviderFactoryImpl(false); // RESTEasy's own exception mapper tells the client too much
        }
        return factory;
    }

    synchronized BeanValidation validation() {
        if (validation == null) {
            validation = new BeanValidation(Thread.currentThread().getContextClassLoader());
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
