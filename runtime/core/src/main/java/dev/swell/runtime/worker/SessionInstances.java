package dev.swell.runtime.worker;

import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import dev.swell.extension.scope.Instances;

/** The session as a unit of work sees it: begun when the first bean is needed. */
final class SessionInstances implements Instances {

    private final Worker worker;
    private final SessionSource source;

    SessionInstances(Worker worker, SessionSource source) {
        this.worker = worker;
        this.source = source;
    }

    @Override
    public <T> T find(Contextual<T> bean) {
        SessionBeans beans = source.find();
        return beans == null ? null : beans.find(worker, bean);
    }

    @Override
    public <T> T obtain(Contextual<T> bean, CreationalContext<T> creation) {
        T found = find(bean);
        while (found == null) { // a session that ends under our hands is followed by a new one
            SessionBeans beans = source.find();
            found = (beans == null || beans.hasEnded() ? source.begin() : beans).obtain(worker, bean, creation);
        }
        return found;
    }

    @Override
    public void destroy(Contextual<?> bean) {
        SessionBeans beans = source.find();
        if (beans != null) {
            beans.destroy(worker, bean);
        }
    }
}
