package dev.swell.runtime.rest;

import java.security.Principal;

import jakarta.ws.rs.core.SecurityContext;

import io.undertow.security.idm.Account;
import io.undertow.server.HttpServerExchange;

/** Who middleware has found the client to be. */
final class ExchangeSecurity implements SecurityContext {

    private final HttpServerExchange exchange;

    ExchangeSecurity(HttpServerExchange exchange) {
        this.exchange = exchange;
    }

    private Account account() {
        io.undertow.security.api.SecurityContext security = exchange.getSecurityContext();
        return security == null ? null : security.getAuthenticatedAccount();
    }

    @Override
    public Principal getUserPrincipal() {
        Account account = account();
        return account == null ? null : account.getPrincipal();
    }

    @Override
    public boolean isUserInRole(String role) {
        Account account = account();
        return account != null && account.getRoles().contains(role);
    }

    @Override
    public boolean isSecure() {
        return exchange.isSecure();
    }

    @Override
    public String getAuthenticationScheme() {
        io.undertow.security.api.SecurityContext security = exchange.getSecurityContext();
        return security == null || security.getAuthenticatedAccount() == null ? null : security.getMechanismName();
    }
}
