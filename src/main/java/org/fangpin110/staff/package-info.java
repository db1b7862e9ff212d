/**
 * Staff accounts, their posts and their sign-in. Knows no cases; start at {@link StaffMember}.
 */
package org.fangpin110.staff;
