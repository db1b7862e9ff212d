/**
 * The roof: configuration, wiring by hand and the command line. Everything below knows nothing of it; start at {@link Main},
 * then {@link App} and {@link HttpVerticle}.
 */
package org.fangpin110;
