package auction;

import java.io.Serial;
import java.io.Serializable;

import jakarta.enterprise.context.SessionScoped;

/** Who sits at the browser: asked once, remembered by the session. */
@SessionScoped
class Bidder implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_NAME = 24;

    // a browser sends several requests of one session at once
    private volatile String name;

    /** Returns the name, or null before it was told. */
    String name() {
        return name;
    }

    boolean isKnown() {
        return name != null;
    }

    /**
     * Remembers a name.
     *
     * @throws Refusal if it is none
     */
    void introduce(String told) {
        String trimmed = told == null ? "" : told.strip();
        if (trimmed.isEmpty() || trimmed.length() > LONGEST_NAME || trimmed.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid("A name has 1 to " + LONGEST_NAME + " letters");
        }
        name = trimmed;
    }

    void forget() {
        name = null;
    }
}
