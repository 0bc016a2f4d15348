package dev.swell.runtime.worker;

import jakarta.enterprise.inject.spi.BeanManager;

import dev.swell.extension.SwellExtension;

/**
 * A started CDI container with the application in it.
 *
 * @param loader the application's class loader: the context class loader while its code runs
 * @param beans the container's bean manager
 * @param extension the container's own extension, with the model
 * @param close closes the container and lets go of what holds the class loader; called once, with the context class loader
 *        set; does nothing for a container that somebody else closes
 */
public record Container(ClassLoader loader, BeanManager beans, SwellExtension extension, Runnable close) {}
