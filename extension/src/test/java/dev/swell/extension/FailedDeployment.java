package dev.swell.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;

import org.jboss.weld.environment.se.Weld;

/** A container that is expected to refuse its beans, and what it says. */
final class FailedDeployment {

    private final Throwable failure;
    private final List<String> problems;

    private FailedDeployment(Throwable failure, List<String> problems) {
        this.failure = failure;
        this.problems = problems;
    }

    static FailedDeployment assertDeploymentFails(Class<?>... beans) {
        return assertDeploymentFails(ExtensionSettings.none(), beans);
    }

    static FailedDeployment assertDeploymentFails(ExtensionSettings settings, Class<?>... beans) {
        SwellExtension extension = new SwellExtension(settings);
        Weld weld = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(beans);
        Throwable failure = catchThrowable(() -> weld.initialize().close());
        assertThat(failure).as("the deployment fails").isNotNull();
        return new FailedDeployment(failure, extension.problems().stream().map(Throwable::getMessage).toList());
    }

    /** Asserts what is reported: these messages and no others, in any order; {@code Outer$} is left out of names. */
    void withMessages(String... messages) {
        assertThat(problems.stream().map(FailedDeployment::shortened)).containsExactlyInAnyOrder(messages);
        assertThat(failure.getMessage()).as("what the container says").contains(problems);
    }

    private static String shortened(String message) {
        return message.replaceAll("\\bdev\\.swell\\.extension\\.(\\w+\\$)?", "");
    }
}
