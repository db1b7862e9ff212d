/**
 * Plays reports from a file through the public API as residents would: demo and yardstick. Knows only the API; start at
 * {@link FeedCommand}.
 */
package org.fangpin110.feed;
