package auction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as there is something to sell. */
@Readiness
@ApplicationScoped
class SaleReady implements HealthCheck {

    @Inject
    AuctionHouse house;

    @Override
    public HealthCheckResponse call() {
        int lots = house.standings().size();
        return HealthCheckResponse.named("sale").status(lots > 0).withData("lots", lots).build();
    }
}
