package org.fangpin110.unit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/**
 * What the form asks while a resident picks a village. Answers from memory; the ETag depends on nothing but the table
 * version and the question, so phones and proxies may keep an answer until the table changes.
 */
public final class UnitLookup {
    static final int SEARCH_LIMIT = 20;

    private final Supplier<UnitTable> table;

    /** A choice list and its strong ETag, quotes included. */
    public record Choices(List<Choice> units, String etag) {}

    /** One line of the form. {@code leaf}: nothing below it. */
    public record Choice(
            String code, String name, int level, UnitKind kind, boolean routable, boolean leaf, String fullName) {}

    /** The supplier gives the table of the moment: it is swapped as a whole after an import. */
    public UnitLookup(Supplier<UnitTable> table) {
        this.table = table;
    }

    /** The units directly below; the provinces when the code is null. Unknown codes give an empty list. */
    public Choices children(String code) {
        UnitTable now = table.get();
        List<Unit> found = code == null ? now.roots() : now.children(code);
        return new Choices(choices(now, found), etag(now, "children", String.valueOf(code)));
    }

    /** The same tag without the work, to answer If-None-Match. */
    public String childrenTag(String code) {
        return etag(table.get(), "children", String.valueOf(code));
    }

    /** By the beginning of a name or alias, inside a unit (null: everywhere). */
    public Choices search(String text, String within) {
        UnitTable now = table.get();
        UnitRange range = UnitCode.isWellFormed(within) ? UnitRange.of(within) : UnitRange.ALL;
        List<Unit> found = now.searchByPrefix(text.strip(), range, SEARCH_LIMIT);
        return new Choices(choices(now, found), etag(now, "search", text.strip() + '|' + within));
    }

    private static List<Choice> choices(UnitTable now, List<Unit> units) {
        return units.stream()
                .map(unit -> new Choice(
                        unit.code(),
                        unit.name(),
                        unit.level(),
                        unit.kind(),
                        unit.routable(),
                        now.children(unit).isEmpty(),
                        now.fullName(unit)))
                .toList();
    }

    private static String etag(UnitTable now, String operation, String question) {
        CRC32 crc = new CRC32();
        crc.update(question.getBytes(StandardCharsets.UTF_8));
        return '"' + "units-" + now.version().version() + '-' + operation + '-' + Long.toHexString(crc.getValue())
                + '"';
    }
}
