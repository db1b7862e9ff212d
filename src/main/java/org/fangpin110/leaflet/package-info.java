/**
 * Village entry codes on paper: the QR code, the leaflet a village puts up, and the web page a phone without the mini-program
 * lands on. Knows units and WeChat's codes, neither reports nor people. Start reading at
 * {@link org.fangpin110.leaflet.LeafletHandler}.
 */
package org.fangpin110.leaflet;
