package org.fangpin110.report;

import io.vertx.core.buffer.Buffer;

/**
 * A report found by its receipt number alone.
 *
 * @param phoneIndex blind index of the number of the person in trouble; null where there is none
 */
public record NumberedReport(OwnReport report, Buffer phoneIndex) {
    @Override
    public String toString() {
        return "NumberedReport[" + report.id() + "]";
    }
}
