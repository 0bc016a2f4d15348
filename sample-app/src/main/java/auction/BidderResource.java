package auction;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The bidder of this session. */
@Path("/api/bidder")
@Produces(MediaType.APPLICATION_JSON)
public class BidderResource {

    @Inject
    Bidder bidder;

    /** Returns who the session says it is. */
    @GET
    public Name name() {
        return new Name(bidder.name());
    }

    /** Remembers a name. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Name introduce(Name told) {
        bidder.introduce(told == null ? null : told.name());
        return name();
    }

    /** Forgets it: the bidder leaves. */
    @DELETE
    public void leave() {
        bidder.forget();
    }

    /**
     * A bidder's name.
     *
     * @param name null where nobody has told one
     */
    public record Name(String name) {}
}
