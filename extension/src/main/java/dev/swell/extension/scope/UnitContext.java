package dev.swell.extension.scope;

import java.lang.annotation.Annotation;
import java.util.function.Function;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.context.spi.AlterableContext;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;

import dev.swell.state.LaneScoped;

/** A scope whose {@link Instances} are those of the current unit of work. */
public final class UnitContext implements AlterableContext {

    private final Class<? extends Annotation> scope;
    private final Object container;
    private final Function<UnitOfWork, Instances> store;

    private UnitContext(Class<? extends Annotation> scope, Object container, Function<UnitOfWork, Instances> store) {
        this.scope = scope;
        this.container = container;
        this.store = store;
    }

    /** Returns the request context of a container, which is given by its extension. */
    public static UnitContext request(Object container) {
        return new UnitContext(RequestScoped.class, container, UnitOfWork::request);
    }

    /** Returns the lane context of a container, which is given by its extension. */
    public static UnitContext lane(Object container) {
        return new UnitContext(LaneScoped.class, container, UnitOfWork::lane);
    }

    /** Returns the session context of a container, which is given by its extension. */
    public static UnitContext session(Object container) {
        return new UnitContext(SessionScoped.class, container, UnitOfWork::session);
    }

    private Instances storeOrNull() {
        UnitOfWork unit = UnitOfWork.current();
        return unit != null && unit.belongsTo(container) ? store.apply(unit) : null;
    }

    private Instances activeStore() {
        Instances active = storeOrNull();
        if (active == null) {
            throw new ContextNotActiveException("@" + scope.getSimpleName()
                    + " beans can be used in requests and messages"
                    + (scope == SessionScoped.class ? " of a client that has a session" : "") + ", not on thread "
                    + Thread.currentThread().getName() + " now");
        }
        return active;
    }

    @Override
    public Class<? extends Annotation> getScope() {
        return scope;
    }

    @Override
    public boolean isActive() {
        return storeOrNull() != null;
    }

    @Override
    public <T> T get(Contextual<T> bean, CreationalContext<T> creation) {
        return creation == null ? get(bean) : activeStore().obtain(bean, creation);
    }

    @Override
    public <T> T get(Contextual<T> bean) {
        return activeStore().find(bean);
    }

    @Override
    public void destroy(Contextual<?> bean) {
        activeStore().destroy(bean);
    }
}
