package dev.swell.extension.scope;

import java.security.Principal;

/**
 * The principal of the unit of work that runs on the calling thread: the account that middleware has set on the exchange.
 * Its name is empty where there is none.
 */
public class CurrentPrincipal implements Principal {

    private final Object container;

    /** For the proxies of containers. */
    protected CurrentPrincipal() {
        this(null);
    }

    /** Makes the one of a container, which is given by its extension. */
    public CurrentPrincipal(Object container) {
        this.container = container;
    }

    @Override
    public String getName() {
        UnitOfWork unit = UnitOfWork.current();
        Principal principal = unit != null && unit.belongsTo(container) ? unit.principal() : null;
        return principal == null ? "" : principal.getName();
    }

    @Override
    public String toString() {
        return getName();
    }
}
