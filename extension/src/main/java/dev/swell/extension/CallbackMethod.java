package dev.swell.extension;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.websocket.CloseReason;

import dev.swell.extension.model.Place;
import dev.swell.extension.model.SocketCall;
import dev.swell.extension.model.SocketCallback;
import dev.swell.socket.Connection;
import dev.swell.socket.Handshake;

/** A callback as one method handle {@code (Object bean, SocketCall) -> Object}, put together when the model is built. */
final class CallbackMethod implements SocketCallback {

    /** What a parameter can be. */
    enum Argument {
        CONNECTION(Connection.class, "Connection", SocketCall::connection),
        HANDSHAKE(Handshake.class, "Handshake", SocketCall::handshake),
        TEXT(String.class, "message", SocketCall::message),
        BYTES(byte[].class, "message", SocketCall::message),
        BUFFER(ByteBuffer.class, "message", call -> ByteBuffer.wrap((byte[]) call.message())),
        RECORD(Record.class, "message", SocketCall::message),
        REASON(CloseReason.class, "CloseReason", SocketCall::reason),
        FAILURE(Throwable.class, "Throwable", SocketCall::failure);

        private final Class<?> type;
        private final String role;
        private final Function<SocketCall, Object> value;

        Argument(Class<?> type, String role, Function<SocketCall, Object> value) {
            this.type = type;
            this.role = role;
            this.value = value;
        }

        static Optional<Argument> of(Class<?> type) {
            return type.isRecord() ? Optional.of(RECORD)
                    : Stream.of(values()).filter(argument -> argument != RECORD && argument.type == type).findFirst();
        }

        static Set<String> names(Set<Argument> arguments) {
            return arguments.stream().map(argument -> argument.type.getSimpleName())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        String role() {
            return role;
        }
    }

    private static final MethodHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVirtual(Function.class, "apply",
                    MethodType.methodType(Object.class, Object.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final BeanReference bean;
    private final Place place;
    private final boolean nonBlocking;
    private final Optional<Class<?>> record;
    private final boolean takesHandshake;
    private final MethodHandle handle;

    CallbackMethod(BeanReference bean, Method method, Place place, boolean nonBlocking, List<Argument> arguments) {
        this.bean = bean;
        this.place = place;
        this.nonBlocking = nonBlocking;
        this.record = Stream.<Class<?>>of(method.getParameterTypes()).filter(Class::isRecord).findFirst();
        this.takesHandshake = arguments.contains(Argument.HANDSHAKE);
        this.handle = handle(method, arguments);
    }

    private static MethodHandle handle(Method method, List<Argument> arguments) {
        MethodHandle target = BeanMethod.handle(method);
        for (int i = 0; i < arguments.size(); i++) {
            MethodHandle value = VALUE.bindTo(arguments.get(i).value).asType(
                    MethodType.methodType(target.type().parameterType(i + 1), SocketCall.class));
            target = MethodHandles.filterArguments(target, i + 1, value);
        }
        int[] order = new int[arguments.size() + 1];
        for (int i = 1; i < order.length; i++) {
            order[i] = 1;
        }
        MethodType all = MethodType.methodType(target.type().returnType(), Object.class, SocketCall.class);
        return MethodHandles.permuteArguments(target, all, order)
                .asType(MethodType.methodType(Object.class, Object.class, SocketCall.class));
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public boolean nonBlocking() {
        return nonBlocking;
    }

    @Override
    public Optional<Class<?>> record() {
        return record;
    }

    @Override
    public boolean takesHandshake() {
        return takesHandshake;
    }

    @Override
    public Object call(SocketCall call) throws Throwable {
        return handle.invokeExact(bean.get(), call);
    }
}
