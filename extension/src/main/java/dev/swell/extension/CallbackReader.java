package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

import dev.swell.extension.CallbackMethod.Argument;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketCallback;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.Protocol;

/** Reads the callback methods of one socket handler's class. */
final class CallbackReader {

    private enum Kind {
        HANDSHAKE(OnHandshake.class, Argument.HANDSHAKE),
        OPEN(OnOpen.class, Argument.CONNECTION, Argument.HANDSHAKE),
        MESSAGE(OnMessage.class, Argument.CONNECTION, Argument.HANDSHAKE, Argument.TEXT, Argument.BYTES,
                Argument.BUFFER, Argument.RECORD),
        CLOSE(OnClose.class, Argument.CONNECTION, Argument.HANDSHAKE, Argument.REASON),
        ERROR(OnError.class, Argument.CONNECTION, Argument.HANDSHAKE, Argument.FAILURE);

        private final Class<? extends Annotation> annotation;
        private final Set<Argument> allowed;

        Kind(Class<? extends Annotation> annotation, Argument... allowed) {
            this.annotation = annotation;
            this.allowed = Set.of(allowed);
        }
    }

    private enum Slot {
        HANDSHAKE, OPEN, TEXT, BINARY, CLOSE, ERROR
    }

    private final BeanClass bean;
    private final Problems problems;
    private final MemberRules rules;
    private final Map<Slot, SocketCallback> callbacks = new EnumMap<>(Slot.class);
    private boolean any;

    CallbackReader(BeanClass bean, Problems problems) {
        this.bean = bean;
        this.problems = problems;
        rules = new MemberRules(bean, problems);
        for (Kind kind : Kind.values()) {
            bean.methods().with(kind.annotation).forEach(method -> read(kind, method));
        }
    }

    /** Reports callbacks of a bean that is no socket handler, nor an endpoint of a servlet container. */
    static void findStray(BeanClass bean, Problems problems) {
        if (bean.type().isAnnotationPresent(ServerEndpoint.class)
                || bean.type().isAnnotationPresent(ClientEndpoint.class)) {
            return;
        }
        for (Kind kind : Kind.values()) {
            for (AnnotatedMethod<?> method : bean.methods().with(kind.annotation)) {
                problems.add(
                        MESSAGES.noSocketHandler(kind.annotation.getSimpleName(), bean.place(method.getJavaMember())));
            }
        }
    }

    private void read(Kind kind, AnnotatedMethod<?> annotated) {
        any = true;
        Method method = annotated.getJavaMember();
        Place place = bean.place(method);
        String annotation = kind.annotation.getSimpleName();
        boolean callable = rules.callable(annotation, method);
        Optional<List<Argument>> arguments = arguments(kind, annotated, place);
        checkResult(kind, method, place);
        checkSize(annotated, place);
        boolean nonBlocking = rules.nonBlocking(annotated);
        if (callable && arguments.isPresent()) {
            keep(kind, new CallbackMethod(bean.reference(), method, place, nonBlocking, arguments.get()),
                    arguments.get());
        }
    }

    private void keep(Kind kind, SocketCallback callback, List<Argument> arguments) {
        for (Slot slot : slots(kind, arguments)) {
            SocketCallback first = callbacks.putIfAbsent(slot, callback);
            if (first != null) {
                problems.add(MESSAGES.secondCallback(kind.annotation.getSimpleName(), callback.place(), first.place()));
                return;
            }
        }
    }

    private Optional<List<Argument>> arguments(Kind kind, AnnotatedMethod<?> method, Place place) {
        List<Argument> arguments = new ArrayList<>();
        for (AnnotatedParameter<?> parameter : method.getParameters()) {
            argument(kind, parameter, place).ifPresent(arguments::add);
        }
        if (arguments.size() < method.getParameters().size()) {
            return Optional.empty();
        }
        List<String> roles = arguments.stream().map(Argument::role).toList();
        for (String role : new TreeSet<>(roles)) {
            if (roles.indexOf(role) != roles.lastIndexOf(role)) {
                problems.add(MESSAGES.parameterTwice(kind.annotation.getSimpleName(), place, role));
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    private Optional<Argument> argument(Kind kind, AnnotatedParameter<?> parameter, Place place) {
        String annotation = kind.annotation.getSimpleName();
        if (parameter.isAnnotationPresent(PathParam.class)) {
            String name = parameter.getAnnotation(PathParam.class).value();
            problems.add(MESSAGES.pathParameter(annotation, place, name));
            return Optional.empty();
        }
        Class<?> type = parameter.getJavaParameter().getType();
        Optional<Argument> argument = Argument.of(type).filter(kind.allowed::contains);
        if (argument.isEmpty()) {
            problems.add(
                    MESSAGES.callbackParameter(annotation, place, type.getSimpleName(), Argument.names(kind.allowed)));
        }
        return argument;
    }

    private void checkSize(AnnotatedMethod<?> method, Place place) {
        OnMessage onMessage = method.getAnnotation(OnMessage.class);
        if (onMessage != null && onMessage.maxMessageSize() != -1) {
            problems.add(MESSAGES.messageSize(place, onMessage.maxMessageSize()));
        }
    }

    private void checkResult(Kind kind, Method method, Place place) {
        Class<?> result = method.getReturnType();
        String annotation = kind.annotation.getSimpleName();
        if (kind == Kind.HANDSHAKE) {
            if (result != boolean.class) {
                problems.add(MESSAGES.callbackResult(annotation, place, result.getSimpleName(), "boolean"));
            }
        } else if (kind == Kind.MESSAGE) {
            if (!Set.of(void.class, String.class, byte[].class, ByteBuffer.class).contains(result)
                    && !result.isRecord()) {
                problems.add(MESSAGES.callbackResult(annotation, place, result.getSimpleName(),
                        "void, String, byte[], ByteBuffer or a record"));
            }
        } else if (result != void.class) {
            problems.add(MESSAGES.callbackResult(annotation, place, result.getSimpleName(), "void"));
        }
    }

    private static List<Slot> slots(Kind kind, List<Argument> arguments) {
        return switch (kind) {
            case HANDSHAKE -> List.of(Slot.HANDSHAKE);
            case OPEN -> List.of(Slot.OPEN);
            case CLOSE -> List.of(Slot.CLOSE);
            case ERROR -> List.of(Slot.ERROR);
            case MESSAGE ->
                arguments.contains(Argument.TEXT) || arguments.contains(Argument.RECORD) ? List.of(Slot.TEXT)
                        : arguments.contains(Argument.BYTES) || arguments.contains(Argument.BUFFER)
                                ? List.of(Slot.BINARY)
                                : List.of(Slot.TEXT, Slot.BINARY);
        };
    }

    /** Reports callbacks that want what only WebSockets have. */
    void checkNoHandshake(Place place, Protocol protocol) {
        callbacks.forEach((slot, callback) -> {
            if (slot != Slot.HANDSHAKE && callback.takesHandshake()) {
                problems.add(PortMessages.MESSAGES.noHandshake(place, callback.place(), protocol));
            }
        });
    }

    /** Reports callbacks for what happens with none of the protocols that the class speaks. */
    void checkCalled(Place place, List<Protocol> protocols) {
        if (!protocols.contains(Protocol.WEBSOCKET)) {
            checkCalled(place, Slot.HANDSHAKE, protocols.get(0));
            if (!protocols.contains(Protocol.TCP)) {
                checkCalled(place, Slot.OPEN, protocols.get(0));
                checkCalled(place, Slot.CLOSE, protocols.get(0));
                if (!protocols.contains(Protocol.UDP)) {
                    checkCalled(place, Slot.TEXT, protocols.get(0));
                    checkCalled(place, Slot.BINARY, protocols.get(0));
                }
            }
        }
    }

    private void checkCalled(Place place, Slot slot, Protocol protocol) {
        if (callbacks.containsKey(slot)) {
            problems.add(PortMessages.MESSAGES.neverCalled(place, callbacks.get(slot).place(), protocol));
        }
    }

    boolean isEmpty() {
        return !any;
    }

    Optional<SocketCallback> onHandshake() {
        return Optional.ofNullable(callbacks.get(Slot.HANDSHAKE));
    }

    Optional<SocketCallback> onOpen() {
        return Optional.ofNullable(callbacks.get(Slot.OPEN));
    }

    Optional<SocketCallback> onText() {
        return Optional.ofNullable(callbacks.get(Slot.TEXT));
    }

    Optional<SocketCallback> onBinary() {
        return Optional.ofNullable(callbacks.get(Slot.BINARY));
    }

    Optional<SocketCallback> onClose() {
        return Optional.ofNullable(callbacks.get(Slot.CLOSE));
    }

    Optional<SocketCallback> onError() {
        return Optional.ofNullable(callbacks.get(Slot.ERROR));
    }
}
