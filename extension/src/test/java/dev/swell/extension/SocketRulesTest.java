package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;

import java.nio.ByteBuffer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

import org.junit.jupiter.api.Test;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

class SocketRulesTest {

    @SocketHandler
    static class NoPath {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesHandlersWithoutPath() {
        assertDeploymentFails(NoPath.class).withMessages(
                "SWELL-120: @SocketHandler on NoPath: a WebSocket handler needs a path, such as path = \"/chat\"");
    }

    @SocketHandler(path = "chat")
    static class BadPath {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesPathsThatCannotBeRead() {
        assertDeploymentFails(BadPath.class).withMessages("SWELL-105: @SocketHandler on BadPath: "
                + "path template 'chat' does not begin with a slash; examples: '/', '/hello/{name}', '/files/*'");
    }

    @SocketHandler(path = "/chat/{room}")
    static class One {
        @OnOpen
        void open() {}
    }

    @SocketHandler(path = "/chat/{name}")
    @SocketHandler(path = "/talk/{a}")
    @SocketHandler(path = "/talk/{b}")
    static class Two {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesTwoHandlersOfOnePath() {
        assertDeploymentFails(One.class, Two.class).withMessages(
                "SWELL-121: @SocketHandler on Two and on One both take WebSockets to paths like '/chat/{name}': "
                        + "give them different paths",
                "SWELL-121: @SocketHandler on Two and on Two both take WebSockets to paths like '/talk/{b}': "
                        + "give them different paths");
    }

    @SocketHandler(path = "/a", maxFrame = "huge")
    @SocketHandler(path = "/b", maxFrame = "0")
    @SocketHandler(path = "/c", maxFrame = "2G")
    @SocketHandler(path = "/d", maxFrame = "999999999999G")
    static class BadSizes {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesFrameSizesThatCannotBe() {
        String place = "SWELL-123: @SocketHandler on BadSizes: maxFrame: ";
        assertDeploymentFails(BadSizes.class).withMessages(
                place + "'huge' is no size; examples: '512', '16K', '4M', '1G'",
                place + "'0' is not between one byte and 2G: leave it out, or write such as \"4M\"",
                place + "'2G' is not between one byte and 2G: leave it out, or write such as \"4M\"",
                place + "'999999999999G' is more bytes than can be counted");
    }

    @SocketHandler(path = "/a", subprotocols = {"chat.v1", "chat.v1", "chat v2", ""})
    static class BadSubprotocols {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesSubprotocolsThatAreNoTokensOrTwice() {
        String rest = "' is no subprotocol name or stands twice: use letters, digits and '.', '-', '_', each once";
        assertDeploymentFails(BadSubprotocols.class).withMessages(
                "SWELL-124: @SocketHandler on BadSubprotocols: 'chat.v1" + rest,
                "SWELL-124: @SocketHandler on BadSubprotocols: 'chat v2" + rest,
                "SWELL-124: @SocketHandler on BadSubprotocols: '" + rest);
    }

    @SocketHandler(path = "/a", delimiter = "\n", lengthField = 4)
    static class Framed {
        @OnOpen
        void open() {}
    }

    @Test
    void refusesTcpFramingOfWebSockets() {
        assertDeploymentFails(Framed.class).withMessages(
                "SWELL-125: @SocketHandler on Framed: delimiter only goes with TCP: leave it out",
                "SWELL-125: @SocketHandler on Framed: lengthField only goes with TCP: leave it out");
    }

    @SocketHandler(path = "/a")
    static class Silent {
        void open() {}
    }

    @Test
    void refusesHandlersWithoutCallbacks() {
        assertDeploymentFails(Silent.class)
                .withMessages("SWELL-126: @SocketHandler on Silent: the class has no method with "
                        + "@OnHandshake, @OnOpen, @OnMessage, @OnClose or @OnError: add one");
    }

    @SocketHandler(path = "/a")
    static class Doubled {
        @OnOpen
        void open() {}

        @OnOpen
        void open(Handshake handshake) {}

        @OnMessage
        void text(String text) {}

        @OnMessage
        void bytes(byte[] bytes) {}

        @OnMessage
        void buffer(ByteBuffer buffer) {}
    }

    @Test
    void refusesTwoMethodsForTheSameThing() {
        assertDeploymentFails(Doubled.class).withMessages(
                "SWELL-127: @OnOpen on Doubled.open(Handshake): a second method for the same thing, the first is "
                        + "Doubled.open(): leave one",
                "SWELL-127: @OnMessage on Doubled.bytes(byte[]): a second method for the same thing, the first is "
                        + "Doubled.buffer(ByteBuffer): leave one");
    }

    @SocketHandler(path = "/a")
    static class WrongParameters {
        @OnHandshake
        boolean handshake(Connection connection) {
            return true;
        }

        @OnOpen
        void open(Session session) {}

        @OnMessage
        void message(String text, CloseReason reason) {}

        @OnClose
        void close(Throwable failure) {}

        @OnError
        void error(Exception failure) {}
    }

    @Test
    void refusesParametersThatCannotBeGiven() {
        assertDeploymentFails(WrongParameters.class).withMessages(
                "SWELL-128: @OnHandshake on WrongParameters.handshake(Connection): parameter Connection can't be given: "
                        + "take any of [Handshake]",
                "SWELL-128: @OnOpen on WrongParameters.open(Session): parameter Session can't be given: "
                        + "take any of [Connection, Handshake]",
                "SWELL-128: @OnMessage on WrongParameters.message(String, CloseReason): parameter CloseReason can't be given: "
                        + "take any of [ByteBuffer, Connection, Handshake, Record, String, byte[]]",
                "SWELL-128: @OnClose on WrongParameters.close(Throwable): parameter Throwable can't be given: "
                        + "take any of [CloseReason, Connection, Handshake]",
                "SWELL-128: @OnError on WrongParameters.error(Exception): parameter Exception can't be given: "
                        + "take any of [Connection, Handshake, Throwable]");
    }

    @SocketHandler(path = "/a")
    static class SameTwice {
        @OnOpen
        void open(Connection one, Connection other) {}

        @OnMessage
        void message(String text, byte[] bytes) {}
    }

    @Test
    void refusesTwoParametersForTheSameThing() {
        assertDeploymentFails(SameTwice.class).withMessages(
                "SWELL-129: @OnOpen on SameTwice.open(Connection, Connection): two parameters for the same thing: "
                        + "leave one Connection",
                "SWELL-129: @OnMessage on SameTwice.message(String, byte[]): two parameters for the same thing: "
                        + "leave one message");
    }

    @SocketHandler(path = "/a")
    static class WrongResults {
        @OnHandshake
        Boolean handshake() {
            return null;
        }

        @OnOpen
        String open() {
            return "";
        }

        @OnMessage
        int message() {
            return 0;
        }

        @OnClose
        boolean close() {
            return true;
        }
    }

    @Test
    void refusesResultsThatNothingIsDoneWith() {
        assertDeploymentFails(WrongResults.class).withMessages(
                "SWELL-130: @OnHandshake on WrongResults.handshake(): returns Boolean: return boolean",
                "SWELL-130: @OnOpen on WrongResults.open(): returns String: return void",
                "SWELL-130: @OnMessage on WrongResults.message(): returns int: "
                        + "return void, String, byte[], ByteBuffer or a record",
                "SWELL-130: @OnClose on WrongResults.close(): returns boolean: return void");
    }

    @ApplicationScoped
    static class Stray {
        @OnHandshake
        boolean handshake() {
            return true;
        }

        @OnMessage
        void message(String text) {}
    }

    @ApplicationScoped
    @ServerEndpoint("/other")
    static class OfTheServletContainer {
        @OnMessage
        public void message(String text) {}
    }

    @Test
    void refusesCallbacksOutsideHandlers() {
        assertDeploymentFails(Stray.class, OfTheServletContainer.class).withMessages(
                "SWELL-131: @OnHandshake on Stray.handshake(): the class has no @SocketHandler: add it",
                "SWELL-131: @OnMessage on Stray.message(String): the class has no @SocketHandler: add it");
    }

    @SocketHandler(path = "/a/{room}")
    static class WithPathParam {
        @OnMessage
        void message(String text, @PathParam("room") String room) {}
    }

    @Test
    void refusesPathParameters() {
        assertDeploymentFails(WithPathParam.class).withMessages("SWELL-132: @OnMessage on "
                + "WithPathParam.message(String, String): @PathParam(\"room\") is not served: "
                + "take a Handshake and write pathParam(\"room\")");
    }

    @SocketHandler(path = "/a")
    static class WithMessageSize {
        @OnMessage(maxMessageSize = 100)
        void message(String text) {}
    }

    @Test
    void refusesMessageSizes() {
        assertDeploymentFails(WithMessageSize.class).withMessages("SWELL-133: @OnMessage on "
                + "WithMessageSize.message(String): maxMessageSize = 100 is not looked at: "
                + "write maxFrame at @SocketHandler instead");
    }

    @SocketHandler(path = "/a")
    static class NotCallable {
        @OnOpen
        private void open() {}

        @OnClose
        static void close() {}
    }

    @Test
    void refusesPrivateAndStaticMethods() {
        assertDeploymentFails(NotCallable.class).withMessages(
                "SWELL-100: @OnOpen on NotCallable.open(): the method is private, so it can't be called: leave out 'private'",
                "SWELL-101: @OnClose on NotCallable.close(): the method is static: a bean's method is needed, "
                        + "leave out 'static'");
    }
}
