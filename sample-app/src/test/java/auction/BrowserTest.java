package auction;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import auction.browser.BrowserPage;
import auction.browser.Chromium;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.SwellTest;

/** The page as people see it, in headless Chromium. */
@SwellTest(config = "auction.last-call=PT2S")
class BrowserTest {

    private static Chromium chromium;

    @Inject
    @BaseUri
    URI base;
    @Inject
    AuctionHouse house;

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

    @Test
    void keepsTheBidThatItAsksANameFor() {
        BrowserPage stranger = chromium.open(base);
        stranger.click("#lot-2");
        stranger.awaitText("#price", price -> assertThat(price).isEqualTo("€950"));

        stranger.click("#quick button");
        awaitAnswer(stranger, "Tell us your name before you bid");
        assertThat(stranger.value("#amount")).isEqualTo("950");

        stranger.submit("#told-name", "Di");
        awaitAnswer(stranger, "");
        assertThat(stranger.value("#amount")).isEqualTo("950");
    }

    @Test
    void takesAComplaintBackWhenItsReasonIsGone() {
        BrowserPage ann = seatedAt("Ann", "#lot-3", "€240");
        BrowserPage bo = seatedAt("Bo", "#lot-3", "€240");
        ann.submit("#amount", "");
        awaitAnswer(ann, "Type an amount, such as 250.");
        ann.type("#amount", "2");
        awaitAnswer(ann, "");

        ann.submit("#amount", "");
        awaitAnswer(ann, "Type an amount, such as 250.");
        bo.submit("#amount", "300");
        ann.awaitText("#price", price -> assertThat(price).isEqualTo("€300"));
        awaitAnswer(ann, "");
        awaitAnswer(bo, "Bo bids €300.00 for Ship’s bell “Aurora”");
    }

    @Test
    void saysWhatABidMustBe() {
        BrowserPage ann = seatedAt("Ann", "#lot-4", "€75");
        ann.submit("#amount", "20");
        awaitAnswer(ann, "The lowest bid is €75.");
        for (String sum : new String[]{"1,000,001", "9".repeat(40)}) {
            ann.submit("#amount", sum);
            awaitAnswer(ann, "An amount is between €0.01 and €1,000,000.00");
        }
    }

    @Test
    void showsWhatWaitsAndWhatHasRun() {
        BrowserPage backstage = chromium.open(base.resolve("/page/backstage.html"));
        backstage.awaitText("#task-1", task -> assertThat(task).contains("1. Brass sextant", "delayed"));
        backstage.awaitText("#job-overtime", job -> assertThat(job).contains("every 1s", "scheduled"));
        backstage.awaitText("#tasks", tasks -> assertThat(tasks).contains("6 wait for their time"));

        house.offer(new Lot(7, "Quadrant", "Bristol", "Worn.", "/page/icon.svg", 90_00), Instant.now().plusSeconds(2));
        house.bid(7, "Ann", 90_00);
        backstage.awaitText("#task-7",
                task -> assertThat(task).contains("finished", "Sold to Ann for €90, invoice written"));
    }

    private static void awaitAnswer(BrowserPage page, String expected) {
        page.awaitText("#answer", answer -> assertThat(answer).isEqualTo(expected));
    }

    private BrowserPage seatedAt(String name, String lot, String price) {
        BrowserPage page = seated(name);
        page.click(lot);
        page.awaitText("#price", shown -> assertThat(shown).isEqualTo(price));
        return page;
    }

    private BrowserPage seated(String name) {
        BrowserPage page = chromium.open(base);
        page.submit("#told-name", name);
        page.awaitText("#room", room -> assertThat(room).startsWith("Live"));
        return page;
    }
}
