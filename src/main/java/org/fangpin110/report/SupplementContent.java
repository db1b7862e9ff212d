package org.fangpin110.report;

import java.util.UUID;
import org.fangpin110.platform.crypto.FieldCipher;

/** The one way a supplement's text goes into the database and comes out. */
public final class SupplementContent {
    private final FieldCipher cipher;

    public SupplementContent(FieldCipher cipher) {
        this.cipher = cipher;
    }

    public byte[] seal(UUID reportId, UUID key, String text) {
        return cipher.encryptText(context(reportId, key), text);
    }

    public String open(StoredSupplement supplement) {
        return cipher.decryptText(context(supplement.reportId(), supplement.key()), supplement.content());
    }

    private static String context(UUID reportId, UUID key) {
        return "report_supplement.content." + reportId + "." + key;
    }
}
