/** The staff console in a real browser. */
package org.fangpin110.console;
