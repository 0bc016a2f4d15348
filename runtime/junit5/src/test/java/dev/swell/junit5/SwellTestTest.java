package dev.swell.junit5;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.swell.Server;

@SwellTest(app = "target/test-classes", config = "greeting = Ahoy")
class SwellTestTest {

    private final Greetings ofConstructor;
    private Greetings ofSetUp;

    @Inject
    Greetings greetings;
    @Inject
    private Server server;
    @Inject
    @BaseUri
    URI base;

    SwellTestTest(Greetings greetings) {
        ofConstructor = greetings;
    }

    @BeforeEach
    void setUp(Greetings bean) {
        ofSetUp = bean;
    }

    @Test
    void servesTheApplication() throws Exception {
        int before = greetings.count();
        HttpResponse<String> answer = get(base, "/greet/Ann");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("Ahoy, Ann!");
        assertThat(greetings.count()).as("calls of the bean in the test").isEqualTo(before + 1);
    }

    @Test
    void servesHealth(@ManagementUri URI management) throws Exception {
        assertThat(get(management, "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void injectsBeansWhereverJUnitAllows(Greetings parameter, TestInfo info) {
        assertThat(ofConstructor.text("Bo")).isEqualTo("Ahoy, Bo!");
        assertThat(ofSetUp).isSameAs(ofConstructor);
        assertThat(parameter).isSameAs(ofConstructor);
        assertThat(info.getDisplayName()).contains("injectsBeans");
        assertThat(server.listeners()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ann", "Bo"})
    void leavesParametersToOthers(String name, Greetings bean) {
        assertThat(bean.text(name)).isEqualTo("Ahoy, " + name + "!");
    }

    @Test
    void answersWhoAsksForTheCurrentContainerAndConfiguration() {
        assertThat(CDI.current().select(Greetings.class).get().text("Cy")).isEqualTo("Ahoy, Cy!");
        assertThat(ConfigProvider.getConfig().getValue("greeting", String.class)).isEqualTo("Ahoy");
    }

    @Nested
    class NestedClasses {

        private final Greetings ofNested;

        @Inject
        @BaseUri
        URI mine;

        NestedClasses(Greetings greetings) {
            ofNested = greetings;
        }

        @Test
        void shareTheApplication() {
            assertThat(mine).isEqualTo(base);
            assertThat(ofNested).isSameAs(ofConstructor);
        }
    }

    static HttpResponse<String> get(URI base, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(base + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
