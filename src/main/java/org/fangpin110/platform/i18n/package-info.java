/**
 * The words people read, by language. Knows no business; start at {@link Messages}.
 */
package org.fangpin110.platform.i18n;
