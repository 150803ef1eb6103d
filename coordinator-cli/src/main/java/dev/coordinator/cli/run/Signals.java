package dev.coordinator.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Consumer;

/**
 * The signals that this process is sent, instead of what Java does by itself on them.
 *
 * <p>By {@code sun.misc.Signal}, which every JDK has and no compiler lets pass without a warning: so by reflection.
 */
final class Signals {

    private static final List<String> NAMES = List.of("TERM", "INT", "HUP", "USR1", "USR2");

    private Signals() {}

    /** Each by its name, on a thread of Java's. */
    static void handle(Consumer<String> handler) {
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            for (String name : NAMES) {
                InvocationHandler call = (proxy, method, arguments) -> {
                    handler.accept(name);
                    return null;
                };
                Object each = Proxy.newProxyInstance(handlerType.getClassLoader(), new Class<?>[] {handlerType}, call);
                Object signal = signal(name);
                signal.getClass()
                        .getMethod("handle", signal.getClass(), handlerType)
                        .invoke(null, signal, each);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java takes no signals", e);
        }
    }

    /** As shells say that a signal ended a process. */
    static int status(String name) {
        try {
            Object signal = signal(name);
            return 128 + (int) signal.getClass().getMethod("getNumber").invoke(signal);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java takes no signals", e);
        }
    }

    private static Object signal(String name) throws ReflectiveOperationException {
        return Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
    }
}
