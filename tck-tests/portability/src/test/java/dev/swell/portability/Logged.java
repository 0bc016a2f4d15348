package dev.swell.portability;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.interceptor.InterceptorBinding;

/** Binds the interceptors of the tests. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface Logged {
}
