package auction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.swell.lifecycle.ServerStart;
import dev.swell.lifecycle.WorkerStart;

/** Puts the lots up for sale when the worker starts, before the first request. */
@ApplicationScoped
class Catalogue {

    private static final List<Lot> LOTS = List.of(
            new Lot(1, "Brass sextant", "Liverpool, about 1890",
                    "Silvered arc, three shades, in its mahogany box. Has seen the Horn twice, says a label in the lid.",
                    "/page/lots/sextant.svg", 180_00),
            new Lot(2, "Lighthouse lens", "Paris, 1867",
                    "Eight prisms around a bull’s eye, one of them chipped by a gull in the storm of 1911.",
                    "/page/lots/lens.svg", 950_00),
            new Lot(3, "Ship’s bell “Aurora”", "Bergen, 1902",
                    "Bronze, on a rope that somebody has spliced with love. Its note is a clear A.",
                    "/page/lots/bell.svg", 240_00),
            new Lot(4, "Chart of the Skerries", "Stockholm, 1834",
                    "Copper engraving, coloured by hand. The pencilled course leads straight over a rock.",
                    "/page/lots/chart.svg", 75_00),
            new Lot(5, "Pocket barometer", "London, about 1870",
                    "Gilt, compensated, still points to Change. The case has a dent the shape of a thumb.",
                    "/page/lots/barometer.svg", 60_00),
            new Lot(6, "Ship in a bottle", "Hamburg, 1928",
                    "Four-master under full sail; the sailor who made it was becalmed for nineteen days.",
                    "/page/lots/bottle.svg", 35_00));

    @Inject
    AuctionHouse house;
    @Inject
    @ConfigProperty(name = "auction.duration")
    Duration duration;

    /** Makes room for a new sale if the last one is over; one that the server's end has interrupted goes on. */
    void clear(@Observes ServerStart start) {
        if (house.isOver()) {
            house.clear();
        }
    }

    /** Offers the lots, to be closed one after the other, but those that a worker before has offered. */
    void open(@Observes WorkerStart start) {
        Instant begin = Instant.now();
        for (Lot lot : missing()) {
            house.offer(lot, begin.plus(duration.multipliedBy(lot.id()).dividedBy(LOTS.size())));
        }
    }

    /** All of them, or some if the process was killed while it offered them. */
    List<Lot> missing() {
        return LOTS.stream().filter(lot -> !house.has(lot.id())).toList();
    }
}
