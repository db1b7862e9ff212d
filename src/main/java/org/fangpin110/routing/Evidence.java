package org.fangpin110.routing;

import java.util.Optional;

/**
 * All that is known about where a report belongs.
 *
 * @param scannedCode what a QR code held, as read, perhaps broken
 * @param chosenUnit 12-digit code picked in the form, of any level
 * @param villageUnknown the reporter ticked 不清楚
 * @param urgent help is needed at once, so where the family is counts more than where it is registered
 */
public record Evidence(
        Optional<String> scannedCode,
        Optional<String> chosenUnit,
        boolean villageUnknown,
        Optional<String> addressText,
        Optional<Position> position,
        Optional<KnownHousehold> knownHousehold,
        boolean urgent) {

    /** Without urgency. */
    public Evidence(
            Optional<String> scannedCode,
            Optional<String> chosenUnit,
            boolean villageUnknown,
            Optional<String> addressText,
            Optional<Position> position,
            Optional<KnownHousehold> knownHousehold) {
        this(scannedCode, chosenUnit, villageUnknown, addressText, position, knownHousehold, false);
    }

    public static final Evidence NONE = new Evidence(
            Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty(), Optional.empty());

    public Evidence withScannedCode(String code) {
        return new Evidence(
                Optional.ofNullable(code), chosenUnit, villageUnknown, addressText, position, knownHousehold, urgent);
    }

    public Evidence withChosenUnit(String code) {
        return new Evidence(
                scannedCode, Optional.ofNullable(code), villageUnknown, addressText, position, knownHousehold, urgent);
    }

    public Evidence withVillageUnknown() {
        return new Evidence(scannedCode, chosenUnit, true, addressText, position, knownHousehold, urgent);
    }

    public Evidence withAddressText(String text) {
        return new Evidence(
                scannedCode, chosenUnit, villageUnknown, Optional.ofNullable(text), position, knownHousehold, urgent);
    }

    public Evidence withPosition(Position where) {
        return new Evidence(
                scannedCode,
                chosenUnit,
                villageUnknown,
                addressText,
                Optional.ofNullable(where),
                knownHousehold,
                urgent);
    }

    public Evidence withKnownHousehold(KnownHousehold known) {
        return new Evidence(
                scannedCode, chosenUnit, villageUnknown, addressText, position, Optional.ofNullable(known), urgent);
    }

    public Evidence withUrgency() {
        return new Evidence(scannedCode, chosenUnit, villageUnknown, addressText, position, knownHousehold, true);
    }

    @Override
    public String toString() {
        return "Evidence[hidden]"; // an address is not for logs
    }
}
