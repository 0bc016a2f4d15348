package dev.swell.extension;

import static dev.swell.extension.FailedDeployment.assertDeploymentFails;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

import dev.swell.extension.elsewhere.ForeignRoutes;
import dev.swell.http.Route;

class RouteRulesTest {

    @ApplicationScoped
    static class PrivateMethod {
        @Route("/a")
        private void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesPrivateMethods() {
        assertDeploymentFails(PrivateMethod.class).withMessages("SWELL-100: @Route on "
                + "PrivateMethod.list(HttpServerExchange): the method is private, so it can't be called: leave out 'private'");
    }

    @ApplicationScoped
    static class StaticMethod {
        @Route("/a")
        static void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesStaticMethods() {
        assertDeploymentFails(StaticMethod.class).withMessages("SWELL-101: @Route on "
                + "StaticMethod.list(HttpServerExchange): the method is static: a bean's method is needed, leave out 'static'");
    }

    @ApplicationScoped
    static class WrongParameters {
        @Route("/a")
        void none() {}

        @Route("/b")
        void other(String text) {}

        @Route("/c")
        void two(HttpServerExchange exchange, String text) {}
    }

    @Test
    void refusesOtherParametersThanTheExchange() {
        assertDeploymentFails(WrongParameters.class).withMessages(
                "SWELL-102: @Route on WrongParameters.none(): "
                        + "a route takes exactly one parameter: write none(HttpServerExchange exchange)",
                "SWELL-102: @Route on WrongParameters.other(String): "
                        + "a route takes exactly one parameter: write other(HttpServerExchange exchange)",
                "SWELL-102: @Route on WrongParameters.two(HttpServerExchange, String): "
                        + "a route takes exactly one parameter: write two(HttpServerExchange exchange)");
    }

    @ApplicationScoped
    static class WithResult {
        @Route("/a")
        String list(HttpServerExchange exchange) {
            return "";
        }
    }

    @Test
    void refusesResults() {
        assertDeploymentFails(WithResult.class)
                .withMessages("SWELL-103: @Route on WithResult.list(HttpServerExchange): "
                        + "a route returns nothing but writes to the exchange, and this one returns String: make it void");
    }

    @Route("/a")
    static class NoHandler {}

    @Test
    void refusesClassesThatAreNoHandlers() {
        assertDeploymentFails(NoHandler.class)
                .withMessages("SWELL-104: @Route on NoHandler: the class doesn't implement "
                        + "io.undertow.server.HttpHandler: implement it, or put @Route on methods");
    }

    @ApplicationScoped
    static class BadPaths {
        @Route("hello")
        void noSlash(HttpServerExchange exchange) {}

        @Route("/{id}/{id}")
        void twice(HttpServerExchange exchange) {}
    }

    @Test
    void refusesPathsThatCannotBeRead() {
        assertDeploymentFails(BadPaths.class).withMessages(
                "SWELL-105: @Route on BadPaths.noSlash(HttpServerExchange): "
                        + "path template 'hello' does not begin with a slash; examples: '/', '/hello/{name}', '/files/*'",
                "SWELL-105: @Route on BadPaths.twice(HttpServerExchange): "
                        + "path template '/{id}/{id}' has the variable 'id' twice: name each only once");
    }

    @ApplicationScoped
    static class BadMethods {
        @Route(value = "/a", methods = {"get", "POST"})
        void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesMethodNamesThatAreNone() {
        assertDeploymentFails(BadMethods.class)
                .withMessages("SWELL-106: @Route on BadMethods.list(HttpServerExchange): "
                        + "'get' is no HTTP method: use capitals, such as \"GET\" or \"POST\"");
    }

    @ApplicationScoped
    static class First {
        @Route(value = "/a/{x}", methods = {"GET", "PUT"})
        void some(HttpServerExchange exchange) {}

        @Route("/b")
        void all(HttpServerExchange exchange) {}

        @Route(value = "/b", methods = "GET")
        void getOnly(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    static class Second {
        @Route(value = "/a/{y}", methods = {"PUT", "POST"})
        void some(HttpServerExchange exchange) {}

        @Route("/b")
        void all(HttpServerExchange exchange) {}
    }

    @Test
    void refusesTwoHandlersOfOnePath() {
        assertDeploymentFails(Second.class, First.class).withMessages(
                "SWELL-107: @Route on Second.some(HttpServerExchange) and on First.some(HttpServerExchange) both take PUT "
                        + "of paths like '/a/{y}': give them different paths or methods",
                "SWELL-107: @Route on Second.all(HttpServerExchange) and on First.all(HttpServerExchange) both take "
                        + "all methods of paths like '/b': give them different paths or methods");
    }

    @Blocking
    @NonBlocking
    @ApplicationScoped
    static class BothOnClass {
        @Route("/a")
        void a(HttpServerExchange exchange) {}

        @Route("/b")
        void b(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    static class BothOnMethod {
        @Blocking
        @NonBlocking
        @Route("/c")
        void c(HttpServerExchange exchange) {}
    }

    @Test
    void refusesBlockingAndNonBlocking() {
        assertDeploymentFails(BothOnClass.class, BothOnMethod.class).withMessages(
                "SWELL-108: BothOnClass has @Blocking and @NonBlocking: keep one of them (without any, it may block)",
                "SWELL-108: BothOnMethod.c(HttpServerExchange) has @Blocking and @NonBlocking: "
                        + "keep one of them (without any, it may block)");
    }

    abstract static class AbstractRoutes {
        @Route("/a")
        abstract void list(HttpServerExchange exchange);
    }

    interface RoutesInterface {
        @Route("/b")
        default void show(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    static class Unmarked extends AbstractRoutes implements RoutesInterface {
        @Override
        void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesAnnotationsThatOnlyAbstractMethodsHave() {
        assertDeploymentFails(Unmarked.class).withMessages(
                "SWELL-109: @Route on AbstractRoutes.list(HttpServerExchange): the method is abstract or of an interface, "
                        + "and what implements it in Unmarked has no such annotation: put it there",
                "SWELL-109: @Route on RoutesInterface.show(HttpServerExchange): the method is abstract or of an interface, "
                        + "and what implements it in Unmarked has no such annotation: put it there");
    }

    @ApplicationScoped
    static class CalledByContainer {
        @Produces
        @Dependent
        @Route("/a")
        HttpHandler produced() {
            return exchange -> {};
        }

        @Route("/b")
        void observer(@Observes HttpServerExchange exchange) {}

        @Inject
        @Route("/c")
        void initializer(HttpHandler handler) {}
    }

    @Test
    void refusesMethodsThatTheContainerCalls() {
        String rest = ": the container calls this method itself, as a producer, observer, disposer, initializer or "
                + "lifecycle callback: put the annotation on a method of its own";
        assertDeploymentFails(CalledByContainer.class).withMessages(
                "SWELL-112: @Route on CalledByContainer.produced()" + rest,
                "SWELL-112: @Route on CalledByContainer.observer(HttpServerExchange)" + rest,
                "SWELL-112: @Route on CalledByContainer.initializer(HttpHandler)" + rest);
    }

    @ApplicationScoped
    static class Homely extends ForeignRoutes {}

    @ApplicationScoped
    static class Lookalike extends ForeignRoutes {
        void hidden(HttpServerExchange exchange) {}
    }

    @Test
    void refusesPackagePrivateMethodsOfOtherPackages() {
        String rest = ".hidden(HttpServerExchange): the method is package-private in elsewhere.ForeignRoutes, which is in "
                + "another package: make it protected or public";
        assertDeploymentFails(Homely.class).withMessages("SWELL-114: @Route on Homely" + rest);
        assertDeploymentFails(Lookalike.class).withMessages("SWELL-114: @Route on Lookalike" + rest);
    }

    @Route("/a")
    interface AnInterface extends HttpHandler {}

    @Route("/b")
    abstract static class AnAbstractClass implements HttpHandler {}

    @Route("/c")
    class AnInnerClass implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    static class NoConstructor {
        NoConstructor(String text) {}

        @Route("/d")
        void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesClassesThatBecomeNoBeans() {
        assertDeploymentFails(AnInterface.class, AnAbstractClass.class, AnInnerClass.class, NoConstructor.class)
                .withMessages(
                        "SWELL-115: @Route on AnInterface: it is an interface or an abstract class, so it becomes no bean: "
                                + "put the annotation on a class that can be made",
                        "SWELL-115: @Route on AnAbstractClass: it is an interface or an abstract class, so it becomes no bean: "
                                + "put the annotation on a class that can be made",
                        "SWELL-115: @Route on AnInnerClass: it is an inner class that isn't static, so it becomes no bean: "
                                + "write 'static'",
                        "SWELL-115: @Route on NoConstructor: its constructors take parameters, so it becomes no bean: "
                                + "put @Inject on one of them, or add one without parameters");
    }

    @Interceptor
    @Logged
    @Priority(1)
    static class RouteInterceptor {
        @AroundInvoke
        Object around(InvocationContext context) throws Exception {
            return context.proceed();
        }

        @Route("/a")
        void list(HttpServerExchange exchange) {}
    }

    @Decorator
    @Priority(1)
    static class RouteDecorator implements Runnable {
        @Inject
        @Delegate
        Runnable delegate;

        @Override
        public void run() {}

        @Route("/b")
        void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesInterceptorsAndDecorators() {
        assertDeploymentFails(RouteInterceptor.class, RouteDecorator.class).withMessages(
                "SWELL-116: @Route on RouteInterceptor: the class is an interceptor or decorator, which serves nothing by "
                        + "itself: put the annotation on another bean",
                "SWELL-116: @Route on RouteDecorator: the class is an interceptor or decorator, which serves nothing by "
                        + "itself: put the annotation on another bean");
    }

    @Route("/a")
    @Typed(HttpHandler.class)
    static class Hidden implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {}
    }

    @Test
    void refusesBeansWhoseClassIsHidden() {
        assertDeploymentFails(Hidden.class).withMessages(
                "SWELL-117: Hidden is called through its class, which its @Typed hides: add Hidden.class to it");
    }

    @Route("/a")
    static final class FinalClass implements HttpHandler {
        @Override
        public void handleRequest(HttpServerExchange exchange) {}
    }

    @ApplicationScoped
    static class FinalMethod {
        @Route("/b")
        final void list(HttpServerExchange exchange) {}
    }

    @Dependent
    static final class FinalButDependent {
        @Route("/c")
        final void list(HttpServerExchange exchange) {}
    }

    @Test
    void refusesBeansThatCannotBeProxied() {
        assertDeploymentFails(FinalClass.class, FinalMethod.class,
                FinalButDependent.class).withMessages(
                        "SWELL-113: FinalClass is @ApplicationScoped, so the container must make a proxy of it, and can't: "
                                + "the class is final: correct that, or make it @Singleton",
                        "SWELL-113: FinalMethod is @ApplicationScoped, so the container must make a proxy of it, and can't: "
                                + "its method list(HttpServerExchange) is final: correct that, or make it @Singleton");
    }
}
