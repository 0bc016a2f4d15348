package auction;

import java.util.List;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The lots and their bids, for programs and for the page. */
@Path("/api/lots")
@Produces(MediaType.APPLICATION_JSON)
public class LotResource {

    @Inject
    AuctionHouse house;
    @Inject
    Bidder bidder;
    @Inject
    Clerk clerk;
    @Inject
    Money money;

    /** Returns how all lots stand. */
    @GET
    public List<Standing> all() {
        return house.standings();
    }

    /** Returns how one lot stands. */
    @GET
    @Path("/{lot}")
    public Standing one(@PathParam("lot") int lot) {
        return house.standing(lot);
    }

    /** Returns the latest bids on a lot, the last one first. */
    @GET
    @Path("/{lot}/bids")
    public List<Bid> bids(@PathParam("lot") int lot) {
        return house.bids(lot);
    }

    /** Takes a bid from whoever the session says it is. */
    @POST
    @Path("/{lot}/bids")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response bid(@PathParam("lot") int lot, Offer offer) {
        if (!bidder.isKnown()) {
            throw Refusal.nameless();
        }
        clerk.serve(bidder.name());
        Bid bid = house.bid(lot, bidder.name(), checked(offer));
        clerk.note(house.standing(lot).lot(), bid.cents());
        return Response.status(Response.Status.CREATED).entity(new Receipt(bid, clerk.minutes())).build();
    }

    private long checked(Offer offer) {
        if (offer == null || offer.cents() == null) {
            throw Refusal.invalid("Say how much you bid: {\"cents\": 12500}");
        }
        return money.checked(offer.cents());
    }

    /**
     * What a client sends to bid.
     *
     * @param cents how much
     */
    public record Offer(Long cents) {}

    /**
     * What a bidder gets for a bid.
     *
     * @param bid what was taken
     * @param minutes what the clerk wrote down
     */
    public record Receipt(Bid bid, String minutes) {}
}
