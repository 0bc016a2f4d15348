/**
 * What lives as long as the server: {@link dev.swell.runtime.master.Master} starts and stops everything else. Knows no
 * class of the application.
 */
package dev.swell.runtime.master;
