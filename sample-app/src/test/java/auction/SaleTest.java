package auction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the next start finds in the ledger. */
class SaleTest {

    private static final Lot COMPASS = new Lot(1, "Compass", "Genoa", "Points north.", "/compass.svg", 50_00);
    private static final Lot LOG = new Lot(2, "Log", "Genoa", "Counts knots.", "/log.svg", 20_00);

    @TempDir
    Path folder;

    private final Instant now = Instant.now();
    private AuctionHouse house;
    private Catalogue catalogue;

    @BeforeEach
    void start() {
        house = new AuctionHouse();
        house.ledger = new Ledger();
        house.ledger.json = new Json();
        house.ledger.folder = folder.toString();
        house.ledger.open();
        house.lastCall = Duration.ofSeconds(30);
        catalogue = new Catalogue();
        catalogue.house = house;
    }

    private void offered(Lot lot, Duration left) {
        house.ledger.write(Ledger.Entry.of(new Ledger.Offer(lot, now.plus(left).toEpochMilli(), "task")));
    }

    @Test
    void goesOnWhileALotIsOpen() {
        offered(COMPASS, Duration.ofHours(-1));
        offered(LOG, Duration.ofHours(1));
        catalogue.clear(null);
        assertThat(house.standings()).extracting(Standing::lot).containsExactly(COMPASS, LOG);
    }

    @Test
    void offersWhatWasNotOfferedWhenTheProcessWasKilled() {
        offered(COMPASS, Duration.ofHours(1));
        offered(LOG, Duration.ofHours(1));
        assertThat(catalogue.missing()).extracting(Lot::id).containsExactly(3, 4, 5, 6);
    }

    @Test
    void goesOnWhileSomebodyWaitsForAnInvoice() {
        offered(COMPASS, Duration.ofHours(-1));
        house.ledger.write(Ledger.Entry.of(new Bid(1, "Ann", 50_00, now.minus(Duration.ofHours(2)).toEpochMilli())));
        catalogue.clear(null);
        assertThat(house.standing(1).leader()).isEqualTo("Ann");
    }

    @Test
    void beginsAnewWhenAllIsOver() throws IOException {
        Closed sold = new Closed(COMPASS, "Ann", 50_00, now.toEpochMilli());
        offered(COMPASS, Duration.ofHours(-1));
        house.ledger.write(Ledger.Entry.of(sold));
        house.ledger.keepInvoice(sold, "50");
        offered(LOG, Duration.ofHours(-1));
        catalogue.clear(null);
        assertThat(house.standings()).isEmpty();
        assertThat(house.nextNumber()).isEqualTo(1);
        assertThat(house.ledger.hasInvoice(sold)).as("which is kept").isTrue();
    }

    @Test
    void goesOnAfterALineThatCanNotBeRead() throws IOException {
        offered(COMPASS, Duration.ofHours(1));
        Files.writeString(folder.resolve("ledger"), "{\"offer\":{\"lot\"\n", StandardOpenOption.APPEND);
        house.ledger.write(Ledger.Entry.of(new Closed(new Lot(3, "", "", "", "", 1), null, 0, 0)));
        offered(LOG, Duration.ofHours(1));
        assertThat(house.standings()).extracting(Standing::lot).containsExactly(COMPASS, LOG);
    }
}
