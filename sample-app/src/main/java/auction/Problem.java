package auction;

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
}
