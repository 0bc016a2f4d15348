/**
 * A live auction, kept in memory and in a file. Start reading at {@link auction.AuctionHouse}, which knows nothing of HTTP;
 * around it are REST ({@link auction.LotResource}), WebSocket ({@link auction.BidSocket}), the page ({@link auction.Page}), the
 * session ({@link auction.Bidder}) and a bean that was not written for threads ({@link auction.Clerk}). What happens by itself:
 * a durable task closes each lot ({@link auction.Auctioneer}), listeners do the rest one after the other
 * ({@link auction.Closed}), and a job gives popular lots more time ({@link auction.Overtime}).
 */
package auction;
