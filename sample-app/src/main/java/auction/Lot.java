package auction;

/**
 * Something to be sold.
 *
 * @param id its number in the catalogue, from 1
 * @param title what it is
 * @param origin where and when it was made
 * @param note what the catalogue says of it
 * @param picture where its picture is on this server
 * @param startCents the least that is taken for it
 */
public record Lot(int id, String title, String origin, String note, String picture, long startCents) {}
