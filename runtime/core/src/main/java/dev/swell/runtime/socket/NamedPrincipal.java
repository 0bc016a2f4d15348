package dev.swell.runtime.socket;

import java.security.Principal;

/** Who the client of a connection is. What middleware had set may be of an application's class, which isn't kept. */
record NamedPrincipal(String getName) implements Principal {

    static NamedPrincipal of(Principal principal) {
        return principal == null || principal.getName() == null ? null : new NamedPrincipal(principal.getName());
    }
}
