package dev.swell.runtime.worker.launch;

import java.sql.Driver;
import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Registers the JDBC drivers of an application, which the JDK does for the first class loader only that asks for one. */
final class Drivers {

    private Drivers() {}

    static void register(ApplicationLoader loader) {
        if (loader.findResource("META-INF/services/" + Driver.class.getName()) == null) {
            return;
        }
        for (Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator(); drivers.hasNext();) {
            try {
                drivers.next(); // its class registers it
            } catch (ServiceConfigurationError e) {
                LaunchLogger.LOG.debugf("a JDBC driver can't be used: %s", e.getMessage());
            }
        }
    }
}
