package org.fangpin110.platform.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Finds encrypted values by equality: HMAC-SM3 with a key of its own for each column, so equal values of two columns cannot be joined.
 * ID and phone numbers are few enough to try them all; the key is their whole protection.
 *
 * <p>Cut to {@value #BYTES} bytes: among ten million persons two different numbers meet with a probability of 10^-25, and the index
 * stays half as large. A cut HMAC is as hard to invert as a whole one.
 */
public final class BlindIndex {
    public static final int BYTES = 16;

    private final MasterKey master;

    @SuppressWarnings(
            "ThreadLocalUsage") // one index an application; a keyed HMac is neither shareable nor cheap to make
    private final ThreadLocal<Map<String, HMac>> keyed = ThreadLocal.withInitial(HashMap::new);

    public BlindIndex(MasterKey master) {
        this.master = master;
    }

    /** The value must be normalised by its own type first: what is written differently is indexed differently. */
    public byte[] of(String column, String normalisedValue) {
        HMac mac = keyed.get().computeIfAbsent(column, this::keyed);
        byte[] value = normalisedValue.getBytes(StandardCharsets.UTF_8);
        mac.update(value, 0, value.length);
        byte[] whole = new byte[mac.getMacSize()];
        mac.doFinal(whole, 0); // also resets to the keyed state
        return Arrays.copyOf(whole, BYTES);
    }

    private HMac keyed(String column) {
        HMac mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(master.derive("index/" + column)));
        return mac;
    }
}
