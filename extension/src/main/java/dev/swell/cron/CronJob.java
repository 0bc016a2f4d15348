package dev.swell.cron;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Has a bean's method run again and again: at an interval ({@link #every}) or at times of the clock ({@link #cron}), one
 * of which is needed. The method, of any visibility but private, returns nothing and takes nothing or a
 * {@link CronExecution}.
 *
 * <p>
 * Each run is a unit of work of its own, with a fresh request context and the cleaners after it, on a thread of its own
 * that may block. What it throws, an {@link Error} too, is logged and told to the observers of
 * {@link dev.swell.lifecycle.WorkerError}; the next run comes all the same. Runs don't drift: a job that is late runs once
 * and keeps its beat. The schedule goes on over a reload.
 *
 * <p>
 * In the texts, expressions such as <code>${key:default}</code> stand for what is configured. The keys
 * {@code swell.cron.jobs."<identity>".every}, {@code .cron} and {@code .immediate} count more than what stands here.
 */
@Documented
@Repeatable(CronJob.List.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CronJob {

    /**
     * The time from one run's beginning to the next one's: {@code "250ms"}, {@code "10s"}, {@code "5m"}, {@code "1h"},
     * {@code "PT0.5S"}; from 1 ms to 365 days. {@code "off"} means that it is not scheduled.
     */
    String every() default "";

    /**
     * When it runs, as six fields (seconds, minutes, hours, day of the month, month, day of the week) or five (without
     * the seconds). {@code "off"} means that it is not scheduled.
     */
    String cron() default "";

    /** The time zone of {@link #cron}, such as {@code "Europe/Berlin"}; empty means the system's. */
    String timeZone() default "";

    /** What the job is called in the configuration, the log and {@link CronJobs}; empty means {@code Class.method}. */
    String identity() default "";

    /** Whether it also runs as soon as it is scheduled for the first time. */
    boolean immediate() default false;

    /** What happens when its time has come and the run before still goes on. */
    ConcurrentExecution concurrentExecution() default ConcurrentExecution.SKIP;

    /** Whether it runs on one node of a cluster at a time. A single node is always that one. */
    boolean global() default false;

    /** Several {@link CronJob} on one method; written by the compiler. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface List {

        /** The jobs. */
        CronJob[] value();
    }
}
