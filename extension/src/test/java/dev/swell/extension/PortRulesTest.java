package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import org.junit.jupiter.api.Test;

import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.Protocol;
import dev.swell.socket.SocketHandler;

class PortRulesTest {

    @SocketHandler(protocol = Protocol.TCP, delimiter = "\n")
    @SocketHandler(protocol = Protocol.UDP, port = "70000")
    @SocketHandler(protocol = Protocol.TCP, port = "9501", host = "unix:/run/x", lengthField = 2)
    @SocketHandler(protocol = Protocol.TCP, port = "9502", host = "a b", lengthField = 2)
    static class Nowhere {
        @OnMessage
        void message(String text) {}
    }

    @Test
    void refusesPortsThatCannotBe() {
        assertDeploymentFails(Nowhere.class).withMessages(
                "SWELL-820: @SocketHandler on Nowhere: TCP needs a port of its own: write such as port = \"9501\"",
                "SWELL-821: @SocketHandler on Nowhere: port: '70000' is no port: write a number from 1 to 65535, '0' for any "
                        + "free port, or 'off'",
                "SWELL-829: @SocketHandler on Nowhere: host: Unix domain sockets are not served: write an address",
                "SWELL-829: @SocketHandler on Nowhere: host: 'a b' is no address: write such as '127.0.0.1' or '::'");
    }

    @SocketHandler(protocol = Protocol.TCP, port = "1", lengthField = 3)
    @SocketHandler(protocol = Protocol.TCP, port = "2", lengthField = 2, delimiter = "\n")
    @SocketHandler(protocol = Protocol.TCP, port = "3")
    @SocketHandler(protocol = Protocol.UDP, port = "4", delimiter = "\n", subprotocols = "x")
    static class BadFraming {
        @OnMessage
        void message(String text) {}
    }

    @Test
    void refusesFramingsThatCannotBe() {
        assertDeploymentFails(BadFraming.class).withMessages(
                "SWELL-822: @SocketHandler on BadFraming: lengthField = 3: write 1, 2 or 4, the bytes that the length takes",
                "SWELL-823: @SocketHandler on BadFraming: it says both delimiter and lengthField: leave one",
                "SWELL-824: @SocketHandler on BadFraming: TCP without framing has no text messages: add a delimiter or "
                        + "lengthField, or take byte[] or ByteBuffer in @OnMessage",
                "SWELL-125: @SocketHandler on BadFraming: delimiter only goes with TCP: leave it out",
                "SWELL-828: @SocketHandler on BadFraming: subprotocols only go with WEBSOCKET: leave them out");
    }

    @SocketHandler(protocol = Protocol.UDP, port = "9501")
    static class NoEvents {
        @OnHandshake
        boolean handshake(Handshake handshake) {
            return true;
        }

        @OnOpen
        void open() {}

        @OnMessage
        void message(byte[] bytes, Handshake handshake) {}

        @OnClose
        void close() {}
    }

    @Test
    void refusesMethodsThatNothingCalls() {
        assertDeploymentFails(NoEvents.class).withMessages(
                "SWELL-825: @SocketHandler on NoEvents: NoEvents.message(byte[], Handshake) takes a Handshake, which UDP "
                        + "doesn't have: leave the parameter out",
                "SWELL-826: @SocketHandler on NoEvents: NoEvents.handshake(Handshake) is never called, since UDP has no such "
                        + "event: remove it",
                "SWELL-826: @SocketHandler on NoEvents: NoEvents.open() is never called, since UDP has no such event: remove "
                        + "it",
                "SWELL-826: @SocketHandler on NoEvents: NoEvents.close() is never called, since UDP has no such event: "
                        + "remove it");
    }

    @SocketHandler(protocol = Protocol.TCP, port = "9501", path = "x")
    @SocketHandler(protocol = Protocol.TCP, port = "9502", path = "x")
    @SocketHandler(protocol = Protocol.UDP, port = "9501")
    @SocketHandler(protocol = Protocol.TCP, port = "off")
    static class First {
        @OnMessage
        void message(byte[] bytes) {}
    }

    @SocketHandler(protocol = Protocol.TCP, port = "9501")
    static class Second {
        @OnMessage
        void message(byte[] bytes) {}
    }

    @Test
    void refusesTheSamePortOrNameTwice() {
        assertDeploymentFails(First.class, Second.class).withMessages(
                "SWELL-830: @SocketHandler on First and on First would both be called 'x': give one of them another path, "
                        + "which is its name",
                "SWELL-827: @SocketHandler on Second and on First both listen on 9501: give one of them another port");
    }

    @SocketHandler(protocol = Protocol.HTTP, port = "9501")
    static class NoRoutes {}

    @SocketHandler(path = "/a", host = "0.0.0.0")
    @SocketHandler(path = "/a", port = "9502")
    @SocketHandler(path = "/b", port = "9502")
    static class HostOnly {
        @OnOpen
        void open() {}
    }

    @SocketHandler(path = "/{x}", port = "9502")
    @SocketHandler(path = "/b", port = "9501")
    static class Talks {
        @OnOpen
        void open() {}
    }

    @SocketHandler(protocol = Protocol.TCP, port = "9501")
    static class Takes {
        @OnMessage
        void message(byte[] bytes) {}
    }

    @Test
    void refusesHttpWithoutRoutesAndTcpBesideHttp() {
        assertDeploymentFails(NoRoutes.class, HostOnly.class, Talks.class, Takes.class).withMessages(
                "SWELL-831: @SocketHandler on NoRoutes: protocol HTTP serves @Route methods, and the class has none: add one",
                "SWELL-820: @SocketHandler on HostOnly: WEBSOCKET needs a port of its own: write such as port = \"9501\"",
                "SWELL-827: @SocketHandler on Takes and on NoRoutes both listen on 9501: give one of them another port",
                "SWELL-827: @SocketHandler on Talks and on Takes both listen on 9501: give one of them another port");
    }
}
