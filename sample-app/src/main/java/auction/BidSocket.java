package auction;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;

import dev.swell.async.AsyncListener;
import dev.swell.socket.Connection;
import dev.swell.socket.Connections;
import dev.swell.socket.Handshake;
import dev.swell.socket.OnHandshake;
import dev.swell.socket.SocketHandler;

/** The saleroom: whoever has told a name hears each bid as it comes, and may applaud. */
@SocketHandler(path = BidSocket.PATH)
class BidSocket {

    static final String PATH = "/bids";

    @Inject
    Bidder bidder;
    @Inject
    AuctionHouse house;
    @Inject
    Connections connections;
    @Inject
    Json json;

    /** Lets in whoever has told a name; others get 403. */
    @OnHandshake
    boolean admit(Handshake handshake) {
        return bidder.isKnown();
    }

    /** Brings the newcomer up to date, since bids may have come after the page was loaded. */
    @OnOpen
    void enter(Connection connection) {
        connection.attributes().put("bidder", bidder.name());
        connection.send(json.text(new Catalogued(house.standings())));
        tellHowMany();
    }

    /** Passes applause on to everybody; anything else a client says is ignored. */
    @OnMessage
    void hear(Connection connection, String message) {
        if (message.equals("applause")) {
            tell(new Applause(connection.attributes().get("bidder")));
        }
    }

    @OnClose
    void leave() {
        tellHowMany();
    }

    /** Tells everybody of a bid, whether it came from the page or from a program. */
    void announce(@Observes Bid bid) {
        tell(new Announcement(bid, house.standing(bid.lot())));
    }

    /** Tells everybody that there is something new to bid on. */
    void announce(@Observes Lot lot) {
        tell(new Catalogued(house.standings()));
    }

    /** Tells everybody that the hammer has fallen: the first to hear of it, before invoice and mail. */
    @AsyncListener(priority = 100)
    void announce(Closed closed) {
        tell(new Hammer(closed));
    }

    private void tellHowMany() {
        tell(new Presence(connections.at(PATH).count()));
    }

    private void tell(Object news) {
        connections.broadcast(PATH, json.text(news));
    }

    /** How all lots stand. */
    record Catalogued(Iterable<Standing> standings) {}

    /** What all are told of a bid. */
    record Announcement(Bid bid, Standing standing) {}

    /** What all are told of a lot that has closed. */
    record Hammer(Closed closed) {}

    /** How many listen. */
    record Presence(long people) {}

    /** Who applauds. */
    record Applause(String applause) {}
}
