package org.fangpin110.routing;

/**
 * The pieces of a text that end at one place, each copied out and spelt in the standing way once, however many names they
 * are compared with.
 */
final class WrittenNames {
    private final AddressText text;
    private final RoutingTables tables;
    private final int end;
    private final String[] written;
    private final String[] folded;
    /** 0 not looked at, 1 no, 2 yes. */
    private final byte[] begins;

    WrittenNames(AddressText text, int end, RoutingTables tables) {
        this.text = text;
        this.tables = tables;
        this.end = end;
        written = new String[end + 1];
        folded = new String[end + 1];
        begins = new byte[end + 1];
    }

    boolean endsInHamlet() {
        return PlaceWords.hamletAt(text.text(), end);
    }

    int end() {
        return end;
    }

    /** The piece from here, null where something masked lies inside. */
    String from(int start) {
        if (begins[start] == 0) {
            String piece = text.text().substring(start, end);
            written[start] = piece.indexOf(AddressText.MASK) >= 0 ? null : piece;
            begins[start] = (byte) (PlaceWords.nameMayBeginAt(text, start) ? 2 : 1);
        }
        return written[start];
    }

    String foldedFrom(int start) {
        if (folded[start] == null) {
            folded[start] = tables.folded(from(start));
        }
        return folded[start];
    }

    /** Only after {@link #from}. */
    boolean mayBegin(int start) {
        return begins[start] == 2;
    }
}
