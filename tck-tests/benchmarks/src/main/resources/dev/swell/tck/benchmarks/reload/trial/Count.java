package trial;

import java.io.Serializable;

import jakarta.enterprise.context.SessionScoped;

/** How often a client has asked. */
@SessionScoped
public class Count implements Serializable {

    private static final long serialVersionUID = 1L;

    private int count;

    synchronized int next() {
        return ++count;
    }
}
