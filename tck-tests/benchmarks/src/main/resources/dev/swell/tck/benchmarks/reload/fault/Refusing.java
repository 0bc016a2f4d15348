package trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.swell.lifecycle.WorkerStart;

@ApplicationScoped
public class Refusing {

    void start(@Observes WorkerStart event) {
        throw new IllegalStateException("refused on purpose");
    }
}
