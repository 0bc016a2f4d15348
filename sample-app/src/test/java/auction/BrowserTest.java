package auction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import auction.browser.BrowserPage;
import auction.browser.Chromium;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

/** The page as people see it, in headless Chromium. */
@SwellTest
class BrowserTest {

    private static Chromium chromium;

    @Inject
    @BaseUri
    URI base;

    @BeforeAll
    static void startBrowser() throws Exception {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void showsABidOnAllPagesAtOnce() {
        BrowserPage ann = seated("Ann");
        BrowserPage bo = seated("Bo");
        bo.awaitText("#price", price -> assertThat(price).isEqualTo("€180"));

        ann.submit("#amount", "1,234");

        for (BrowserPage page : new BrowserPage[]{ann, bo}) {
            page.awaitText("#price", price -> assertThat(price).isEqualTo("€1,234"));
            page.awaitText("#bids li:first-child", bid -> assertThat(bid).contains("Ann", "€1,234"));
            page.awaitText("#lot-1", card -> assertThat(card).contains("€1,234"));
        }
        ann.awaitText("#leader", leader -> assertThat(leader).isEqualTo("The bid is yours, 1 bid"));
        bo.awaitText("#leader", leader -> assertThat(leader).isEqualTo("Ann has the bid, 1 bid"));
    }

    @Test
    void showsARefusedHandshakeAsAMessage() {
        BrowserPage stranger = chromium.open(base);
        stranger.awaitText("#notice", notice -> assertThat(notice).contains("The saleroom is for bidders",
                "Without a name you were not let in"));
        stranger.awaitText("#room", room -> assertThat(room).isEqualTo("Not in the room"));

        stranger.submit("#told-name", "Cy");

        stranger.awaitText("#room", room -> assertThat(room).startsWith("Live"));
        stranger.awaitText("#notice", notice -> assertThat(notice).isEmpty());
        stranger.awaitText("#visitor", visitor -> assertThat(visitor).contains("Bidding as Cy"));
    }

    private BrowserPage seated(String name) {
        BrowserPage page = chromium.open(base);
        page.submit("#told-name", name);
        page.awaitText("#room", room -> assertThat(room).startsWith("Live"));
        return page;
    }
}
