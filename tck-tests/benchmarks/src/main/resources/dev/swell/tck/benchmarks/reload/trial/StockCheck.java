package trial;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A worker is ready when it has its database. */
@Readiness
@ApplicationScoped
public class StockCheck implements HealthCheck {

    @Inject
    Stock stock;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("stock").status(stock.isOpen()).build();
    }
}
