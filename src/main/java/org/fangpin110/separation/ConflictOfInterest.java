package org.fangpin110.separation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a report is one its village should not work on: it names somebody who serves there, or is by or about somebody of that name.
 * Pure. Names alone decide, so a namesake also sends it to the township: that costs a step, the other error costs trust.
 *
 * <p>A name of two characters is often a word too (高兴, 平安): in running text it counts only beside a title.
 */
public final class ConflictOfInterest {
    /** Why a village is skipped. Words: {@code conflict.<name>}. */
    public enum Reason {
        NAMED_IN_REPORT,
        SUBJECT_SERVES_THERE,
        REPORTER_SERVES_THERE,
        HANDLER_RELATED
    }

    /**
     * What a report says. Absent values are null.
     *
     * @param reporterByDuty the reporter files for others as part of an office: that is no conflict
     */
    public record Said(String narrative, String subjectName, String reporterName, boolean reporterByDuty) {
        @Override
        public String toString() {
            return "Said[…]";
        }
    }

    private static final Pattern NO_LETTER = Pattern.compile("[^\\p{L}\\p{M}\\p{Co}]");
    private static final int SHORT_NAME = 2;
    private static final String TITLES = "(?:书记|主任|支书|会计|村长|达|嘎查长|队长|队员|组长|委员|干部|专干|网格员|文书)";
    private static final Set<Integer> NAME_LENGTHS = Set.of(2, 3, 4);

    private ConflictOfInterest() {}

    /** @param serving names of those who serve in the village */
    public static Optional<Reason> of(Said said, Collection<String> serving) {
        List<String> names = serving.stream()
                .map(ConflictOfInterest::letters)
                .filter(ConflictOfInterest::isName)
                .toList();
        if (names.contains(letters(said.subjectName()))) {
            return Optional.of(Reason.SUBJECT_SERVES_THERE);
        }
        if (!said.reporterByDuty() && names.contains(letters(said.reporterName()))) {
            return Optional.of(Reason.REPORTER_SERVES_THERE);
        }
        String text = letters(said.narrative());
        return names.stream().anyMatch(name -> named(text, name))
                ? Optional.of(Reason.NAMED_IN_REPORT)
                : Optional.empty();
    }

    private static boolean named(String text, String name) {
        if (name.codePointCount(0, name.length()) > SHORT_NAME) {
            return text.contains(name);
        }
        String quoted = Pattern.quote(name);
        return Pattern.compile(quoted + TITLES + "|" + TITLES + quoted)
                .matcher(text)
                .find();
    }

    /** A display name such as 巴岱村·村级专干 is nobody's own; Mongolian names are longer than Chinese ones. */
    private static boolean isName(String name) {
        int length = name.codePointCount(0, name.length());
        return NAME_LENGTHS.contains(length)
                || length > 4
                        && length <= 12
                        && !Pattern.compile(TITLES + "$").matcher(name).find();
    }

    private static String letters(String text) {
        return text == null ? "" : NO_LETTER.matcher(text).replaceAll("");
    }
}
