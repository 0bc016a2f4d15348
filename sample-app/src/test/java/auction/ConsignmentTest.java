package auction;

import static auction.Visitor.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import dev.swell.junit5.BaseUri;
import dev.swell.junit5.ClientSocket;
import dev.swell.junit5.SwellTest;
import dev.swell.junit5.WebSocketClient;

@SwellTest
class ConsignmentTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Map<String, String> FORM = Map.of("title", "Sou’wester", "note", "Dry.", "cents", "1250");

    @Inject
    @BaseUri
    URI base;

    @Test
    void offersALotWithItsPicture() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        HttpResponse<String> answer = ann.consign(FORM, PNG);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(json(answer).get("title").textValue()).isEqualTo("Sou’wester");
        assertThat(json(answer).get("origin").textValue()).isEqualTo("Brought by Ann");
        assertThat(json(ann.get("/api/lots/" + json(answer).get("id"))).get("minimumCents").longValue())
                .isEqualTo(12_50);
        HttpResponse<String> picture = ann.get(json(answer).get("picture").textValue());
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(picture.body()).contains("PNG");
    }

    @Test
    void tellsEverybody(WebSocketClient sockets) throws Exception {
        try (ClientSocket socket = new Visitor(base, "Bo").listen(sockets)) {
            new Visitor(base, "Ann").consign(FORM, PNG);
            String news = socket.text();
            while (!news.contains("Brought by Ann")) {
                news = socket.text();
            }
        }
    }

    @Test
    void saysWhatIsWrongWithTheForm() throws Exception {
        Visitor ann = new Visitor(base, "Ann");
        assertThat(refusal(ann, "title", " ", PNG)).isEqualTo("The title must have 1 to 160 letters");
        assertThat(refusal(ann, "cents", "much", PNG)).isEqualTo("The price must be a number of cents");
        assertThat(refusal(ann, "cents", "0", PNG)).isEqualTo("An amount is between €0.01 and €1,000,000.00");
        assertThat(refusal(ann, "title", "Script", "<script>".getBytes()))
                .isEqualTo("The picture must be a PNG, JPEG or WebP file");
        assertThat(refusal(ann, "title", "Poster", new byte[Picture.MOST_BYTES + 1]))
                .isEqualTo("The picture is larger than 1 MB");
    }

    @Test
    void takesNothingFromSomebodyWithoutAName() throws Exception {
        assertThat(new Visitor(base).consign(FORM, PNG).statusCode()).isEqualTo(401);
    }

    @Test
    void hasNoPictureOfOtherLots() throws Exception {
        for (String lot : new String[]{"1", "999", "x"}) {
            assertThat(new Visitor(base).get("/pictures/" + lot).statusCode()).as(lot).isEqualTo(404);
        }
    }

    private static String refusal(Visitor visitor, String field, String value, byte[] picture) throws Exception {
        Map<String, String> fields = new HashMap<>(FORM);
        fields.put(field, value);
        HttpResponse<String> answer = visitor.consign(fields, picture);
        assertThat(answer.statusCode()).isEqualTo(400);
        return json(answer).get("detail").textValue();
    }
}
