package org.fangpin110.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a reporter corrects of a report; names are those of {@link NewReport}, absent values are null and stay as they were.
 * Personal data: never printed.
 */
public record Correction(Subject subject, String addressText, String groupName, Integer householdSize) {
    /** Of the person in trouble. */
    public record Subject(String name, String phone, String idNo) {
        @Override
        public String toString() {
            return "Subject[…]";
        }
    }

    public Optional<String> name() {
        return Optional.ofNullable(subject).map(Subject::name);
    }

    public Optional<String> phone() {
        return Optional.ofNullable(subject).map(Subject::phone);
    }

    public Optional<String> idNo() {
        return Optional.ofNullable(subject).map(Subject::idNo);
    }

    /** JSON pointers of what is corrected. */
    public List<String> fields() {
        return Stream.of(
                        name().map(value -> "/subject/name"),
                        phone().map(value -> "/subject/phone"),
                        idNo().map(value -> "/subject/idNo"),
                        Optional.ofNullable(addressText).map(value -> "/addressText"),
                        Optional.ofNullable(groupName).map(value -> "/groupName"),
                        Optional.ofNullable(householdSize).map(value -> "/householdSize"))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public String toString() {
        return "Correction" + fields();
    }
}
