package org.fangpin110.notice;

/** How an adult head of household is named; policy data. */
public enum NameStyle {
    FULL,
    /** 张** */
    MASKED
}
