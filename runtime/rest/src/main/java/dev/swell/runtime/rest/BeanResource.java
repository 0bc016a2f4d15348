package dev.swell.runtime.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;

import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.HttpResponse;
import org.jboss.resteasy.spi.ResourceFactory;
import org.jboss.resteasy.spi.ResteasyProviderFactory;

/** A resource that is a bean: its reference is looked up once, unless each request shall have its own. */
final class BeanResource implements ResourceFactory {

    private final BeanManager beans;
    private final Bean<?> bean;
    private volatile Object reference;

    BeanResource(BeanManager beans, Bean<?> bean) {
        this.beans = beans;
        this.bean = bean;
    }

    /** Returns the bean. */
    Bean<?> bean() {
        return bean;
    }

    @Override
    public Class<?> getScannableClass() {
        return bean.getBeanClass();
    }

    @Override
    public void registered(ResteasyProviderFactory factory) {
        // the container makes it
    }

    @Override
    public Object createResource(HttpRequest request, HttpResponse response, ResteasyProviderFactory factory) {
        if (bean.getScope() == Dependent.class) {
            CreationalContext<?> creation = beans.createCreationalContext(bean);
            ((ExchangeRequest) request).atEnd(creation::release);
            return reference(creation);
        }
        return reference();
    }

    /** Returns the reference that all requests share; not of a dependent bean. */
    Object reference() {
        Object found = reference;
        if (found == null) {
            found = reference(beans.createCreationalContext(bean));
            reference = found;
        }
        return found;
    }

    private Object reference(CreationalContext<?> creation) {
        return beans.getReference(bean, bean.getBeanClass(), creation);
    }

    @Override
    public void requestFinished(HttpRequest request, HttpResponse response, Object resource) {
        // see createResource
    }

    @Override
    public void unregistered() {
        // the container ends it
    }
}
