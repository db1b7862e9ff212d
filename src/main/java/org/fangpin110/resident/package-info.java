/**
 * Residents' WeChat accounts and their sign-in. Knows no reports; start at {@link Resident}.
 */
package org.fangpin110.resident;
