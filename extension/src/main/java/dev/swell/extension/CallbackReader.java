package dev.swell.extension;

import static dev.swell.extension.DeclarationMessages.MESSAGES;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import dev.swell.extension.CallbackMethod.Argument;
import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketCallback;
import dev.swell.socket.OnHandshake;

/** Reads the callback methods of one socket handler's class. */
final class CallbackReader {

    private enum Kind {
        HANDSHAKE(OnHandshake.class, Argument.HANDSHAKE),
        OPEN(OnOpen.class, Argument.CONNECTION, Argument.HANDSHAKE),
        MESSAGE(OnMessage.class, Argument.CONNECTION, Argument.HANDSHAKE, Argument.TEXT, Argument.BYTES,
                Argument.BUFFER),
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

    private final AnnotatedType<?> type;
    private final BeanReference bean;
    private final Problems problems;
    private final Map<Slot, SocketCallback> callbacks = new EnumMap<>(Slot.class);
    private boolean any;

    CallbackReader(AnnotatedType<?> type, BeanReference bean, Problems problems) {
        this.type = type;
        this.bean = bean;
        this.problems = problems;
        for (AnnotatedMethod<?> method : type.getMethods()) {
            if (!method.getJavaMember().isSynthetic()) {
                Stream.of(Kind.values()).filter(kind -> method.isAnnotationPresent(kind.annotation))
                        .forEach(kind -> read(kind, method));
            }
        }
    }

    private void read(Kind kind, AnnotatedMethod<?> annotated) {
        any = true;
        Method method = annotated.getJavaMember();
        Place place = Place.of(type.getJavaClass(), method);
        String annotation = kind.annotation.getSimpleName();
        boolean callable = MemberRules.callable(annotation, method, place, problems);
        Optional<List<Argument>> arguments = arguments(kind, method, place);
        checkResult(kind, method, place);
        boolean nonBlocking = MemberRules.nonBlocking(annotated, type, place, problems);
        if (callable && arguments.isPresent()) {
            SocketCallback callback = new CallbackMethod(bean, method, place, nonBlocking, arguments.get());
            for (Slot slot : slots(kind, arguments.get())) {
                SocketCallback first = callbacks.putIfAbsent(slot, callback);
                if (first != null) {
                    problems.add(MESSAGES.secondCallback(annotation, place, first.place()));
                    break;
                }
            }
        }
    }

    private Optional<List<Argument>> arguments(Kind kind, Method method, Place place) {
        String annotation = kind.annotation.getSimpleName();
        List<Argument> arguments = Stream.of(method.getParameterTypes())
                .map(parameter -> Argument.of(parameter).filter(kind.allowed::contains).orElseGet(() -> {
                    problems.add(MESSAGES.callbackParameter(annotation, place, parameter.getSimpleName(),
                            Argument.names(kind.allowed)));
                    return null;
                })).toList();
        if (arguments.contains(null)) {
            return Optional.empty();
        }
        List<String> roles = arguments.stream().map(Argument::role).toList();
        for (String role : Set.copyOf(roles)) {
            if (roles.indexOf(role) != roles.lastIndexOf(role)) {
                problems.add(MESSAGES.parameterTwice(annotation, place, role));
                return Optional.empty();
            }
        }
        return Optional.of(arguments);
    }

    private void checkResult(Kind kind, Method method, Place place) {
        Class<?> result = method.getReturnType();
        String annotation = kind.annotation.getSimpleName();
        if (kind == Kind.HANDSHAKE) {
            if (result != boolean.class && result != Boolean.class) {
                problems.add(MESSAGES.callbackResult(annotation, place, result.getSimpleName(), "boolean"));
            }
        } else if (kind == Kind.MESSAGE) {
            if (!Set.of(void.class, String.class, byte[].class, ByteBuffer.class).contains(result)) {
                problems.add(MESSAGES.callbackResult(annotation, place, result.getSimpleName(),
                        "void, String, byte[] or ByteBuffer"));
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
            case MESSAGE -> arguments.contains(Argument.TEXT) ? List.of(Slot.TEXT)
                    : arguments.contains(Argument.BYTES) || arguments.contains(Argument.BUFFER) ? List.of(Slot.BINARY)
                            : List.of(Slot.TEXT, Slot.BINARY);
        };
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
