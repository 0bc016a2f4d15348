package dev.swell.extension.schedule;

import java.time.LocalDate;
import java.util.Random;

/** Makes cron expressions of all kinds. */
final class RandomExpressions {

    private static final String[] WEEKDAYS = {"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
    private static final String[] RANGES = {"MON-FRI", "TUE-THU", "MON,WED", "FRI-SAT", "mon,tue-wed,SAT"};

    private final Random random;

    RandomExpressions(long seed) {
        random = new Random(seed);
    }

    Random random() {
        return random;
    }

    private int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private String field(int least, int most) {
        int one = between(least, most);
        int other = between(least, most);
        String range = Math.min(one, other) + "-" + Math.max(one, other);
        return switch (random.nextInt(8)) {
            case 0, 1 -> "*";
            case 2 -> String.valueOf(one);
            case 3 -> range;
            case 4 -> "*/" + between(1, most - least);
            case 5 -> one + "/" + between(1, most - least);
            case 6 -> range + "/" + between(1, most - least);
            default -> one + "," + other + "," + range;
        };
    }

    String time() {
        return field(0, 59) + " " + field(0, 23);
    }

    String seconds() {
        return field(0, 59);
    }

    String month() {
        return random.nextInt(6) == 0 ? "JAN-MAR,JUL,Dec" : field(1, 12);
    }

    String dayOfMonth() {
        return switch (random.nextInt(8)) {
            case 0 -> "L";
            case 1 -> "LW";
            case 2 -> "L-" + between(1, 20);
            case 3 -> between(2, 27) + "W"; // Spring loses the first on a Saturday and the last on a Sunday
            default -> field(1, 31);
        };
    }

    /** The three fields of some of the days around that one. */
    String daysAround(LocalDate day) {
        int date = day.getDayOfMonth();
        int month = day.getMonthValue();
        String weekday = WEEKDAYS[day.getDayOfWeek().getValue() % 7];
        return switch (random.nextInt(8)) {
            case 0 -> "* * *";
            case 1 -> date + " " + month + " *";
            case 2 -> date + "-" + Math.min(date + 2, 31) + " * *";
            case 3 -> "* " + month + " " + weekday;
            case 4 -> "* " + month + " " + weekday + "#" + ((date - 1) / 7 + 1);
            case 5 -> "* " + month + " " + weekday + "L";
            case 6 -> "* * " + dayOfWeek();
            default -> dayOfMonth() + " * *";
        };
    }

    /** Days of the week as Quartz has them. */
    String quartzDayOfWeek() {
        return switch (random.nextInt(7)) {
            case 0 -> between(1, 7) + "L";
            case 1 -> between(1, 7) + "#" + between(1, 5);
            case 2 -> WEEKDAYS[random.nextInt(7)] + "#" + between(1, 5);
            case 3 -> WEEKDAYS[random.nextInt(7)];
            case 4 -> RANGES[random.nextInt(RANGES.length)];
            default -> field(1, 7);
        };
    }

    /** Days of the week as Unix and Spring have them. */
    String dayOfWeek() {
        return switch (random.nextInt(8)) {
            case 0 -> between(0, 7) + "L";
            case 1 -> between(0, 7) + "#" + between(1, 5);
            case 2 -> WEEKDAYS[random.nextInt(7)] + "L";
            case 3 -> WEEKDAYS[random.nextInt(7)];
            case 4 -> RANGES[random.nextInt(RANGES.length)];
            case 5 -> between(1, 3) + "-" + between(4, 7);
            case 6 -> between(0, 7) + "," + between(0, 7);
            default -> "*";
        };
    }
}
