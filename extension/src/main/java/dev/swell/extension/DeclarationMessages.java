package dev.swell.extension;

import java.util.Set;

import jakarta.enterprise.inject.spi.DefinitionException;

import org.jboss.logging.Messages;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageBundle;

import dev.swell.extension.model.PathTemplate;
import dev.swell.extension.model.Place;

/** What can be wrong with a declaration: place, rule, remedy. Ids 100 to 179. */
@MessageBundle(projectCode = "SWELL-", length = 3)
interface DeclarationMessages {

    DeclarationMessages MESSAGES = Messages.getBundle(java.lang.invoke.MethodHandles.lookup(),
            DeclarationMessages.class);

    @Message(id = 100, value = "@%s on %s: the method is private, so it can't be called: leave out 'private'")
    DefinitionException privateMethod(String annotation, Place place);

    @Message(id = 101, value = "@%s on %s: the method is static: a bean's method is needed, leave out 'static'")
    DefinitionException staticMethod(String annotation, Place place);

    @Message(id = 102, value = "@Route on %s: a route takes exactly one parameter: write %s(HttpServerExchange exchange)")
    DefinitionException routeParameters(Place place, String name);

    @Message(id = 103, value = "@Route on %s: a route returns nothing but writes to the exchange, and this one returns %s: make it void")
    DefinitionException routeResult(Place place, String type);

    @Message(id = 104, value = "@Route on %s: the class doesn't implement io.undertow.server.HttpHandler: implement it, or put @Route on methods")
    DefinitionException routeClass(Place place);

    @Message(id = 105, value = "@%s on %s: %s")
    DefinitionException badPath(String annotation, Place place, String reason);

    @Message(id = 106, value = "@Route on %s: '%s' is no HTTP method: use capitals, such as \"GET\" or \"POST\"")
    DefinitionException badMethod(Place place, String method);

    @Message(id = 107, value = "@Route on %s and on %s both take %s of paths like '%s': give them different paths or methods")
    DefinitionException sameRoute(Place place, Place other, String methods, PathTemplate path);

    @Message(id = 108, value = "%s has @Blocking and @NonBlocking: keep one of them (without any, it may block)")
    DefinitionException blockingAndNot(Place place);

    @Message(id = 109, value = "@%s on %s: the method is abstract or of an interface, and what implements it in %s has no such "
            + "annotation: put it there")
    DefinitionException abstractMethod(String annotation, Place place, String bean);

    @Message(id = 110, value = "Middleware %s is @%s: it is asked once, when a worker starts, so make it @ApplicationScoped, @Singleton or @Dependent")
    DefinitionException middlewareScope(Place place, String scope);

    @Message(id = 111, value = "swell.state.%s names '%s', which is no bean class of the application: correct the name or take it out")
    DefinitionException unknownStateClass(String key, String name);

    @Message(id = 112, value = "@%s on %s: the container calls this method itself, as a producer, observer, disposer, "
            + "initializer or lifecycle callback: put the annotation on a method of its own")
    DefinitionException calledByContainer(String annotation, Place place);

    @Message(id = 113, value = "%s is @%s, so the container must make a proxy of it, and can't: %s: correct that, or make it "
            + "@Singleton")
    DefinitionException notProxyable(Place place, String scope, String reason);

    @Message(id = 114, value = "@%s on %s: the method is package-private in %s, which is in another package: make it protected "
            + "or public")
    DefinitionException otherPackage(String annotation, Place place, String declaring);

    @Message(id = 115, value = "@%s on %s: %s, so it becomes no bean: %s")
    DefinitionException noBean(String annotation, Place place, String reason, String remedy);

    @Message(id = 116, value = "@%s on %s: the class is an interceptor or decorator, which serves nothing by itself: put the "
            + "annotation on another bean")
    DefinitionException interceptorOrDecorator(String annotation, Place place);

    @Message(id = 117, value = "%s is called through its class, which its @Typed hides: add %s to it")
    DefinitionException hiddenType(Place place, String type);

    @Message(id = 118, value = "%s observes %s asynchronously, but it is only fired synchronously: write @Observes instead of "
            + "@ObservesAsync")
    DefinitionException asyncObserver(Place place, String event);

    @Message(id = 120, value = "@SocketHandler on %s: a WebSocket handler needs a path, such as path = \"/chat\"")
    DefinitionException socketPath(Place place);

    @Message(id = 121, value = "@SocketHandler on %s and on %s both take WebSockets to paths like '%s': give them different paths")
    DefinitionException sameSocket(Place place, Place other, PathTemplate path);

    @Message(id = 123, value = "@SocketHandler on %s: maxFrame: %s")
    DefinitionException badMaxFrame(Place place, String reason);

    @Message(id = 124, value = "@SocketHandler on %s: '%s' is no subprotocol name or stands twice: use letters, digits and '.', '-', '_', each once")
    DefinitionException badSubprotocol(Place place, String name);

    @Message(id = 125, value = "@SocketHandler on %s: %s only goes with TCP: leave it out")
    DefinitionException onlyForTcp(Place place, String attribute);

    @Message(id = 126, value = "@SocketHandler on %s: the class has no method with @OnHandshake, @OnOpen, @OnMessage, @OnClose or @OnError: add one")
    DefinitionException noCallback(Place place);

    @Message(id = 127, value = "@%s on %s: a second method for the same thing, the first is %s: leave one")
    DefinitionException secondCallback(String annotation, Place place, Place first);

    @Message(id = 128, value = "@%s on %s: parameter %s can't be given: take any of %s")
    DefinitionException callbackParameter(String annotation, Place place, String type, Set<String> allowed);

    @Message(id = 129, value = "@%s on %s: two parameters for the same thing: leave one %s")
    DefinitionException parameterTwice(String annotation, Place place, String what);

    @Message(id = 130, value = "@%s on %s: returns %s: return %s")
    DefinitionException callbackResult(String annotation, Place place, String type, String allowed);

    @Message(id = 131, value = "@%s on %s: the class has no @SocketHandler: add it")
    DefinitionException noSocketHandler(String annotation, Place place);

    @Message(id = 132, value = "@%s on %s: @PathParam(\"%s\") is not served: take a Handshake and write pathParam(\"%3$s\")")
    DefinitionException pathParameter(String annotation, Place place, String name);

    @Message(id = 133, value = "@OnMessage on %s: maxMessageSize = %s is not looked at: write maxFrame at @SocketHandler instead")
    DefinitionException messageSize(Place place, long size);
}
