package dev.swell.tck.benchmarks.crash;

import java.util.List;

/**
 * What became of the tasks.
 *
 * @param taken deliveries that have returned
 * @param refused deliveries that have thrown, while the disk was full
 * @param done taken tasks that have run, each counted once
 * @param kills of the server
 * @param reloads that worked meanwhile
 * @param doubled tasks that have run more than once, each because its process was killed before its end was on disk
 * @param longestMillis how long before the kill the first run of such a one was over, at most
 * @param damaged tasks that were lost where the journal was damaged, each of them in the damaged bytes
 * @param findings what should not be
 */
record CrashResult(int taken, int refused, int done, int kills, int reloads, int doubled, long longestMillis,
        int damaged,
        List<String> findings) {

    String table() {
        return """
                taken %d, refused while the disk was full %d, done %d; %d kills, %d reloads
                run twice since the kill came before the end was on disk: %d (over at most %d ms before it)
                lost with damaged bytes: %d
                %s""".formatted(taken, refused, done, kills, reloads, doubled, longestMillis, damaged,
                findings.isEmpty() ? "nothing else lost, nothing else doubled" : String.join("\n", findings));
    }
}
