package auction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.form.FormData;
import io.undertow.server.handlers.form.FormDataParser;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

import dev.swell.http.Route;

/** Takes lots that bidders bring along, by a form with a picture. */
@ApplicationScoped
class Consignment {

    private static final Duration ON_OFFER = Duration.ofHours(1);
    private static final int LONGEST_TEXT = 160;

    @Inject
    AuctionHouse house;
    @Inject
    Bidder bidder;
    @Inject
    Money money;
    @Inject
    Json json;
    @Inject
    Ledger ledger;

    @Route(value = "/lots", methods = "POST")
    void consign(HttpServerExchange exchange) throws IOException {
        try {
            Lot lot = take(exchange.getAttachment(FormDataParser.FORM_DATA));
            answer(exchange, StatusCodes.CREATED, "application/json", lot);
        } catch (Refusal refusal) {
            answer(exchange, refusal.status(), Problem.MEDIA_TYPE, Problem.of(refusal));
        }
    }

    private Lot take(FormData form) throws IOException {
        if (!bidder.isKnown()) {
            throw Refusal.nameless();
        }
        if (form == null) {
            throw Refusal.invalid("Send a form with title, note, cents and picture");
        }
        String title = text(form, "title");
        String note = text(form, "note");
        long cents = cents(text(form, "cents"));
        Picture picture = picture(form.getFirst("picture"));
        int number = house.nextNumber();
        ledger.keep(number, picture);
        Lot lot = new Lot(number, title, "Brought by " + bidder.name(), note, "/pictures/" + number, cents);
        house.offer(lot, Instant.now().plus(ON_OFFER));
        return lot;
    }

    private static String text(FormData form, String field) {
        FormData.FormValue value = form.getFirst(field);
        String text = value == null || value.isFileItem() ? "" : value.getValue().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw Refusal.invalid("The " + field + " must have 1 to " + LONGEST_TEXT + " letters");
        }
        return text;
    }

    private long cents(String typed) {
        try {
            return money.checked(Long.parseLong(typed));
        } catch (NumberFormatException e) {
            throw Refusal.invalid("The price must be a number of cents");
        }
    }

    private static Picture picture(FormData.FormValue file) throws IOException {
        if (file == null || !file.isFileItem()) {
            throw Refusal.invalid("A picture must be chosen");
        }
        try (InputStream in = file.getFileItem().getInputStream()) {
            return Picture.of(in.readNBytes(Picture.MOST_BYTES + 1));
        }
    }

    private void answer(HttpServerExchange exchange, int status, String type, Object body) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, type);
        exchange.getResponseSender().send(json.text(body));
    }

    @Route(value = "/pictures/{lot}", methods = "GET")
    void picture(HttpServerExchange exchange) throws IOException {
        Optional<Picture> picture = ledger.picture(number(exchange.getQueryParameters().get("lot").getFirst()));
        if (picture.isEmpty()) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, picture.get().type());
        exchange.getResponseSender().send(ByteBuffer.wrap(picture.get().bytes()));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return 0; // which is no lot's
        }
    }
}
