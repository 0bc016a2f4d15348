/** Drives headless Chromium by its DevTools protocol, as far as the tests need it. */
package auction.browser;
