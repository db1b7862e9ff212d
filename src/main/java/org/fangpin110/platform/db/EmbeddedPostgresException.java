package org.fangpin110.platform.db;

/** The embedded database cannot run here; the message tells the person at the console why, in Chinese and in English. */
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String chinese, String english) {
        this(chinese, english, null);
    }

    EmbeddedPostgresException(String chinese, String english, Throwable cause) {
        super(chinese + " / " + english, cause);
    }
}
