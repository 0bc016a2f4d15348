package dev.swell.runtime.worker.leak;

import static dev.swell.runtime.worker.leak.LeakLogger.LOG;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

import com.sun.management.HotSpotDiagnosticMXBean;

/** A full collection, when one is wanted. */
final class GarbageCollection {

    private GarbageCollection() {}

    /** Forces one, and waits for its end. */
    static void force() {
        if (!explicitIsDisabled() || !runByCommand()) {
            System.gc();
        }
    }

    /** Many production systems have it so, for the sake of libraries that collect too often. */
    private static boolean explicitIsDisabled() {
        try {
            HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return jvm != null && Boolean.parseBoolean(jvm.getVMOption("DisableExplicitGC").getValue());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean runByCommand() {
        try {
            ManagementFactory.getPlatformMBeanServer().invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcRun", new Object[0],
                    new String[0]);
            return true;
        } catch (JMException e) {
            LOG.debug("the JVM collects by no command", e);
            return false;
        }
    }
}
