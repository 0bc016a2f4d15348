package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.Test;

import dev.swell.async.AsyncListener;
import dev.swell.async.DeadLetter;
import dev.swell.async.TaskFinished;
import dev.swell.async.TaskHandler;
import dev.swell.extension.model.ApplicationModel;
import dev.swell.extension.model.ListenerModel;
import dev.swell.extension.model.TaskModel;

/** What handlers and listeners may look like. */
class AsyncRulesTest {

    record Mail(String to) {}

    record Bid(long amount) {}

    @ApplicationScoped
    static class Post {
        @TaskHandler(tries = 3, retryDelay = "500ms", multiplier = 2)
        int send(Mail mail) {
            return mail.to.length();
        }

        @TaskFinished
        void sent(Mail mail, Integer length) {
            throw new IllegalStateException(mail.to + " " + length);
        }

        @AsyncListener
        void last(Bid any) {}

        @AsyncListener(priority = 1)
        boolean first(Bid bid) {
            return bid.amount > 10;
        }

        @AsyncListener
        protected void second(Bid bid) {}
    }

    @ApplicationScoped
    static class Good extends Post {
        @Override
        void last(Bid any) {} // no listener: overridden without the annotation
    }

    @Test
    void describesHandlersAndListeners() throws Throwable {
        SwellExtension extension = new SwellExtension(ExtensionSettings.none());
        WeldContainer container = new Weld().disableDiscovery().addExtension(extension).addBeanClasses(Good.class)
                .initialize();
        try {
            ApplicationModel model = extension.model();
            TaskModel task = model.tasks().get(0);
            assertThat(task.payload()).isEqualTo(Mail.class);
            assertThat(task.tries()).isEqualTo(3);
            assertThat(task.retryDelay()).isEqualTo(Duration.ofMillis(500));
            assertThat(task.multiplier()).isEqualTo(2);
            assertThat(task.place().member()).isEqualTo("send(Mail)");
            assertThat(task.call().call(new Mail("ada"))).isEqualTo(3);
            assertThat(task.finished()).hasValueSatisfying(finished -> assertThat(
                    catchThrowable(() -> finished.call().call(new Mail("ada"), 3)))
                    .hasMessage("ada 3"));
            assertThat(model.listeners()).extracting(listener -> listener.place().member())
                    .containsExactly("first(Bid)", "second(Bid)");
            List<ListenerModel> listeners = model.listeners();
            assertThat(listeners.get(0).call().call(new Bid(1))).isEqualTo(false);
            assertThat(listeners.get(1).call().call(new Bid(1))).isNull();
        } finally {
            container.close();
        }
    }

    @ApplicationScoped
    static class Parameters {
        @TaskHandler
        void none() {}

        @TaskHandler
        void two(Mail mail, Bid bid) {}

        @TaskHandler
        void number(int number) {}

        @TaskHandler
        void list(List<Mail> mails) {}

        @AsyncListener
        void all(Object event) {}

        @AsyncListener
        String text(Bid bid) {
            return "";
        }

        @AsyncListener
        private void hidden(Bid bid) {}
    }

    @Test
    void refusesMethodsThatCannotBeCalledWithAPayload() {
        assertDeploymentFails(Parameters.class).withMessages(
                "SWELL-745: @TaskHandler on Parameters.none(): the method takes nothing: write none(YourPayload payload)",
                "SWELL-745: @TaskHandler on Parameters.two(Mail, Bid): the method takes Mail, Bid: write "
                        + "two(YourPayload payload)",
                "SWELL-746: @TaskHandler on Parameters.number(int): int is no type that can be told from others when it "
                        + "is carried to another worker: put it into a record of your own",
                "SWELL-746: @TaskHandler on Parameters.list(List): java.util.List<Mail> is no type that can be told from "
                        + "others when it is carried to another worker: JSON has no type arguments, so put it into a "
                        + "record of your own",
                "SWELL-746: @AsyncListener on Parameters.all(Object): Object is no type that can be told from others when "
                        + "it is carried to another worker: name the class of what it is to take",
                "SWELL-752: @AsyncListener on Parameters.text(Bid): the method returns String: return nothing, or a "
                        + "boolean: false stops the chain",
                "SWELL-100: @AsyncListener on Parameters.hidden(Bid): the method is private, so it can't be called: leave "
                        + "out 'private'");
    }

    @ApplicationScoped
    static class One {
        @TaskHandler
        void one(Mail mail) {}
    }

    @ApplicationScoped
    static class Two {
        @TaskHandler
        void two(Mail mail) {}
    }

    @Test
    void refusesASecondHandlerForAPayload() {
        assertDeploymentFails(One.class, Two.class).withMessages(
                "SWELL-747: @TaskHandler on Two.two(Mail) and on One.one(Mail) both take Mail: leave one, or give one of "
                        + "them a payload class of its own");
    }

    @ApplicationScoped
    static class Attributes {
        @TaskHandler(tries = 0)
        void never(Mail mail) {}

        @TaskHandler(retryDelay = "5x")
        void soon(Bid bid) {}
    }

    @Test
    void refusesAttributesThatMeanNothing() {
        assertDeploymentFails(Attributes.class).withMessages(
                "SWELL-748: @TaskHandler on Attributes.never(Mail): tries = 0, retryDelay = \"0s\", multiplier = 1.0: "
                        + "tries(0): the first try counts, so write at least 1",
                "SWELL-748: @TaskHandler on Attributes.soon(Bid): tries = 1, retryDelay = \"5x\", multiplier = 1.0: '5x' "
                        + "is no time; examples: '250ms', '10s', '5m', '1h', '1d', 'PT0.5S'");
    }

    @ApplicationScoped
    static class Finishing {
        @TaskHandler
        void send(Mail mail) {}

        @TaskFinished
        void sent(Mail mail, Integer length) {}

        @TaskFinished
        String sentToo(Mail mail) {
            return "";
        }

        @TaskFinished
        void bidden(Bid bid) {}

        @TaskFinished
        void all(Bid bid, long result, String more) {}
    }

    @Test
    void refusesFinishersThatFitNoHandler() {
        assertDeploymentFails(Finishing.class).withMessages(
                "SWELL-751: @TaskFinished on Finishing.sent(Mail, Integer): takes a result of type Integer, and the "
                        + "handler Finishing.send(Mail) returns nothing: take the payload only",
                "SWELL-752: @TaskFinished on Finishing.sentToo(Mail): the method returns String: nobody would see it, so "
                        + "make it void",
                "SWELL-750: @TaskFinished on Finishing.sentToo(Mail) and on Finishing.sent(Mail, Integer) are both for "
                        + "Mail: leave one",
                "SWELL-749: @TaskFinished on Finishing.bidden(Bid): no @TaskHandler takes Bid: write one, or take the "
                        + "payload of one that there is",
                "SWELL-745: @TaskFinished on Finishing.all(Bid, long, String): the method takes Bid, long, String: write "
                        + "all(YourPayload payload), or take the handler's result as second parameter");
    }

    @ApplicationScoped
    static class Late {
        void dead(@ObservesAsync DeadLetter letter) {}
    }

    @Test
    void refusesWhatWouldNeverBeCalled() {
        assertDeploymentFails(Late.class).withMessages("SWELL-118: Late observes DeadLetter asynchronously, but it is "
                + "only fired synchronously: write @Observes instead of @ObservesAsync");
    }
}
