package org.fangpin110.staff;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of a unit's duty roster.
 *
 * @param staffId whose account; null for a phone that is nobody's alone
 * @param sealedPhone encrypted with {@link #phoneContext}
 * @param until exclusive; null for no end
 */
public record Duty(
        UUID dutyId, String unitCode, int ordinal, UUID staffId, byte[] sealedPhone, Instant from, Instant until) {
    public static String phoneContext(UUID dutyId) {
        return "duty_roster.phone." + dutyId;
    }

    @Override
    public String toString() {
        return "Duty[" + dutyId + "]";
    }
}
