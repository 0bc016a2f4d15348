package dev.swell.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The script in the guide that shows a reload. */
@Tag("threads")
class ReloadDemoIT {

    private static final Pattern BID = Pattern.compile("bid (\\d+): (\\d+)");

    @Test
    void bidsGoOnWhileTheirRuleIsChanged() throws Exception {
        ProcessBuilder script = new ProcessBuilder("sh", "docs/reload-demo.sh")
                .directory(new File(System.getProperty("swell.root"))).redirectErrorStream(true);
        script.environment().keySet().removeIf(name -> name.startsWith("SWELL_"));
        script.environment().put("SWELL_HTTP_PORT", "0");
        script.environment().merge("PATH", Path.of(System.getProperty("java.home"), "bin").toString(),
                (path, java) -> java + File.pathSeparator + path);
        Process running = script.start();
        List<String> lines = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
                .toList();
        assertThat(running.waitFor()).as(lines.toString()).isZero();

        int takeover = lines.indexOf(lines.stream().filter(line -> line.startsWith("Worker 2 has taken over"))
                .findFirst().orElseThrow());
        assertThat(bids(lines.subList(0, takeover))).hasSizeGreaterThan(1);
        assertThat(bids(lines.subList(takeover, lines.size()))).hasSizeGreaterThan(1);
        List<Long> taken = bids(lines);
        long last = taken.get(taken.size() - 1);
        assertThat(last - taken.get(taken.size() - 2)).isEqualTo(7_00);
        assertThat(taken).isSorted();
        assertThat(lines.stream().filter(line -> line.startsWith("bid ") && !line.endsWith(": 201"))).as("refused")
                .hasSizeLessThanOrEqualTo(1).allMatch(line -> line.endsWith(": 409"));
    }

    /** The bids that were taken. */
    private static List<Long> bids(List<String> lines) {
        return lines.stream().map(BID::matcher).filter(bid -> bid.matches() && bid.group(2).equals("201"))
                .map(bid -> Long.valueOf(bid.group(1))).toList();
    }
}
