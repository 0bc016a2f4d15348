package trial;

import java.util.Map;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;
import dev.swell.socket.SocketHandler;

/** Answers with what the connection's attributes say: how often it was opened, who it is, how many messages it had. */
@SocketHandler(path = "/chat")
class Chat {

    @OnOpen
    void open(Connection connection, Handshake handshake) {
        connection.attributes().merge("opened", "once", (before, now) -> before + " more");
        connection.attributes().put("name", handshake.query("name").orElseThrow());
    }

    @OnMessage
    String say(Connection connection, String text) {
        Map<String, String> attributes = connection.attributes();
        int seen = Integer.parseInt(attributes.getOrDefault("seen", "0")) + 1;
        attributes.put("seen", String.valueOf(seen));
        return Version.number() + " " + attributes.get("name") + " opened " + attributes.get("opened") + ", message "
                + seen + " is " + text;
    }
}
