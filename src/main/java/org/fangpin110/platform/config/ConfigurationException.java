package org.fangpin110.platform.config;

import java.util.List;

/** The settings cannot be started with; the message lists every fault, one a line. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(List<String> faults) {
        super(String.join(System.lineSeparator(), faults), null, false, false);
    }
}
