package trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

@ApplicationScoped
public class Unresolved {

    @Inject
    Runnable missing;
}
