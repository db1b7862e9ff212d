package org.fangpin110.unit;

/** What an import did. {@code unchanged} means the same file was the last one loaded: nothing was written. */
public record ImportReport(long version, int inserted, int changed, int retired, boolean unchanged) {}
