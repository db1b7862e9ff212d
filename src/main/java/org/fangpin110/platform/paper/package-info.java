/**
 * Drawing on an A4 page: the two embedded weights of one typeface, lines, boxes, QR codes. Knows nothing of what is printed. Start
 * reading at {@link org.fangpin110.platform.paper.Ink}.
 */
package org.fangpin110.platform.paper;
