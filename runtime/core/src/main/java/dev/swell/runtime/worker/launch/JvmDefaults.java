package dev.swell.runtime.worker.launch;

import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.net.ssl.HttpsURLConnection;

/** What the JVM has one of. Where an application has put its own, what was there before any application comes back. */
final class JvmDefaults {

    private static final List<Default<?>> ALL = List.of(new Default<>(() -> System.out, System::setOut),
            new Default<>(() -> System.err, System::setErr), new Default<>(() -> System.in, System::setIn),
            new Default<>(Thread::getDefaultUncaughtExceptionHandler, Thread::setDefaultUncaughtExceptionHandler),
            new Default<>(CookieHandler::getDefault, CookieHandler::setDefault),
            new Default<>(ResponseCache::getDefault, ResponseCache::setDefault),
            new Default<>(ProxySelector::getDefault, ProxySelector::setDefault),
            new Default<>(Authenticator::getDefault, Authenticator::setDefault),
            new Default<>(HttpsURLConnection::getDefaultHostnameVerifier,
                    HttpsURLConnection::setDefaultHostnameVerifier));

    private JvmDefaults() {}

    /** Has what is there now come back later. Only the first call counts, which comes before any application's code. */
    static void remember() {
        // the class is initialized by now
    }

    static void restore(ApplicationLoader loader) {
        ALL.forEach(each -> each.restore(loader));
    }

    private static final class Default<T> {
        private final Supplier<T> current;
        private final Consumer<T> setter;
        private final T before;

        Default(Supplier<T> current, Consumer<T> setter) {
            this.current = current;
            this.setter = setter;
            this.before = current.get();
        }

        void restore(ApplicationLoader loader) {
            T now = current.get();
            if (now != null && loader.isAt(now.getClass().getClassLoader())) {
                setter.accept(before);
            }
        }
    }
}
