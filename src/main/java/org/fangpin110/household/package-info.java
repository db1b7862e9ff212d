/**
 * Households and their members. So far the values that describe a person: number, name and phone, each normalised and checked by its
 * own type. They may not know reports, cases or HTTP. Start reading at {@link org.fangpin110.household.IdNumber}.
 */
package org.fangpin110.household;
