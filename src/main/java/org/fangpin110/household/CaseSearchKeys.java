package org.fangpin110.household;

import org.fangpin110.platform.crypto.BlindIndex;

/** The blind indexes by which staff look for a case; the columns are those of matching, so that nothing is stored twice. */
public final class CaseSearchKeys {
    /** How many characters people remember. */
    public static final int END = 4;

    private final BlindIndex index;

    public CaseSearchKeys(BlindIndex index) {
        this.index = index;
    }

    public byte[] of(ContactPhone phone) {
        return index.of("case_file.phone_index", phone.digits());
    }

    public byte[] of(IdNumber number) {
        return index.of("case_file.person_index", number.person());
    }

    public byte[] of(PersonName name) {
        return index.of("case_file.name_index", name.comparable());
    }

    /** The end of a phone or ID number; whose end it is nobody needs to say. */
    public byte[] ofEnd(String number) {
        return index.of("case_search_key.end", number.substring(number.length() - END));
    }
}
