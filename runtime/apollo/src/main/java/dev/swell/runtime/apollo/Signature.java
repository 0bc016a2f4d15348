package dev.swell.runtime.apollo;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests with an access key. */
final class Signature {

    private static final String ALGORITHM = "HmacSHA1";

    private Signature() {}

    /** Returns the value of the header {@code Authorization}. */
    static String of(String appId, String accessKey, long millis, URI uri) {
        String path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        return "Apollo " + appId + ":" + sign(millis + "\n" + path, accessKey);
    }

    private static String sign(String text, String accessKey) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(accessKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) { // every JDK has it
            throw new IllegalStateException(e);
        }
    }
}
