package dev.swell.extension;

import java.util.Map;
import java.util.Set;

/** What is configured of jobs. */
public interface JobSettings {

    /** The attribute {@link dev.swell.cron.CronJob#every}. */
    String EVERY = "every";
    /** The attribute {@link dev.swell.cron.CronJob#cron}. */
    String CRON = "cron";
    /** The attribute {@link dev.swell.cron.CronJob#immediate}. */
    String IMMEDIATE = "immediate";

    /**
     * Returns the text with its expressions, such as <code>${key:default}</code>, replaced.
     *
     * @throws IllegalArgumentException if there is no such key and no default, or it can't be read
     */
    String expand(String text);

    /** Returns the identities for which something is configured. */
    Set<String> identities();

    /** Returns what is configured for a job, by attribute; empty for most. */
    Map<String, String> of(String identity);

    /** Returns settings with which expressions can't be replaced, and nothing is configured. */
    static JobSettings none() {
        return new JobSettings() {
            @Override
            public String expand(String text) {
                if (text.contains("${")) {
                    throw new IllegalArgumentException("there is no configuration without a Swell runtime");
                }
                return text;
            }

            @Override
            public Set<String> identities() {
                return Set.of();
            }

            @Override
            public Map<String, String> of(String identity) {
                return Map.of();
            }
        };
    }
}
