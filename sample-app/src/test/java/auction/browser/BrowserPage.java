package auction.browser;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.assertj.core.api.ThrowingConsumer;

import com.fasterxml.jackson.databind.JsonNode;

/** A page in the browser. Selectors are those of CSS; what isn't there yet is waited for. */
public final class BrowserPage {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final DevTools tools;
    private final String session;

    BrowserPage(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    void show(URI uri) {
        tools.call(session, "Page.navigate", Map.of("url", uri.toString()));
    }

    /** Waits until what a selector shows is as it should be: its visible text, or nothing if it is not to be seen. */
    public void awaitText(String selector, ThrowingConsumer<String> asserted) {
        await("the text of " + selector).atMost(PATIENCE).untilAsserted(() -> asserted.accept(text(selector)));
    }

    /** Returns the text that a selector shows now; empty if it is not to be seen. */
    public String text(String selector) {
        return evaluate("(found => found?.checkVisibility() ? found.innerText : '')(document.querySelector("
                + quoted(selector) + "))").asText();
    }

    /** Returns what is typed in a field. */
    public String value(String selector) {
        return evaluate("document.querySelector(" + quoted(selector) + ").value").asText();
    }

    /** Types a text into a field, in place of what is there. */
    public void type(String selector, String text) {
        awaitShown(selector);
        evaluate("(field => { field.value = " + quoted(text)
                + "; field.dispatchEvent(new Event('input')); })(document.querySelector(" + quoted(selector) + "))");
    }

    /** Types a text into a field and sends its form. */
    public void submit(String selector, String text) {
        type(selector, text);
        evaluate("document.querySelector(" + quoted(selector) + ").form.requestSubmit()");
    }

    /** Clicks on something. */
    public void click(String selector) {
        awaitShown(selector);
        evaluate("document.querySelector(" + quoted(selector) + ").click()");
    }

    private void awaitShown(String selector) {
        await(selector + " is shown").atMost(PATIENCE).until(() -> evaluate(
                "(found => found?.checkVisibility() === true && !found.disabled)(document.querySelector("
                        + quoted(selector) + "))")
                .asBoolean());
    }

    private JsonNode evaluate(String script) {
        JsonNode answer = tools.call(session, "Runtime.evaluate",
                Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(script + " failed: " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
