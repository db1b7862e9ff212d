/**
 * Our own tokens: short access tokens signed with a rotating key pair, refresh tokens used once. Knows subjects only by
 * kind and id; start at {@link Sessions}.
 */
package org.fangpin110.platform.session;
