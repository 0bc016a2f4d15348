package dev.swell.runtime.worker;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import dev.swell.extension.scope.Instances;

/** The session as its own end sees it: what is left of it, and nothing new once its beans are being destroyed. */
record EndingSession(Worker worker, SessionBeans beans) implements Instances {

    @Override
    public <T> T find(Contextual<T> bean) {
        return beans.find(worker, bean);
    }

    @Override
    public <T> T obtain(Contextual<T> bean, CreationalContext<T> creation) {
        T found = find(bean);
        if (found == null) {
            found = beans.obtain(worker, bean, creation);
        }
        if (found == null) {
            throw new ContextNotActiveException("The session is ending and has no " + bean
                    + " any more: don't use it where session-scoped beans are destroyed");
        }
        return found;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        beans.destroy(worker, bean);
    }
}
