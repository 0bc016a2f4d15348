package dev.swell.extension;

import jakarta.enterprise.inject.spi.DefinitionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.OwnPort;
import dev.swell.extension.model.Place;
import dev.swell.socket.Protocol;

/** What is wrong with declarations of ports. Ids 820 to 834. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface PortMessages {

    PortMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(), PortMessages.class);

    @Message(id = 820, value = "@SocketHandler on %s: %s needs a port of its own: write such as port = \"9501\"")
    DefinitionException portMissing(Place place, Protocol protocol);

    @Message(id = 821, value = "@SocketHandler on %s: port: %s: write a number from 1 to 65535, '0' for any free port, or 'off'")
    DefinitionException badPort(Place place, String reason);

    @Message(id = 822, value = "@SocketHandler on %s: lengthField = %d: write 1, 2 or 4, the bytes that the length takes")
    DefinitionException badLengthField(Place place, int bytes);

    @Message(id = 823, value = "@SocketHandler on %s: it says both delimiter and lengthField: leave one")
    DefinitionException twoFramings(Place place);

    @Message(id = 824, value = "@SocketHandler on %s: TCP without framing has no text messages: add a delimiter or lengthField, or take byte[] or ByteBuffer in @OnMessage")
    DefinitionException textWithoutFraming(Place place);

    @Message(id = 825, value = "@SocketHandler on %s: %s takes a Handshake, which %s doesn't have: leave the parameter out")
    DefinitionException noHandshake(Place place, Place callback, Protocol protocol);

    @Message(id = 826, value = "@SocketHandler on %s: %s is never called, since %s has no such event: remove it")
    DefinitionException neverCalled(Place place, Place callback, Protocol protocol);

    @Message(id = 827, value = "@SocketHandler on %s and on %s both listen on %s: give one of them another port")
    DefinitionException samePort(Place place, Place other, OwnPort port);

    @Message(id = 828, value = "@SocketHandler on %s: subprotocols only go with WEBSOCKET: leave them out")
    DefinitionException onlyForWebSocket(Place place);

    @Message(id = 829, value = "@SocketHandler on %s: host: %s")
    DefinitionException badHost(Place place, String reason);

    @Message(id = 831, value = "@SocketHandler on %s: protocol HTTP serves @Route methods, and the class has none: add one")
    DefinitionException noRoute(Place place);

    @Message(id = 830, value = "@SocketHandler on %s and on %s would both be called '%s': give one of them another path, which is its name")
    DefinitionException sameName(Place place, Place other, String name);
}
