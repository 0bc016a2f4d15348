package auction;

import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What is wrong, as RFC 9457 wants it told.
 *
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what the user can do about it
 * @param minimumCents the least that would be taken for the lot, where that is the problem
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail, Long minimumCents) {

    /** The media type of problems. */
    static final String MEDIA_TYPE = "application/problem+json";

    /** Returns what a refusal is to a client. */
    static Problem of(Refusal refusal) {
        String title = Response.Status.fromStatusCode(refusal.status()).getReasonPhrase();
        return new Problem(title, refusal.status(), refusal.getMessage(), refusal.minimumCents());
    }
}
