package auction;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What holds for the whole sale. */
@Path("/api/sale")
@Produces(MediaType.APPLICATION_JSON)
public class SaleResource {

    @Inject
    @ConfigProperty(name = "auction.title")
    String title;
    @Inject
    @ConfigProperty(name = "auction.currency")
    String currency;

    /** Returns the sale's title and currency. */
    @GET
    public Sale sale() {
        return new Sale(title, currency);
    }

    /**
     * A sale.
     *
     * @param title its name
     * @param currency the ISO 4217 code of what is paid in
     */
    public record Sale(String title, String currency) {}
}
