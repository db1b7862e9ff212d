/**
 * Households and their members: the values that describe a person (number, name and phone, each normalised and checked by its own
 * type), and the household registry as the banner hands it over. They may not know reports, cases or HTTP. Start reading at {@link
 * org.fangpin110.household.IdNumber} or {@link org.fangpin110.household.RegistryImport}.
 */
package org.fangpin110.household;
