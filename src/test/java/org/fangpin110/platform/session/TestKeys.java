package org.fangpin110.platform.session;

/** One key pair for all tests that sign tokens. */
public final class TestKeys {
    public static final SigningKey KEY = SigningKey.generate("test");

    private TestKeys() {}
}
