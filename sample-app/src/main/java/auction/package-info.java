/**
 * A live auction, everything in memory. Start reading at {@link auction.AuctionHouse}, which knows nothing of HTTP; around
 * it are REST ({@link auction.LotResource}), WebSocket ({@link auction.BidSocket}), the page ({@link auction.Page}), the
 * session ({@link auction.Bidder}) and a bean that was not written for threads ({@link auction.Clerk}).
 */
package auction;
