package org.fangpin110.notice;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A notice in words, in one language, as it hangs.
 *
 * @param lines label and value, in the order they are read
 * @param objection where and until when to object; for an announcement where to ask
 * @param issuer in whose name
 */
public record NoticeText(
        String title,
        String opening,
        List<Line> lines,
        String objection,
        String privacy,
        String issuer,
        String date,
        String number) {
    /** Counted up when words or lines change, so that it is known by which a posted one was made. */
    public static final int VERSION = 1;

    /** One row of the table. */
    public record Line(String label, String value) {}

    /** Everything, a line a row. */
    public String plain() {
        return Stream.of(
                        Stream.of(title, opening),
                        lines.stream().map(line -> line.label() + " " + line.value()),
                        Stream.of(objection, privacy, issuer, date, number))
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
        return "NoticeText[" + number + "]";
    }
}
