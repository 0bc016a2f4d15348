package dev.swell.extension;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.interceptor.InterceptorBinding;

/** Binds the interceptors of the tests. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@interface Logged {
}
